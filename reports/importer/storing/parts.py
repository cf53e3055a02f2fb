"""An import as it will be written: its reports within the limits of their columns; needs no database."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from reports import gate
from reports.documents.markup import to_markup
from reports.documents.tree import Paragraph, Section
from reports.enums import FindingKind, Language
from reports.importer.result import ImportResult, ParsedReport
from reports.importer.storing.digests import fingerprint, text_digest
from reports.periods import CalendarPeriod
from reports.workflow import PointDraft, PreparedText, SectionDraft, prepare_text

MAX_HEADING = 500
MAX_MARKER = 50
MAX_TITLE = 300
MAX_NAME = 255
MAX_URL = 1000
MAX_BYLINE = 200
MAX_ATTRIBUTION = 500
MAX_REPAIRS = 200
TITLE_FROM_TEXT = 36
SHORTEST_OPENING = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a source, ready to be written; `digest` tells its text from any other.

    `prepared` is there where somebody had the time to make it beforehand, and `blocking`, what the gate holds back.
    """

    title: str
    unit: str | None
    period: CalendarPeriod | None
    byline: str
    attribution: str
    sections: Sequence[SectionDraft]
    digest: str
    prepared: PreparedText | None = None
    blocking: Counter[FindingKind] | None = None


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """A source with everything worked out that needs no database, to be handed from one process to another.

    `read` holds, by place, the parts as the importer read them before an editor corrected them; a part that the
    editor made has none. `introduction` is small Markdown.
    """

    name: str
    fingerprint: str
    url: str
    text: str
    language: Language
    title: str | None
    breadcrumb: tuple[str, ...]
    permalink: str
    collection_title: str
    introduction: str
    findings: Mapping[str, Any]
    parts: Sequence[Part]
    read: Mapping[int, Part]

    @property
    def is_collection(self) -> bool:
        """Whether the source holds two or more reports."""
        return len(self.parts) > 1

    def parts_as_read(self) -> list[Part]:
        """Return the parts by which an earlier version is recognised."""
        return [self.read.get(place, part) for place, part in enumerate(self.parts)]


def _blocking(part: Part) -> Counter[FindingKind]:
    text = gate.ReportText(part.title, part.sections, period=part.period)
    return Counter(one.kind for one in gate.find_blocking(text))


def ready_import(
    result: ImportResult,
    data: bytes,
    as_read: ImportResult | None = None,
    *,
    with_pages: bool = False,
    with_gate: bool = False,
) -> ReadyImport:
    """Return an import ready to be stored; `with_pages` makes what pages show of the reports as well.

    `with_gate` has the gate look through them.
    """
    parts = parts_of(result)
    if with_pages:
        parts = [replace(part, prepared=prepare_text(part.sections)) for part in parts]
    if with_gate:
        parts = [replace(part, blocking=_blocking(part)) for part in parts]
    title, introduction = _collection_texts(result)
    return ReadyImport(
        name=result.source[:MAX_NAME],
        fingerprint=fingerprint(data),
        url=_valid_url(result.permalink),
        text=result.text,
        language=result.language,
        title=result.title,
        breadcrumb=result.breadcrumb,
        permalink=result.permalink,
        collection_title=title,
        introduction=introduction,
        findings=_findings(result, as_read or result),
        parts=parts,
        read=_read_parts(parts, result, as_read),
    )


def parts_of(result: ImportResult) -> list[Part]:
    """Return the reports of an import as they will be written, in order."""
    return [_part(result, parsed) for parsed in result.reports]


def _read_parts(parts: Sequence[Part], result: ImportResult, as_read: ImportResult | None) -> dict[int, Part]:
    """Return, for each part, the part that the importer had read there."""
    if as_read is None or as_read.reports == result.reports:
        return dict(enumerate(parts))
    is_same_page = _of_page(as_read) == _of_page(result)
    found: dict[int, Part] = {}
    for place, parsed in enumerate(result.reports):
        same = _place_of(parsed, as_read.reports, place)
        if same is not None and is_same_page:
            found[place] = parts[place]
        elif same is not None:
            found[place] = _part(as_read, as_read.reports[same])
        elif len(as_read.reports) == len(parts):
            found[place] = _part(as_read, as_read.reports[place])
    return found


def _place_of(parsed: ParsedReport, reports: Sequence[ParsedReport], likely: int) -> int | None:
    if likely < len(reports) and reports[likely] == parsed:
        return likely
    return next((place for place, report in enumerate(reports) if report == parsed), None)


def _of_page(result: ImportResult) -> tuple[str | None, str, str]:
    """Return what a part takes from its page."""
    return result.title, result.attribution, result.copyright


def _part(result: ImportResult, parsed: ParsedReport) -> Part:
    title = _title_of(result, parsed)
    byline = (parsed.byline or parsed.signature)[:MAX_BYLINE]
    attribution = (result.attribution or result.copyright)[:MAX_ATTRIBUTION]
    sections = [_section_draft(section) for section in parsed.sections]
    digest = text_digest([title, byline, attribution], sections)
    return Part(title, parsed.unit, parsed.period, byline, attribution, sections, digest)


def _collection_texts(result: ImportResult) -> tuple[str, str]:
    """Return the title and the introduction that a collection of the reports has."""
    title = (result.title or result.introduction or result.source)[:MAX_TITLE]
    return title, to_markup(Paragraph(text) for text in result.introduction.split("\n\n"))


def _findings(result: ImportResult, as_read: ImportResult) -> dict[str, Any]:
    """Return what is kept with the source. "collection" tells the next version whether an editor changed its texts."""
    source = result.as_written or result
    return {
        "breadcrumb": list(source.breadcrumb),
        "links": asdict(source.links),
        "warnings": [asdict(warning) for warning in result.warnings],
        "repairs": [{"before": repair.before, "after": repair.after} for repair in source.repairs[:MAX_REPAIRS]],
        "collection": text_digest(_collection_texts(as_read), ()),
    }


def _valid_url(address: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    ascii_address = iri_to_uri(address) or ""
    return ascii_address if len(ascii_address) <= MAX_URL else ""


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
