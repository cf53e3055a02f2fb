"""What a paragraph starts with: enumerator and label; headings glued to the paragraph before are cut off it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from reports.documents.enumerators import Enumerator, enumerator_of, number_blocks, read_enumerator
from reports.documents.folding import HAN, fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import quickly_made, replace
from reports.importer.points import is_english_label

_GLUED = re.compile(
    r"[:。!;.](?:(?<!\.)|(?<!\d\.)|(?=\s))\s*(?P<head>(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、]\s?(?!\d)|[IVX]{1,4}\.\s(?=[A-Z])|[(][一二三四五六七八九十]{1,3}[)])[^。;:!?,]{2,60})$"
    r"|[:。!;]\s*(?P<pair>[一二三四五六七八九十]{1,3}、[^。;:!?,]{2,24}(?:,[^。;:!?,]{2,24}){1,2})$"
)
"""A numbered heading behind the end of a sentence; a Chinese one is often two clauses or three (强基础,提质量)."""
_INSIDE = re.compile(
    r"[:。!;]\s*(?P<head>(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|[IVX]{1,4}\.\s(?=[A-Z]))[^。;:!?]{2,30}[。:.!?]\s?)(?=\S)"
)
"""Such a heading with its text behind it."""
_HAN = re.compile(f"[{HAN}]")
_RUN_IN = re.compile(r"[。:;!?.](?:(?<!\.)|(?=\s|$)|(?<=[^A-Z][a-z]\.)(?=[A-Z]))")
_BRACKETED = re.compile(r"\s*[【\[〖]([^【】\[\]〖〗]{2,24})[】\]〗]\s*[:：]?\s*")
_SPACED = re.compile(rf"([{HAN}]{{2,12}})[ \u3000](?=[{HAN}\d][^ \u3000]{{7,}}$)")
_GLYPHS = "■□◆◇●○★☆▲△▶►▌※§◎❖"
_MAX_LABEL_ZH, _MAX_LABEL_EN = 42, 16
_SHORTEST_SENTENCE = 30
_MAX_RUN_IN_ZH, _MAX_RUN_IN_EN = 32, 13
_FARTHEST = 120  # blocks from a heading to the next
TRIM = " :：。.;；,，、\t"


@quickly_made
@dataclass(frozen=True, slots=True)
class Head:
    """What a paragraph starts with: enumerator, label (heading) and where the text after the label begins."""

    enumerator: Enumerator | None
    label: str
    body_at: int
    own_line: bool


def read_heads(blocks: tuple[Block, ...]) -> list[Head | None]:
    """Return what every paragraph starts with; None for tables and single characters."""
    return [
        read_head(block, enumerator) if isinstance(block, Paragraph) and len(block.text) > 1 else None
        for block, enumerator in zip(blocks, number_blocks(blocks), strict=True)
    ]


def read_head(block: Paragraph, enumerator: Enumerator | None) -> Head:
    """Split a paragraph into enumerator, label and the rest; the label is "" where a sentence begins at once."""
    at = enumerator.end if enumerator else 0
    rest = block.text[at:]
    if marked := _marked_head(block, enumerator, rest):
        return marked
    folded = fold(block.text)[at:]
    chinese = _HAN.search(folded, 0, 40) is not None
    cut = _RUN_IN.search(folded)
    is_whole = cut is None or cut.start() >= len(folded.rstrip(TRIM))
    if is_whole and _is_label(folded, chinese):
        return Head(enumerator, rest.strip(TRIM + _GLYPHS), len(block.text), True)
    if cut is None:
        return Head(enumerator, "", at, False)
    label = rest[: cut.start()].strip()
    size = len(label) if chinese else len(label.split())
    if not chinese and not is_english_label(label, _MAX_RUN_IN_EN if enumerator else None):
        return Head(enumerator, "", at, False)
    if not label or size > (_MAX_RUN_IN_ZH if chinese else _MAX_RUN_IN_EN):
        return Head(enumerator, "", at, False)
    end = cut.end() + (1 if folded[cut.end() : cut.end() + 1] in ('"', "”") else 0)
    while end < len(rest) and rest[end] == " ":
        end += 1
    return Head(enumerator, label.strip(TRIM) + (cut[0] if cut[0] in "!?" else ""), at + end, end >= len(rest))


def _is_label(folded: str, chinese: bool) -> bool:
    """Whether a line that is no more than one sentence is as short as a label, and none of the short sentences."""
    if not chinese:
        return len(folded.split()) <= _MAX_LABEL_EN
    size = len(folded)
    return size <= _MAX_LABEL_ZH and not (size > _SHORTEST_SENTENCE and folded.endswith("。") and "," in folded)


def _marked_head(block: Paragraph, enumerator: Enumerator | None, rest: str) -> Head | None:
    """A label set off by its form: in brackets; after a number in bold, or before the only space."""
    at = enumerator.end if enumerator else 0
    if bracketed := _BRACKETED.match(rest):
        end = at + bracketed.end()
        return Head(enumerator, bracketed[1].strip(TRIM), end, end >= len(block.text.rstrip()))
    if enumerator and block.lead[at:].strip(TRIM) and block.text.startswith(block.lead):
        return Head(enumerator, block.lead[at:].strip(TRIM), len(block.lead), False)
    if enumerator and (spaced := _SPACED.match(rest)):
        return Head(enumerator, spaced[1], at + spaced.end(), False)
    return None


def unglue_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Cut a numbered heading off the paragraph before it, where its number is the next one."""
    result: list[Block] = []
    last: dict[str, int] = {}
    for position, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.level is not None:
            result.append(block)
            continue
        own = enumerator_of(block)
        if own is not None:
            last[own.style] = own.value
        found = _glued_at_end(block.text, last) if position + 1 < len(blocks) else None
        found = found or _glued_inside(block.text, last, islice(blocks, position + 1, position + _FARTHEST))
        if found is None:
            result.append(block)
            continue
        cut, enumerator = found
        result.append(replace(block, text=block.text[:cut].rstrip()))
        result.append(Paragraph(block.text[cut:].strip(), block.line))
        last[enumerator.style] = enumerator.value
    return tuple(result)


def _glued_at_end(text: str, last: dict[str, int]) -> tuple[int, Enumerator] | None:
    """Where the heading at the end of a paragraph begins."""
    tail_at = max(0, len(text) - 90)
    match = _GLUED.search(fold(text)[tail_at:])
    if match is None:
        return None
    cut = tail_at + match.start(match.lastgroup or 0)
    found = read_enumerator(text[cut:])
    return (cut, found) if found and _is_next(found, last, match) else None


def _glued_inside(text: str, last: dict[str, int], below: Iterable[Block]) -> tuple[int, Enumerator] | None:
    """Where the only heading inside a paragraph begins, if the next one stands below."""
    matches = list(_INSIDE.finditer(fold(text)))
    found = read_enumerator(text[matches[0].start("head") :]) if len(matches) == 1 else None
    if found is None or not _is_next(found, last, matches[0]):
        return None
    following = (e for block in below if isinstance(block, Paragraph) and (e := enumerator_of(block)))
    value = next((e.value for e in following if e.style == found.style), 0)
    return (matches[0].start("head"), found) if value == found.value + 1 else None


def _is_next(found: Enumerator, last: dict[str, int], match: re.Match[str]) -> bool:
    """Whether a number goes on with those above, or begins behind a colon."""
    is_led_in = match[0].startswith(":")
    return found.value == (1 if is_led_in else last.get(found.style, 0) + 1) and (found.value > 1 or is_led_in)
