"""Headings that a Word document does not call headings: by size, by font or by being bold."""

from collections import Counter
from dataclasses import dataclass, replace

from reports.documents.tree import Paragraph, Table

LONGEST_HEADING = 120
"""Characters of the longest heading: Word styles whole paragraphs, also those that only begin with a heading."""

_LONG_TEXT = 40
"""Characters from which a paragraph of body size proves that the body of the document has begun."""

_TITLE_WITHIN = 8
"""Paragraphs at the top of a document among which a title by size alone is looked for."""

_SMALLEST_STEP = 2
"""Half points by which a heading is larger than the body."""

_SENTENCE_ENDS = tuple("。；;，,、…")


@dataclass(frozen=True, slots=True)
class Sized:
    """A paragraph with the size of its smallest text, in half points (0: unknown), as headings are found by it."""

    block: Paragraph
    size: int


def level_by_size(blocks: list[Sized | Table]) -> list[Paragraph | Table]:
    """Return the blocks; where no style or outline level makes headings, larger text makes them."""
    sized = [block for block in blocks if isinstance(block, Sized)]
    body = _body_size(sized)
    title = None if any(each.block.level == 1 for each in sized) else _title_by_size(sized, body)
    if any((each.block.level or 0) > 1 for each in sized):
        levels: dict[int, int] = {}
    else:
        levels = _levels(sized, body, title)
    result: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table):
            result.append(block)
        elif block is title:
            result.append(replace(block.block, level=1, role=""))
        elif block.block.level is None and block.size in levels and _is_label(block.block):
            result.append(replace(block.block, level=levels[block.size], role=""))
        else:
            result.append(block.block)
    return result


def _body_size(sized: list[Sized]) -> int:
    """The size that most characters have."""
    sizes: Counter[int] = Counter()
    for each in sized:
        sizes[each.size] += len(each.block.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _title_by_size(sized: list[Sized], body: int) -> Sized | None:
    """The one largest paragraph at the top of the document, above its body and its headings."""
    begins = next((at for at, each in enumerate(sized) if each.block.level or len(each.block.text) >= _LONG_TEXT), None)
    top = [each for each in sized[:_TITLE_WITHIN][:begins] if _is_label(each.block)]
    largest = max((each.size for each in sized), default=0)
    found = [each for each in top if each.size == largest]
    is_alone = sum(each.size == largest for each in sized) == 1
    return found[0] if found and is_alone and largest >= body + 2 * _SMALLEST_STEP else None


def _levels(sized: list[Sized], body: int, title: Sized | None) -> dict[int, int]:
    """The heading level of each size that headings among the body have; a cover page makes none."""
    lengths = [len(each.block.text) if each.size <= body else 0 for each in sized]
    long_texts = [at for at, length in enumerate(lengths) if length >= _LONG_TEXT]
    if not long_texts:
        return {}
    inside = sized[long_texts[0] : long_texts[-1]]
    sizes = {
        each.size
        for each in inside
        if each is not title and each.size >= body + _SMALLEST_STEP and _is_label(each.block)
    }
    return {size: min(position + 2, 6) for position, size in enumerate(sorted(sizes, reverse=True))}


def _is_label(block: Paragraph) -> bool:
    return len(block.text) <= LONGEST_HEADING // 2 and not block.text.endswith(_SENTENCE_ENDS) and not block.marker
