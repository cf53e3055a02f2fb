"""The importer's face: one document in, structured reports out; only `storing` touches the database."""

from reports.documents.readers import UnreadableSource
from reports.figures import Figure
from reports.importer.pipeline import STEPS, import_document
from reports.importer.result import ImportResult, Links, ParsedReport, SourceWarning
from reports.importer.storing import (
    Choice,
    KnownNames,
    ReportOutcome,
    StoredImport,
    StoringOptions,
    category_crumbs,
    known_unit_names,
    plan_import,
    remember_category,
    remember_unit,
    store_import,
)

__all__ = [
    "STEPS",
    "Choice",
    "Figure",
    "ImportResult",
    "KnownNames",
    "Links",
    "ParsedReport",
    "ReportOutcome",
    "SourceWarning",
    "StoredImport",
    "StoringOptions",
    "UnreadableSource",
    "category_crumbs",
    "import_document",
    "known_unit_names",
    "plan_import",
    "remember_category",
    "remember_unit",
    "store_import",
]
