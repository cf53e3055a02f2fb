"""Percentages that do not follow from the numbers they are said to be of: 468 of 570 is not 97 %."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.enums import FindingKind
from reports.gate.findings import Finding, found_at
from reports.gate.text import Passage

_SENTENCE_ZH = re.compile(r"[^。!?\n]+")
_AMOUNT_ZH = re.compile(
    r"(?<![\d.,年月第\-—~～])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<much>[余多几])?(?P<scale>[万亿千百])?(?P<more>[余多])?\s?(?P<unit>[\u4e00-\u9fff]{1,2})"
)
_RATE_ZH = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率\s?(?:均|都)?(?:为|是|达到了?|达|约为?|:)?\s?(?P<bound>约|近|超过?|高达|不低于)?\s?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?%"
)
_SHARE_ZH = re.compile(
    r"占(?:到)?(?:总?数|全部|总量|总额|应[\u4e00-\u9fff]{1,3}数)?的?\s?(?P<bound>约|近|超过?)?\s?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?%"
)
_AVERAGE = re.compile(r"(?:人均|户均|平均|每|日均|月均|均)[\u4e00-\u9fff]{0,4}$")
_OF_ZH = re.compile(
    r"(?P<whole>\d{1,9})\s?(?P<unit>[\u4e00-\u9fff])[^。;\d]{0,6}中(?:的|有)?\s?(?P<part>\d{1,9})\s?(?P=unit)[^。;\d]{0,10}?占?(?:比)?(?:约|近)?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?%"
)
_OF_EN = re.compile(
    r"(?P<part>\d[\d,]*)\s(?:out\s)?of\s(?:the\s|all\s|its\s|our\s|these\s|a total of\s|some\s)?(?P<whole>\d[\d,]*)\b(?P<between>[^.;%\d]{0,60}?)[(,;:–—-]?\s?(?:or|i\.e\.|that is|about|some|a rate of|making)?\s?\(?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per\s?cent\b)"
)
_PERCENT_FIRST_EN = re.compile(
    r"(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per\s?cent)\s?\(\s?(?P<part>\d[\d,]*)\s?(?:out\s)?(?:of|/)\s?(?:the\s)?(?P<whole>\d[\d,]*)\b"
)
_SLASHED = re.compile(
    r"(?<![\d/])(?P<part>\d{1,7})\s?/\s?(?P<whole>\d{1,7})(?![\d/])\s?[)(,:=]?\s?(?:约)?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?%"
)
MOST_AMOUNTS = 40
"""Amounts of a sentence that anybody can relate to each other: more are a list without full stops."""
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    unit: str
    start: int
    end: int
    is_rough: bool


def ratios(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find percentages that contradict the two numbers in their own sentence."""
    for passage in passages:
        if "%" not in passage.folded and "per" not in passage.folded:
            continue
        for pattern in (_OF_EN, _PERCENT_FIRST_EN, _SLASHED, _OF_ZH):
            for match in pattern.finditer(passage.folded):
                part, whole = (float(match[name].replace(",", "")) for name in ("part", "whole"))
                yield from _checked(passage, match, part, [whole])
        for sentence in _SENTENCE_ZH.finditer(passage.folded):
            yield from _in_sentence(passage, sentence.start(), sentence.end())


def _in_sentence(passage: Passage, start: int, end: int) -> Iterator[Finding]:
    text = passage.folded
    amounts = [_amount(match) for match in _AMOUNT_ZH.finditer(text, start, end)]
    if len(amounts) > MOST_AMOUNTS:
        return
    for match in _RATE_ZH.finditer(text, start, end):
        part = _named(text, amounts, match["stem"], match.start())
        if part is not None and not match["bound"]:
            yield from _checked(passage, match, part.value, _wholes(amounts, part, match.start()))
    for match in _SHARE_ZH.finditer(text, start, end):
        before = [amount for amount in amounts if amount.end <= match.start()]
        if before and not match["bound"] and not before[-1].is_rough and _is_beside(text, before[-1], match.start()):
            yield from _checked(passage, match, before[-1].value, _wholes(amounts, before[-1], match.start()))


def _amount(match: re.Match[str]) -> _Amount:
    value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
    return _Amount(value, match["unit"][0], match.start(), match.end(), bool(match["much"] or match["more"]))


def _is_beside(text: str, amount: _Amount, end: int) -> bool:
    """Whether nothing but the rest of the counted noun and a comma stands between an amount and what is said of it."""
    return re.fullmatch(r"[\u4e00-\u9fff]{0,2}[,\s]{0,2}", text[amount.end : end]) is not None


def _named(text: str, amounts: Sequence[_Amount], stem: str, before: int) -> _Amount | None:
    """The last amount that stands right behind the words of a rate: "办结468件" for 办结率."""
    for length in range(len(stem), 1, -1):
        name = stem[-length:]
        for amount in reversed(amounts):
            lead = text[max(0, amount.start - length - 2) : amount.start]
            if (
                amount.end <= before
                and not amount.is_rough
                and re.search(rf"{name}[了的共]?\s?$", lead)
                and not _AVERAGE.search(text[: amount.start])
            ):
                return amount
    return None


def _wholes(amounts: Sequence[_Amount], part: _Amount, before: int) -> list[float]:
    """What the part may be a part of: the larger amounts of the same thing before the percentage."""
    return [
        amount.value
        for amount in amounts
        if amount.unit == part.unit and amount.end <= before and amount.value > part.value and not amount.is_rough
    ]


def _checked(passage: Passage, match: re.Match[str], part: float, wholes: Sequence[float]) -> Iterator[Finding]:
    """The finding of a percentage that follows from none of the wholes; nothing where there are too many to tell."""
    value = float(match["value"])
    decimals = len(match["value"].partition(".")[2])
    if not 0 < len(wholes) <= 3 or not all(wholes) or any(part > whole for whole in wholes):
        return
    # Rounded either way; a share may be cut off instead.
    if any(abs(part / whole * 100 - value) <= 10**-decimals for whole in wholes):
        return
    whole = wholes[-1]
    start, end = match.span("value")
    yield found_at(
        FindingKind.WRONG_RATIO, passage, start, end + 1,
        part=_plain(part), whole=_plain(whole), value=match["value"], right=f"{part / whole * 100:.1f}",
    )  # fmt: skip


def _plain(value: float) -> str:
    return f"{value:g}" if value < 1_000_000 else f"{value:.0f}"
