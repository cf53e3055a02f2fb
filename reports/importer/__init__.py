"""The importer's face: one document in, structured reports out; only `storing` touches the database."""

from reports.documents.readers import UnreadableSource
from reports.figures import Figure
from reports.importer.corrections import Correction, ImpossibleCorrection
from reports.importer.lines import BODY, Change, Line, report_numbers, sections_from
from reports.importer.periods import detect_period
from reports.importer.pipeline import STEPS, import_document
from reports.importer.result import ImportResult, Links, ParsedReport, SourceWarning
from reports.importer.review import Facts, Review, Verdict, open_verdicts, result_of
from reports.importer.storing import (
    ChangedElsewhere,
    Choice,
    KnownNames,
    ReportOutcome,
    StoredImport,
    StoringOptions,
    add_files,
    category_crumbs,
    correct_item,
    known_unit_names,
    open_batch,
    plan_import,
    plan_item,
    remember_category,
    remember_unit,
    review_of,
    store_import,
    store_item,
    undo_correction,
    work_through,
)

__all__ = [
    "BODY",
    "STEPS",
    "Change",
    "ChangedElsewhere",
    "Choice",
    "Correction",
    "Facts",
    "Figure",
    "ImportResult",
    "ImpossibleCorrection",
    "KnownNames",
    "Line",
    "Links",
    "ParsedReport",
    "ReportOutcome",
    "Review",
    "SourceWarning",
    "StoredImport",
    "StoringOptions",
    "UnreadableSource",
    "Verdict",
    "add_files",
    "category_crumbs",
    "correct_item",
    "detect_period",
    "import_document",
    "known_unit_names",
    "open_batch",
    "open_verdicts",
    "plan_import",
    "plan_item",
    "remember_category",
    "remember_unit",
    "report_numbers",
    "result_of",
    "review_of",
    "sections_from",
    "store_import",
    "store_item",
    "undo_correction",
    "work_through",
]
