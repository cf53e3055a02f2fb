"""What a number was read as, before it becomes a figure; and the context that both languages share."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from dataclasses import dataclass

from reports.documents.folding import HAN
from reports.enums import Bound


@dataclass(slots=True)
class Number:
    """A number in folded text: where it stands and its value as written."""

    start: int
    end: int
    value: float
    is_worded: bool = False
    is_integer: bool = True


@dataclass(slots=True)
class Reading:
    """A number with its unit: `multiplier` and `unit` as folded text, `end` where the unit ends.

    `start` is where the figure begins (a currency sign before the number belongs to it). `is_bare` numbers have no
    unit of their own, but may share the one of the next number ("12, 15 and 18 households"). `unit_start` and
    `multiplier_start` say where these stand in the text, -1 where they are not a piece of it.
    """

    start: int
    end: int
    value: float
    multiplier: str = ""
    unit: str = ""
    bound: Bound = Bound.EXACT
    is_bare: bool = False
    number_end: int = -1
    unit_start: int = -1
    multiplier_start: int = -1


NUMBER = re.compile(
    # A digit stands first, what may not stand before it second: that way a text is searched 5 times as fast.
    r"[0-9](?:(?<![A-Za-z0-9_].)|(?<=RMB.|CNY.|USD.|EUR.|GBP.|HKD.|JPY.))"
    r"(?:[0-9]{0,2}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{0,14}(?:\.[0-9]{1,6})?)(?![0-9])(?!\s?[月号])"
)
"""A number that is no part of a word, no month and no numbered thing; most of what is no figure ends here."""
CURRENCY = re.compile(
    r"(?:US\$|HK\$|NT\$|AU\$|A\$|C\$|S\$|[$£€¥￥₹]|(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|人民币|港币)\s?[¥￥$]?)\s?$"
)
CURRENCIES = frozenset(["$", "US$", "HK$", "£", "€", "¥", "yuan", "元"])
CURRENCY_ENDS = frozenset("$£€¥￥₹BYDRPK币 ")
SYMBOL = re.compile(
    r"(?:km/h|kph|mph|km²|km2|km|㎞|[kMGT]?Wh|[kMG]W|[kM]?VA|kV|m²|m2|㎡|m³|m3|㎥|mm|cm|dm|hm²|hm2|ha|[kMG]?Hz|kg|mg|[µμ]g|kt|Mt|mL|ml|NTU|ppm|ppb|dB\(A\)|dB|bar|kPa|MPa|Pa|°C|°F|℃|°|"
    r"[TGMK]B|[KMG]bps|rpm|fps|[QT]PS|[mµμn]s|mmHg|mmol|IU|px|dpi|kN|FTEs?|Nm³|Nm3|kcal|[kMG]J|TEUs?|mins?|hrs?|lbs?|oz|tce|sqm|[mgtLlhWV])(?![A-Za-z0-9²³])"
    rf"(?P<per>/(?:[A-Za-z³²3]{{1,6}}|[{HAN}]{{1,3}}))?"
)
PERCENT = re.compile(
    r"\s?(?:(?P<unit>[%‰])|-?(?P<word>percent(?:age)?(?:\s|-)points?|percentage|percent|per\scent|per\smille|pct|pp)(?![A-Za-z]))"
)

_LESS_EN = "nearly|almost|close to|under|less than|fewer than|up to|at most|no more than|not more than|just under|below|approaching|a maximum of|almost exactly"
_MORE_EN = "more than|over|at least|above|upwards of|in excess of|exceed|exceeds|exceeded|exceeding|no fewer than|no less than|not less than|just over|well over|a minimum of|surpassed|surpassing"
_ABOUT_EN = "about|around|some|approximately|roughly|circa|ca\\.?|c\\.|an estimated|estimated|in the region of|or so|an average of about"
_BEFORE = re.compile(
    rf"(?:(?P<more>超过了?|超出|超|逾|突破|至少|不少于|不低于|不下于?|高于|多于|大于|\b(?:{_MORE_EN})\s)|(?P<less>(?<![附最远靠就新])近|不足|不到|不超过|不多于|低于|少于|小于|至多|最多|控制在|\b(?:{_LESS_EN})\s)|"
    rf"(?P<about>(?<![签预节公合条违解邀特制])约为?|大概|\b(?:{_ABOUT_EN})\s|[~≈]))(?:the\s|a\s)?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<more>\s?以上|有余|\s(?:or more|and over|or over|or above|plus)\b)|(?P<less>以下|以内|之内|\s(?:or fewer|or less|or under)\b)|(?P<about>左右|上下|\sor so\b)"
)


def bound_before(folded: str, start: int) -> Bound:
    """Return what the words before a figure say of it."""
    last = folded[start - 1 : start]
    if last == " ":
        space = folded.rfind(" ", max(0, start - 16), start - 1)
        if folded[space + 1 : start - 1].lower() not in _LAST_WORDS:
            return Bound.EXACT
    elif last not in _LAST_CHARACTERS:
        return Bound.EXACT
    return _bound(_BEFORE.search(folded, max(0, start - 20), start))


# What the pattern before a figure can end with: looking at that first is much faster than trying the pattern.
_LAST_CHARACTERS = frozenset("过了出超逾破少于低下近到足多在最约为概~≈")
_LAST_WORDS = (
    _LAST_CHARACTERS
    | {last for words in (_LESS_EN, _MORE_EN, _ABOUT_EN) for phrase in words.split("|") if (last := phrase.split()[-1])}
    | {"the", "a", "ca", "ca.", "c.", "c"}
)
_FIRST_CHARACTERS = frozenset("以有之左上 ")


def bound_after(folded: str, end: int) -> Bound:
    """Return what the words after a figure say of it."""
    return _bound(_AFTER.match(folded, end)) if folded[end : end + 1] in _FIRST_CHARACTERS else Bound.EXACT


def _bound(match: re.Match[str] | None) -> Bound:
    return Bound(match.lastgroup) if match and match.lastgroup else Bound.EXACT


def currency_before(folded: str, start: int) -> str:
    """Return the currency sign or code that stands right before a number, with its spaces, "" for none."""
    if start == 0 or folded[start - 1] not in CURRENCY_ENDS:
        return ""
    match = CURRENCY.search(folded, max(0, start - 6), start)
    return match[0] if match else ""
