"""Published reports as the values that writers take: loaded a handful at a time, whatever their number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from reports.documents.writers.content import (
    INTERFACES,
    FigureContent,
    PointContent,
    ReportContent,
    SectionContent,
)
from reports.enums import SectionKind
from reports.listings import path_prefixes
from reports.models import Category, Report, Section

AT_ONCE = 50
MOST_CHARACTERS = 4_000_000
"""Characters of text that a volume of several reports holds at most; what comes after them is left out."""


def contents_of(keys: Sequence[int], root: str) -> list[ReportContent]:
    """Return the published reports of these keys, in this order; `root` is the site's address ("https://host").

    6 queries for each 50 reports. The last ones are left out where the text would grow beyond `MOST_CHARACTERS`.
    """
    found: list[ReportContent] = []
    size = 0
    for start in range(0, len(keys), AT_ONCE):
        for content in _load(keys[start : start + AT_ONCE], root):
            size += _length_of(content)
            if found and size > MOST_CHARACTERS:
                return found
            found.append(content)
    return found


def _load(keys: Sequence[int], root: str) -> Iterator[ReportContent]:
    rows = Report.objects.published().filter(pk__in=keys).with_page().with_text().with_tags()
    reports = {row.pk: row for row in rows.defer("source__text", "prepared", "imported").prefetch_related("figures")}
    paths = {path for row in reports.values() if row.category for path in path_prefixes(row.category)}
    categories = {row.path: row for row in Category.objects.filter(path__in=paths)}
    return (_content_of(reports[key], categories, root) for key in keys if key in reports)


def _content_of(report: Report, categories: Mapping[str, Category], root: str) -> ReportContent:
    anchors = {section.pk: f"s{place}" for place, section in enumerate(report.sections.all(), start=1)}
    with override(INTERFACES[report.language]):
        names = [categories[path].name for path in path_prefixes(report.category)] if report.category else []
        unit = report.unit.name if report.unit else ""
        address = root + reverse("reports:report-redirect", args=[report.pk])
    return ReportContent(
        key=report.pk,
        title=report.title,
        language=report.language,
        address=address,
        published_on=timezone.localdate(report.published_at),
        updated_at=report.changed_at or report.updated_at,
        summary=report.summary,
        unit=unit,
        period=report.period.value if report.period else None,
        category=names,
        tags=sorted(tag.name for tag in report.tags.all()),
        byline=report.byline,
        attribution=report.attribution,
        source=report.source.name if report.source else "",
        source_url=report.source.url if report.source else "",
        collection=report.collection.title if report.collection else "",
        position=report.position,
        sections=[_section_of(section, anchors[section.pk]) for section in report.sections.all()],
        figures=list(_figures_of(report, anchors)),
    )


def _section_of(section: Section, anchor: str) -> SectionContent:
    return SectionContent(
        SectionKind(section.kind),
        anchor,
        section.marker,
        section.heading,
        section.body,
        [PointContent(point.marker, point.heading, point.text) for point in section.points.all()],
        section.closing,
    )


def _figures_of(report: Report, anchors: Mapping[int, str]) -> Iterable[FigureContent]:
    for figure in sorted(report.figures.all(), key=lambda row: row.position):
        yield FigureContent(
            figure.value,
            figure.unit,
            figure.amount,
            figure.measure,
            figure.bound,
            figure.counted,
            figure.text,
            figure.sentence,
            anchors[figure.section_id],
        )


def _length_of(report: ReportContent) -> int:
    return sum(
        len(section.body) + len(section.closing) + sum(len(point.text) for point in section.points)
        for section in report.sections
    )
