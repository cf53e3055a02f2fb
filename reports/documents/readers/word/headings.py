"""Headings that a Word document does not call headings: by size, by font or by being bold."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from reports.documents.readers.lines import LONGEST_HEADING, join_lines
from reports.documents.tree import Paragraph, Table

_LONG_TEXT = 40
"""Characters from which a paragraph of body size proves that the body of the document has begun."""

_TITLE_WITHIN = 8
"""Paragraphs at the top of a document among which a title by size alone is looked for."""

_TITLE_LINES = 3
"""Paragraphs that a title may be broken into."""

_FEW = 4
"""Paragraphs below which no look is common or rare."""

_SMALLEST_STEP = 2
"""Half points by which a heading is larger than the body."""

_LETTERHEAD = re.compile(r"文\s*件$|简\s*报$|公\s*报$")
"""The red letterhead of official papers ("... 文件"), which is larger than their title."""

_SENTENCE_ENDS = tuple("。；;，,、…")


@dataclass(frozen=True, slots=True)
class Sized:
    """A paragraph with its looks: the size of its smallest text in half points (0: unknown), and whether it is wholly
    bold or in a font for headings."""

    block: Paragraph
    size: int = 0
    is_bold: bool = False
    has_heading_font: bool = False


def find_headings(blocks: list[Sized | Table]) -> list[Paragraph | Table]:
    """Return the blocks. Where no style or outline level makes headings, larger text makes them; and what is bold or
    in a font for headings has the role "strong", unless most of the document is."""
    sized = [block for block in blocks if isinstance(block, Sized)]
    body = _body_size(sized)
    title = _title_lines(sized, body)
    has_styled = any((each.block.level or 0) > 1 for each in sized)
    levels = {} if has_styled else _levels(sized, body, title)
    bold, font = _is_rare(sized, "is_bold"), _is_rare(sized, "has_heading_font")
    result: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table):
            result.append(block)
        elif title and block is title[0]:
            result.append(Paragraph(join_lines([each.block.text for each in title]), level=1))
        elif any(block is each for each in title):
            continue
        elif block.block.level is None and block.size in levels and _is_label(block.block):
            result.append(replace(block.block, level=levels[block.size]))
        elif block.block.level is None and ((bold and block.is_bold) or (font and block.has_heading_font)):
            result.append(replace(block.block, role="strong"))
        else:
            result.append(block.block)
    return result


def _is_rare(sized: list[Sized], look: str) -> bool:
    """Whether less than half of the text has a look, so that it sets something apart."""
    having = sum(len(each.block.text) for each in sized if getattr(each, look))
    return 2 * having < sum(len(each.block.text) for each in sized) or having == 0 or len(sized) < _FEW


def _body_size(sized: list[Sized]) -> int:
    """The size that most characters have."""
    sizes: Counter[int] = Counter()
    for each in sized:
        sizes[each.size] += len(each.block.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _title_lines(sized: list[Sized], body: int) -> list[Sized]:
    """The paragraphs that are the one title: by style, or the largest ones above the body and its headings."""
    at = [position for position, each in enumerate(sized) if each.block.level == 1] or _largest_lines(sized, body)
    is_one_run = bool(at) and at[-1] - at[0] < min(len(at), _TITLE_LINES) and at[-1] < _TITLE_WITHIN
    return [sized[position] for position in at] if is_one_run else []


def _largest_lines(sized: list[Sized], body: int) -> list[int]:
    sizes = [0 if _LETTERHEAD.search(each.block.text) else each.size for each in sized]
    largest = max(sizes, default=0)
    found = [position for position, size in enumerate(sizes) if size == largest]
    begins = next((at for at, each in enumerate(sized) if each.block.level or len(each.block.text) >= _LONG_TEXT), None)
    is_above = begins is None or all(position < begins for position in found)
    is_label = all(_is_label(sized[position].block) for position in found)
    return found if is_above and is_label and largest >= body + 2 * _SMALLEST_STEP else []


def _levels(sized: list[Sized], body: int, title: list[Sized]) -> dict[int, int]:
    """The heading level of each size that several headings inside the body have; a cover page makes none."""
    long_texts = [at for at, each in enumerate(sized) if len(each.block.text) >= _LONG_TEXT and each.size == body]
    if not long_texts:
        return {}
    first = max(long_texts[0] - 1, 0)
    larger = (each.size for each in sized[first : long_texts[-1]] if each not in title and _is_label(each.block))
    counts = Counter(size for size in larger if size >= body + _SMALLEST_STEP)
    sizes = sorted((size for size, count in counts.items() if count > 1), reverse=True)
    return {size: min(position + 2, 6) for position, size in enumerate(sizes)}


def _is_label(block: Paragraph) -> bool:
    return len(block.text) <= LONGEST_HEADING // 2 and not block.text.endswith(_SENTENCE_ENDS) and not block.marker
