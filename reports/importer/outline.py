"""The outline of a part: which paragraphs are headings, which are points, by nesting and never by the glyph."""

import re
from collections import Counter
from dataclasses import replace

from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph, Section
from reports.enums import SectionKind
from reports.importer.blocks import as_paragraph, text_of
from reports.importer.draft import Draft, Part
from reports.importer.enumerators import RANKS, Enumerator, enumerator_of
from reports.importer.genres import is_work_summary
from reports.importer.headlines import is_headline
from reports.importer.heads import TRIM, Head, read_head, unglue_headings
from reports.importer.nesting import Entry, make_entry, nest
from reports.importer.period_statements import statements
from reports.importer.points import build_section, has_inline_chain
from reports.importer.sections import classify_heading, classify_lead_in

_PLAIN_LABEL_ZH, _PLAIN_LABEL_EN = 20, 9
_TASKS = re.compile(r"(?:重点工作|任务|重点)$|(?i:\btasks\b)")


def outline_parts(draft: Draft) -> Draft:
    """Set the sections of every part."""
    return replace(draft, parts=tuple(outline_part(part, draft.title) for part in draft.parts))


def outline_part(part: Part, page_title: str | None = None) -> Part:
    """Return the part with its sections: an introduction before the first heading, then one section per heading."""
    blocks = unglue_headings(part.blocks)
    tops = find_tops(blocks)
    sections = _sections(blocks, tops)
    opening = " ".join(text_of(block) for block in blocks[:3])
    if (
        len(sections) > 1
        and tops
        and tops[0].kind is SectionKind.NEXT_STEPS
        and _TASKS.search(fold(tops[0].head.label))
    ):
        first = len(sections) - len(tops)  # "一、2025年重点工作": tasks that open a report are those it has done
        sections = (*sections[:first], replace(sections[first], kind=SectionKind.WORK_DONE), *sections[first + 1 :])
    if not is_work_summary(part.title or "", page_title or "", opening, (entry.kind for entry in tops)):
        sections = tuple(replace(section, kind=SectionKind.OTHER, evidence="no work summary") for section in sections)
    return replace(part, blocks=blocks, sections=sections)


# --- top-level headings


def find_tops(blocks: tuple[Block, ...]) -> list[Entry]:
    """Return the top-level headings (kind None: thematic), in order; empty where the text has none."""
    levels = [b.level for b in blocks if isinstance(b, Paragraph) and b.level]
    if levels:
        return _styled_tops(blocks, min(levels))
    heads = [read_head(b) if isinstance(b, Paragraph) and len(b.text) > 1 else None for b in blocks]
    strong = [
        i
        for i, b in enumerate(blocks)
        if isinstance(b, Paragraph) and b.role == "strong" and not b.marker and len(b.text) <= 80
    ]
    if len(strong) >= 2 and not any(
        h and h.enumerator and i not in strong and h.enumerator.value == 1 and _rank(h) < _rank(heads[strong[0]])
        for i, h in enumerate(heads)
    ):
        highest = min(_rank(heads[i]) for i in strong)
        return [make_entry(i, head) for i in strong if (head := heads[i]) and _rank(head) == highest]
    forced = _forced_tops(blocks, heads)
    entries = nest(heads, forced)
    tops = [entry for entry in entries if entry.depth == 0]
    return _headings_among(tops, forced, blocks)


def _rank(head: Head | None) -> int:
    return RANKS.get(head.enumerator.style, 9) if head and head.enumerator else 9


def _styled_tops(blocks: tuple[Block, ...], top: int) -> list[Entry]:
    """Styled headings of the highest level; of several numbering styles in that level, the first one's."""
    tops = [(i, read_head(b)) for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.level == top]
    styles = [head.enumerator.style for _, head in tops if head.enumerator]
    if len(set(styles)) > 1 and len(styles) == len(tops):
        tops = [
            (i, head)
            for i, head in tops
            if head.enumerator and (RANKS.get(head.enumerator.style, 9) <= RANKS.get(styles[0], 9))
        ]
    entries = []
    for index, head in tops:
        block = as_paragraph(blocks[index])
        label = block.text[head.enumerator.end if head.enumerator else 0 :].strip(TRIM)
        entries.append(make_entry(index, Head(head.enumerator, label, len(block.text), True)))
    return entries


def _forced_tops(blocks: tuple[Block, ...], heads: list[Head | None]) -> dict[int, Entry]:
    """Headings that are top-level by their words: typed own-line labels, and lead-ins that open a list."""
    forced: dict[int, Entry] = {}
    first_style = next((h.enumerator.style for h in heads if h and h.enumerator), None)
    labels = _plain_labels(blocks, heads)
    for index, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None or not isinstance(block, Paragraph):
            continue
        entry = make_entry(index, head)
        if head.enumerator is None:
            short = len(head.label) <= _PLAIN_LABEL_ZH or (
                head.label.isascii() and len(head.label.split()) <= _PLAIN_LABEL_EN
            )
            if (
                (entry.kind and short and head.own_line and (not block.text.endswith(("。", ".")) or index in labels))
                or (
                    entry.kind
                    and short
                    and not head.own_line
                    and fold(block.text)[len(head.label) :].lstrip()[:1] == ":"
                )
                or index in labels
            ):
                forced[index] = entry
            elif (lead := _lead_in(block, heads, index, first_style, forced)) is not None:
                forced[index] = lead
        elif entry.kind and head.own_line and head.enumerator.style in RANKS:
            style = head.enumerator.style
            above = first_style in RANKS and (style == first_style or RANKS[style] < RANKS[first_style])
            if above and not _continues_items(heads, index, head.enumerator, forced):
                forced[index] = entry
    return _without_nested(forced, heads, first_style)


def _continues_items(heads: list[Head | None], index: int, enumerator: Enumerator, forced: dict[int, Entry]) -> bool:
    """Whether a numbered line goes on with the items under a heading of another style: (3), then "(4) Problems of"."""
    if not forced:
        return False
    last = next(reversed(forced))
    above = forced[last].head.enumerator
    if above is not None and above.style == enumerator.style:
        return False
    for at in range(index - 1, last, -1):
        if (head := heads[at]) and head.enumerator and head.enumerator.style == enumerator.style:
            return head.enumerator.value + 1 == enumerator.value
    return False


def _without_nested(forced: dict[int, Entry], heads: list[Head | None], first_style: str | None) -> dict[int, Entry]:
    """Unnumbered labels that come back under every numbered heading are sub-headings, not sections."""
    plain = [i for i in forced if forced[i].head.enumerator is None]
    numbered_first = next(
        (i for i, h in enumerate(heads) if h and h.enumerator and h.enumerator.style == first_style), None
    )
    labels = [forced[i].head.label for i in plain if forced[i].head.label]
    if numbered_first is None or len(set(labels)) == len(labels):
        return forced
    repeated = {label for label, count in Counter(labels).items() if count > 1}
    return {
        i: entry
        for i, entry in forced.items()
        if entry.head.enumerator or entry.head.label not in repeated or i < numbered_first
    }


def _plain_labels(blocks: tuple[Block, ...], heads: list[Head | None]) -> set[int]:
    """Unnumbered short lines that head the text below them, where the text has no numbered headings above them."""
    found = []
    for index, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None or head.enumerator or not head.own_line or not isinstance(block, Paragraph) or block.marker:
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        short = len(block.text) <= _PLAIN_LABEL_ZH or (
            block.text.isascii() and len(block.text.split()) <= _PLAIN_LABEL_EN
        )
        if not short or following is None or not is_headline(block.text) or _is_period(block.text):
            continue
        if len(text_of(following)) > len(block.text):
            found.append(index)
    numbered = [i for i, h in enumerate(heads) if h and h.enumerator]
    if len(found) < 2 or (numbered and numbered[0] < found[0]):
        return set()
    if any((head := heads[i]) and classify_heading(head.label) for i in found):
        return set(found)
    numbered_labels = any((head := heads[i]) and head.label for i in numbered)
    return set(found) if len(found) >= 3 and not numbered_labels else set()


def _is_period(text: str) -> bool:
    """Whether a line is nothing but a period: the subtitle of many reports."""
    found = statements(text, in_title=True) if len(text) <= 40 else []
    return bool(found) and len(found[0].text) >= len(text) - 3


def _lead_in(
    block: Paragraph, heads: list[Head | None], index: int, first_style: str | None, forced: dict[int, Entry]
) -> Entry | None:
    """An unnumbered lead-in that opens a list of problems or plans, outside a section of that kind."""
    found = classify_lead_in(block.text)
    following = heads[index + 1] if index + 1 < len(heads) else None
    if found is None or following is None or following.enumerator is None or following.enumerator.value != 1:
        return None
    section = forced[next(reversed(forced))] if forced else None
    if section is not None and section.kind is found[0]:
        return None
    numbered = next((h.enumerator.style for h in reversed(heads[:index]) if h and h.enumerator), None)
    if numbered is not None and following.enumerator.style != first_style:
        # below a numbered heading a list of another style belongs to that heading's section
        if numbered == first_style and section is None:
            return None
        if section is not None and section.head.enumerator is not None:
            return None
    head = heads[index]
    short = head is not None and head.own_line and len(head.label) <= 15 and not re.search("[,，]", head.label)
    label = head.label if head is not None and short else ""
    return Entry(index, 0, Head(None, label, len(block.text) if label else 0, bool(label)), *found)


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
    prose = sum(
        entry.head.enumerator is not None and entry.head.enumerator.style in ("prose", "english") for entry in numbered
    )
    if len(labelled) * 2 > len(numbered) and not prose * 2 > len(numbered):
        return [entry if entry.head.label or entry.index in forced else _with_clause(entry, blocks) for entry in tops]
    return [entry for entry in tops if entry.index in forced]


def _with_clause(entry: Entry, blocks: tuple[Block, ...]) -> Entry:
    """A heading whose first sentence is long: its first clause is the label."""
    block = as_paragraph(blocks[entry.index])
    at = entry.head.enumerator.end if entry.head.enumerator else 0
    clause = re.match(r"[^,。;:.!?]{2,40}[,。;:]\s*", fold(block.text[at:]))
    if clause is None:
        return entry
    return replace(entry, head=Head(entry.head.enumerator, clause[0].strip().strip(TRIM), at + clause.end(), False))


# --- sections


def _sections(blocks: tuple[Block, ...], tops: list[Entry]) -> tuple[Section, ...]:
    sections = []
    first = tops[0].index if tops else len(blocks)
    opening = blocks[:first]
    if opening:
        sections += _opening_sections(opening, bool(tops))
    for at, entry in enumerate(tops):
        stop = tops[at + 1].index if at + 1 < len(tops) else len(blocks)
        sections.append(_section(entry, blocks, stop, is_last=at + 1 == len(tops)))
    return tuple(
        section for section in sections if section.heading or section.blocks or section.points or section.closing
    )


def _section(entry: Entry, blocks: tuple[Block, ...], stop: int, is_last: bool) -> Section:
    block = as_paragraph(blocks[entry.index])
    body = list(blocks[entry.index + 1 : stop])
    rest = block.text[entry.head.body_at :].strip()
    if rest:
        body.insert(0, Paragraph(rest, block.line))
    kind, evidence = entry.kind or SectionKind.WORK_DONE, entry.evidence or "thematic heading"
    marker = entry.head.enumerator.raw if entry.head.enumerator else ""
    return build_section(Section(kind, entry.head.label, marker, evidence=evidence), tuple(body), is_last)


def _opening_sections(blocks: tuple[Block, ...], has_headings: bool) -> list[Section]:
    """Text before the first heading is the introduction; a list of points in it is the work done."""
    start = next((i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and enumerator_of(b)), None)
    if start is None and not has_headings:
        start = 1 if len(blocks) > 1 and not has_inline_chain(blocks[:1]) else 0
    numbered = (
        0 if start is None else sum(isinstance(b, Paragraph) and enumerator_of(b) is not None for b in blocks[start:])
    )
    if start is None or (has_headings and numbered < 2):
        return [Section(SectionKind.INTRODUCTION, blocks=blocks, evidence="before the first heading")]
    work = build_section(
        Section(SectionKind.WORK_DONE, evidence="points without a heading"), blocks[start:], not has_headings
    )
    if start == 0:
        return [work]
    return [Section(SectionKind.INTRODUCTION, blocks=blocks[:start], evidence="before the first point"), work]
