"""The lists that a report stands in ("category:3", "language:zh"), as numbers: thousands are counted at once."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable

from reports.enums import Language, SectionKind

SORTS = ("all", "language", "kind", "tag", "category", "unit", "period")
WORDS = {"language": tuple(Language), "kind": tuple(SectionKind)}
"""Sorts of lists and the words some are named by. Their places are stored: new ones come last."""

_KEY_BITS = 28


def number_of(scope: str) -> int:
    """Return the number of a list, its sort in the four highest of 32 bits; KeyError or ValueError if there is none."""
    sort, _colon, key = scope.partition(":")
    own = WORDS[sort].index(key) if sort in WORDS else int(key or 0)
    if not 0 <= own < 1 << _KEY_BITS:
        raise ValueError(f"{scope} has no number")
    return SORTS.index(sort) << _KEY_BITS | own


def name_of(number: int) -> str:
    """Return the name of the list of a number."""
    sort, key = SORTS[number >> _KEY_BITS], number & (1 << _KEY_BITS) - 1
    if sort in WORDS:
        return f"{sort}:{WORDS[sort][key]}"
    return sort if sort == SORTS[0] else f"{sort}:{key}"


def pack(scopes: Iterable[str]) -> bytes:
    """Return the numbers of lists in order, four bytes each, the lowest byte first."""
    return _turned(array("I", sorted(map(number_of, scopes)))).tobytes()


def unpack(packed: bytes) -> array:
    """Return the numbers of the lists that one report stands in, or several do whose bytes are joined."""
    numbers = array("I")
    numbers.frombytes(packed)
    return _turned(numbers)


def count(packed: bytes) -> dict[str, int]:
    """Return how many of the reports, whose bytes are joined, stand in each list."""
    return {name_of(number): times for number, times in Counter(unpack(packed)).items()}


def _turned(numbers: array) -> array:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
