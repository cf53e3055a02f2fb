"""Key figures of a paragraph: Arabic numbers with a measure word, a counted noun, % or ‰, and Chinese numerals."""

import re
from functools import partial

from reports.documents.folding import HAN, fold
from reports.documents.personal_data import personal_spans
from reports.enums import Bound
from reports.figures import chinese, english
from reports.figures.counting import counted_by
from reports.figures.describing import Sentences, amount_of, measure_of
from reports.figures.figure import Figure
from reports.figures.numerals import read_numerals
from reports.figures.reading import CURRENCIES, NUMBER, Number, Reading
from reports.figures.vocabulary import MULTIPLIERS

_DIGIT = re.compile(r"\d")
_HAN_FOLLOWS = re.compile(rf"\s?[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_CODE_BEFORE = re.compile(
    r"(?:[A-Za-z]\w{0,20}[-·]|[A-Za-z]\d{1,4}\+|[A-Za-z]\.|[Φφ∅Ø]|\d对|\d[-·./]|\d:|\d,|7[xX×*]|第\s?|[№#]\s?|[xX×_]{2}|(?<![\d\]米*])[×*_]|\[)$"
)
_CODE_AFTER = re.compile(
    r"[xX×*_]{1,3}(?![A-Za-z]\d)|[.·/:]\d|:\d|\]|-[A-Za-z]?\d{3}|-[A-Z]{1,4}-\d|\s?[:比]\s?\d|[·]|\+(?:\d|[A-Z]\b)|\.\d|-\d{1,2}-\d"
)
_ENUMERATOR = re.compile(r"(?:^|[。;；!?]\s?|\n)\s{0,2}[(\[]?$")
_CLAUSE_END = re.compile(r"[:,]\s?$")
_AFTER_ENUMERATOR = re.compile(r"[.)\],:](?!\d)|\.\s|、")
_SPACED_THOUSANDS = re.compile("[\u00a0\u2009\u202f](?<=\\d.)(?=\\d{3}(?!\\d))")
_THOUSANDS_HINT = re.compile(r"\d \d{3}(?!\d)")
_THOUSANDS = re.compile(
    rf"(?<=[{HAN}:(\"])[1-9]\d{{0,2}}(?: \d{{3}})+(?=\s?[{HAN}])|(?<=[a-z(] )[1-9]\d{{0,2}}(?: \d{{3}})+(?= [a-z])"
)
_HEADING = re.compile(rf"\s*\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\s+(?=[{HAN}])")
LONGEST_COUNTER = 60
_COUNTER = re.compile(
    r"(?:阅读|浏览|已读|点击|人气|围观)(?:量|数|次数|人数)?\s?:?\s?\d[^。;,]*$|\d(?:\.\d)?万?\+?\s?(?:次)?(?:阅读|浏览|人看过|围观)|顶一下|踩一下"
)
"""A line of a page about itself: how often it was read."""

_LEADING_ZERO = re.compile(r"0\d")
_RANGE = re.compile(r"(?<![\d-])\d{1,6}(?:\.\d{1,3})?%?[-–]\s?$")
_RANGE_START = re.compile(r"-\d{1,6}(?:\.\d{1,3})?(?![\d-])")
_RANGE_CODE = re.compile(r"[A-Za-z][-–]?$")


def find_figures(text: str, line: int | None = None, *, is_cell: bool = False) -> list[Figure]:
    """Return the figures of one paragraph in order, those in Chinese numerals after the others.

    Dates, times, years, ordinals, document and telephone numbers, masks and list numbers are none; at the beginning of
    a paragraph a number with a space after it numbers a heading, in a cell of a table (`is_cell`) it counts.
    """
    spaced = "\u00a0" in text or "\u2009" in text or "\u202f" in text
    folded = fold(_SPACED_THOUSANDS.sub(",", text) if spaced else text)
    has_digits = _DIGIT.search(folded) is not None
    if has_digits:
        folded = _without_personal_data(folded)
        if _THOUSANDS_HINT.search(folded):
            folded = _THOUSANDS.sub(lambda match: match[0].replace(" ", ","), folded)
        if not is_cell and (heading := _HEADING.match(folded)):
            folded = "_" * heading.end() + folded[heading.end() :]
    is_chinese = _is_chinese(folded)
    readings: list[Reading] = []
    if has_digits and not (len(text) < LONGEST_COUNTER and _COUNTER.search(folded)):
        numbers = [number for match in NUMBER.finditer(folded) if (number := _number(folded, match))]
        readings = _read(folded, numbers, is_chinese=is_chinese)
    worded = read_numerals(folded) if is_chinese else []
    if not readings and not worded:
        return []
    sentences = Sentences(text)
    _take_signs(text, readings)
    make = partial(_figure, text, sentences, line=line)
    return [
        make(reading, _phrase_as_written(text, folded, counted), is_worded=is_worded)
        for group, is_worded in ((readings, False), (worded, True))
        for reading, counted in zip(group, counted_by(folded, group, is_chinese=is_chinese), strict=True)
    ]


def _without_personal_data(folded: str) -> str:
    """`folded` with telephone and identity numbers blanked out, of the same length."""
    spans = sorted(personal_spans(folded))
    if not spans:
        return folded
    pieces, start = [], 0
    for a, b in spans:
        if a >= start:
            pieces += [folded[start:a], "_" * (b - a)]
            start = b
    return "".join([*pieces, folded[start:]])


def _is_chinese(folded: str) -> bool:
    """Tell by which language's rules a paragraph is read: a Chinese name in English text does not make it Chinese."""
    if folded.isascii():
        return False
    # A Chinese character takes two bytes more than a letter: mostly that tells, without counting.
    if (len(folded.encode()) - len(folded)) * 2 >= len(folded) * 3:
        return True
    chinese_characters = sum(map(len, _HAN_RUN.findall(folded)))
    return chinese_characters > 0 and chinese_characters * 3 >= sum(map(len, _LATIN_RUN.findall(folded)))


def _number(folded: str, match: re.Match[str]) -> Number | None:
    """Return a number that may be a figure; None for parts of codes, dates, times, versions, ratios and masks."""
    start, end = match.span()
    text = match[0]
    if start and _is_coded_before(folded, start):
        return None
    # Most numbers have a measure word or a space around them: what these rule out needs no pattern.
    following = folded[end : end + 1]
    if following in _MAY_CODE and _CODE_AFTER.match(folded, end) and not _RANGE_START.match(folded, end):
        return None
    if text[0] == "0" and _LEADING_ZERO.match(text):
        return None
    if following in _ENUMERATES and "." not in text and _enumerates(folded, start, end):
        return None
    value = float(text.replace(",", ""))
    return Number(start, end, int(value) if value.is_integer() else value, is_integer="." not in text)


def _enumerates(folded: str, start: int, end: int) -> bool:
    if folded[end] == ")" and _CLAUSE_END.search(folded, max(0, start - 2), start):
        return folded.rfind("(", 0, start) <= folded.rfind(")", 0, start)
    return bool(_AFTER_ENUMERATOR.match(folded, end) and _ENUMERATOR.search(folded, max(0, start - 4), start))


_MAY_CODE = frozenset("xX×*_.·/:]- 比+")
_ENUMERATES = frozenset(".、)],:")
_MAY_BE_CODED = frozenset("对Φφ∅Ø-–·./:, 第№#xX×*_[+")


def _is_coded_before(folded: str, start: int) -> bool:
    """Tell whether what stands before a number makes it part of a code; the second number of a range is none."""
    last = folded[start - 1]
    if last not in _MAY_BE_CODED or _CODE_BEFORE.search(folded, max(0, start - 24), start) is None:
        return False
    match = _RANGE.search(folded, max(0, start - 12), start)
    return match is None or _RANGE_CODE.search(folded, max(0, match.start() - 2), match.start()) is not None


def _read(folded: str, numbers: list[Number], *, is_chinese: bool) -> list[Reading]:
    """Return the figures among the numbers; from the last to the first, because a list shares the unit of its last."""
    found: list[Reading] = []
    following: tuple[Number, Reading] | None = None
    for number in reversed(numbers):
        by_chinese = is_chinese or _HAN_FOLLOWS.match(folded, number.end) is not None
        reading = (chinese.read_chinese if by_chinese else english.read_english)(folded, number)
        shares = chinese.shares_unit if is_chinese else english.shares_unit
        if following and _is_score(folded, number, following[0]):
            found.pop()
            reading = following = None
        if reading and reading.is_bare and following and shares(folded, number, following[0]):
            _share(reading, following[1])
        if reading and following and _shares_multiplier(reading, following[1]) and shares(folded, number, following[0]):
            reading.multiplier, following[1].unit = following[1].multiplier, reading.unit
        if reading and following and _goes_on(reading, following[1]):
            reading = _joined(reading, found.pop())
        if reading and not reading.is_bare:
            found.append(reading)
            following = number, reading
        else:
            following = None
    return found[::-1]


def _take_signs(text: str, readings: list[Reading]) -> None:
    """Make shares and temperatures negative that a minus sign stands before: -3.2%, −18℃; a range's dash is none."""
    for reading in readings:
        before = text[max(0, reading.start - 2) : reading.start]
        if _MINUS.search(before) and measure_of(reading.unit) in _SIGNED:
            reading.value = -reading.value
            reading.start -= 1


_MINUS = re.compile(r"[^\d%℃°\-][-−－]$")
_SIGNED = frozenset(["%", "‰", "pp", "°C", "kWh"])


def _share(reading: Reading, other: Reading) -> None:
    """Give a bare number the unit of the one that its list or range ends with."""
    reading.multiplier, reading.multiplier_start = other.multiplier, other.multiplier_start
    reading.unit, reading.unit_start, reading.is_bare = other.unit, other.unit_start, False


def _is_score(folded: str, first: Number, second: Number) -> bool:
    """Tell whether two numbers are the score of a game: no range runs downwards."""
    between = folded[first.end : second.start]
    return between == "-" and first.value >= second.value and first.value < 100


def _shares_multiplier(first: Reading, second: Reading) -> bool:
    """Tell whether a sum of money takes the multiplier of the next: £4-5 million, between $2 and $3 million."""
    is_money = first.unit in CURRENCIES and second.unit in {"", first.unit}
    return is_money and not first.multiplier and bool(second.multiplier)


def _goes_on(first: Reading, second: Reading) -> bool:
    """Tell whether two readings are one amount: 2亿 + 3千万元."""
    return bool(second.multiplier) and second.start == first.end and first.unit == "" and first.multiplier != ""


def _joined(first: Reading, second: Reading) -> Reading:
    ratio = MULTIPLIERS[first.multiplier] // MULTIPLIERS[second.multiplier]
    second.value += first.value * ratio
    second.start, second.bound = first.start, max(first.bound, second.bound, key=lambda bound: bound is not Bound.EXACT)
    return second


def _figure(
    text: str, sentences: Sentences, reading: Reading, counted: str, *, line: int | None, is_worded: bool = False
) -> Figure:
    unit = _as_written(text, reading.unit, reading.unit_start)
    if reading.multiplier:
        multiplier = _as_written(text, reading.multiplier, reading.multiplier_start)
        unit = f"{multiplier} {unit}".strip() if reading.multiplier.isascii() else multiplier + unit
    return Figure(
        value=reading.value,
        unit=unit,
        text=text[reading.start : reading.end].strip(),
        is_approximate=reading.bound is not Bound.EXACT,
        line=line,
        bound=reading.bound,
        amount=amount_of(reading),
        measure=measure_of(reading.unit),
        counted=counted,
        sentence=sentences.at(reading.start),
        start=reading.start,
        is_worded=is_worded,
    )


def _phrase_as_written(text: str, folded: str, phrase: str) -> str:
    """Return a phrase of folded text as it is written, if it is one piece of the text."""
    start = folded.find(phrase) if phrase else -1
    return _as_written(text, phrase, start)


def _as_written(text: str, folded: str, start: int) -> str:
    """Return a piece of folded text as it is written; folding keeps lengths."""
    return text[start : start + len(folded)] if start >= 0 else folded
