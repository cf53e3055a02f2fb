"""Periods as texts state them: "2024年第三季度", "1月至9月", "Q3 2024", "from March to August 2025"."""
# ruff: noqa: E501, RUF001 - patterns read worse when wrapped, and name the ideographic zero

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reports.documents.folding import fold
from reports.documents.values import quickly_made
from reports.enums import PeriodKind
from reports.importer.enumerators import chinese_number
from reports.importer.period_patterns import PATTERNS
from reports.periods import CalendarPeriod

_ORDINALS_EN = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
_NAMES_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROC_EPOCH = 1911
_HAN = re.compile(r"[\u3400-\u9fff]")
_NEEDED = {
    "range_zh": "月", "first_quarters_zh": "季", "quarter_zh": "季", "half_zh": "半", "half_any_zh": "半", "week_zh": "周",
    "month_zh": "月", "bare_month_zh": "月", "school_zh": "年", "year_zh": "年",
}  # fmt: skip
"""A character without which a Chinese pattern cannot match: asked first, because it is quick."""
_HINT = re.compile(r"[\d年季]")
_MASK = re.compile(r"[xX*_×]{2}")
_RARE_HINTS = ("quarter", "half", "week", "year")
_READ = 2_000
_NEEDED_EN = {
    "half_en": ("half", "h1", "h2"), "quarter_en": ("quarter", "q1", "q2", "q3", "q4"), "week_en": ("week",),
    "first_n_en": ("first ",), "span_en": ("19", "20"), "year_en": ("19", "20"),
    "masked_en": ("**", "20x", "20*", "20_", "xx"),
}  # fmt: skip
_MONTH_NAME = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_DOCUMENT_NUMBER = re.compile(r"[\[〔]\s?$")


@quickly_made
@dataclass(frozen=True, slots=True)
class Statement:
    """A period as a text states it: the value, the words and where they start."""

    period: CalendarPeriod
    text: str
    start: int


def statements(text: str, in_title: bool = False) -> list[Statement]:
    """Return the periods that `text` states, in order; plans, document numbers and full dates are none.

    Only the first 2,000 characters of a paragraph are read: who states a period does not hide it further down.
    """
    folded = fold(text[:_READ])
    if not _may_state(folded) and not (in_title and ("月" in folded or _MONTH_NAME.search(folded))):
        return []
    found: list[Statement] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _candidates(folded, in_title):
        for match in pattern.finditer(folded):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            period = _read(kind, match)
            if period is None or not _is_reported(folded, match, kind, in_title):
                continue
            taken.append(match.span())
            found.append(Statement(period, match[0].strip(), match.start()))
    return sorted(found, key=lambda s: s.start)


def _may_state(folded: str) -> bool:
    if _HINT.search(folded):
        return True
    lowered = folded.lower()
    return any(map(lowered.__contains__, _RARE_HINTS)) or _MASK.search(lowered) is not None


def _may_hold(kind: str, lowered: str) -> bool:
    return any(word in lowered for word in _NEEDED_EN.get(kind, ("",)))


def _candidates(folded: str, in_title: bool) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that can match at all."""
    if _HAN.search(folded) is None:
        lowered = folded.lower()
        months = _MONTH_NAME.search(folded) is not None
        return [
            (kind, pattern)
            for kind, pattern in PATTERNS
            if kind.endswith("_en")
            and (
                months
                if kind in ("range_en", "month_en")
                else months and in_title
                if kind == "bare_month_en"
                else _may_hold(kind, lowered)
            )
        ]
    mixed = in_title or len(folded) <= 80
    return [
        (kind, pattern)
        for kind, pattern in PATTERNS
        if (_NEEDED[kind] in folded and (in_title or kind != "bare_month_zh") if kind in _NEEDED else mixed)
    ]


def _is_reported(folded: str, match: re.Match[str], kind: str, in_title: bool) -> bool:
    """Whether a period is one the text reports on, not plans for, and no part of a date or document number."""
    before, after = folded[: match.start()], folded[match.end() :]
    if _DOCUMENT_NUMBER.search(before[-3:]):
        return False
    if kind.endswith("_en") and (
        re.search(r"(?i:next|coming|following|last|previous|plans?|arrangements?)\s$", before[-14:])
        or (in_title and re.search(r"(?i:plans?|arrangements?) $", before[-14:]))
        or re.match(r"(?i:\s+and\s+(?:the\s)?(?:first|second|third|fourth))|s\b", after)
    ):
        return False
    if kind == "quarter_en" and re.search(r"(?i:first|second|third) and (?:the )?$", before[-20:]):
        return False
    if (
        kind == "year_en"
        and not in_title
        and not re.match(r"(?i:fy|fiscal|year|in|during|of|for|the|throughout)", match[0])
    ):
        return False
    if (
        kind == "year_zh"
        and re.match(r"\s?\d{1,2}月", after)
        and not in_title
        and re.match(r"\s?\d{1,2}月\s?\d{1,2}[日号]", after)
    ):
        return False
    if (
        kind == "year_zh"
        and not in_title
        and re.match(r"(?:以来|起|前|后|至|开始|底|初)", after)
        and not re.match("以来", after)
    ):
        return False
    since = "" if kind == "range_zh" else "从|自|"
    if not in_title and kind.endswith("_zh") and re.search(rf"(?:{since}去|上|较|比|于|同比)$", before[-2:]):
        return False
    return not (not in_title and re.match(r"[^,。;]{0,6}(?:计划|打算|安排|工作思路)", after))


def _year(token: str | None) -> int | None:
    if not token:
        return None
    token = token.removeprefix("中华").removeprefix("民国").strip()
    digits = [int(c) if c.isdecimal() else "〇一二三四五六七八九".find("〇" if c in "○零" else c) for c in token]
    if len(digits) not in (3, 4) or min(digits) < 0:
        return None
    year = int("".join(map(str, digits)))
    year = year + _ROC_EPOCH if len(digits) == 3 else year
    return year if 1950 <= year <= 2099 else None


def number_of(token: str) -> int:
    """Return the value of an Arabic or Chinese number."""
    return int(token) if token.isdigit() else chinese_number(token)


def month_of(token: str) -> int:
    """Return the number of an English month, full or abbreviated."""
    return _NAMES_EN.index(token[:3].lower()) + 1


def _read(kind: str, match: re.Match[str]) -> CalendarPeriod | None:
    try:
        return _READERS[kind](match.groupdict(""))
    except (ValueError, KeyError):
        return None


def _range(year: int | None, first: tuple[int, int], year2: int | None, last: tuple[int, int]) -> CalendarPeriod | None:
    if not (1 <= first[0] <= 12 and 1 <= last[0] <= 12):
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


def _first_months(year: int | None, months: int) -> CalendarPeriod | None:
    return _range(year, (1, 0), None, (months, 0))


def _numbered(kind: PeriodKind, year: str | None, ordinal: int) -> CalendarPeriod:
    return CalendarPeriod(kind, _year(year), ordinal)


def _school(g: dict[str, str]) -> CalendarPeriod:
    return CalendarPeriod(PeriodKind.RANGE, _year(g["year"]))


_WORDS_EN = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
}
_READERS = {
    "range_zh": _range_zh,
    "range_en": _range_en,
    "first_quarters_zh": lambda g: _first_months(_year(g["year"]), 3 * number_of(g["n"])),
    "first_n_en": lambda g: _first_months(
        _year(g["year"]), _WORDS_EN[g["n"].lower()] * (3 if g["u"].lower() == "quarters" else 1)
    ),
    "quarter_zh": lambda g: _numbered(PeriodKind.QUARTER, g["year"], number_of(g["n"])),
    "half_zh": lambda g: _numbered(PeriodKind.HALF, g["year"], 1 if g["n"] == "上" else 2),
    "half_any_zh": lambda g: CalendarPeriod(PeriodKind.HALF, _year(g["year"])),
    "week_zh": lambda g: _numbered(PeriodKind.WEEK, g["year"], number_of(g["n"])),
    "month_zh": lambda g: _numbered(PeriodKind.MONTH, g["year"], number_of(g["n"])),
    "bare_month_zh": lambda g: _numbered(PeriodKind.MONTH, None, number_of(g["n"])),
    "school_zh": _school,
    "year_zh": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "quarter_en": lambda g: _numbered(
        PeriodKind.QUARTER,
        g["year"] or g["year2"],
        int(g["q"])
        if g["q"]
        else int(g["w"])
        if (g["w"] or "").isdigit()
        else _ORDINALS_EN[(g["n"] or g["w"]).lower()],
    ),
    "half_en": lambda g: _numbered(
        PeriodKind.HALF, g["year"] or g["year2"], int(g["h"]) if g["h"] else _ORDINALS_EN[g["n"].lower()]
    ),
    "week_en": lambda g: _numbered(PeriodKind.WEEK, g["year"] or g["year2"], int(g["n"])),
    "month_en": lambda g: _numbered(PeriodKind.MONTH, g["year"], month_of(g["n"])),
    "bare_month_en": lambda g: _numbered(PeriodKind.MONTH, None, month_of(g["n"])),
    "span_en": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "year_en": lambda g: CalendarPeriod(PeriodKind.YEAR, _year(g["year"])),
    "masked_en": lambda g: CalendarPeriod(PeriodKind.YEAR),
}
