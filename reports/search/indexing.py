"""Writing of index rows; `reports.workflow` calls it in the transaction that publishes or withdraws."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from reports.documents.markup import paragraphs_of
from reports.enums import SectionKind
from reports.models import ListingEntry, Report, SearchEntry, Section
from reports.search.query import SECTION_BREAK
from reports.search.tokens import fold, lexemes_of

BUCKETS = 256
"""Reports are dealt out at random to as many buckets, so that a few of them are a sample of any list."""

KIND_MARKS = {kind: chr(0xE000 + number) for number, kind in enumerate(SectionKind)}
"""What begins a section in an index row's text: a character that no text has, for each kind."""


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


class Line(NamedTuple):
    """A line of a section as a reader sees it, and the anchor of the section or point that it belongs to."""

    anchor: str
    text: str
    is_heading: bool = False


def lines_of(section: Section, number: int) -> list[Line]:
    """Return the lines of the section that stands at place `number` of its report, in reading order."""
    anchor = f"s{number}"
    lines = [Line(anchor, _marked(section.marker, section.heading), is_heading=True)]
    lines += [Line(anchor, text) for text in paragraphs_of(section.body)]
    for place, point in enumerate(section.points.all(), start=1):
        texts = [point.heading, *paragraphs_of(point.text)] if point.heading else paragraphs_of(point.text)
        point_anchor = f"{anchor}-p{place}"
        lines.append(Line(point_anchor, _marked(point.marker, texts[0] if texts else ""), bool(point.heading)))
        lines += [Line(point_anchor, text) for text in texts[1:]]
    lines += [Line(anchor, text) for text in paragraphs_of(section.closing)]
    return lines


def _marked(marker: str, text: str) -> str:
    return f"{marker} {text}" if marker else text


def columns_of(report: Report, scopes: Iterable[str]) -> dict[str, Any]:
    """Return the columns of the index row of a published report that stands in the lists `scopes`."""
    if report.published_at is None:
        raise ValueError(f"report {report.pk} is not published and stands in no index")
    title = fold(_one_line(report.title))
    headings, parts = [], [fold("\n".join(map(_one_line, [*_unit_names(report), report.summary])))]
    for number, section in enumerate(report.sections.all(), start=1):
        lines = [line._replace(text=_one_line(line.text)) for line in lines_of(section, number)]
        headings += [line.text for line in lines if line.is_heading]
        parts.append(KIND_MARKS[SectionKind(section.kind)] + fold("\n".join(line.text for line in lines)))
    heading_text = fold("\n".join(headings))
    text = f"{title}\n{SECTION_BREAK.join(parts)}"
    return {
        "published_at": report.published_at,
        "facets": " ".join(scopes),
        "headings": heading_text,
        "text": text,
        "tokens": " ".join([*_further_facets(report, report.published_at), *lexemes_of(title, heading_text, text)]),
    }


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
