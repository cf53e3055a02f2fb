"""Fingerprints of paragraphs, by which copies are found though a third of their words was changed.

A paragraph is the set of its shingles: four Chinese characters in a row, or three words of another language; digits and
marks do not count, so that a copy with new figures is one. Of these the smallest hashes are kept, one of some, a few at
least: paragraphs that share many shingles share some of their smallest hashes, in whatever text they stand, and so do
passages within them (sampling by the smallest values: Broder 1997, Schleimer and others 2003). Three times as many are
asked for as are kept: what has come in with other words pushes those that are kept down by a few places.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zlib import crc32

from reports.documents.folding import HAN, fold

SHORTEST = 36
"""Characters below which a paragraph is not compared: a heading, a formula."""
SPARSE, LEAST = 9, 6
"""Of six at least one is left in 98 of 100 Chinese paragraphs of which a third of the words was changed."""
SPARSE_WORDS, LEAST_WORDS = 5, 8
"""In other languages fewer of the shingles are left: of eight one in 97 of 100."""
ASKED = 3
_ODD, _ALL = 0x9E3779B97F4A7C15, (1 << 64) - 1
"""A shingle's number times the first, modulo 2 ** 64, is its hash: the upper bits depend on all of it (Knuth 6.4)."""

_OTHER = re.compile(f"[^{HAN}]+")
_WORD = re.compile(r"[a-z]+")


def words_of(text: str) -> Sequence[str]:
    """Return the Chinese characters of a paragraph, or the words of one that has few."""
    folded = fold(text)
    han = _OTHER.sub("", folded)
    return han if len(han) * 4 >= len(folded) else _WORD.findall(folded.lower())


@dataclass(frozen=True, slots=True)
class Shingles:
    """The hashes of a paragraph's shingles, the same in every process; below 2 ** 63."""

    hashes: AbstractSet[int]
    are_words: bool

    def marks(self, times: int = 1) -> list[int]:
        """Return the smallest ones: those that are kept, or so many times as many, to ask for."""
        sparse, least = (SPARSE_WORDS, LEAST_WORDS) if self.are_words else (SPARSE, LEAST)
        return sorted(self.hashes)[: max(least, len(self.hashes) // sparse) * times]


def shingles_of(text: str) -> Shingles:
    """Return the shingles of a paragraph."""
    found = words_of(text)
    if isinstance(found, str):
        # Four characters of two bytes each are one number: all shingles are read at the speed of memory.
        data = found.encode("utf-16-le", "ignore")
        views = (memoryview(data)[at : len(data) - (len(data) - at) % 8].cast("Q") for at in (0, 2, 4, 6))
        return Shingles({(number * _ODD & _ALL) >> 1 for view in views for number in view}, are_words=False)
    words = [crc32(word.encode()) for word in found]
    triples = zip(words, words[1:], words[2:], strict=False)
    return Shingles({((a << 32 ^ b << 16 ^ c) * _ODD & _ALL) >> 1 for a, b, c in triples}, are_words=True)
