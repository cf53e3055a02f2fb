"""Announced numbers of things against the things that follow: six systems, then three."""

import re
from collections.abc import Iterator, Sequence

from reports.documents.enumerators import ENGLISH_ORDINALS, chinese_number
from reports.documents.folding import fold
from reports.enums import FindingKind
from reports.gate.findings import Finding, found_at
from reports.gate.text import Passage, PointText, ReportText, SectionText

_NUMBER_ZH = r"(?P<number>十[一二]?|[一二两三四五六七八九]|[2-9]|1[0-2])"
_CLASS = r"(?:个方面|方面|个|项|大|条|种|点|类|步|道|张)"
_ANNOUNCED_ZH = re.compile(
    rf'(?<![第一二三四五六七八九十百千万\d.])(?P<quote>")?{_NUMBER_ZH}{_CLASS}(?P<noun>[\u4e00-\u9fff]{{0,6}})(?(quote)")'
)
_IN_HEADING_ZH = re.compile(
    rf"(?<![第一二三四五六七八九十百千万\d.]){_NUMBER_ZH}(?:个|项|大|条|种|点|类)(?P<noun>[\u4e00-\u9fff]{{1,6}})$"
)
_LEADS_IN_ZH = re.compile(rf"(?P<lead>以下|如下|下列|下面)?{_NUMBER_ZH}{_CLASS}[\u4e00-\u9fff]{{0,8}}(?(lead):?|:)$")
_SLOGAN = re.compile(r'"(?P<words>[一二两三四五六七八九十](?:个|项|大|条|种|点)[\u4e00-\u9fff]{1,6})"')
_CHAIN_ZH = re.compile(
    rf"(?<![第一二三四五六七八九十百千万\d.]){_NUMBER_ZH}{_CLASS}(?P<noun>[\u4e00-\u9fff]{{0,8}})\"?:\s?(?=一是|首先|第一[,是、]|\(?[1一][)、.])"
)
_ITEM_ZH = re.compile(r"(?:^|[。;,:!?\s])(?P<value>[一二三四五六七八九十]{1,2})是")
_WORDS_EN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS_EN = {word: value for value, word in enumerate(_WORDS_EN, start=2)}
_NUMBER_EN = rf"(?P<number>{'|'.join(_NUMBERS_EN)}|[2-9]|1[0-2])"
_THINGS_EN = r"(?:main |key |major |principal |priority |further |new |specific |following )*(?P<noun>[a-z]+s)"
_FOLLOWING_EN = re.compile(rf"(?i:(?:the )?following {_NUMBER_EN} {_THINGS_EN})[^.;]{{0,40}}[:.]?$")
_LEADS_IN_EN = re.compile(
    rf"(?i:\b{_NUMBER_EN} {_THINGS_EN}(?: (?:are|were|follow|as follows|listed below|stand out|remain))*):$"
)
_IN_HEADING_EN = re.compile(rf"(?i:^(?:the |our )?{_NUMBER_EN} {_THINGS_EN}$)")
_CHAIN_EN = re.compile(
    rf"(?i:\b{_NUMBER_EN} {_THINGS_EN}(?: (?:were|are) [a-z]+)?):\s(?=(?i:first(?:ly)?[,:]|one[,:]|\(?(?:1|a|i)[).]))"
)
_ITEM_EN = re.compile(r"\b(?P<value>" + "|".join(ENGLISH_ORDINALS) + r")(?:ly)?[,:]|\((?P<digit>\d{1,2})\)", re.I)
_UNITS_OF_TIME = re.compile(
    r"个(?:多)?(?:月|星期|小时|季度|学期|工作日|百分点|年头)|\b(?:days|weeks|months|years|hours|minutes|percent|times|points)\b"
)


def announced_counts(text: ReportText) -> Iterator[Finding]:
    """Find numbers of things announced that other numbers of things follow."""
    for number, section in enumerate(text.sections, start=1):
        own = [p for p in text.by_section.get(number, []) if p.place.point == 0]
        heading = next((p for p in own if p.place.field == "heading"), None)
        points = [point for point in section.points if point.marker]
        if heading and (found := _in_heading(heading, points)):
            yield found
        bodies = [p for p in own if p.place.field == "body"]
        if bodies and (found := _before_points(bodies[-1], points)):
            yield found
        yield from _not_taken_up(bodies, section, number, text)
    for passage in text.passages:
        if ":" in passage.folded:
            yield from _chains(passage)


def _value(token: str) -> int:
    if token.isdigit():
        return int(token)
    lowered = token.lower()
    return _NUMBERS_EN[lowered] if lowered in _NUMBERS_EN else (2 if token == "两" else chinese_number(token))  # noqa: S105


def _wrong(passage: Passage, match: re.Match[str], found: int) -> Finding | None:
    announced = _value(match["number"])
    if announced == found or found < 2 or _UNITS_OF_TIME.search(match[0]):
        return None
    start, end = match.span()
    return found_at(FindingKind.WRONG_COUNT, passage, start, end, announced=announced, found=found)


def _in_heading(heading: Passage, points: Sequence[PointText]) -> Finding | None:
    """A heading that ends in the number of things which its points are."""
    match = _IN_HEADING_ZH.search(heading.folded) or _IN_HEADING_EN.search(heading.folded)
    return _wrong(heading, match, len(points)) if match else None


def _before_points(body: Passage, points: Sequence[PointText]) -> Finding | None:
    """The last paragraph before points: it ends in their number, or names as many things as their headings name."""
    text = body.folded.strip()
    if match := _LEADS_IN_ZH.search(text) or _FOLLOWING_EN.search(text) or _LEADS_IN_EN.search(text):
        return _wrong(body, match, len(points))
    matches = list(_ANNOUNCED_ZH.finditer(text))
    if any(_value(match["number"]) == len(points) for match in matches):
        return None
    for match in reversed(matches):
        noun = match["noun"][-2:]
        named = [point for point in points if len(noun) == 2 and fold(point.heading).endswith(noun)]
        if len(named) >= 2 and len(named) * 2 > len(points):
            return _wrong(body, match, len(points))
    return None


def _not_taken_up(bodies: Sequence[Passage], section: SectionText, number: int, text: ReportText) -> Iterator[Finding]:
    """Slogans announced side by side of which the points take up some and not the others."""
    rest = [fold(point.heading) + fold(point.text) for point in section.points]
    later = [p.folded for p in text.passages if p.place.section > number]
    for body in bodies:
        announced = list(_SLOGAN.finditer(body.folded))
        headed = [m for m in announced if any(m["words"] in fold(point.heading) for point in section.points)]
        if len(announced) < 2 or not headed:
            continue
        for match in announced:
            if not any(match["words"] in words for words in [*rest, *later]):
                yield found_at(FindingKind.NOT_TAKEN_UP, body, *match.span(), words=match["words"])


def _chains(passage: Passage) -> Iterator[Finding]:
    """A number of things and the things themselves in one paragraph, numbered in its sentences."""
    for match in _CHAIN_ZH.finditer(passage.folded):
        values = [chinese_number(item["value"]) for item in _ITEM_ZH.finditer(passage.folded, match.end() - 1)]
        if values[:1] == [1] and (found := _wrong(passage, match, _run(values))):
            yield found
    for match in _CHAIN_EN.finditer(passage.folded):
        items = _ITEM_EN.finditer(passage.folded, match.end())
        values = [int(i["digit"]) if i["digit"] else ENGLISH_ORDINALS[i["value"].lower()] for i in items]
        if values[:1] == [1] and (found := _wrong(passage, match, _run(values))):
            yield found


def _run(values: Sequence[int]) -> int:
    """How far a chain counts from 1 before it begins anew."""
    count = 0
    for value in values:
        if value != count + 1:
            break
        count = value
    return count
