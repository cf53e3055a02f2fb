"""Top-level headings by their style: heading levels, paragraphs in bold, and those among them that lost it."""

from collections import Counter

from reports.documents.enumerators import RANKS
from reports.documents.tree import Block, Paragraph
from reports.enums import SectionKind
from reports.importer.blocks import text_of
from reports.importer.heads import TRIM, Head
from reports.importer.labels import heads_text
from reports.importer.lead_ins import find_lead_in
from reports.importer.nesting import Entry, make_entry
from reports.importer.origins import SENTENCE_END

_LONGEST_STRONG = 80


def styled_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
    """Styled headings of the highest level; of several numbering styles in that level, the first one's."""
    levels = Counter(b.level for b in blocks if isinstance(b, Paragraph) and b.level)
    if not levels or (levels.total() == 1 and _is_styled(blocks[-1])):
        return []
    top = min(levels)
    if levels[top] == 1 and _is_styled(blocks[0]) and (len(levels) > 1 or sum(map(_is_strong, blocks)) > 1):
        # a subtitle: the one heading of its level, above all text
        rest = [level for level in levels if level != top]
        top = min(rest) if rest else 0
    tops = [(i, _styled_head(b, heads[i])) for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.level == top]
    styles = [head.enumerator.style for _, head in tops if head.enumerator]
    if len(set(styles)) > 1 and len(styles) == len(tops):
        first = RANKS.get(styles[0], 9)
        tops = [(i, head) for i, head in tops if head.enumerator and RANKS.get(head.enumerator.style, 9) <= first]
    return [make_entry(index, head) for index, head in tops]


def _is_styled(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is not None


def _styled_head(block: Paragraph, head: Head | None) -> Head:
    enumerator = head.enumerator if head else None
    label = block.text[enumerator.end if enumerator else 0 :].strip(TRIM)
    return Head(enumerator, label, len(block.text), True)


def strong_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
    """Paragraphs wholly in bold, where there are several and no numbering of a higher level stands above them."""
    strong = [i for i, b in enumerate(blocks) if _is_strong(b) and (heads[i] is None or _may_head(b, heads[i]))]
    if len(strong) < 2:
        return []
    first = _rank(heads[strong[0]])
    if any(h and h.enumerator and h.enumerator.value == 1 and _rank(h) < first for h in heads[: strong[0]]):
        return []
    highest = min(_rank(heads[i]) for i in strong)
    return [make_entry(i, head) for i in strong if (head := heads[i]) and _rank(head) == highest]


def _is_strong(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and block.role == "strong"
        and not block.marker
        and len(block.text) <= _LONGEST_STRONG
    )


def _may_head(block: Block, head: Head | None) -> bool:
    """Whether a bold line is a heading and no emphasised sentence."""
    return head is not None and (head.enumerator is not None or not text_of(block).endswith((*SENTENCE_END, ".")))


def _rank(head: Head | None) -> int:
    return RANKS.get(head.enumerator.style, 9) if head and head.enumerator else 9


def without_gaps(entries: list[Entry], heads: list[Head | None]) -> list[Entry]:
    """Fill the run of numbers with the headings that lost their style: I., II. in bold, then a plain III., then IV."""
    filled: list[Entry] = []
    for entry, stop in zip(entries, [*(entry.index for entry in entries[1:]), len(heads)], strict=True):
        filled.append(entry)
        if (enumerator := entry.head.enumerator) is None:
            continue
        style, value = enumerator.style, enumerator.value
        for index in range(entry.index + 1, stop):
            head = heads[index]
            if head and head.enumerator and head.own_line and head.label and head.enumerator.style == style:
                if head.enumerator.value != value + 1:
                    break
                value += 1
                filled.append(make_entry(index, head))
    return filled


def with_lead_ins(entries: list[Entry], blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
    """Add the lead-ins that stand in the text of a heading, where that has no lower headings of its own."""
    result: list[Entry] = []
    for entry, stop in zip(entries, [*(entry.index for entry in entries[1:]), len(blocks)], strict=True):
        result.append(entry)
        inside = range(entry.index + 1, stop)
        is_plain = entry.head.enumerator is None
        if any(_is_styled(blocks[i]) or _is_strong(blocks[i]) for i in inside):
            continue
        for index in inside:
            found = find_lead_in(blocks, heads, index, result[-1])
            if found is None and is_plain:
                found = _plain_typed(blocks, heads, index, result[-1])
            if found is not None:
                result.append(found)
    return _without_repeated(result)


def _plain_typed(blocks: tuple[Block, ...], heads: list[Head | None], index: int, above: Entry) -> Entry | None:
    """A heading that lost its style: a short line of its own that names a kind, above text."""
    head = heads[index]
    if head is None or not heads_text(blocks, head, index):
        return None
    entry = make_entry(index, head)
    return entry if entry.names_section and entry.kind not in (None, SectionKind.OTHER, above.kind) else None


def _without_repeated(entries: list[Entry]) -> list[Entry]:
    """Lead-ins of one kind under several headings are part of each heading's text."""
    counts = Counter(entry.kind for entry in entries if entry.is_lead_in)
    return [entry for entry in entries if not entry.is_lead_in or counts[entry.kind] == 1]
