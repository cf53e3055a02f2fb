"""Figures over periods as drawings: points laid out along time, a line between periods that follow each other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django import template
from django.utils.translation import gettext as _

from reports.discovery import Reading, Trend

register = template.Library()

_NUMBER = re.compile(r"[\d.,]*\d[万亿%‰]?")

WIDTH_OF_DIGIT, GAP = 8, 4
"""About what a character of a number takes in a large plot, and what has to be free between two."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading in its place, in the units of the drawing.

    `is_labelled` tells whether there is room for its number, `is_low` whether its neighbours lie higher; `year` is told
    where it changes.
    """

    reading: Reading
    x: float
    y: float
    is_low: bool
    is_labelled: bool = False
    year: str = ""

    @property
    def number(self) -> str:
        """The number without what it counts."""
        return _number(self.reading)

    @property
    def short_period(self) -> str:
        """The period within its year, as briefly as it can be told; "" for a year."""
        return _parts(self.reading)[1]

    @property
    def beside(self) -> float:
        """Where its number stands: above, or below where the line comes down to it."""
        return round(self.y + 18 if self.is_low else self.y - 8, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A plot: its marks from left to right, and the lines between those whose periods follow each other.

    `summary` says what it shows, for whoever does not see it.
    """

    width: int
    height: int
    marks: Sequence[Mark]
    lines: Sequence[str]
    summary: str

    @property
    def floor(self) -> int:
        """Where the axis lies."""
        return self.height - 4


@register.simple_tag
def small_plot(trend: Trend) -> Drawing | None:
    """Return a drawing that fits into a line of a table, None where there are too few readings to make one."""
    return _draw(trend, 132, 30, 5, 6, 10)


@register.simple_tag
def has_plots(trends: Iterable[Trend]) -> bool:
    """Tell whether any of the figures has readings enough for a drawing."""
    return any(small_plot(trend) for trend in trends)


@register.simple_tag
def large_plot(trend: Trend) -> Drawing | None:
    """Return a drawing with room for the numbers, None where there are too few readings to make one."""
    return _draw(trend, 352, 128, 24, 24, 26)


def _draw(trend: Trend, width: int, height: int, side: int, top: int, bottom: int) -> Drawing | None:
    readings = [reading for reading in trend.readings if reading.period and reading.period.start]
    if len(readings) < 3:
        return None
    days = [reading.period.start.toordinal() for reading in readings]  # type: ignore[union-attr] # asked for above
    amounts = [reading.amount for reading in readings]
    lowest, highest = min(amounts), max(amounts)
    across = (width - 2 * side) / ((days[-1] - days[0]) or 1)
    up = (height - top - bottom) / ((highest - lowest) or 1)
    marks = [
        Mark(
            reading,
            round(side + (day - days[0]) * across, 1),
            # A figure that never changes lies in the middle.
            round(
                height - bottom - (reading.amount - lowest) * up if highest > lowest else (height + top - bottom) / 2, 1
            ),
            min(around) > reading.amount,
        )
        for day, reading, around in zip(days, readings, _around(amounts), strict=True)
    ]
    return Drawing(width, height, _labelled(marks), _lines(marks), _summary(readings))


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """Say which numbers and years are told: the last, the highest and the lowest first, then what fits between."""
    amounts = [mark.reading.amount for mark in marks]
    first = [marks[-1], marks[amounts.index(max(amounts))], marks[amounts.index(min(amounts))]]
    told: list[Mark] = []
    for mark in [*first, *marks]:
        if all(abs(mark.x - other.x) >= _width(mark, other) for other in told):
            told.append(mark)
    years = [_parts(mark.reading)[0] for mark in marks]
    return [
        replace(mark, is_labelled=mark in told, year="" if year == before else year)
        for mark, year, before in zip(marks, years, ["", *years], strict=False)
    ]


def _around(amounts: Sequence[float]) -> Iterable[Sequence[float]]:
    """Return for each number those beside it."""
    return ([*amounts[max(0, n - 1) : n], *amounts[n + 1 : n + 2]] for n in range(len(amounts)))


def _width(one: Mark, other: Mark) -> float:
    return (len(one.number) + len(other.number)) / 2 * WIDTH_OF_DIGIT + GAP


def _number(reading: Reading) -> str:
    found = _NUMBER.match(reading.text)
    return found[0] if found else reading.text


def _parts(reading: Reading) -> tuple[str, str]:
    year, _hyphen, rest = (reading.period.code if reading.period else "").upper().partition("-")
    return year, rest


def _lines(marks: Sequence[Mark]) -> list[str]:
    runs: list[list[Mark]] = [[marks[0]]]
    for one, other in pairwise(marks):
        if one.reading.period and one.reading.period.next() == other.reading.period:
            runs[-1].append(other)
        else:
            runs.append([other])
    return [" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len(run) > 1]


def _summary(readings: Sequence[Reading]) -> str:
    told = [
        _("%(period)s: %(figure)s") % {"period": reading.period.label(), "figure": reading.text}
        for reading in readings
        if reading.period
    ]
    return _("; ").join(told)
