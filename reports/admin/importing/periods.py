"""Periods in a text field: shown in words, read back from whatever an editor writes."""

import re

from reports.enums import PeriodKind
from reports.importer import detect_period
from reports.periods import CalendarPeriod

_NUMERIC_MONTH = re.compile(r"((?:19|20)\d{2})\s?[-./]\s?(\d{1,2})")


def period_text(period: CalendarPeriod | None) -> str:
    """Return a period in words for a text field, "" for none."""
    return period.label() if period else ""


def read_period(text: str) -> CalendarPeriod | None:
    """Return the period that an editor wrote, None for nothing; ValueError for what is no period."""
    text = text.strip()
    if not text:
        return None
    if month := _NUMERIC_MONTH.fullmatch(text):
        return CalendarPeriod(PeriodKind.MONTH, int(month[1]), int(month[2]))
    try:
        return CalendarPeriod.parse(text.lower())
    except ValueError:
        found = detect_period(text, (), ())
    if found is None:
        raise ValueError(text)
    return found[0]
