"""Periods as texts state them: "2024年第三季度", "1月至9月", "Q3 2024", "from March to August 2025"."""
# ruff: noqa: E501, RUF001 - patterns read worse when wrapped, and name the ideographic zero

import re
from dataclasses import dataclass

from reports.documents.folding import fold
from reports.documents.period_patterns import MONTHS_EN, PATTERNS
from reports.documents.period_values import READERS
from reports.documents.values import quickly_made
from reports.periods import CalendarPeriod

_HAN = re.compile(r"[\u3400-\u9fff]")
_NEEDED = {
    "range_zh": "月", "first_quarters_zh": "季", "quarter_zh": "季", "half_zh": "半", "half_any_zh": "半", "week_zh": "周",
    "month_zh": "月", "bare_month_zh": "月", "school_zh": "年", "year_zh": "年",
    "first_months_zh": "个月", "term_zh": "学", "since_zh": "年", "quarter_named_zh": "季", "span_zh": "年度",
    "year_x_zh": "年", "year_short_zh": "年", "range_dotted": "20", "range_dashed": "20", "range_compact": "20", "quarter_q_zh": "年",
    "month_dotted": "20", "month_slashed": "/20", "days_zh": "月",
}  # fmt: skip
"""A character without which a Chinese pattern cannot match: asked first, because it is quick."""
_IN_TITLES = frozenset(
    (
        "bare_month_zh", "bare_month_en", "month_dotted", "month_slashed", "year_short_zh", "year_x_zh",
        "quarter_named_zh", "quarter_short_en", "week_of_en", "days_zh", "days_en",
    )
)  # fmt: skip
"""Wordings that say a period in a headline only."""
_HINT = re.compile(r"[\d年季]")
_MASK = re.compile(r"[xX*_×]{2}")
_RARE_HINTS = ("quarter", "half", "week", "year")
_READ = 2_000
_NEEDED_WORDS = {
    "half_en": ("half", "h1", "h2"), "quarter_en": ("quarter", "q1", "q2", "q3", "q4"), "week_en": ("week",),
    "first_n_en": ("first ",), "span_en": ("19", "20"), "year_en": ("19", "20", "fy"),
    "months_to_en": ("months ", "year "), "since_en": ("since ",), "week_of_en": ("week ",),
    "term_en": ("term", "semester", "school", "academic"), "quarter_short_en": ("q",), "quarters_en": ("q",), "month_slashed": ("/20",),
    "quarter_q_zh": ("q",), "term_zh": ("学",), "range_dotted": ("20",), "range_dashed": ("20",), "range_compact": ("20",),
    "masked_en": ("**", "20x", "20*", "20_", "xx"),
}  # fmt: skip
_DIGITS = ("range_dotted", "range_dashed", "range_compact", "month_slashed")
_WITH_MONTHS = ("range_en", "days_en", "month_en", "bare_month_en", "months_to_en", "since_en", "week_of_en")
_MONTH_IN_CAPITALS = re.compile(rf"\b{MONTHS_EN}\b", re.IGNORECASE)
_MONTH_NAME = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_DOCUMENT_NUMBER = re.compile(r"[\[〔]\s?$")
_PLANNED = re.compile(r"[^,。;]{0,6}(?:计划|打算|安排|工作思路)")
_DAY_ZH = re.compile(r"\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]")
_ONE_DAY_ZH = re.compile(r"起|前|后|至|开始|底|初")
_HISTORY_ZH = re.compile(
    r"[^,。;我]{0,8}(?:任职|参加工作|入职|入党|毕业|成立|组建|出生|到任|调入|调任|任现职|建成|挂牌|创办|创立|设立|建校|建院|开业|投产|到我[县镇局]|担任现职)"
)
"""What happened once, before the time that a report covers."""
_UNTIL_ZH = re.compile(r"截[至止]到?$")
_COMPARED_ZH = re.compile(r"(?:去|上|较|比|同比|[低高优同等源始]于)$")
_NOT_NOW_EN = re.compile(r"(?i:next|coming|following|last|previous|plans?|arrangements?)\s$")
_AND_NEXT_EN = re.compile(r"(?i:\s+and\s+(?:the\s)?(?:first|second|third|fourth))|s\b")
_QUARTERS_BEFORE_EN = re.compile(r"(?i:first|second|third) and (?:the )?$")
_DAY_BEFORE_EN = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTHS_EN}|{MONTHS_EN} \d{{1,2}}(?:st|nd|rd|th)?),? $")
_HISTORY_EN = re.compile(
    r"(?i:founded|established|opened|formed|built|born|joined|incorporated|set up|registered)\s$|\b(?i:since|when|after)\s(?:I|we|it|they)\s[^.,;]{0,40}$"
)
_LED_IN_EN = re.compile(r"(?i:fy|fiscal|year|in|during|of|for|the|throughout|looking|since)\b")
_WAS_EN = re.compile(r" (?:was|has been|saw|brought|proved|marked|turned|ended|began)\b")


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
    written = fold(text[:_READ])
    folded = _in_lower_case(written) if written.isupper() else written
    if not _may_state(folded) and not (in_title and ("月" in folded or "周" in folded or _MONTH_NAME.search(folded))):
        return []
    found: list[Statement] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _candidates(folded, in_title):
        for match in pattern.finditer(folded):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            period = _read(kind, match)
            is_reported = period is not None and _is_reported(folded, match, kind, in_title)
            if is_reported or kind == "month_zh":  # the year of a month that is not reported is not reported either
                taken.append(match.span())
            if period is None or not is_reported:
                continue
            found.append(Statement(period, written[match.start() : match.end()].strip(), match.start()))
    return sorted(found, key=lambda s: s.start)


def _in_lower_case(folded: str) -> str:
    """A headline in capitals as other texts write it, if it names a month: "1 MARCH TO 31 MAY" becomes "1 March to ..."."""
    if _MONTH_IN_CAPITALS.search(folded) is None or _HAN.search(folded):
        return folded
    return _MONTH_IN_CAPITALS.sub(lambda match: match[0].capitalize(), folded.lower())


def _may_state(folded: str) -> bool:
    if _HINT.search(folded):
        return True
    lowered = folded.lower()
    return any(map(lowered.__contains__, _RARE_HINTS)) or _MASK.search(lowered) is not None


def _may_hold(kind: str, lowered: str, has_months: bool) -> bool:
    if kind in _WITH_MONTHS:
        return has_months
    return kind not in _NEEDED_WORDS or any(map(lowered.__contains__, _NEEDED_WORDS[kind]))


def _candidates(folded: str, in_title: bool) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that can match at all."""
    lowered = folded.lower()
    has_months = _MONTH_NAME.search(folded) is not None
    if _HAN.search(folded) is None:
        return [
            (kind, pattern)
            for kind, pattern in PATTERNS
            if (kind.endswith("_en") or kind in _DIGITS)
            and (in_title or kind not in _IN_TITLES)
            and _may_hold(kind, lowered, has_months)
        ]
    mixed = in_title or len(folded) <= 80
    return [
        (kind, pattern)
        for kind, pattern in PATTERNS
        if (in_title or kind not in _IN_TITLES)
        and (_NEEDED[kind] in folded if kind in _NEEDED else mixed)
        and (kind in _DIGITS or _may_hold(kind, lowered, has_months))
    ]


def _is_reported(folded: str, match: re.Match[str], kind: str, in_title: bool) -> bool:
    """Whether a period is one the text reports on, not plans for, and no part of a date or document number."""
    before, after = folded[: match.start()][-60:], folded[match.end() :][:40]
    if _DOCUMENT_NUMBER.search(before):
        return False
    if kind.endswith("_en"):
        reported = _is_reported_en(before, match, after, kind, in_title)
    else:
        reported = _is_reported_zh(before, after, kind, in_title)
    return reported and (in_title or _PLANNED.match(after) is None)


def _is_reported_en(before: str, match: re.Match[str], after: str, kind: str, in_title: bool) -> bool:
    if _NOT_NOW_EN.search(before) or _AND_NEXT_EN.match(after):
        return False
    if kind == "quarter_en" and _QUARTERS_BEFORE_EN.search(before):
        return False
    if kind != "year_en":
        return True
    if _DAY_BEFORE_EN.search(before) or _HISTORY_EN.search(before):
        return False
    return (
        in_title or _LED_IN_EN.match(match[0]) is not None or (not before.strip() and _WAS_EN.match(after) is not None)
    )


def _is_reported_zh(before: str, after: str, kind: str, in_title: bool) -> bool:
    if kind == "year_zh" and _DAY_ZH.match(after):
        return False
    if in_title:
        return True
    if kind in ("year_zh", "month_zh") and _ONE_DAY_ZH.match(after):
        return False
    if kind in ("year_zh", "month_zh") and (_HISTORY_ZH.match(after) or _UNTIL_ZH.search(before)):
        return False
    if _COMPARED_ZH.search(before):
        return False
    return kind in ("range_zh", *_DIGITS, "since_zh") or not before.endswith(("从", "自"))


def _read(kind: str, match: re.Match[str]) -> CalendarPeriod | None:
    try:
        return READERS[kind](match.groupdict(""))
    except (ValueError, KeyError):
        return None
