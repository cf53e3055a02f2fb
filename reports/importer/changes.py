"""Where a repaired text differs from the source: short changes with what stood there before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from reports.documents.tree import Block
from reports.importer.blocks import text_of
from reports.importer.lines import Change
from reports.importer.result import Repair

_WINDOW = 24
_AGREES = 3
_STEPS = sorted(product(range(_WINDOW + 1), repeat=2), key=sum)[1:]


def changes_of(written: Sequence[Block], blocks: Sequence[Block], repairs: Sequence[Repair]) -> list[list[Change]]:
    """Return the repairs inside each of `blocks`; `written` are the same blocks before their script was converted.

    A conversion that keeps the number of characters is no repair; where it does not, the block is one change.
    """
    originals: dict[int, tuple[str, str]] = {}
    for repair in repairs:
        if repair.line is not None:
            before = originals[repair.line][0] if repair.line in originals else repair.before
            originals[repair.line] = before, repair.after
    found: dict[int, list[Change]] = {}
    result: list[list[Change]] = []
    for old, new in zip(written, blocks, strict=True):
        if old.line is None or old.line not in originals:
            result.append([])
            continue
        before, after = originals[old.line]
        text = text_of(new)
        at = max(after.find(text), after.find(text_of(old)))
        if at < 0 or len(text) != len(text_of(old)):
            result.append([Change(0, len(text_of(new)), before)])
            continue
        if old.line not in found:
            found[old.line] = compare(before, after)
        result.append(cut_changes(found[old.line], at, at + len(text)))
    return result


def cut_changes(changes: Sequence[Change], start: int, end: int) -> list[Change]:
    """Return the changes within a stretch of the text, counted from its start; one that is cut loses its key."""
    found = []
    for change in changes:
        if not _is_within(change, start, end):
            continue
        is_whole = start <= change.start and change.end <= end
        at, until = max(change.start, start) - start, min(change.end, end) - start
        found.append(replace(change, start=at, end=until, key=change.key if is_whole else ""))
    return found


def _is_within(change: Change, start: int, end: int) -> bool:
    """Whether a change reaches into a stretch; what was taken out between two stretches belongs to the first."""
    if change.start == change.end:
        return start < change.start <= end or change.start == start == 0
    return change.start < end and change.end > start


def shift_changes(changes: Sequence[Change], by: int) -> tuple[Change, ...]:
    """Return the changes of a text before which so many characters were put."""
    return tuple(replace(change, start=change.start + by, end=change.end + by) for change in changes)


def compare(before: str, after: str) -> list[Change]:
    """Return the changes that lead from `before` to `after`, in linear time: repairs are short and far between."""
    changes: list[Change] = []
    old = new = 0
    while old < len(before) or new < len(after):
        if before[old : old + 1] == after[new : new + 1]:
            old, new = old + 1, new + 1
            continue
        gone, come = _next_agreement(before, after, old, new)
        changes.append(Change(new, new + come, before[old : old + gone]))
        old, new = old + gone, new + come
    return changes


def _next_agreement(before: str, after: str, old: int, new: int) -> tuple[int, int]:
    """How many characters have gone and come until both texts run on alike."""
    left, right = len(before) - old, len(after) - new
    for gone, come in _STEPS:
        if gone > left or come > right:
            continue
        size = _agreement_wanted(before[old : old + gone], after[new : new + max(come, 1)], is_gone=not come)
        here, there = before[old + gone : old + gone + size], after[new + come : new + come + size]
        if here == there and (here or (gone == left and come == right)):
            return gone, come
    return left, right


def _agreement_wanted(old: str, new: str, *, is_gone: bool) -> int:
    """How many characters have to agree behind a change: one where the change explains itself.

    A reading in brackets that was taken out does so, a sign before a Han character, and what a decoder left of a
    character that it lost ("?wù)").
    """
    if not old:
        return _AGREES
    is_sign = is_gone and new > "\u2e80" and max(old) < "\u2e80"
    opening = "(" if is_gone else "?"
    is_reading = old[0] == opening and old[-1] == ")" and old.isprintable() and ")" not in old[:-1]
    return 1 if is_sign or is_reading else _AGREES
