"""Part markers of a collection: on a line of their own, or glued to the end of the paragraph before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.documents.enumerators import CN, ENGLISH_ORDINALS, chinese_number
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.importer import vocabulary as words
from reports.importer.origins import TITLE_WORD
from reports.importer.sections import names_section

_NUMBER = rf"(?:{CN}|\d{{1,2}})"
_PART = rf"(?:{CN}|\d{{1,3}})"
_WORD_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MARKER_ZH = re.compile(
    rf"[\[【(《#\s]*(?:(?:第\s?(?P<a>{_PART})\s?篇)|(?:(?:范例|范文|例文|篇章)?\s?\(\s?(?P<b>{_NUMBER})\s?\)\s?篇)|(?:(?:范文|例文|篇章|篇)\s?(?P<c>{_PART})))[\]】)》]?\s*(?P<sep>[:、,.\-—]|\s|(?<=[\])》])|(?=[\u3400-\u9fff《【\"])|$)\s*(?P<title>.*)"
)
_MARKER_EN = re.compile(
    rf"[#\[\s]*(?P<word>(?i:part|chapter|article|report|summary|section))\s+(?P<n>\d{{1,2}}|(?i:{_WORD_NUMBERS})|[IVX]{{1,5}})\b\]?\s*(?P<sep>[:.,\-–—]|$|(?<=\s)(?=[A-Z\"“])(?!.*[.;]$))\s*(?P<title>.*)"
)
_STEM_TAIL = re.compile(
    rf"(?:\s*[-:,]?\s*(?:(?i:part|chapter|article|no\.?)\s*)?(?P<n>\d{{1,2}}|(?i:{_WORD_NUMBERS})|[IVX]{{1,5}})"
    rf"|\s*[(\[]?\s*(?:篇\s?(?P<a>{_NUMBER})|第\s?(?P<b>{_NUMBER})\s?篇|(?P<d>{_NUMBER}))\s*[)\]]?)(?:\s*[:.、]\s*(?P<title>\S.{{0,80}}))?\s*"
)
_STEM_HEAD = re.compile(
    rf"(?i:part|chapter|article|number|no\.?)\s(?P<n>\d{{1,2}}|(?i:{_WORD_NUMBERS})|[IVX]{{1,5}})\s(?:of|in|from)\s(?:the\s)?[\"']?"
)
"""What stands before the page's title in "Chapter 3 of ..."."""
_NAMED = re.compile(
    rf"(?:.{{2,40}}?(?:{words.TITLE_WORDS}))(?:范文)?\s*(?:篇\s?(?P<n>{_NUMBER})|\(?(?P<m>{CN}|\d{{1,2}})\)?)"
)
_ENDS_NUMBERED = re.compile(r"[一二三四五六七八九十\d)]")
_GLUED = (
    (
        "zh",
        ("篇",),
        re.compile(
            rf"(?<=[。.!?;])\s*[\[(《]?\s?(?:第\s?(?P<b>{_NUMBER})\s?篇|篇\s?(?P<a>{_NUMBER})|\((?P<d>{_NUMBER})\)\s?篇)\s?[\])》]?"
            r"(?:\s*[:\s]\s*(?P<title>[^。;]{2,60}))?\s*$"
        ),
    ),
    (
        "part",
        ("part", "chapter"),
        re.compile(
            rf"(?<=[.!?]\s)(?i:part|chapter)\s(?P<n>\d{{1,2}}|(?i:{_WORD_NUMBERS}))"
            r"(?:\s*:\s*(?P<title>[^.;]{2,90}))?\s*$"
        ),
    ),
)
_GLUED_WORDS = tuple(word for _series, needed, _pattern in _GLUED for word in needed)
_COUNT_SUFFIX = re.compile(
    rf"\s*[(\[]?\s*(?:精选|通用|合集|共|最新|热门|优秀|推荐|范文|模板)*\s*(?:{words.COUNT_ZH})\s*[)\]]?\s*$"
    rf"|\s*(?:[(\[]|[-–—:]\s)\s*(?i:{words.COUNT_EN})\s*[)\]]?\s*$"
)
_DECORATION = re.compile(r"^[\[(《][^\])》]{1,8}[\])》]\s?")
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a part starts: block `index`, its marker as written, the title on the marker's line; `cut` is the offset in
    the block's text where a glued marker begins (None: the marker has the line for itself)."""

    index: int
    value: int
    marker: str
    title: str | None
    cut: int | None = None
    stem: str = ""


def find_markers(blocks: Sequence[Block], title: str | None) -> list[Boundary]:
    """Return the part markers that number the reports of a collection 1, 2, 3 ..., or [] for a single report."""
    stem = _stem(title).casefold()
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            found += _markers_in(index, block, stem, at_end=index + 1 < len(blocks))
    chain = _chain(found)
    return [] if len(chain) < 2 or _are_sections(chain) else chain


def _stem(title: str | None) -> str:
    folded = fold(title or "").strip()
    return _COUNT_SUFFIX.sub("", folded).strip() if folded else ""


def _markers_in(index: int, block: Paragraph, stem: str, at_end: bool) -> list[Boundary]:
    folded = fold(block.text)
    if len(folded) <= 120:
        own = _own_line_marker(index, block.text, folded) or _titled_marker(index, block.text, folded, stem)
        if own is not None:
            return [own]
    return _glued_marker(index, block, folded, stem) if at_end else []


def _own_line_marker(index: int, text: str, folded: str) -> Boundary | None:
    """ "篇一：title", "第2篇", "Part 3: title"."""
    for pattern in (_MARKER_ZH, _MARKER_EN):
        match = pattern.fullmatch(folded)
        value = _value(match) if match else 0
        if match is None or not value:
            continue
        title = text[match.start("title") :].strip(" 】》]")
        if not title.endswith(("。", "；")):
            head = text[: match.start("title")].strip(" ：:、,，.-—–#【[《")
            series = "zh" if pattern is _MARKER_ZH else match["word"].lower()
            return Boundary(index, value, head, title or None, stem=series)
    return None


def _titled_marker(index: int, text: str, folded: str, stem: str) -> Boundary | None:
    """The page's title, or any title, with a number after it."""
    text = text.strip()
    if len(stem) >= 2 and folded.casefold().startswith(stem):
        match = _STEM_TAIL.fullmatch(folded, len(stem))
        if match and (value := _value(match)):
            at = match.start("title") if match["title"] else len(text)
            return Boundary(index, value, text[:at].strip(" :：.、"), text[at:].strip() or text, stem="stem")
    if len(stem) >= 4 and folded.casefold().endswith(stem.casefold()):
        head = _STEM_HEAD.fullmatch(folded, 0, len(folded) - len(stem))
        if head and (value := _value(head)):
            return Boundary(index, value, text, text, stem="stem")
    named = _NAMED.fullmatch(folded) if _ENDS_NUMBERED.search(folded, max(0, len(folded) - 1)) else None
    if named and not re.search(r"[。;:]", folded) and (value := _plain_value(named["n"] or named["m"])):
        return Boundary(index, value, text, text, stem="named")
    return None


def _glued_marker(index: int, block: Paragraph, folded: str, stem: str) -> list[Boundary]:
    """A marker at the end of a paragraph, after the end of a sentence."""
    tail_at = max(0, len(folded) - 100)
    tail = folded[tail_at:]
    lowered = tail.casefold()
    found = _glued_stem(tail, lowered, stem)
    if found is None and any(map(lowered.__contains__, _GLUED_WORDS)):
        named = ((key, pattern) for key, needed, pattern in _GLUED if any(word in lowered for word in needed))
        matches = ((key, pattern.search(tail)) for key, pattern in named)
        found = next(((match.start(), match, key) for key, match in matches if match), None)
    if found is None or not (value := _value(found[1])):
        return []
    at, match, key = found
    cut = tail_at + at
    marker = block.text[cut:].strip()
    title = block.text[tail_at + match.start("title") :].strip() if match["title"] else marker
    return [Boundary(index, value, marker, title, cut, key)]


def _glued_stem(tail: str, lowered: str, stem: str) -> tuple[int, re.Match[str], str] | None:
    at = lowered.rfind(stem) if len(stem) >= 4 else -1
    match = _STEM_TAIL.fullmatch(tail, at + len(stem)) if at > 0 else None
    return (at, match, "stem") if match and re.search(r"[。.!?;:\"”)]\s*$", tail[:at]) else None


def _plain_value(token: str | None) -> int:
    if not token:
        return 0
    if token.isdigit():
        return int(token)
    if token.upper() in _ROMAN and token.isascii():
        return _ROMAN[token.upper()]
    if token.isascii():
        ordinal = [*_WORD_NUMBERS.split("|")]
        return ordinal.index(token.lower()) + 1 if token.lower() in ordinal else ENGLISH_ORDINALS.get(token.lower(), 0)
    return chinese_number(token)


def _value(match: re.Match[str]) -> int:
    return next(
        (
            value
            for name, token in match.groupdict().items()
            if name in "abcdn" and token and (value := _plain_value(token))
        ),
        0,
    )


def _chain(found: list[Boundary]) -> list[Boundary]:
    """The longest run 1, 2, 3 ... in the order of the text; markers of one series may be worded differently."""
    best: list[Boundary] = []
    firsts = [start for start, boundary in enumerate(found) if boundary.value == 1]
    for start in firsts[:20]:
        first = found[start]
        chain, wanted = [first], 2
        for candidate in found[start + 1 :]:
            if candidate.value == wanted:
                chain.append(candidate)
                wanted += 1
        if (len(chain), not _lists_contents(chain)) > (len(best), not _lists_contents(best)):
            best = chain
        if len(best) > len(found) // 2 and not _lists_contents(best):
            break
    return best


def _lists_contents(chain: list[Boundary]) -> bool:
    """Whether nothing stands between the markers: a list of what the page holds."""
    return all(after.index == before.index + 1 for before, after in pairwise(chain))


def shares_title(title: str | None, page_title: str | None) -> bool:
    """Whether a part is called as its page with a number: a name of the genre ("学校工作总结 2"), of no school."""
    stem, title = (_DECORATION.sub("", text) for text in (_stem(page_title), fold(title or "").strip()))
    return len(stem) >= 2 and title.casefold().startswith(stem.casefold())


def _are_sections(chain: list[Boundary]) -> bool:
    """Whether "Part 1: Work done" ... are the sections of one report, not reports."""
    typed = sum(
        bool(b.title) and b.cut is None and names_section(b.title or "") and not TITLE_WORD.search(fold(b.title or ""))
        for b in chain
    )
    return typed * 2 >= len(chain) or (chain[0].stem == "section" and typed > 0)
