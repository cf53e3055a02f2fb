"""Writing of index rows; `reports.workflow` calls it in the transaction that publishes or withdraws."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from reports.documents.markup import paragraphs_of
from reports.enums import SectionKind
from reports.models import ListingEntry, Report, SearchEntry, Section
from reports.search.lists import pack
from reports.search.originals import pack_original
from reports.search.query import SECTION_BREAK
from reports.search.tokens import fold, lexemes_of

BUCKETS = 256
"""Reports are dealt out at random to as many buckets, so that a few of them are a sample of any list."""

KIND_MARKS = {kind: chr(0xE000 + number) for number, kind in enumerate(SectionKind)}
"""What begins a section in an index row's text: a character that no text has, for each kind."""


POINT_MARK = "\x1f"
"""What begins a numbered point in an index row's text."""


def index_report(report: Report) -> None:
    """Write the index row of a published report, which stands in its lists; its text is loaded or can be."""
    for _report, columns in columns_of_many([report]):
        SearchEntry.objects.update_or_create(report=report, defaults=columns)


def index_many(reports: Sequence[Report]) -> None:
    """Write the index rows of published reports that have none yet and stand in their lists. A few queries."""
    SearchEntry.objects.bulk_create(
        (SearchEntry(report=report, **columns) for report, columns in columns_of_many(reports)), batch_size=100
    )


def unindex_report(report: Report) -> None:
    """Take a report out of the index."""
    SearchEntry.objects.filter(report=report).delete()


@transaction.atomic
def reindex(reports: Sequence[Report]) -> None:
    """Make the index rows of published reports anew, numbered after all others in the order given."""
    SearchEntry.objects.filter(report__in=reports).delete()
    index_many(reports)


def columns_of_many(reports: Sequence[Report]) -> Iterator[tuple[Report, dict[str, Any]]]:
    """Yield what the index row of each published report has to say. One query for the lists that they stand in."""
    scopes = defaultdict(list)
    for report_id, scope in ListingEntry.objects.filter(report__in=reports).values_list("report", "scope"):
        scopes[report_id].append(scope)
    for report in reports:
        yield report, columns_of(report, scopes[report.pk])


def columns_of(report: Report, scopes: Sequence[str]) -> dict[str, Any]:
    """Return the columns of the index row of a published report that stands in the lists `scopes`."""
    if report.published_at is None:
        raise ValueError(f"report {report.pk} is not published and stands in no index")
    title = _one_line(report.title)
    headings: list[str] = []
    parts = ["\n".join(map(_one_line, [title, *_unit_names(report), report.summary]))]
    parts += [
        KIND_MARKS[SectionKind(section.kind)] + "\n".join(_lines(section, headings))
        for section in report.sections.all()
    ]
    original = SECTION_BREAK.join(parts)
    text, heading_text = fold(original), fold("\n".join(headings))
    facets = _further_facets(report, report.published_at)
    return {
        "published_at": report.published_at,
        "facets": " ".join(scopes),
        "lists": pack(scopes),
        "headings": heading_text,
        "text": text,
        "packed": pack_original(original, text),
        "tokens": " ".join([*facets, *lexemes_of(fold(title), heading_text, text)]),
    }


def _lines(section: Section, headings: list[str]) -> Iterator[str]:
    """Yield the lines of a section as a reader sees them, its heading first; add headings to `headings`."""
    heading = _marked(section.marker, section.heading)
    headings.append(heading)
    yield heading
    yield from map(_one_line, paragraphs_of(section.body))
    for point in section.points.all():
        texts = [point.heading, *paragraphs_of(point.text)] if point.heading else paragraphs_of(point.text)
        first = _marked(point.marker, texts[0] if texts else "")
        if point.heading:
            headings.append(first)
        yield POINT_MARK + first
        yield from map(_one_line, texts[1:])
    yield from map(_one_line, paragraphs_of(section.closing))


def _marked(marker: str, text: str) -> str:
    return _one_line(f"{marker} {text}")


def _further_facets(report: Report, published_at: datetime) -> list[str]:
    """Return a report's bucket, and the months and years of its publication in the site's time zone."""
    day = timezone.localtime(published_at)
    return [f"bucket:{zlib.crc32(str(report.pk).encode()) % BUCKETS}", f"month:{day:%Y-%m}", f"year:{day:%Y}"]


def _one_line(text: str) -> str:
    """Return text without breaks of lines or sections: these part the lines and sections of an index row."""
    return " ".join(text.split())


def _unit_names(report: Report) -> list[str]:
    unit = report.unit
    return [name for name in (unit.name_zh, unit.name_en, unit.short_name_zh) if name] if unit else []
