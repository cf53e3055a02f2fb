"""The importer's face: one document in, structured reports out; only `storing` touches the database."""

from reports.documents.readers import UnreadableSource
from reports.figures import Figure
from reports.importer.pipeline import STEPS, import_document
from reports.importer.result import ImportResult, Links, ParsedReport, SourceWarning
from reports.importer.storing import StoredImport, known_unit_names, store_import

__all__ = [
    "STEPS",
    "Figure",
    "ImportResult",
    "Links",
    "ParsedReport",
    "SourceWarning",
    "StoredImport",
    "UnreadableSource",
    "import_document",
    "known_unit_names",
    "store_import",
]
