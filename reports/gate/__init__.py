"""The gate before publishing: what has to be looked at before a report is read by everybody. Its face."""

from reports.gate.completeness import Requirement
from reports.gate.copies import enter_marks, marks_of_text, replace_marks
from reports.gate.findings import BLOCKING, GROUP_OF, Finding
from reports.gate.reading import find_blocking, find_in
from reports.gate.reasons import advice_on, reason_of
from reports.gate.remedies import occurrence_of, remedied
from reports.gate.results import (
    blocking_among,
    blocking_findings,
    findings_of,
    forget_results,
    is_checked,
    is_unchecked,
    keep_result,
    keep_results,
    stored_findings,
    unchecked,
)
from reports.gate.text import Place, PointText, ReportText, SectionText

__all__ = [
    "BLOCKING",
    "GROUP_OF",
    "Finding",
    "Place",
    "PointText",
    "ReportText",
    "Requirement",
    "SectionText",
    "advice_on",
    "blocking_among",
    "blocking_findings",
    "enter_marks",
    "find_blocking",
    "find_in",
    "findings_of",
    "forget_results",
    "is_checked",
    "is_unchecked",
    "keep_result",
    "keep_results",
    "marks_of_text",
    "occurrence_of",
    "reason_of",
    "remedied",
    "replace_marks",
    "stored_findings",
    "unchecked",
]
