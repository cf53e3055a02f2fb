"""Reader of plain text: a line is a paragraph, unless lines were wrapped at a fixed width."""

import re
from itertools import pairwise

from reports.documents.readers.lines import join_lines
from reports.documents.tree import Document, Paragraph

_WRAP_LIMIT = 100
_OPENS_ITEM = re.compile(
    r"\s*(?:[-*•·★☆]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-hivx]{1,4})[)）.、．:：]|第|[A-Z][a-z]+:)"
)
_RULE = re.compile(r"[-=_*~—－─━＝·.]{5,}")
"""A line drawn with characters: decoration."""
_SENTENCE_END = tuple('。.!！?？;；:："”')


def read_plain_text(text: str) -> Document:
    """Return a document with one paragraph per non-blank line; wrapped lines are joined first."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    paragraphs: list[tuple[int, list[str]]] = []
    previous_raw = ""
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or _RULE.fullmatch(line):
            previous_raw = ""
            continue
        if width and previous_raw and _continues(previous_raw, raw, width):
            paragraphs[-1][1].append(line)
        else:
            paragraphs.append((number, [line]))
        previous_raw = raw
    return Document(blocks=tuple(Paragraph(join_lines(parts), number) for number, parts in paragraphs))


def opens_item(line: str) -> bool:
    """Whether a line begins as an item of a list does, with a number, a bullet or a label."""
    return _OPENS_ITEM.match(line) is not None


def _wrap_width(lines: list[str]) -> int:
    """Return the column at which the text was wrapped, or 0 for text whose paragraphs are single lines."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    longest = max(lengths, default=0)
    if longest > _WRAP_LIMIT or longest < 30 or len(lengths) < 8:
        return 0
    full = sum(length >= longest * 0.85 for length in lengths)
    unfinished = sum(
        not here.rstrip().endswith(_SENTENCE_END) and bool(below.strip()) and len(here.rstrip()) >= longest * 0.8
        for here, below in pairwise(lines)
    )
    return longest if full >= 0.3 * len(lengths) and unfinished >= 0.2 * len(lengths) else 0


def _continues(above: str, line: str, width: int) -> bool:
    indent, above_indent = _indent(line), _indent(above)
    hangs = indent > above_indent and (item := _OPENS_ITEM.match(above)) and indent >= item.end()
    starts_paragraph = line.startswith(("\u3000", "    ")) and indent != above_indent and not hangs
    return len(above.rstrip()) >= width * 0.7 and not _OPENS_ITEM.match(line) and not starts_paragraph


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
