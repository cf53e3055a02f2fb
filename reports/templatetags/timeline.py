"""Periods laid out along time: a row a year, a place for every quarter, so that gaps are seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import template

from reports.enums import PeriodKind
from reports.models import Period
from reports.periods import CalendarPeriod

register = template.Library()

Quarter = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a year: its period and number of reports. Without a period nothing was reported.

    `is_gap` is true of a quarter without a report that has reports before and after it.
    """

    period: Period | None
    count: int = 0
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year's row. `quarters` has four places or none at all; `halves` two or none.

    `halves` and `whole` count only what spans more than the stretches below them; `others` are months, weeks and
    ranges. `number` is None for periods whose year the sources do not state.
    """

    number: int | None
    period: Period | None
    count: int
    quarters: Sequence[Place]
    halves: Sequence[Place]
    whole: int
    others: Sequence[Place]


@register.simple_tag
def timeline(periods: Iterable[Period], counts: Mapping[str, int]) -> list[Year]:
    """Return the years that `periods` fall in, the latest first; `counts` says how many reports "period:<pk>" has."""
    rows = [(period, counts.get(f"period:{period.pk}", 0)) for period in periods]
    known = {period.code: (period, count) for period, count in rows if count}
    quarters = [
        (p.year, p.ordinal) for p, _count in known.values() if p.kind == PeriodKind.QUARTER and p.year and p.ordinal
    ]
    span = (min(quarters), max(quarters)) if quarters else None
    numbers = sorted({p.year for p, _count in known.values() if p.year is not None}, reverse=True)
    years = [_year(number, known, span) for number in numbers]
    undated = [Place(p, count) for p, count in known.values() if p.year is None]
    if undated:
        years.append(Year(None, None, sum(place.count for place in undated), (), (), 0, undated))
    return years


def _year(number: int, known: Mapping[str, tuple[Period, int]], span: tuple[Quarter, Quarter] | None) -> Year:
    period, total = known.get(str(number), (None, 0))

    def place(kind: PeriodKind, ordinal: int) -> Place:
        return Place(*known.get(CalendarPeriod(kind, number, ordinal).code, (None, 0)))

    quarters = [place(PeriodKind.QUARTER, ordinal) for ordinal in range(1, 5)]
    halves = [place(PeriodKind.HALF, ordinal) for ordinal in (1, 2)]
    own = [max(0, half.count - quarters[2 * n].count - quarters[2 * n + 1].count) for n, half in enumerate(halves)]
    below = [max(half.count, quarters[2 * n].count + quarters[2 * n + 1].count) for n, half in enumerate(halves)]
    whole = max(0, total - sum(below))
    laid_out = {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER}
    others = [
        Place(p, count) for p, count in known.values() if p.year == number and (p.kind not in laid_out or not p.start)
    ]
    return Year(
        number=number,
        period=period,
        count=total or sum(below) + sum(place.count for place in others),
        quarters=[
            Place(q.period, q.count, _is_gap(q, (number, n), span, whole or own[(n - 1) // 2]))
            for n, q in enumerate(quarters, start=1)
        ]
        if any(q.count for q in quarters)
        else (),
        halves=[Place(half.period, count) for half, count in zip(halves, own, strict=True)] if any(own) else (),
        whole=whole,
        others=others,
    )


def _is_gap(place: Place, quarter: Quarter, span: tuple[Quarter, Quarter] | None, covered: int) -> bool:
    return not place.count and not covered and span is not None and span[0] < quarter < span[1]
