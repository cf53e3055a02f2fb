"""Storing of an import: the only part of the importer that touches the database.

A source is known by the fingerprint of its bytes: storing it again changes nothing. A changed source is a new version
of the one before: drafts that nobody edited follow it, edits of an editor are never overwritten. Everything of one
source is stored in one transaction, as drafts.
"""

from reports.importer.storing.names import (
    KnownNames,
    category_crumbs,
    known_unit_names,
    remember_category,
    remember_unit,
)
from reports.importer.storing.outcomes import Choice, ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.writing import plan_import, store_import

__all__ = [
    "Choice",
    "KnownNames",
    "ReportOutcome",
    "StoredImport",
    "StoringOptions",
    "category_crumbs",
    "known_unit_names",
    "plan_import",
    "remember_category",
    "remember_unit",
    "store_import",
]
