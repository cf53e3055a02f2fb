"""Where a repaired text differs from the source: short changes with what stood there before."""

from collections.abc import Sequence
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
    """Return the changes within a stretch of the text, counted from its start."""
    return [
        Change(max(change.start, start) - start, min(change.end, end) - start, change.was)
        for change in changes
        if start <= change.start < end or start < change.end <= end
    ]


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
        size = _AGREES if come else _agreement_wanted(before[old : old + gone], after[new : new + 1])
        here, there = before[old + gone : old + gone + size], after[new + come : new + come + size]
        if here == there and (here or (gone == left and come == right)):
            return gone, come
    return left, right


def _agreement_wanted(gone: str, char: str) -> int:
    """After a reading in brackets was taken out, or a sign before a Han character, one character tells the rest."""
    is_sign = char > "\u2e80" and max(gone) < "\u2e80"
    is_reading = gone[0] == "(" and gone[-1] == ")" and gone.isprintable() and ")" not in gone[:-1]
    return 1 if is_sign or is_reading else _AGREES
