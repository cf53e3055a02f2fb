"""The facts of every part: unit and period. Parts become reports."""

from reports.documents.tree import Section
from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer.blocks import text_of
from reports.importer.draft import Draft, Part
from reports.importer.markers import shares_title
from reports.importer.periods import completed_below, detect_period, labelled_period, with_subtitle
from reports.importer.restarts import is_blurb
from reports.importer.result import ParsedReport, SourceWarning
from reports.importer.units import detect_unit, is_personal
from reports.importer.warnings import merge_warnings

_LONGEST_SUBTITLE = 100


def gather_facts(draft: Draft) -> Draft:
    """Turn the parts into reports with unit and period."""
    known = tuple(sorted(draft.known_units, key=len, reverse=True))
    single = len(draft.parts) == 1
    reports = tuple(_report(part, draft, known, single) for part in draft.parts)
    return replace(draft, reports=reports, warnings=merge_warnings(draft.warnings, _missing(draft, reports)))


def _missing(draft: Draft, reports: tuple[ParsedReport, ...]) -> list[SourceWarning]:
    """What an editor could add to work summaries: a period; a unit, unless a person wrote them.

    Of the samples that an editor's page compiles nobody knows more than their text says.
    """
    if len(reports) > 1 and any(is_blurb(block.text) for block in draft.introduction):
        return []
    summaries = [report for report, part in zip(reports, draft.parts, strict=True) if _is_summary(part)]
    bodies = [report for report in summaries if not is_personal(report.title or "")]
    undated = [report for report in summaries if report.period is None]
    return [
        SourceWarning(code, report.title or "", report.start_line)
        for code, group in (("no_period", undated), ("no_unit", [body for body in bodies if body.unit is None]))
        for report in group
    ]


def _is_summary(part: Part) -> bool:
    return not part.sections or any(section.evidence != "no work summary" for section in part.sections)


def _report(part: Part, draft: Draft, known: tuple[str, ...], single: bool) -> ParsedReport:
    opening = [
        text_of(block)
        for section in part.sections[:1]
        if section.kind is SectionKind.INTRODUCTION or not section.heading
        for block in section.blocks
    ]
    body = [text_of(block) for block in part.blocks]
    bylines = [part.byline, draft.byline if single else ""]
    named = [*(draft.letterhead if single else ()), *"  ".join(bylines).split("  "), part.signature]
    if body and len(body[0]) <= _LONGEST_SUBTITLE and not body[0].endswith(("。", ".", ":", "：")):
        named.append(body[0])
    title = None if not single and shares_title(part.title, draft.title) else part.title
    unit = detect_unit(
        title, [line for line in named if line], body, known, draft.letterhead if single else (), part.signature
    )
    reported = _reported(part.sections)
    is_summary = _is_summary(part)
    headline = with_subtitle(part.title, part.byline or (draft.byline if single else ""))
    period = detect_period(headline, opening or body[:1], reported) if is_summary else None
    if period is None and is_summary:
        period = labelled_period(part.byline or (draft.byline if single else ""))
    if single:
        period = completed_below(period, part.byline or draft.byline)
    evidence = {}
    if unit:
        evidence["unit"] = unit[1]
    if period:
        evidence["period"] = period[1]
    return ParsedReport(
        title=part.title,
        marker=part.marker,
        unit=unit[0] if unit else None,
        period=period[0] if period else None,
        sections=part.sections,
        start_line=part.start_line,
        signature=part.signature,
        byline=part.byline,
        date=part.signed_on,
        evidence=evidence,
        blocks=part.blocks,
    )


def _reported(sections: tuple[Section, ...]) -> list[str]:
    """The text that reports, without sections of plans."""
    texts: list[str] = []
    for section in sections:
        if section.kind is not SectionKind.NEXT_STEPS:
            texts += [text_of(block) for block in section.blocks]
            texts += [f"{point.heading} {text_of(block)}" for point in section.points for block in point.blocks]
            texts += [text_of(block) for block in section.closing]
    return texts
