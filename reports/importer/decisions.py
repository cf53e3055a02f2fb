"""What the importer decided, with its evidence and how sure it is: the list an editor reviews, doubtful ones first."""

from collections.abc import Iterator

from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer.draft import Draft
from reports.importer.repairs import doubtful_repairs
from reports.importer.result import DOUBTFUL, Decision, ParsedReport

CONFIDENCE = {
    "styled headline": 0.98,
    "line that names a report": 0.95,
    "first line": 0.65,
    "part marker": 0.97,
    "title of its own": 0.85,
    "numbering starts again": 0.6,
    "one report": 0.95,
    "title (known unit)": 0.98,
    "title": 0.9,
    "letterhead, byline or signature": 0.85,
    "letterhead": 0.75,
    "opening (known unit)": 0.75,
    "named in the text": 0.6,
    "before the first heading": 0.95,
    "before the first point": 0.85,
    "thematic heading": 0.8,
    "points without a heading": 0.6,
    "no work summary": 0.65,
    "words of the heading": 0.95,
    "words of the title": 0.97,
    "words of the opening": 0.85,
    "words of the text": 0.6,
}
"""How sure each kind of evidence makes us. Estimates in the order of the mistakes seen, kept below the shares that were
right on the cases (0.91 where numbering starts again, 0.94 where nothing is stated, 0.96 to 1 for the rest): those are
known documents."""
NOT_STATED = 0.6
OTHER_COUNT = 0.5


def note_decisions(draft: Draft) -> Draft:
    """Set the decisions about the source and each of its reports."""
    return replace(draft, decisions=tuple(_decisions(draft)))


def _decisions(draft: Draft) -> Iterator[Decision]:
    yield Decision("language", draft.language.value, "script of most letters", 0.99)
    if len(draft.reports) > 1 or draft.title:
        yield _decision("title", draft.title or "", draft.title_evidence)
    for repair in draft.repairs:
        for judged in doubtful_repairs(repair, DOUBTFUL):
            yield Decision("repair", judged.now, judged.evidence, judged.confidence, repair.line)
    for number, report in enumerate(draft.reports, start=1):
        if len(draft.reports) > 1:
            yield _boundary(draft.split_evidence, report, number)
        yield _decision("unit", report.unit or "", report.evidence.get("unit", ""), report.start_line, number)
        yield _period(draft, report, number)
        for position, section in enumerate(report.sections, start=1):
            evidence = section.evidence
            if section.heading and evidence not in CONFIDENCE:
                evidence = "words of the heading"
            confidence = CONFIDENCE.get(evidence, CONFIDENCE["thematic heading"])
            line = _line(report, position)
            yield Decision("kind", section.kind.value, section.evidence, confidence, line, number, position)


def _decision(subject: str, value: str, evidence: str, line: int | None = None, report: int | None = None) -> Decision:
    confidence = CONFIDENCE.get(evidence, CONFIDENCE["thematic heading"]) if value else NOT_STATED
    return Decision(subject, value, evidence, confidence, line, report)


def _boundary(evidence: str, report: ParsedReport, number: int) -> Decision:
    how, _, count = evidence.partition(", ")
    confidence = {"": CONFIDENCE[how], "number declared": 0.99}.get(count, OTHER_COUNT)
    return Decision("boundary", report.marker or report.title or "", evidence, confidence, report.start_line, number)


def _period(draft: Draft, report: ParsedReport, number: int) -> Decision:
    said = report.evidence.get("period", "")
    where = "words of the text"
    if said and said in (report.title or ""):
        where = "words of the title"
    elif said and any(said in text for text in _opening(report)):
        where = "words of the opening"
    decided = _decision("period", report.period.code if report.period else "", where, report.start_line, number)
    return replace(decided, evidence=said)


def _opening(report: ParsedReport) -> list[str]:
    first = report.sections[:1]
    return [
        getattr(block, "text", "")
        for section in first
        if section.kind is SectionKind.INTRODUCTION
        for block in section.blocks
    ]


def _line(report: ParsedReport, position: int) -> int | None:
    """The first line known of a section: of its blocks, else of its points."""
    section = report.sections[position - 1]
    blocks = [*section.blocks, *(block for point in section.points for block in point.blocks), *section.closing]
    return next((block.line for block in blocks if block.line is not None), None)
