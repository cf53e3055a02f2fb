"""The lists that a report stands in ("category:3", "language:zh"), as numbers: thousands are counted at once."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from reports.enums import Language, SectionKind

SORTS = ("marks", "language", "kind", "tag", "category", "unit", "period")
"""Sorts of lists, by their stored numbers: new ones come last. The first number of a report is that of its marks.

Rows of older indexes have numbers for a language and for kinds instead of marks, until they are made anew.
"""

MARKS = {f"kind:{kind}": 1 << place for place, kind in enumerate(SectionKind)} | {
    f"language:{language}": 1 << 20 + place for place, language in enumerate(Language)
}
"""Lists that are few, a bit each in one number: there are many reports to one sum of marks. The bits are stored."""

EVERY = "all"
"""The list of all reports, which has no mark."""

OLD_WORDS = {"language": tuple(Language), "kind": tuple(SectionKind)}

_KEY_BITS = 28


def pack(scopes: Iterable[str]) -> bytes:
    """Return the numbers of a report's lists in order, four bytes each, the lowest byte first.

    ValueError for a list that has no number.
    """
    scopes = {*scopes} - {EVERY}
    marks = scopes & MARKS.keys()
    return _turned(array("I", [sum(map(MARKS.__getitem__, marks)), *sorted(map(_number_of, scopes - marks))])).tobytes()


def names(packed: bytes) -> set[str]:
    """Return the names of the lists that one report stands in, or several do whose bytes are joined."""
    return {name for number in _unpack(packed) for name in _names_of(number)}


def count(packed: bytes) -> Counter[str]:
    """Return how many of the reports, whose bytes are joined, stand in each list."""
    counted: Counter[str] = Counter()
    for number, times in Counter(_unpack(packed)).items():
        for name in _names_of(number):
            counted[name] += times
    return counted


def _number_of(scope: str) -> int:
    """Return the number of a list, its sort in the four highest of 32 bits."""
    sort, _colon, key = scope.partition(":")
    if sort not in SORTS[3:] or not key.isdecimal() or int(key) >> _KEY_BITS:
        raise ValueError(f"{scope} has no number")
    return SORTS.index(sort) << _KEY_BITS | int(key)


@lru_cache(maxsize=10_000)
def _names_of(number: int) -> tuple[str, ...]:
    sort, key = SORTS[number >> _KEY_BITS], number & (1 << _KEY_BITS) - 1
    if sort == "marks":
        return EVERY, *(name for name, mark in MARKS.items() if key & mark)
    if sort in OLD_WORDS:
        return (f"{sort}:{OLD_WORDS[sort][key]}",)
    return (f"{sort}:{key}",)


def _unpack(packed: bytes) -> array:
    numbers = array("I")
    numbers.frombytes(packed)
    return _turned(numbers)


def _turned(numbers: array) -> array:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
