"""Lines: those of a source that has none, for a review page to show beside the result; and those of one heading."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from reports.documents.tree import Block, Table

LONGEST_HEADING = 120
"""Characters of the longest heading: people style whole paragraphs, also those that only begin with one."""

_SHORTEST_LEAD, _LONGEST_LEAD = 2, 60
_MARKS = frozenset("。：:.；;，,、！!？?—–-…）)》”’%％/")


def number_lines(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], str]:
    """Return the blocks with their line numbers, and the text that has each on its line.

    A paragraph is one line, with its list marker; a row of a table is one line, its cells apart by tabs.
    """
    numbered: list[Block] = []
    lines: list[str] = []
    for block in blocks:
        numbered.append(replace(block, line=len(lines) + 1))
        if isinstance(block, Table):
            lines += ["\t".join(row) for row in block.rows] or [""]
        else:
            lines.append(f"{block.marker} {block.text}" if block.marker else block.text)
    return tuple(numbered), "\n".join(lines)


def run_in(lead: str, text: str) -> str:
    """Return the bold beginning of a text if only its look sets it apart as a heading, else ""."""
    rest = text[len(lead) :].lstrip()
    is_short = _SHORTEST_LEAD <= len(lead) <= _LONGEST_LEAD
    if not is_short or not rest or not text.startswith(lead) or lead[-1] in _MARKS or rest[0] in _MARKS:
        return ""
    return lead


def join_lines(lines: list[str]) -> str:
    """Return the lines of one paragraph as one, none of them empty: a space stays between Western words only."""
    if len(lines) == 1:
        return lines[0]
    parts = lines[:1]
    for above, line in pairwise(lines):
        parts += (" ", line) if above[-1].isascii() and line[0].isascii() else (line,)
    return "".join(parts)
