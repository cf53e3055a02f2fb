"""Unnumbered labels: short lines above their text, and short words before it in the same paragraph."""

import re
from collections.abc import Sequence

from reports.documents.enumerators import enumerator_of
from reports.documents.folding import HAN, fold
from reports.documents.period_statements import statements
from reports.documents.tree import Block, Paragraph
from reports.importer.blocks import text_of
from reports.importer.headlines import is_headline
from reports.importer.heads import Head
from reports.importer.nesting import Entry, make_entry
from reports.importer.origins import SENTENCE_END, is_byline
from reports.importer.sections import classify_heading, names_section

_PLAIN_LABEL_ZH, _PLAIN_LABEL_EN = 20, 9
_FEWEST_RUN_IN = 3
_SHORTEST_TEXT, _SHORTEST_TEXT_EN = 20, 45  # what is shorter and no sentence is a value: a name, a date
_RUN_IN_LABEL_ZH, _RUN_IN_LABEL_EN = 16, 9
_BULLET = re.compile(r"[-*+•·‣▪–—]\s")
_SPACED = re.compile(f"([{HAN}]{{2,10}})\u3000+(?=[^\u3000]{{8}})")
_SALUTATION = re.compile(
    r"(?:领导|同志|同事|代表|委员|老师|家长|朋友|女士|先生|主任|局长|你?们?好|(?i:dear .*|colleagues|all))$"
)


def plain_labels(blocks: tuple[Block, ...], heads: list[Head | None]) -> set[int]:
    """Unnumbered short lines that head the text below them, where the text has no numbered headings above them."""
    found = [index for index, head in enumerate(heads) if head and heads_text(blocks, head, index)]
    numbered = [i for i, h in enumerate(heads) if h and h.enumerator]
    if not found or (numbered and numbered[0] < found[0]):
        return set()
    typed = {i for i, head in enumerate(heads) if head and _names_kind(blocks[i], head)}
    if typed and len(typed.union(found)) > 1:
        return set(found)
    texts = [text_of(blocks[i]) for i in found]
    if len(found) >= 3 and (all(map(str.isupper, texts)) or sum(classify_heading(t) is not None for t in texts) >= 2):
        return set(found)
    numbered_labels = any((head := heads[i]) and head.label for i in numbered)
    return set(found) if len(found) >= 3 and not numbered_labels else set()


def _names_kind(block: Block, head: Head) -> bool:
    """Whether a line is an unnumbered label that names a kind."""
    return (
        head.enumerator is None
        and head.own_line
        and is_short(head.label)
        and not text_of(block).endswith(("。", "."))
        and names_section(head.label)
    )


def heads_text(blocks: Sequence[Block], head: Head, index: int) -> bool:
    """Whether the line at `index` is an unnumbered label above text of its own."""
    block = blocks[index]
    if head.enumerator or not head.own_line or not isinstance(block, Paragraph) or block.marker:
        return False
    text = block.text
    if (
        index + 1 >= len(blocks)
        or "\t" in text
        or _BULLET.match(text)
        or not is_short(text)
        or not is_headline(text)
        or _is_period(text)
    ):
        return False
    return _is_text_under(blocks[index + 1], text)


def _is_text_under(block: Block, label: str) -> bool:
    """Whether a block can stand under a label: longer, and no other short line such as an office under a name."""
    if not isinstance(block, Paragraph) or block.marker or enumerator_of(block) is not None:
        return True
    text = block.text
    return len(text) > len(label) and (text.endswith((*SENTENCE_END, ".", ":", "：")) or not is_short(text))


def _is_period(text: str) -> bool:
    """Whether a line is nothing but a period: the subtitle of many reports."""
    found = statements(text, in_title=True) if len(text) <= 40 else []
    return bool(found) and len(found[0].text) >= len(text) - 3


def is_short(label: str) -> bool:
    """Whether a label is as short as unnumbered headings are."""
    return len(label) <= _PLAIN_LABEL_ZH or (label.isascii() and len(label.split()) <= _PLAIN_LABEL_EN)


# --- labels run in before their text


def with_run_in_labels(entries: list[Entry], blocks: tuple[Block, ...], heads: list[Head | None]) -> list[Entry]:
    """Where nothing else heads the text, short labels before the text of most paragraphs do."""
    run_in = [entry for entry in entries if not entry.head.own_line and entry.head.enumerator is None]
    stop = next((entry.index for entry in entries if entry.head.own_line or entry.head.enumerator), len(blocks))
    taken = {entry.index for entry in run_in if not entry.is_lead_in and entry.index < stop}
    found = {
        i: label
        for i, (block, head) in enumerate(zip(blocks[:stop], heads, strict=False))
        if i not in taken and head is not None and (label := _run_in_label(block, head))
    }
    dense = _dense(sorted({*found, *taken}))
    if len(dense) < _FEWEST_RUN_IN or not found:
        return entries
    added = [make_entry(i, found[i]) for i in dense if i in found]
    kept = [entry for entry in entries if entry.index not in found]
    return sorted([*kept, *added], key=lambda entry: entry.index)


def _dense(places: list[int]) -> list[int]:
    """The places from the first on that take up most of the paragraphs between them; a stray one at the end goes."""
    count = len(places)
    while count >= _FEWEST_RUN_IN and count * 5 < (places[count - 1] - places[0] + 1) * 3:
        count -= 1
    return places[:count]


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
    folded = fold(block.text)
    if folded[len(label) : len(label) + 2].strip()[:1] not in (":", "。", "."):
        return False
    value = folded[len(label) + 1 :].strip()
    shortest = _SHORTEST_TEXT_EN if value.isascii() else _SHORTEST_TEXT
    return value.endswith((*SENTENCE_END, ".")) or len(value) >= shortest
