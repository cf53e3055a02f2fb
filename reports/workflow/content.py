"""A report's text: its sections and points, and the page prepared from them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from reports.documents.markup import paragraphs_of
from reports.documents.writers.html import PointText, render_section
from reports.enums import SectionKind
from reports.models import Point, Report, Section

CHINESE_PER_MINUTE = 400
WORDS_PER_MINUTE = 220
EXCERPT_LENGTH = 140
_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A point to be written; `text` is small Markdown."""

    marker: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section to be written; `body` and `closing` are small Markdown."""

    kind: SectionKind
    marker: str
    heading: str
    body: str
    points: Sequence[PointDraft] = ()
    closing: str = ""


@transaction.atomic
def write_sections(report: Report, sections: Sequence[SectionDraft]) -> None:
    """Replace all sections and points of a stored report, and prepare its page."""
    report.sections.all().delete()
    rows = [
        Section(
            report=report,
            kind=draft.kind,
            marker=draft.marker,
            heading=draft.heading,
            body=draft.body,
            closing=draft.closing,
            position=position,
        )
        for position, draft in enumerate(sections, start=1)
    ]
    Section.objects.bulk_create(rows)
    Point.objects.bulk_create(
        Point(section=row, marker=point.marker, heading=point.heading, text=point.text, position=position)
        for row, draft in zip(rows, sections, strict=True)
        for position, point in enumerate(draft.points, start=1)
    )
    prepare_report(report)


def prepare_report(report: Report) -> None:
    """Make and save everything that pages show of a report's text: HTML, excerpt, kinds, reading time, slug."""
    sections = list(report.sections.prefetch_related("points"))
    report.prepared = [_prepare_section(number, section) for number, section in enumerate(sections, start=1)]
    report.section_kinds = list(dict.fromkeys(section.kind for section in sections))
    texts = [text for section in sections for text in _texts_of(section)]
    report.excerpt = _excerpt(report.summary or next((text for text in texts if len(text) > 20), ""))
    report.reading_minutes = _reading_minutes(" ".join([report.summary, *texts]))
    report.slug = slugify(report.title, allow_unicode=True)[:80].strip("-_")
    report.save(update_fields=["prepared", "section_kinds", "excerpt", "reading_minutes", "slug", "updated_at"])


def _prepare_section(number: int, section: Section) -> dict[str, object]:
    points = list(section.points.all())
    html = render_section(
        f"s{number}",
        section.body,
        [PointText(point.marker, point.heading, point.text) for point in points],
        section.closing,
    )
    return {
        "anchor": f"s{number}",
        "kind": section.kind,
        "marker": section.marker,
        "heading": section.heading,
        "html": html,
        "points": len(points),
    }


def _texts_of(section: Section) -> list[str]:
    texts = paragraphs_of(section.body)
    for point in section.points.all():
        texts += [point.heading, *paragraphs_of(point.text)]
    return [text for text in [*texts, *paragraphs_of(section.closing)] if text]


def _excerpt(text: str) -> str:
    """Cut at the end of a sentence where there is one near, else at a word."""
    limit = EXCERPT_LENGTH if _CHINESE.search(text) else EXCERPT_LENGTH * 2
    if len(text) <= limit:
        return text
    cut = text[:limit]
    end = max(cut.rfind(mark) for mark in ("。", "！", "？", ". ", "；"))
    if end > limit // 2:
        return cut[: end + 1].strip()
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip("，,、；; ") + "…"


def _reading_minutes(text: str) -> int:
    chinese, words = len(_CHINESE.findall(text)), len(_WORD.findall(text))
    return max(1, min(32_000, math.ceil(chinese / CHINESE_PER_MINUTE + words / WORDS_PER_MINUTE)))
