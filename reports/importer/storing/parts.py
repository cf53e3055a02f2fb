"""The reports of an import as they will be written: title, sections and points within the limits of their columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.documents.markup import to_markup
from reports.documents.tree import Paragraph, Section
from reports.importer.result import ImportResult, ParsedReport
from reports.importer.storing.digests import text_digest
from reports.workflow import PointDraft, SectionDraft

MAX_HEADING = 500
MAX_MARKER = 50
MAX_TITLE = 300
MAX_BYLINE = 200
MAX_ATTRIBUTION = 500
TITLE_FROM_TEXT = 36
SHORTEST_OPENING = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a source, ready to be written; `digest` tells its text from any other."""

    parsed: ParsedReport
    title: str
    byline: str
    attribution: str
    sections: Sequence[SectionDraft]
    digest: str


def parts_of(result: ImportResult) -> list[Part]:
    """Return the reports of an import as they will be written, in order."""
    return [_part(result, parsed) for parsed in result.reports]


def _part(result: ImportResult, parsed: ParsedReport) -> Part:
    title = _title_of(result, parsed)
    byline = (parsed.byline or parsed.signature)[:MAX_BYLINE]
    attribution = (result.attribution or result.copyright)[:MAX_ATTRIBUTION]
    sections = [_section_draft(section) for section in parsed.sections]
    digest = text_digest([title, byline, attribution], sections)
    return Part(parsed, title, byline, attribution, sections, digest)


def _title_of(result: ImportResult, parsed: ParsedReport) -> str:
    """Return the report's title; where the source gives none, the opening words of its own text."""
    if parsed.title:
        return parsed.title[:MAX_TITLE]
    texts = (block.text for section in parsed.sections for block in section.blocks if isinstance(block, Paragraph))
    opening = ""
    for clause in re.findall(r"[^,，。；;]+[,，。；;]?", next(texts, "")):
        opening += clause
        if len(opening) >= SHORTEST_OPENING:
            break
    opening = opening.rstrip(",，。；; ")
    if len(opening) > TITLE_FROM_TEXT:
        opening = f"{opening[:TITLE_FROM_TEXT]}…"
    return opening or (result.title or _("Untitled report"))[:MAX_TITLE]


def _section_draft(section: Section) -> SectionDraft:
    heading, blocks = section.heading, list(section.blocks)
    if len(heading) > MAX_HEADING:
        heading, blocks = "", [Paragraph(heading), *blocks]
    points = []
    for point in section.points:
        title, texts = point.heading, list(point.blocks)
        if len(title) > MAX_HEADING:
            title, texts = "", [Paragraph(title), *texts]
        text = to_markup(texts)
        if title or text:
            points.append(PointDraft(point.marker[:MAX_MARKER], title, text))
    return SectionDraft(
        section.kind, section.marker[:MAX_MARKER], heading, to_markup(blocks), points, to_markup(section.closing)
    )
