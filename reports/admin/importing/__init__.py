"""The import wizard: hand in text or files, see what the importer made of them, correct it, store drafts."""

from reports.admin.importing import batches

__all__ = ["batches"]
