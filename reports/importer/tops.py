"""The top-level headings of a part: styled, bold, numbered or unnumbered; the highest level that there is."""

import re
from collections import Counter

from reports.documents.enumerators import RANKS, Enumerator
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer.blocks import as_paragraph
from reports.importer.heads import TRIM, Head, read_heads
from reports.importer.labels import is_short, plain_labels, with_run_in_labels
from reports.importer.lead_ins import find_lead_in
from reports.importer.nesting import Entry, make_entry, nest
from reports.importer.origins import is_organisation
from reports.importer.styled_tops import strong_tops, styled_tops, with_lead_ins, without_gaps

_TELLING = (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS)
_NOT_WORK = (*_TELLING, SectionKind.LESSONS)
_ATTACHMENT = re.compile(r"附|联[系络]|查询|咨询|(?i:attach|annex|append|contact|questions|enquir|inquir)")
"""What stands before a colon at a report's end and heads no section."""
_CLAUSE = re.compile(r"[^,。;:.!?]{2,40}[,。;:]\s*|(?a:[A-Za-z][\w '’&/-]{2,70})[,;:.!](?=\s)\s*")
_SAYS = re.compile(r",.*(?:[到出是为有]|如下)$")
"""How a clause ends that says what follows, unlike a label."""


def find_tops(blocks: tuple[Block, ...]) -> list[Entry]:
    """Return the top-level headings (kind None: thematic), in order; empty where the text has none."""
    heads = read_heads(blocks)
    entries = styled_tops(blocks, heads) or strong_tops(blocks, heads)
    if entries:
        return with_lead_ins(without_gaps(entries, heads), blocks, heads)
    forced = _forced_tops(blocks, heads)
    entries = [entry for entry in nest(heads, forced) if entry.depth == 0]
    entries = _without_inner_labels(_headings_among(entries, forced, blocks))
    return _without_letterhead(with_run_in_labels(entries, blocks, heads), blocks)


def _without_letterhead(entries: list[Entry], blocks: tuple[Block, ...]) -> list[Entry]:
    """A report does not open with its closing: "Contact", or the name of who reports, on top heads nothing."""
    while len(entries) > 2 and (first := entries[0]).head.enumerator is None:
        is_name = first.index == 0 and entries[1].kind is SectionKind.INTRODUCTION and is_organisation(first.head.label)
        if first.kind is not SectionKind.OTHER and not is_name and "@" not in first.head.label:
            break
        entries = entries[1:]
    return entries


# --- headings by their words


def _forced_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> dict[int, Entry]:
    """Headings that are top-level by their words: typed own-line labels, and lead-ins that open a list."""
    forced: dict[int, Entry] = {}
    first_style = next((h.enumerator.style for h in heads if h and h.enumerator), None)
    labels = plain_labels(blocks, heads)
    above: Entry | None = None
    last: dict[str, Enumerator] = {}
    for index, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None or not isinstance(block, Paragraph):
            continue
        if head.enumerator is None:
            is_bare = head.own_line and index + 1 == len(blocks)
            found = (None if is_bare else _labelled(block, head, index, labels)) or find_lead_in(
                blocks, heads, index, above
            )
        else:
            found = _numbered(head, index, first_style, last, above)
            last[head.enumerator.style] = head.enumerator
        if found is not None and not _repeats(found, above):
            forced[index] = above = found
            last = {found.head.enumerator.style: found.head.enumerator} if found.head.enumerator else {}
    return _without_nested(forced, heads, first_style)


def _repeats(entry: Entry, above: Entry | None) -> bool:
    """Whether an unnumbered line only says again what the heading right above it says."""
    if above is None or entry.head.enumerator is not None or entry.kind is None:
        return False
    return entry.kind is above.kind and entry.index == above.index + 1 and above.head.own_line


def _labelled(block: Paragraph, head: Head, index: int, labels: set[int]) -> Entry | None:
    """An unnumbered label: of a kind by its words, on its own line or before a colon; or one of several plain ones."""
    if index in labels:
        return make_entry(index, head)
    if not is_short(head.label) or not (entry := make_entry(index, head)).names_section:
        return None
    if head.own_line:
        return entry if block.role == "strong" or not block.text.endswith(("。", ".")) else None
    label = fold(head.label)
    if (entry.kind is SectionKind.OTHER and _ATTACHMENT.match(label)) or _SAYS.search(label):
        return None
    return entry if fold(block.text)[len(head.label) :].lstrip()[:1] == ":" else None


def _numbered(
    head: Head, index: int, first_style: str | None, last: dict[str, Enumerator], above: Entry | None
) -> Entry | None:
    """A numbered label of a kind on its own line, unless it goes on with the items under a heading of another style."""
    enumerator = head.enumerator
    if enumerator is None or not head.own_line or enumerator.style not in RANKS:
        return None
    style = enumerator.style
    if above is not None and above.is_lead_in and enumerator.value == 1:
        return None
    if style != first_style and (first_style not in RANKS or RANKS[style] >= RANKS[first_style]):
        return None
    if above is not None and (above.head.enumerator is None or above.head.enumerator.style != style):
        before = last.get(style)
        if before is not None and before.value + 1 == enumerator.value:
            return None
    entry = make_entry(index, head)
    return entry if entry.names_section else None


def _without_nested(forced: dict[int, Entry], heads: list[Head | None], first_style: str | None) -> dict[int, Entry]:
    """Unnumbered labels that come back under every numbered heading are sub-headings, not sections."""
    numbered_first = next(
        (i for i, h in enumerate(heads) if h and h.enumerator and h.enumerator.style == first_style), None
    )
    if numbered_first is None:
        return forced
    plain = Counter(
        (entry.kind if entry.is_lead_in else entry.head.label)
        for entry in forced.values()
        if entry.head.enumerator is None and (entry.is_lead_in or entry.head.label)
    )
    return {
        i: entry
        for i, entry in forced.items()
        if entry.head.enumerator
        or i < numbered_first
        or plain[entry.kind if entry.is_lead_in else entry.head.label] < 2
    }


def _without_inner_labels(entries: list[Entry]) -> list[Entry]:
    """Drop unnumbered labels below a numbered heading that names a kind itself, where the next number follows."""
    result: list[Entry] = []
    above: Entry | None = None
    for at, entry in enumerate(entries):
        own = entry.head.enumerator
        if own is None and above is not None and above.kind in _NOT_WORK:
            below = next((e.head.enumerator for e in entries[at:] if e.head.enumerator), None)
            number = above.head.enumerator
            if below and number and (below.style, below.value) == (number.style, number.value + 1):
                continue
        above = entry if own else above
        result.append(entry)
    return result


def _headings_among(tops: list[Entry], forced: dict[int, Entry], blocks: tuple[Block, ...]) -> list[Entry]:
    """Numbered paragraphs of the top level are headings where most of them are labels with text of their own."""
    numbered = [entry for entry in tops if entry.index not in forced]
    if not numbered:
        return tops
    ends = [entry.index for entry in tops[1:]] + [len(blocks)]
    after = dict(zip((entry.index for entry in tops), ends, strict=True))
    labelled = [
        entry
        for entry in numbered
        if entry.head.label and (not entry.head.own_line or after[entry.index] > entry.index + 1)
    ]
    prose = [entry for entry in numbered if _is_counting_word(entry.head.enumerator)]
    typed = any(entry.kind in _TELLING and entry.names_section for entry in numbered)
    all_labelled = len(labelled) == len(numbered) > 2
    may_head = len(prose) * 2 <= len(numbered) or ((typed or all_labelled) and all(map(_may_number_headings, prose)))
    if may_head and (typed or len(labelled) * 2 > len(numbered)):
        return [entry if entry.head.label or entry.index in forced else _with_clause(entry, blocks) for entry in tops]
    return [entry for entry in tops if entry.index in forced]


def _may_number_headings(entry: Entry) -> bool:
    """ "第一、" and "First," may stand before headings, "一是" and "首先" stand before clauses."""
    enumerator = entry.head.enumerator
    return enumerator is not None and (enumerator.style == "english" or enumerator.raw.startswith("第"))


def _is_counting_word(enumerator: Enumerator | None) -> bool:
    return enumerator is not None and enumerator.style in ("prose", "english")


def _with_clause(entry: Entry, blocks: tuple[Block, ...]) -> Entry:
    """A heading whose first sentence is long: its first clause is the label."""
    block = as_paragraph(blocks[entry.index])
    at = entry.head.enumerator.end if entry.head.enumerator else 0
    clause = _CLAUSE.match(fold(block.text[at:]))
    if clause is None:
        return entry
    return replace(entry, head=Head(entry.head.enumerator, clause[0].strip().strip(TRIM), at + clause.end(), False))
