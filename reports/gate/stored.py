"""Reports of the database as the gate reads them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.enums import SectionKind
from reports.gate.text import PointText, ReportText, SectionText
from reports.models import Point, Report, Section
from reports.periods import CalendarPeriod


@dataclass(frozen=True, slots=True)
class _Section:
    kind: SectionKind
    marker: str
    heading: str
    body: str
    points: Sequence[PointText]
    closing: str


def texts_of(reports: Iterable[Report]) -> dict[int, ReportText]:
    """Return the texts of reports by their keys. Two queries; periods that are not loaded are left out."""
    rows = {report.pk: report for report in reports}
    points: dict[int, list[Point]] = defaultdict(list)
    for point in Point.objects.filter(section__report__in=rows).order_by("section", "position") if rows else ():
        points[point.section_id].append(point)
    sections: dict[int, list[SectionText]] = defaultdict(list)
    for row in Section.objects.filter(report__in=rows).order_by("report", "position") if rows else ():
        made = _Section(SectionKind(row.kind), row.marker, row.heading, row.body, points[row.pk], row.closing)
        sections[row.report_id].append(made)
    return {key: text_of(report, sections[key]) for key, report in rows.items()}


def text_of(report: Report, sections: Sequence[SectionText]) -> ReportText:
    """Return a report's text as the gate reads it, with sections that are loaded."""
    return ReportText(report.title, sections, report.summary, _period_of(report))


def _period_of(report: Report) -> CalendarPeriod | None:
    period = report.period if "period" in report._state.fields_cache else None
    return period.value if period else None
