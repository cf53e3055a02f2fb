"""The top-level headings of a part: styled, bold, numbered or unnumbered; the highest level that there is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reports.documents.folding import HAN, fold
from reports.documents.tree import Block, Paragraph
from reports.enums import SectionKind
from reports.importer.blocks import as_paragraph, text_of
from reports.importer.enumerators import RANKS, Enumerator, enumerator_of
from reports.importer.headlines import SENTENCE_END, is_byline, is_headline
from reports.importer.heads import TRIM, Head, read_heads
from reports.importer.lead_ins import find_lead_in
from reports.importer.nesting import Entry, make_entry, nest
from reports.importer.period_statements import statements
from reports.importer.sections import classify_heading

_PLAIN_LABEL_ZH, _PLAIN_LABEL_EN = 20, 9
_RUN_IN_LABEL_ZH, _RUN_IN_LABEL_EN = 16, 6
_LONGEST_STRONG = 80
_BULLET = re.compile(r"[-*+•·‣▪–—]\s")
_ATTACHMENT = re.compile(r"附|(?i:attach|annex|append)")
_SPACED = re.compile(f"([{HAN}]{{2,10}})\u3000+(?=[^\u3000]{{8}})")
_SALUTATION = re.compile(
    r"(?:领导|同志|同事|代表|委员|老师|家长|朋友|女士|先生|主任|局长|你?们?好|(?i:dear .*|colleagues|all))$"
)


def find_tops(blocks: tuple[Block, ...]) -> list[Entry]:
    """Return the top-level headings (kind None: thematic), in order; empty where the text has none."""
    heads = read_heads(blocks)
    entries = _styled_tops(blocks, heads) or _strong_tops(blocks, heads)
    if entries:
        return _with_lead_ins(_without_gaps(entries, heads), blocks, heads)
    forced = _forced_tops(blocks, heads)
    entries = [entry for entry in nest(heads, forced) if entry.depth == 0]
    entries = _headings_among(entries, forced, blocks)
    return _with_run_in_labels(entries, blocks, heads)


# --- headings by their style


def _styled_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
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


def _strong_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
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


def _without_gaps(entries: list[Entry], heads: list[Head | None]) -> list[Entry]:
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


def _with_lead_ins(entries: list[Entry], blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
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
    if head is None or not _heads_text(blocks, head, index):
        return None
    entry = make_entry(index, head)
    return entry if entry.kind not in (None, SectionKind.OTHER, above.kind) else None


def _without_repeated(entries: list[Entry]) -> list[Entry]:
    """Lead-ins of one kind under several headings are part of each heading's text."""
    counts = Counter(entry.kind for entry in entries if entry.is_lead_in)
    return [entry for entry in entries if not entry.is_lead_in or counts[entry.kind] == 1]


# --- headings by their words


def _forced_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> dict[int, Entry]:
    """Headings that are top-level by their words: typed own-line labels, and lead-ins that open a list."""
    forced: dict[int, Entry] = {}
    first_style = next((h.enumerator.style for h in heads if h and h.enumerator), None)
    labels = _plain_labels(blocks, heads)
    above: Entry | None = None
    last: dict[str, Enumerator] = {}
    for index, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None or not isinstance(block, Paragraph):
            continue
        if head.enumerator is None:
            found = _labelled(block, head, index, labels) or find_lead_in(blocks, heads, index, above)
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
    entry = make_entry(index, head)
    if entry.kind is None or not _is_short(head.label):
        return None
    if head.own_line:
        return None if block.text.endswith(("。", ".")) else entry
    if entry.kind is SectionKind.OTHER and _ATTACHMENT.match(fold(head.label)):
        return None
    return entry if fold(block.text)[len(head.label) :].lstrip()[:1] == ":" else None


def _is_short(label: str) -> bool:
    return len(label) <= _PLAIN_LABEL_ZH or (label.isascii() and len(label.split()) <= _PLAIN_LABEL_EN)


def _numbered(
    head: Head, index: int, first_style: str | None, last: dict[str, Enumerator], above: Entry | None
) -> Entry | None:
    """A numbered label of a kind on its own line, unless it goes on with the items under a heading of another style."""
    enumerator = head.enumerator
    if enumerator is None or not head.own_line or enumerator.style not in RANKS:
        return None
    style = enumerator.style
    if style != first_style and (first_style not in RANKS or RANKS[style] >= RANKS[first_style]):
        return None
    if above is not None and (above.head.enumerator is None or above.head.enumerator.style != style):
        before = last.get(style)
        if before is not None and before.value + 1 == enumerator.value:
            return None
    entry = make_entry(index, head)
    return entry if entry.kind else None


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


def _plain_labels(blocks: tuple[Block, ...], heads: list[Head | None]) -> set[int]:
    """Unnumbered short lines that head the text below them, where the text has no numbered headings above them."""
    found = [index for index, head in enumerate(heads) if head and _heads_text(blocks, head, index)]
    numbered = [i for i, h in enumerate(heads) if h and h.enumerator]
    if len(found) < 2 or (numbered and numbered[0] < found[0]):
        return set()
    if any((head := heads[i]) and classify_heading(head.label) for i in found):
        return set(found)
    numbered_labels = any((head := heads[i]) and head.label for i in numbered)
    return set(found) if len(found) >= 3 and not numbered_labels else set()


def _heads_text(blocks: Sequence[Block], head: Head, index: int) -> bool:
    block = blocks[index]
    if head.enumerator or not head.own_line or not isinstance(block, Paragraph) or block.marker:
        return False
    text = block.text
    if (
        index + 1 >= len(blocks)
        or "\t" in text
        or _BULLET.match(text)
        or not _is_short(text)
        or not is_headline(text)
        or _is_period(text)
    ):
        return False
    return _is_text_under(blocks[index + 1], text)


def _is_text_under(block: Block, label: str) -> bool:
    """Whether a block can stand under a label: longer, and no other short line such as an office under a name."""
    text = text_of(block)
    if len(text) <= len(label):
        return False
    if not isinstance(block, Paragraph) or block.marker or enumerator_of(block) is not None:
        return True
    return text.endswith((*SENTENCE_END, ".", ":", "：")) or not _is_short(text)


def _is_period(text: str) -> bool:
    """Whether a line is nothing but a period: the subtitle of many reports."""
    found = statements(text, in_title=True) if len(text) <= 40 else []
    return bool(found) and len(found[0].text) >= len(text) - 3


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
    if len(labelled) * 2 > len(numbered) and (len(prose) * 2 <= len(numbered) or len(labelled) == len(numbered) > 2):
        return [entry if entry.head.label or entry.index in forced else _with_clause(entry, blocks) for entry in tops]
    return [entry for entry in tops if entry.index in forced]


def _is_counting_word(enumerator: Enumerator | None) -> bool:
    return enumerator is not None and enumerator.style in ("prose", "english")


def _with_clause(entry: Entry, blocks: tuple[Block, ...]) -> Entry:
    """A heading whose first sentence is long: its first clause is the label."""
    block = as_paragraph(blocks[entry.index])
    at = entry.head.enumerator.end if entry.head.enumerator else 0
    clause = re.match(r"[^,。;:.!?]{2,40}[,。;:]\s*", fold(block.text[at:]))
    if clause is None:
        return entry
    return replace(entry, head=Head(entry.head.enumerator, clause[0].strip().strip(TRIM), at + clause.end(), False))


# --- unnumbered labels run in before their text


def _with_run_in_labels(entries: list[Entry], blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
    """Where nothing else heads the text, short labels before the text of most paragraphs do."""
    run_in = [entry for entry in entries if not entry.head.own_line and entry.head.enumerator is None]
    stop = next((entry.index for entry in entries if entry.head.own_line or entry.head.enumerator), len(blocks))
    taken = {entry.index for entry in run_in if not entry.is_lead_in and entry.index < stop}
    found = {
        i: label
        for i, (block, head) in enumerate(zip(blocks[:stop], heads, strict=False))
        if i not in taken and head is not None and (label := _run_in_label(block, head))
    }
    count = len(found) + len(taken)
    if not found or count < 3:
        return entries
    places = sorted({*found, *taken})
    if count * 5 < (places[-1] - places[0] + 1) * 3:
        return entries
    kept = [entry for entry in entries if entry.index not in found]
    return sorted([*kept, *(make_entry(i, found[i]) for i in found)], key=lambda entry: entry.index)


def _run_in_label(block: Block, head: Head) -> Head | None:
    """The short label before the text of a paragraph, set off by a stop, a colon or a wide space."""
    if not isinstance(block, Paragraph) or head.enumerator:
        return None
    if spaced := _SPACED.match(block.text):
        return Head(None, spaced[1], spaced.end(), False)
    return head if not head.own_line and head.label and _is_run_in(block, head.label) else None


def _is_run_in(block: Paragraph, label: str) -> bool:
    longest = _RUN_IN_LABEL_EN if label.isascii() else _RUN_IN_LABEL_ZH
    size = len(label.split()) if label.isascii() else len(label)
    if size > longest or _SALUTATION.search(fold(label)) or is_byline(block.text):
        return False
    return fold(block.text)[len(label) : len(label) + 2].strip()[:1] in (":", "。", ".")
