"""Depth of numbered paragraphs: from the run of their numbers alone, never from the glyph."""

from dataclasses import dataclass

from reports.documents.enumerators import RANKS, Enumerator, following_values
from reports.documents.values import quickly_made, replace
from reports.enums import SectionKind
from reports.importer.heads import Head
from reports.importer.sections import classify_heading, names_section

_DEEPEST = 6
_SECOND = 2


@quickly_made
@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph with a place in the outline: its block index, depth (0 = top) and head."""

    index: int
    depth: int
    head: Head
    kind: SectionKind | None = None
    evidence: str = ""
    is_lead_in: bool = False
    names_section: bool = False


def make_entry(index: int, head: Head, depth: int = 0) -> Entry:
    """Return the entry of a paragraph, with the kind that its label names."""
    found = classify_heading(head.label) if head.label else None
    return (
        Entry(index, depth, head, found.kind, found.words, names_section=found.is_sure)
        if found
        else Entry(index, depth, head)
    )


def nest(heads: list[Head | None], forced: dict[int, Entry]) -> list[Entry]:
    """Give every enumerated paragraph its depth, from the run of numbers alone."""
    entries: list[Entry] = []
    stack: list[tuple[str, int]] = []
    top: tuple[str, int] | None = None
    above = False
    following = following_values([head.enumerator if head else None for head in heads])
    for index, head in enumerate(heads):
        if index in forced:
            enumerator = forced[index].head.enumerator
            stack = [(enumerator.style, enumerator.value) if enumerator else ("", 0)]
            top = stack[0] if enumerator else top
            entries.append(forced[index])
            above = True
            continue
        if head is None or head.enumerator is None:
            continue
        style, value = head.enumerator.style, head.enumerator.value
        if value == 1 and stack and not above and _opens_outline(style, stack, top, following[index]):
            # what came before was a list in the introduction
            entries = [replace(entry, depth=entry.depth + 1) for entry in entries]
            stack, top = [], None
        depth = _depth(stack, top, head.enumerator, head, following[index])
        del stack[depth:]
        stack.append((style, value))
        if depth == 0:
            top = (style, value)
        entries.append(make_entry(index, head) if depth == 0 else Entry(index, depth, head))
    return entries


def _opens_outline(
    style: str, stack: list[tuple[str, int]], top: tuple[str, int] | None, following: dict[str, int]
) -> bool:
    """Whether a first number of a higher style begins the outline: it has a second, and the list before has no next."""
    if top is None or top[0] not in RANKS or RANKS.get(style, 9) >= RANKS[top[0]]:
        return False
    if any(at == style for at, _ in stack) or following.get(style) != _SECOND:
        return False
    return following.get(top[0]) in (None, 1)


def _depth(
    stack: list[tuple[str, int]], top: tuple[str, int] | None, enumerator: Enumerator, head: Head, after: dict[str, int]
) -> int:
    style, value = enumerator.style, enumerator.value
    following = [at for at, (s, v) in enumerate(stack) if s == style and v + 1 == value]
    if following:
        typed = head.own_line and names_section(head.label)
        return following[0] if typed else following[-1]
    if top is not None and value > 1 and top == (style, value - 1):
        return 0
    same = [at for at, (s, _) in enumerate(stack) if s == style]
    if same:
        return len(stack) if value == 1 and len(stack) < _DEEPEST else same[-1]
    if stack and value > 1:  # the style drifts inside one list: 1、 2. (3)
        drifted = [at for at, (s, v) in enumerate(stack) if v + 1 == value and s and after.get(s) != value]
        if drifted:
            return drifted[-1]
    return len(stack)
