"""The importer's face: one document in, structured reports out; only `storing` touches the database."""

from reports.documents.readers import UnreadableSource
from reports.figures import Figure
from reports.importer.corrections import Correction, ImpossibleCorrection
from reports.importer.gathering import Found, Gathering
from reports.importer.lines import BODY, Change, Line, report_numbers, sections_from
from reports.importer.parsing import Parsed, Parser
from reports.importer.periods import detect_period
from reports.importer.pipeline import STEPS, import_document
from reports.importer.questions import open_questions
from reports.importer.repairs import LOST
from reports.importer.result import ImportResult, Links, ParsedReport, SourceWarning
from reports.importer.review import Facts, Review, Verdict, result_of
from reports.importer.storing import (
    ChangedElsewhere,
    Choice,
    KnownNames,
    ReadyImport,
    ReportOutcome,
    StoredImport,
    StoringOptions,
    add_files,
    category_crumbs,
    clear_abandoned,
    correct_item,
    is_masked,
    known_unit_names,
    open_batch,
    plan_import,
    plan_item,
    plan_ready,
    ready_import,
    remember_category,
    remember_unit,
    review_of,
    settled_fingerprints,
    store_import,
    store_item,
    store_ready,
    stored_before,
    undo_correction,
    work_through,
)
from reports.importer.workers import Died, run_in_order

__all__ = [
    "BODY",
    "LOST",
    "STEPS",
    "Change",
    "ChangedElsewhere",
    "Choice",
    "Correction",
    "Died",
    "Facts",
    "Figure",
    "Found",
    "Gathering",
    "ImportResult",
    "ImpossibleCorrection",
    "KnownNames",
    "Line",
    "Links",
    "Parsed",
    "ParsedReport",
    "Parser",
    "ReadyImport",
    "ReportOutcome",
    "Review",
    "SourceWarning",
    "StoredImport",
    "StoringOptions",
    "UnreadableSource",
    "Verdict",
    "add_files",
    "category_crumbs",
    "clear_abandoned",
    "correct_item",
    "detect_period",
    "import_document",
    "is_masked",
    "known_unit_names",
    "open_batch",
    "open_questions",
    "plan_import",
    "plan_item",
    "plan_ready",
    "ready_import",
    "remember_category",
    "remember_unit",
    "report_numbers",
    "result_of",
    "review_of",
    "run_in_order",
    "sections_from",
    "settled_fingerprints",
    "store_import",
    "store_item",
    "store_ready",
    "stored_before",
    "undo_correction",
    "work_through",
]
