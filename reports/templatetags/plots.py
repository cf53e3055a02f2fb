"""Figures over periods as drawings: points laid out along time, a line between periods that follow each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django import template
from django.utils.translation import gettext as _

from reports.discovery import Reading, Trend

register = template.Library()

_NUMBER = re.compile(r"[\d.,]*\d[万亿%‰]?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading in its place, in the units of the drawing."""

    reading: Reading
    x: float
    y: float
    is_highest: bool
    is_lowest: bool

    @property
    def number(self) -> str:
        """The number without what it counts."""
        found = _NUMBER.match(self.reading.text)
        return found[0] if found else self.reading.text

    @property
    def short_period(self) -> str:
        """The period as briefly as it can be told."""
        period = self.reading.period
        return period.code.upper().replace("-", " ") if period else ""

    @property
    def above(self) -> float:
        """Where its number stands."""
        return round(self.y - 7, 1)


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
    return _draw(trend, 132, 30, 5, 6)


@register.simple_tag
def large_plot(trend: Trend) -> Drawing | None:
    """Return a drawing with room for the numbers, None where there are too few readings to make one."""
    return _draw(trend, 400, 110, 26, 24)


def _draw(trend: Trend, width: int, height: int, side: int, top: int) -> Drawing | None:
    readings = [reading for reading in trend.readings if reading.period and reading.period.start]
    if len(readings) < 3:
        return None
    days = [reading.period.start.toordinal() for reading in readings]  # type: ignore[union-attr] # asked for above
    amounts = [reading.amount for reading in readings]
    lowest, highest = min(amounts), max(amounts)
    across = (width - 2 * side) / ((days[-1] - days[0]) or 1)
    up = (height - top - 10) / ((highest - lowest) or 1)
    marks = [
        Mark(
            reading,
            round(side + (day - days[0]) * across, 1),
            # A figure that never changes lies in the middle.
            round(height - 10 - (reading.amount - lowest) * up if highest > lowest else (height + top) / 2 - 5, 1),
            reading.amount == highest,
            reading.amount == lowest,
        )
        for day, reading in zip(days, readings, strict=True)
    ]
    return Drawing(width, height, marks, _lines(marks), _summary(readings))


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
