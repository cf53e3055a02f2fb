"""What the words of a period mean: the groups that a pattern of `period_patterns` found, as a period."""
# ruff: noqa: RUF001 - years are written with several look-alikes of zero

import re
from collections.abc import Callable
from datetime import date, timedelta

from reports.documents.enumerators import chinese_number
from reports.enums import PeriodKind
from reports.periods import CalendarPeriod

_WORDS_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "closing": 4}
_NAMED_ZH = {"元": 1, "首": 1, "末": 4, "两": 2}
_NAMES_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROC_EPOCH = 1911


def _year(token: str | None) -> int | None:
    if not token:
        return None
    if re.fullmatch("'?[0-9]{2}", token):
        return 2000 + int(token[-2:])
    token = token.removeprefix("中华").removeprefix("民国").strip()
    if token.startswith("一百"):
        return _ROC_EPOCH + 100 + chinese_number(token[2:].removeprefix("零"))
    digits = [int(c) if c.isdecimal() else "〇一二三四五六七八九".find("〇" if c in "○零" else c) for c in token]
    if len(digits) not in (3, 4) or min(digits) < 0:
        return None
    year = int("".join(map(str, digits)))
    year = year + _ROC_EPOCH if len(digits) == 3 else year
    return year if 1950 <= year <= 2099 else None


def number_of(token: str) -> int:
    """Return the value of an Arabic or Chinese number."""
    return int(token) if token.isdigit() else _NAMED_ZH.get(token) or chinese_number(token)


def _number_or_mask(token: str) -> int | None:
    """The value of a number, None for a mask in its place."""
    return None if token[:1] in "xX×*_" else number_of(token)


def _number_en(token: str) -> int:
    token = token.lower()
    if token[:1].isdigit():
        return int(token.rstrip("stndrh"))
    return _ORDINALS_EN.get(token) or _WORDS_EN.index(token) + 1


def month_of(token: str) -> int:
    """Return the number of an English month, full or abbreviated."""
    return _NAMES_EN.index(token[:3].lower()) + 1


def _range(year: int | None, first: tuple[int, int], year2: int | None, last: tuple[int, int]) -> CalendarPeriod | None:
    if not (1 <= first[0] <= 12 and 1 <= last[0] <= 12):
        return None
    if year and year2 and (year2, last) < (year, first):
        return None
    year = year or (year2 if year2 and first[0] <= last[0] else None)
    if year is None:
        return CalendarPeriod(PeriodKind.RANGE)
    year2 = year2 or (year if first[0] <= last[0] else year + 1)
    start = date(year, first[0], first[1] or 1)
    if last[1]:
        end = date(year2, last[0], last[1])
    else:
        end = date(year2 + last[0] // 12, last[0] % 12 + 1, 1) - timedelta(days=1)
    return CalendarPeriod(PeriodKind.RANGE, start=start, end=end)


def _range_zh(g: dict[str, str]) -> CalendarPeriod | None:
    first, last = (number_of(g["m1"] or ""), int(g["d1"] or 0)), (number_of(g["m2"] or ""), int(g["d2"] or 0))
    return _range(_year(g["year"]), first, _year(g["year2"]), last)


def _range_en(g: dict[str, str]) -> CalendarPeriod | None:
    first = (month_of(g["m1"] or ""), int(g["d1"] or g["d1b"] or 0))
    return _range(_year(g["year"]), first, _year(g["year2"]), (month_of(g["m2"] or ""), int(g["d2"] or g["d2b"] or 0)))


def _days_zh(g: dict[str, str]) -> CalendarPeriod | None:
    month = number_of(g["m2"])
    return _range(_year(g["year"]), (month, int(g["d1"])), None, (month, int(g["d2"])))


def _days_en(g: dict[str, str]) -> CalendarPeriod | None:
    month = month_of(g["m2"] or g["m2b"])
    first, last = int(g["d1"] or g["d1b"]), int(g["d2"] or g["d2b"])
    return _range(_year(g["year"] or g["year2"]), (month, first), None, (month, last)) if first < last else None


def _quarters(g: dict[str, str]) -> CalendarPeriod | None:
    first, last = int(g["n"]), int(g["n2"])
    return _range(_year(g["year"] or g["year2"]), (first * 3 - 2, 0), None, (last * 3, 0)) if first < last else None


def _first_months(year: int | None, months: int) -> CalendarPeriod | None:
    return _range(year, (1, 0), None, (months, 0))


def _numbered(kind: PeriodKind, year: str | None, ordinal: int | None) -> CalendarPeriod:
    return CalendarPeriod(kind, _year(year), ordinal)


def _range_digits(g: dict[str, str]) -> CalendarPeriod | None:
    first, last = (int(g["m1"]), int(g["d1"] or 0)), (int(g["m2"]), int(g["d2"] or 0))
    return _range(_year(g["year"]), first, _year(g["year2"]), last)


def _part_of(g: dict[str, str]) -> CalendarPeriod:
    """A range of which no more than the year is said: a term, "since March"."""
    return CalendarPeriod(PeriodKind.RANGE, _year(g["year"] or g.get("year2") or g.get("year3")))


def _months_to(g: dict[str, str]) -> CalendarPeriod | None:
    """ "the six months to June 2022"; twelve of them, and "the year ended 31 March", are the year they end in."""
    year, last = int(g["year"]), month_of(g["m2"])
    months = 3 if g["quarter"] else _number_en(g["n"]) if g["n"] else 12
    if g["quarter"] and last % months == 0:
        return CalendarPeriod(PeriodKind.QUARTER, year, last // months)
    if months == 12:
        return CalendarPeriod(PeriodKind.YEAR, year)
    first = last - months + 1
    return _range(year if first > 0 else year - 1, ((first - 1) % 12 + 1, 0), year, (last, 0))


READERS: dict[str, Callable[[dict[str, str]], CalendarPeriod | None]] = {
    "range_zh": _range_zh,
    "range_en": _range_en,
    "first_quarters_zh": lambda g: _first_months(_year(g["year"]), 3 * number_of(g["n"])),
    "first_n_en": lambda g: _first_months(
        _year(g["year"]), _number_en(g["n"]) * (3 if g["u"].lower() == "quarters" else 1)
    ),
    "days_zh": _days_zh,
    "days_en": _days_en,
    "quarters_en": _quarters,
    "range_dotted": _range_digits,
    "range_dashed": _range_digits,
    "range_compact": _range_digits,
    "first_months_zh": lambda g: _first_months(_year(g["year"]), number_of(g["n"])),
    "term_zh": _part_of,
    "since_zh": _part_of,
    "quarter_zh": lambda g: _numbered(PeriodKind.QUARTER, g["year"], _number_or_mask(g["n"])),
    "quarter_named_zh": lambda g: _numbered(PeriodKind.QUARTER, g["year"], number_of(g["n"])),
    "quarter_q_zh": lambda g: _numbered(PeriodKind.QUARTER, g["year"], int(g["n"])),
    "half_zh": lambda g: _numbered(PeriodKind.HALF, g["year"], 1 if g["n"] == "上" else 2),
    "half_any_zh": lambda g: CalendarPeriod(PeriodKind.HALF, _year(g["year"])),
    "week_zh": lambda g: _numbered(PeriodKind.WEEK, g["year"], _number_or_mask(g["n"])),
    "month_zh": lambda g: _numbered(PeriodKind.MONTH, g["year"], _number_or_mask(g["n"])),
    "month_dotted": lambda g: _numbered(PeriodKind.MONTH, g["year"], int(g["n"])),
    "month_slashed": lambda g: _numbered(PeriodKind.MONTH, g["year"], int(g["n"])),
    "bare_month_zh": lambda g: _numbered(PeriodKind.MONTH, None, number_of(g["n"])),
    "school_zh": _part_of,
    "span_zh": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "year_short_zh": lambda g: CalendarPeriod(PeriodKind.YEAR, 2000 + int(g["year"])),
    "year_x_zh": lambda g: CalendarPeriod(PeriodKind.YEAR),
    "year_zh": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "months_to_en": _months_to,
    "since_en": _part_of,
    "term_en": _part_of,
    "week_of_en": lambda g: CalendarPeriod(PeriodKind.WEEK, _year(g["year"])),
    "quarter_en": lambda g: _numbered(
        PeriodKind.QUARTER, g["year"] or g["year2"], _number_en(g["q"] or g["n"] or g["w"])
    ),
    "quarter_short_en": lambda g: _numbered(PeriodKind.QUARTER, f"20{g['year'][-2:]}", int(g["n"])),
    "half_en": lambda g: _numbered(PeriodKind.HALF, g["year"] or g["year2"], _number_en(g["h"] or g["n"])),
    "week_en": lambda g: _numbered(PeriodKind.WEEK, g["year"] or g["year2"], _number_en(g["n"])),
    "month_en": lambda g: _numbered(PeriodKind.MONTH, g["year"], month_of(g["n"])),
    "bare_month_en": lambda g: _numbered(PeriodKind.MONTH, None, month_of(g["n"] or g["n2"])),
    "span_en": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "year_en": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "masked_en": lambda g: CalendarPeriod(PeriodKind.YEAR),
}
