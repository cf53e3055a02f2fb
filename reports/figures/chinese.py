"""Figures in Chinese text: a number, perhaps an approximation and a multiplier, and a measure word or a noun."""

import re
from collections.abc import Iterable

from reports.documents.folding import HAN
from reports.enums import Bound
from reports.figures.measures import RULES
from reports.figures.reading import PERCENT, SYMBOL, Number, Reading, bound_after, bound_before, currency_before
from reports.figures.vocabulary import (
    AFTER,
    COUNTED,
    MEASURES,
    MULTIPLIERS,
    NOT_COUNTED,
    NOT_COUNTED_WORDS,
    SPECIAL_NUMBERS,
)


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return words by their first character, the longest first: faster to look up than a long alternation."""
    found: dict[str, list[str]] = {}
    for word in set(words) - {""}:
        found.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


_MEASURES = _by_first([*MEASURES, *COUNTED])
_LISTED = frozenset(MEASURES)
_MULTIPLIERS = _by_first(word for word in MULTIPLIERS if not word.isascii())
_NOT_COUNTED_WORDS = _by_first(NOT_COUNTED_WORDS)
_IS_HAN = re.compile(f"[{HAN}]")
_NOUN = re.compile(f"[{HAN}]{{1,4}}(?![{HAN}])|[{HAN}]{{2}}|[{HAN}]")
_PER = re.compile(rf"/(?:[{HAN}]{{1,3}}|[A-Za-z]{{1,4}}|\d{{1,3}}[{HAN}])")
_STANDARD = re.compile(r"[A-Z]{2,}(?:/[A-Z])?\s$")
_NUMBERED = re.compile(
    r"(?:分机|内线|编号|编码|代码|邮编|邮政编码|房号|工号|学号|证号|账号|帐号|卡号|票号|车牌|尾号|序号|号码|区号|批号|文号|案号|页码|版本|型号)[为是:]?\s?$"
)
_SERVICE_NUMBER = re.compile(r"9[56]\d{3,4}|1[02]\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_BEFORE = re.compile(
    r"(人次|户次|场次|批次|户|人|件|次|台|套|个|项|处|份|篇|场|起|家|名|座|辆|张|册|株|条|宗|例|间)数量?(?:分别)?(?:为|达到?|约|共计?|是|有|:)?\s?$"
)
_DURATION_BEFORE = re.compile(
    r"(?:为期|历时|了|已|超|近|约|长达|连续|工龄|从业|从教|从警|任职|服役|工作了?|超过|不少于|至少|不低于|使用|使用了|质保期?|保修期?|期限|年限|有效期|寿命|租期|有期徒刑|近|满|达|逾|每|隔|未来|用了?|耗时|跨越|(?:期|限|龄)为)\s?$"
)
_DURATION_AFTER = re.compile(r"多|余|半|以上|以来|以内|之内|内|期|来|间|左右|之久|有余|前后|一次|一轮|工龄|制")
_GROWTH_TO = re.compile(
    r"^\s?(?:增加|增长|上升|提高|提升|扩大|下降|减少|降低|压缩|缩短|缩减|增|升|降|减|扩|调整|发展|拓展)(?:到|至|为)\s?$"
)
_FROM = re.compile(r"(?:由|从)[^,。;]{0,12}$")


def _longest(words: dict[str, tuple[str, ...]], folded: str, place: int) -> str:
    for word in words.get(folded[place : place + 1], ()):
        if folded.startswith(word, place):
            return word
    return ""


def read_chinese(folded: str, number: Number) -> Reading | None:
    """Return what a number counts in Chinese text; None where it is no figure and may share no other's unit."""
    if folded.startswith("百分之", number.start - 3) and number.start >= 3:
        bound = bound_before(folded, number.start - 3)
        return Reading(number.start - 3, number.end, number.value, unit="%", bound=bound)
    currency = "" if number.is_worded else currency_before(folded, number.start)
    place, multiplier, multiplier_start, more = _tail(folded, number.end)
    reading = Reading(number.start - len(currency), place, number.value, multiplier)
    reading.multiplier_start, reading.number_end = multiplier_start, number.end
    if folded[number.end : number.end + 1] in _PERCENT_BEGINS and (percent := PERCENT.match(folded, number.end)):
        reading.unit, reading.end = percent["unit"] or "%", percent.end()
    else:
        unit = _unit(folded, number, place, more)
        if unit is None:
            return _bare_or_none(folded, place, reading, currency)
        reading.unit, reading.unit_start, reading.end = unit, place, place + len(unit)
    if currency and reading.unit not in {"元", "%"}:
        reading.unit, reading.unit_start, reading.end = _currency_unit(currency), -1, number.end
    reading.bound = _bound(folded, reading, more)
    return reading


_MULTIPLIES = frozenset("万亿")
_LETTERS = re.compile(r"[A-Za-z]{1,8}(?![A-Za-z0-9])")
_PERCENT_BEGINS = frozenset(" %‰-p")


def _unit(folded: str, number: Number, place: int, more: Bound) -> str | None:
    """Return the measure word, symbol or noun at a place behind a number, None where it counts nothing."""
    measure = _longest(_MEASURES, folded, place)
    if measure:
        if not _counts(folded, number, place, measure, more):
            return None
        per = _PER.match(folded, place + len(measure)) if folded.startswith("/", place + len(measure)) else None
        return measure + per[0] if per else measure
    is_multiplied = folded[place - 1 : place] in _MULTIPLIES
    if folded[place : place + 1] < "\u3400":
        symbol = SYMBOL.match(folded, place) or (_LETTERS.match(folded, place) if is_multiplied else None)
        return symbol[0] if symbol else None
    return _noun(folded, number, place, more, is_multiplied=is_multiplied)


def _bound(folded: str, reading: Reading, more: Bound) -> Bound:
    if more is not Bound.EXACT:
        return more
    before = bound_before(folded, reading.start)
    return before if before is not Bound.EXACT else bound_after(folded, reading.end)


def _bare_or_none(folded: str, place: int, reading: Reading, currency: str) -> Reading | None:
    """Return a number without a unit: money by its sign, an amount by its multiplier, else bare or nothing."""
    reading.bound = _bound(folded, reading, Bound.EXACT)
    if currency:
        reading.unit = _currency_unit(currency)
        return reading
    following = folded[place : place + 1]
    if reading.multiplier:
        reading.end = place
        return reading
    if _IS_HAN.match(following) is None and (named := _named_before(folded, reading.start)):
        reading.unit, reading.unit_start = named[1], named.start(1)
        return reading
    if following in NAMING:
        return None
    reading.is_bare, reading.end = True, reading.number_end
    return reading


def _named_before(folded: str, start: int) -> re.Match[str] | None:
    """Return the measure word that the words before a number name: 参加人数120, 办理件数：86."""
    return _NAMED_BEFORE.search(folded, max(0, start - 8), start) if "数" in folded[max(0, start - 6) : start] else None


NAMING = frozenset("年月日号时届级楼季")
"""What makes the number before it, and those listed with it, a name: 3、5号楼; 2023、2024年."""


def _currency_unit(currency: str) -> str:
    sign = currency.strip().rstrip("¥￥") or "¥"
    return "元" if sign in {"¥", "￥", "人民币", "RMB", "CNY"} else sign


def _tail(folded: str, place: int) -> tuple[int, str, int, Bound]:
    """Return where the unit begins, the multiplier and its place, and whether 余, 多, 几 or + say that it is more."""
    bound, multiplier, start = Bound.EXACT, "", -1
    for _part in range(8):
        character = folded[place : place + 1]
        if character not in _TAIL:
            break
        if character in _MORE:
            bound = Bound.MORE
        elif character == "来":
            bound = Bound.ABOUT
        elif character != " ":
            word = "" if multiplier else _longest(_MULTIPLIERS, folded, place)
            if not word or _longest(_MEASURES, folded, place):
                break
            multiplier, start = word, place
            place += len(word) - 1
        place += 1
    return place, multiplier, start, bound


_TAIL = frozenset(" 余多几+来百千万亿十")
_MORE = frozenset("余多几+")


def _counts(folded: str, number: Number, place: int, measure: str, more: Bound) -> bool:
    """Tell whether a measure word after a number counts something here."""
    end = place + len(measure)
    following = folded[end : end + 1]
    if following and following in AFTER.get(measure, ""):
        return False
    if measure not in _LISTED and not _may_be_counted(folded, number, more):
        return False
    if (rule := RULES.get(measure)) and not rule(folded, number, end, more):
        return False
    return measure != "成" or number.value <= 10


def _may_be_counted(folded: str, number: Number, more: Bound) -> bool:
    """Tell whether a number may count a noun without a measure word: names and years may not."""
    if more is not Bound.EXACT:
        return True
    text = folded[number.start : number.end]
    if text in SPECIAL_NUMBERS or _SERVICE_NUMBER.fullmatch(text) or _YEAR.fullmatch(text) or not number.is_integer:
        return False
    quoted = folded[number.start - 1 : number.start] in {'"', "《", "("} if number.start else False
    if _STANDARD.search(folded, max(0, number.start - 8), number.start):
        return False
    if _NUMBERED.search(folded, max(0, number.start - 8), number.start):
        return False
    opens = number.start == 0 and folded[number.end : number.end + 1] == " "
    return not quoted and not opens


def _noun(folded: str, number: Number, place: int, more: Bound, *, is_multiplied: bool) -> str | None:
    """Return the noun or the unlisted measure word after a number, None where what follows counts nothing."""
    first = folded[place : place + 1]
    if not first or _IS_HAN.match(first) is None:
        return None
    if first in "年日" and _is_duration(folded, number, place, more):
        return first
    if first in NOT_COUNTED or not (is_multiplied or _may_be_counted(folded, number, more)):
        return None
    if _longest(_NOT_COUNTED_WORDS, folded, place):
        return None
    match = _NOUN.match(folded, place)
    return match[0] if match else None


def _is_duration(folded: str, number: Number, place: int, more: Bound) -> bool:
    """Tell whether 年 or 日 after a number measures time; most often it makes a date."""
    if folded[place] == "日" and number.value > 31:
        return number.value < 1000
    if number.value > 60 or (more is Bound.EXACT and folded[number.start] == "0"):
        return False
    if folded[place] == "日":
        return folded.startswith(("内", "之内", "以内", "期限"), place + 1)
    return (
        more is not Bound.EXACT
        or _DURATION_BEFORE.search(folded, max(0, number.start - 5), number.start) is not None
        or (number.value < 20 and _DURATION_AFTER.match(folded, place + 1) is not None)
    )


def shares_unit(folded: str, first: Number, second: Number) -> bool:
    """Tell whether the words between two numbers let the first share the unit of the second."""
    between = folded[first.end : second.start]
    if between.strip() in CONNECTORS:
        return True
    return bool(_GROWTH_TO.match(between)) and bool(_FROM.search(folded, max(0, first.start - 14), first.start))


CONNECTORS = frozenset({"至", "到", "-", "--", "~", "、", "和", "与", "及", "或", "以及", "万至", "万到", "万-"})
