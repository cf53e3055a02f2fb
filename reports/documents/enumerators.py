"""Enumerators at the start of a paragraph: 一、 （一） 1. (1) ① I. First, 一是 ..."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.documents.folding import HAN, cached_when_short, fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import quickly_made

CHINESE_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九十")} | {"零": 0, "两": 2, "百": 100}
CN = "[一二三四五六七八九十]{1,3}"
_FORMAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十")
"""The numerals of cheques and of formal reports (壹、貳、參), after folding."""
_ENGLISH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_COUNTS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
ENGLISH_ORDINALS = {word: value for value, word in enumerate(_ENGLISH, start=1)}
CHINESE_ORDINALS = {"首先": 1, "其次": 2, "再次": 3, "然后": 3}
LAST = 99
"""The value of "finally": it closes a chain of any length."""

_PATTERN = re.compile(
    rf"(?:(?P<cn>{CN})\s?(?:[、:]|[.](?!\d)|,(?=\S))"
    r"|(?P<cn_formal>[壹贰叁参肆伍陆柒捌玖拾]{1,3})\s?[、.:]"
    rf"|(?P<cn_part>第{CN}(?:部分|章|节)[、.:,]?)"
    rf"|[(\[]\s?(?P<cn_paren>{CN})\s?[)\]]\s?[、.,:]?"
    r"|(?P<ar>\d{1,2})\s?(?:、|[.:](?![\d])|[.](?=\d{1,2}(?:号[楼线机井]|月)|(?:19|20)\d\d年)|\)|,(?=\s?[%s]))"
    r"|[(\[]\s?(?P<ar_paren>\d{1,2})\s?[)\]]\s?[、.,:]?"
    r"|(?P<circled>[\u2460-\u2473])[、.]?"
    r"|(?P<roman>[IVX]{1,5})[.、:)](?=\s?\S)"
    r"|\(?(?P<alpha>[a-h])[.)](?=\s|[%s])"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,2})[.、]?\s(?!\d)"
    rf"|(?P<prose>{CN}(?:是|要)(?!否|不要)|首先(?=[,、:])|其次(?=[,、:])|再次(?=[,、:])|最后(?=[,、:])|第{CN}(?=[,、:是])[,、:]?)"
    r"|(?P<english>(?:The\s)?(?i:%s|finally|last)(?:ly)?(?:,|:|\sis\s)))\s*" % (HAN, HAN, "|".join(_ENGLISH))
)
_LONGEST_BARE = 70
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMANS = {"I": 1, "V": 5, "X": 10}
RANKS = {
    "cn_part": 0,
    "cn_formal": 1,
    "roman": 1,
    "cn": 2,
    "cn_paren": 3,
    "upper": 3,
    "count": 2,
    "round": 2,
    "ar": 4,
    "bare": 4,
    "bare_cn": 2,
    "stem": 2,
    "dotted": 5,
    "ar_paren": 5,
    "circled": 6,
    "upper_paren": 5,
    "alpha": 6,
    "roman_low": 6,
}
"""The usual order of the styles, highest first; only a hint: nesting decides."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Enumerator:
    """An enumerator as found: its style, its value, the text as written and where the text after it begins."""

    style: str
    value: int
    raw: str
    end: int


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral below 100 (十二, 二十一)."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return CHINESE_DIGITS.get(tens, 1) * 10 + (CHINESE_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for char in text:
        value = value * 10 + CHINESE_DIGITS.get(char, 0)
    return value


def _roman_number(text: str) -> int:
    values = [_ROMANS[char] for char in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _value(style: str, token: str) -> int:
    return _VALUES[style](token)


def _english_number(token: str) -> int:
    word = re.sub(r"^the |[,:]| is$", "", token.strip().lower())
    return ENGLISH_ORDINALS.get(word, ENGLISH_ORDINALS.get(word.removesuffix("ly"), LAST))


def _prose_number(token: str) -> int:
    if token in CHINESE_ORDINALS:
        return CHINESE_ORDINALS[token]
    return LAST if token == "最后" else chinese_number(token.strip("第是要,、:"))  # noqa: S105


_VALUES: dict[str, Callable[[str], int]] = {
    "cn": chinese_number,
    "cn_paren": chinese_number,
    "cn_formal": lambda token: chinese_number(token.translate(_FORMAL)),
    "cn_part": lambda token: chinese_number(token.strip("第部分章节、.:,")),
    "ar": int,
    "ar_paren": int,
    "circled": lambda token: ord(token) - 0x245F,
    "roman": _roman_number,
    "alpha": lambda token: ord(token) - 96,
    "dotted": lambda token: int(token.rsplit(".", 1)[1]),
    "bare": int,
    "round": int,
    "count": lambda token: _COUNTS.index(token) + 1,
    "stem": lambda token: _STEMS.index(token) + 1,
    "bare_cn": chinese_number,
    "upper": lambda token: ord(token) - 64,
    "upper_paren": lambda token: ord(token) - 64,
    "roman_low": lambda token: _roman_number(token.upper()),
    "english": _english_number,
    "prose": _prose_number,
}


_WEAK = re.compile(
    rf"(?:(?P<upper>[A-Z])\s?[.、)](?=\s?[{HAN}]|\s+\S)"
    r"|\((?P<upper_paren>[A-Z])\)(?=\s?\S)"
    r"|\(?(?P<roman_low>[ivx]{1,5})[.)](?=\s)"
    rf"|(?P<round>\d{{1,2}})\.0[.)]?\s+(?=[A-Z{HAN}])"
    rf"|(?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[.、]?(?:\s|(?=[{HAN}]))"
    rf"|(?P<count>{'|'.join(_COUNTS)})[,:]\s"
    rf"|(?P<prose>首先|其次|再次|最后)(?=[{HAN}])"
    r"|\(?(?P<stem>[甲乙丙丁戊己庚辛壬癸])\s?[)、.](?=\s?\S)"
    rf"|(?P<bare_cn>{CN})\s+(?=[{HAN}\"])"
    rf"|(?P<bare>\d{{1,2}})\s+(?=[A-Z\"(]|[{HAN}]|\d{{4}}\s?(?:年|[a-zA-Z])|\d{{1,2}}月))\s*"
)
"""What is an enumerator only where others of its kind run on from 1: initials, decimals and counts look the same."""


@cached_when_short(8192)
def read_enumerator(text: str) -> Enumerator | None:
    """Return the enumerator at the start of `text`, or None."""
    match = _PATTERN.match(fold(text)[:40])
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    value = _value(style, match[style])
    if not value:
        return None
    return Enumerator(style, value, text[: match.end()].strip(), match.end())


def number_blocks(blocks: Sequence[Block]) -> list[Enumerator | None]:
    """Return the enumerator of every block; one that could be something else only as part of a run from 1."""
    found = [enumerator_of(block) if isinstance(block, Paragraph) else None for block in blocks]
    runs: dict[str, list[tuple[int, Enumerator]]] = {}
    for index, block in enumerate(blocks):
        own = found[index]
        if not isinstance(block, Paragraph) or (own is not None and own.style != "dotted"):
            continue
        current = own or read_weak(block.text)
        if current is None:
            continue
        run = runs.setdefault(current.style, [])
        if current.value == 1:
            run.clear()
        if current.value == len(run) + 1:
            run.append((index, current))
            for at, enumerator in run if len(run) == 2 else run[-1:] if len(run) > 2 else ():
                found[at] = enumerator
    return found


def following_values(found: Sequence[Enumerator | None]) -> list[dict[str, int]]:
    """For every place the next value of each style after it; equal dictionaries are one object."""
    result: list[dict[str, int]] = []
    values: dict[str, int] = {}
    for enumerator in reversed(found):
        result.append(values)
        if enumerator is not None:
            values = values | {enumerator.style: enumerator.value}
    result.reverse()
    return result


@cached_when_short(8192)
def read_weak(text: str) -> Enumerator | None:
    """Return what would be an enumerator at the start of `text` if others of its kind ran on from it, or None."""
    match = _WEAK.match(fold(text)[:40])
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    if style in ("bare", "bare_cn") and (len(text) > _LONGEST_BARE or text.endswith(("。", "；", ";"))):
        return None
    value = _value(style, match[style])
    return Enumerator(style, value, text[: match.end()].strip(), match.end()) if value else None


def enumerator_of(paragraph: Paragraph) -> Enumerator | None:
    """Return the enumerator of a paragraph: the one in its text, else its list number. Bullets have none."""
    found = read_enumerator(paragraph.text)
    if found is not None or not paragraph.marker or not paragraph.marker[:-1].isdigit():
        return found
    style = "ar" if paragraph.depth <= 1 else f"list{paragraph.depth}"
    return Enumerator(style, int(paragraph.marker[:-1]), paragraph.marker, 0)
