"""Arithmetic and labels of periods: bounds, order, neighbours, codes in addresses."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.enums import PeriodKind

ORDINALS = {PeriodKind.HALF: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12, PeriodKind.WEEK: 53}
"""How many periods of a kind a year can hold, for the kinds that are numbered within a year."""

UNKNOWN_YEAR = "xxxx"
_NUMBERED = {PeriodKind.HALF: "h", PeriodKind.QUARTER: "q", PeriodKind.MONTH: "m", PeriodKind.WEEK: "w"}
_CODE = re.compile(r"(?P<year>[0-9]{4}|xxxx)(?:-(?P<letter>[hqmw])(?P<ordinal>[0-9]{1,2}|x))?")
_RANGE_CODE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})--([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """A reported period as a value: what a year, a quarter, a week ... of a calendar is.

    `year` is None where the source does not say it, `ordinal` counts within the year (half 1-2,
    quarter 1-4, month 1-12, ISO week 1-53) and is None where it is unknown, for years and for ranges.
    `start` and `end` (both inclusive) are given for a range of dates and derived for the other kinds.
    Raises ValueError for a combination that no calendar has.
    """

    kind: PeriodKind
    year: int | None = None
    ordinal: int | None = None
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.kind is PeriodKind.RANGE:
            object.__setattr__(self, "year", self.start.year)
        if self.year is not None and not 1900 <= self.year <= 2999:
            raise ValueError(f"no such year: {self.year}")
        most = ORDINALS.get(self.kind)
        if self.ordinal is not None and (most is None or not 1 <= self.ordinal <= most):
            raise ValueError(f"no such {self.kind.value}: {self.ordinal}")
        if self.kind is PeriodKind.RANGE:
            if (self.start is None) != (self.end is None):
                raise ValueError("a range needs both its dates or neither")
            if self.start and self.end and self.start > self.end:
                raise ValueError("a range ends before it starts")
        else:
            start, end = self._bounds()
            object.__setattr__(self, "start", start)
            object.__setattr__(self, "end", end)

    def _bounds(self) -> tuple[date | None, date | None]:
        if self.year is None or (self.kind is not PeriodKind.YEAR and self.ordinal is None):
            return None, None
        if self.kind is PeriodKind.WEEK:
            try:
                first = date.fromisocalendar(self.year, self.ordinal or 1, 1)
            except ValueError as error:
                raise ValueError(f"{self.year} has no week {self.ordinal}") from error
            return first, first + timedelta(days=6)
        months = 12 // ORDINALS.get(self.kind, 1)
        last = months * (self.ordinal or 1)
        end = date(self.year, last, calendar.monthrange(self.year, last)[1])
        return date(self.year, last - months + 1, 1), end

    @property
    def code(self) -> str:
        """The period's form in addresses: 2024, 2024-h1, 2024-q3, 2024-m09, 2024-w36, xxxx-q3, a--b."""
        year = str(self.year or UNKNOWN_YEAR)
        if self.kind is PeriodKind.YEAR:
            return year
        if self.kind is PeriodKind.RANGE:
            return f"{self.start:%Y-%m-%d}--{self.end:%Y-%m-%d}" if self.start else f"{year}-range"
        width = 2 if self.kind in (PeriodKind.MONTH, PeriodKind.WEEK) else 1
        ordinal = "x" if self.ordinal is None else f"{self.ordinal:0{width}d}"
        return f"{year}-{_NUMBERED[self.kind]}{ordinal}"

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the period that `code` (the form of `CalendarPeriod.code`) names; ValueError if none."""
        if match := _RANGE_CODE.fullmatch(code):
            return cls(PeriodKind.RANGE, start=date.fromisoformat(match[1]), end=date.fromisoformat(match[2]))
        if match := re.fullmatch(r"([0-9]{4}|xxxx)-range", code):
            return cls(PeriodKind.RANGE, year=None if match[1] == UNKNOWN_YEAR else int(match[1]))
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"no period code: {code!r}")
        year = None if match["year"] == UNKNOWN_YEAR else int(match["year"])
        if match["letter"] is None:
            return cls(PeriodKind.YEAR, year)
        kind = next(kind for kind, letter in _NUMBERED.items() if letter == match["letter"])
        period = cls(kind, year, None if match["ordinal"] == "x" else int(match["ordinal"]))
        if period.code != code:
            raise ValueError(f"no period code: {code!r}")
        return period

    def _shifted(self, step: int) -> Self | None:
        if self.start is None or self.end is None or self.year is None:
            return None
        kind = type(self)
        try:
            if self.kind is PeriodKind.YEAR:
                return kind(PeriodKind.YEAR, self.year + step)
            if self.kind is PeriodKind.WEEK:
                year, week, _day = (self.start + timedelta(days=7 * step)).isocalendar()
                return kind(PeriodKind.WEEK, year, week)
            if self.kind is PeriodKind.RANGE:
                return None
            most = ORDINALS[self.kind]
            index = self.year * most + (self.ordinal or 1) - 1 + step
            return kind(self.kind, index // most, index % most + 1)
        except ValueError:
            return None

    def previous(self) -> Self | None:
        """Return the period of the same kind just before, or None where that is not known."""
        return self._shifted(-1)

    def next(self) -> Self | None:
        """Return the period of the same kind just after, or None where that is not known."""
        return self._shifted(1)

    def containing(self) -> list["CalendarPeriod"]:
        """Return the longer standard periods that hold this one whole, shortest first."""
        if self.start is None or self.end is None:
            return []
        length = self.end - self.start
        found = []
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR):
            most = ORDINALS.get(kind)
            ordinal = None if most is None else (self.start.month - 1) * most // 12 + 1
            candidate = CalendarPeriod(kind, self.start.year, ordinal)
            if candidate.start is None or candidate.end is None:
                continue
            if candidate.start <= self.start and self.end <= candidate.end and candidate.end - candidate.start > length:
                found.append(candidate)
        return found

    def label(self) -> str:
        """Return the period in words of the active language: "Q3 2024", "2024年第三季度"."""
        if self.kind is PeriodKind.RANGE:
            return self._range_label()
        words = self._words()
        if self.year is None:
            return _("%(period)s (year not stated)") % {"period": words}
        if self.kind is PeriodKind.YEAR:
            return pgettext("period", "%(year)d") % {"year": self.year}
        if self.kind is PeriodKind.MONTH and self.start:
            return date_format(self.start, "YEAR_MONTH_FORMAT")
        return pgettext("period", "%(part)s %(year)d") % {"part": words, "year": self.year}

    def _words(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return pgettext("period", "Year")
        if self.ordinal is None:
            return str(self.kind.label)
        if self.kind is PeriodKind.HALF:
            return pgettext("period", "First half") if self.ordinal == 1 else pgettext("period", "Second half")
        if self.kind is PeriodKind.QUARTER:
            return [
                pgettext("period", "Q1"),
                pgettext("period", "Q2"),
                pgettext("period", "Q3"),
                pgettext("period", "Q4"),
            ][self.ordinal - 1]
        if self.kind is PeriodKind.WEEK:
            return pgettext("period", "Week %(number)d") % {"number": self.ordinal}
        return date_format(date(2000, self.ordinal, 1), "F")

    def _range_label(self) -> str:
        if self.start is None or self.end is None:
            return (
                pgettext("period", "Part of %(year)d") % {"year": self.year}
                if self.year
                else _("Part of a year (year not stated)")
            )
        whole_months = self.start.day == 1 and self.end == date(
            self.end.year, self.end.month, calendar.monthrange(self.end.year, self.end.month)[1]
        )
        form = "YEAR_MONTH_FORMAT" if whole_months else "DATE_FORMAT"
        return pgettext("period", "%(start)s – %(end)s") % {
            "start": date_format(self.start, form),
            "end": date_format(self.end, form),
        }
