"""Key figures of a report, each with what the same unit reported for it in the periods before."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from reports.enums import PeriodKind, Shelf
from reports.figures import evenly_spaced, key_of_name, name_figure
from reports.models import Figure, Report, Section, SidebarEntry, Unit
from reports.periods import CalendarPeriod

WINDOW = 8
"""Periods that a figure is followed over, the report's own among them."""

MOST = 8
ENOUGH = 3
MOST_ALONE = 5
"""Figures of a report that are shown at most; up to how many those that stand alone fill them up, and come by
themselves.
"""

LONGEST_UNIT_LINE = 8

Line = list[tuple[date, int]]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says of a figure: the number with what it counts, its amount, the report's period if known.

    `anchor` is the section of that report which says it.
    """

    report: int
    period: CalendarPeriod | None
    text: str
    amount: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure under the name it has in the latest report, with its readings from the earliest to the latest."""

    name: str
    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading:
        """The last reading: in a report's own page, what that report says."""
        return self.readings[-1]

    @property
    def before(self) -> Reading | None:
        """The reading before the last, if there is one."""
        return self.readings[-2] if len(self.readings) > 1 else None


def trends_of(reports: Collection[Report]) -> dict[int, list[Trend]]:
    """Return the key figures of reports whose period is loaded. Three queries, however many reports there are.

    What was reported before comes first in the choice of figures, which are then given in the order of the text.
    """
    lines = _lines({report.unit_id for report in reports if report.unit_id})
    windows = {report.pk: _window(report, lines) for report in reports}
    keys = {pk for window in windows.values() for pk in window} | windows.keys()
    figures = _figures(keys)
    return {pk: _trends([figures.get(key, {}) for key in [*window, pk]]) for pk, window in windows.items()}


def trends_of_unit(unit: Unit) -> list[Trend]:
    """Return the figures that a unit's reports on periods of one kind state again and again. Two queries."""
    lines = {kind: line for (_unit, kind), line in _lines({unit.pk}).items()}
    if not lines:
        return []
    line = max(lines.values(), key=lambda line: (len(line), line[-1]))[-LONGEST_UNIT_LINE:]
    found = _figures({pk for _start, pk in line}, with_anchors=False)
    steps = [found.get(pk, {}) for _start, pk in line]
    names = {key: name for step in steps for key, (name, _reading) in step.items()}
    trends = [Trend(name, tuple(step[key][1] for step in steps if key in step)) for key, name in names.items()]
    steady = [trend for trend in trends if len(trend.readings) >= max(3, len(line) / 2)]
    return sorted(steady, key=lambda trend: -len(trend.readings))[:MOST]


def reports_after(keys: Iterable[int]) -> set[int]:
    """Return the published reports whose key figures are followed back to one of some reports. Three queries.

    Asked before sidebars are worked out anew, it returns those as well that were while a report had another period.
    """
    wanted = set(keys)
    shown = SidebarEntry.objects.filter(target__in=wanted, shelf=Shelf.PREVIOUS)
    found = set(shown.values_list("report", flat=True))
    reports = list(Report.objects.filter(pk__in=wanted | found).select_related("period"))
    lines = _lines({report.unit_id for report in reports if report.unit_id})
    for report in reports:
        line = _line_of(report, lines)
        if line and report.period and report.period.start:
            after = bisect_right(line, report.period.start, key=itemgetter(0))
            found.update(pk for _start, pk in line[after : after + WINDOW])
    return found


def _lines(units: Collection[int]) -> dict[tuple[int, str], Line]:
    """Return the published reports of units on periods of one kind, in order of time. One query."""
    lines: dict[tuple[int, str], Line] = defaultdict(list)
    dated = Report.objects.published().filter(unit__in=units, period__start__isnull=False)
    rows = dated.values_list("unit", "period__kind", "period__start", "pk") if units else ()
    for unit, kind, start, pk in rows:
        lines[unit, kind].append((start, pk))  # type: ignore[arg-type] # dated ones with a unit alone
    for line in lines.values():
        line.sort()
    return lines


def _line_of(report: Report, lines: Mapping[tuple[int, str], Line]) -> Line:
    # Ranges of dates are of any length: what is counted in one does not compare with another.
    if not (report.unit_id and report.period and report.period.start) or report.period.kind == PeriodKind.RANGE:
        return []
    return lines.get((report.unit_id, report.period.kind), [])


def _window(report: Report, lines: Mapping[tuple[int, str], Line]) -> list[int]:
    line = _line_of(report, lines)
    if not (line and report.period and report.period.start):
        return []
    before = line[: bisect_left(line, report.period.start, key=itemgetter(0))]
    # Of two reports on one period the later one counts.
    latest = dict(before)
    return list(latest.values())[-(WINDOW - 1) :]


def _figures(reports: Collection[int], *, with_anchors: bool = True) -> dict[int, dict[Key, tuple[str, Reading]]]:
    """Return the first figure of each name and measure in each report, in the order of the text.

    Two queries, one without anchors.
    """
    anchors: dict[int, str] = {}
    sections: dict[int, int] = defaultdict(int)
    places = Section.objects.filter(report__in=reports if with_anchors else ()).order_by("report", "position")
    for report, section in places.values_list("report", "pk"):
        sections[report] += 1
        anchors[section] = f"s{sections[report]}"
    found: dict[int, dict[Key, tuple[str, Reading]]] = defaultdict(dict)
    rows = Figure.objects.filter(report__in=reports).select_related("report__period").order_by("report", "position")
    for row in rows.only(
        "section", "text", "amount", "measure", "counted", "sentence", "report__period",
        "report__period__kind", "report__period__year", "report__period__ordinal", "report__period__start",
        "report__period__end",
    ):  # fmt: skip
        name = name_figure(row.counted, row.sentence, row.text)
        if name:
            period = row.report.period.value if row.report.period and row.report.period.start else None
            anchor = anchors.get(row.section_id, "")
            reading = Reading(row.report_id, period, evenly_spaced(row.text), row.amount, anchor)
            found[row.report_id].setdefault((key_of_name(name), row.measure), (name, reading))
    return found


def _trends(steps: Sequence[Mapping[Key, tuple[str, Reading]]]) -> list[Trend]:
    own = steps[-1]
    trends = {key: Trend(own[key][0], tuple(step[key][1] for step in steps if key in step)) for key in own}
    chosen = sorted(
        (key for key, trend in trends.items() if trend.before), key=lambda key: -min(3, len(trends[key].readings))
    )[:MOST]
    alone = [key for key, trend in trends.items() if not trend.before]
    chosen += alone[: max(0, ENOUGH - len(chosen)) if chosen else MOST_ALONE]
    return [trend for key, trend in trends.items() if key in chosen]
