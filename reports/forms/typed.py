"""Periods and dates as people type them: "2024", "2024-05", "Q3 2024", "2024年5月", "2024年上半年", "31 May 2024"."""

import re
import unicodedata
from datetime import date

from reports.enums import PeriodKind
from reports.periods import CalendarPeriod

MIN_YEAR, MAX_YEAR = 1900, 2999

_NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"十一": 11, "十二": 12, "上": 1, "下": 2}
_NUMBER = r"(?P<ordinal>十[一二]?|[一二三四五六七八九]|[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
_FORMS = (
    (PeriodKind.YEAR, rf"{_YEAR}年?度?"),
    (PeriodKind.HALF, rf"{_YEAR}(?:年|-| )?(?:(?P<ordinal>[上下])半年|h(?P<other>[12]))"),
    (PeriodKind.HALF, rf"h{_NUMBER} ?{_YEAR}"),
    (PeriodKind.QUARTER, rf"{_YEAR}(?:年|-| )?(?:第?{_NUMBER}季度?|q(?P<other>[1-4]))"),
    (PeriodKind.QUARTER, rf"q{_NUMBER} ?{_YEAR}"),
    (PeriodKind.MONTH, rf"{_YEAR}(?:年{_NUMBER}月份?|[-/.](?P<other>[0-9]{{1,2}}))"),
)
_DAY = re.compile(r"(?P<year>[0-9]{4}) ?[-/.年] ?(?P<month>[0-9]{1,2}) ?[-/.月] ?(?P<day>[0-9]{1,2}) ?日?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WRITTEN_DAYS = (
    re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>[0-9]{{4}})"),
    re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})"),
)


def read_period(text: str) -> CalendarPeriod:
    """Return the period with known bounds that was typed, a day as a range of one; ValueError where it is none."""
    typed = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    period = _written_out(typed) or CalendarPeriod.parse(typed)
    if period.start is None:
        raise ValueError(f"no bounds: {text!r}")
    return period


def read_day(text: str) -> date:
    """Return the day that was typed; ValueError where it is none."""
    typed = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    match = next(filter(None, (form.fullmatch(typed) for form in (_DAY, *_WRITTEN_DAYS))), None)
    if match is None or not MIN_YEAR <= int(match["year"]) <= MAX_YEAR:
        raise ValueError(f"no date: {text!r}")
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
    return date(int(match["year"]), number, int(match["day"]))


def _written_out(typed: str) -> CalendarPeriod | None:
    if _DAY.fullmatch(typed):
        day = read_day(typed)
        return CalendarPeriod(PeriodKind.RANGE, start=day, end=day)
    for kind, form in _FORMS:
        if match := re.fullmatch(form, typed):
            found = match.groupdict()
            ordinal = found.get("ordinal") or found.get("other")
            number = None if ordinal is None else _NUMERALS.get(ordinal) or int(ordinal)
            return CalendarPeriod(kind, int(found["year"]), number)
    return None
