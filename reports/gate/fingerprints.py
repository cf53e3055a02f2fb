"""Fingerprints of paragraphs, by which copies are found though a third of their words was changed.

A paragraph is the set of its shingles: four Chinese characters in a row, or three words of another language; digits and
marks do not count, so that a copy with new figures is one. Of these the smallest hashes are kept, one of `SPARSE`, but
`LEAST` at least: paragraphs that share many shingles share some of their smallest hashes, in whatever text they stand
(sampling by the smallest values: Broder 1997, Schleimer and others 2003).
"""

import re
from collections.abc import Set as AbstractSet
from zlib import crc32

from reports.documents.folding import HAN, fold

SHORTEST = 36
"""Characters below which a paragraph is not compared: a heading, a formula."""
SPARSE = 20
LEAST = 4
_ODD = 0x9E3779B97F4A7C15
_OTHER = re.compile(f"[^{HAN}]+")
_WORD = re.compile(r"[a-z]+")


def shingles_of(text: str) -> AbstractSet[int]:
    """Return the hashes of a paragraph's shingles, the same in every process; below 2 ** 63."""
    folded = fold(text)
    han = _OTHER.sub("", folded)
    if len(han) * 4 >= len(folded):
        # Four characters of two bytes each are one number: all shingles are read at the speed of memory.
        data = han.encode("utf-16-le", "ignore")
        views = (memoryview(data)[at : len(data) - (len(data) - at) % 8].cast("Q") for at in (0, 2, 4, 6))
        return {_mixed(number) for view in views for number in view}
    words = [crc32(word.encode()) for word in _WORD.findall(folded.lower())]
    return {_mixed((a << 32) ^ (b << 16) ^ c) for a, b, c in zip(words, words[1:], words[2:], strict=False)}


def _mixed(number: int) -> int:
    number = number * _ODD & 0xFFFFFFFFFFFFFFFF
    return ((number ^ number >> 29) * _ODD & 0xFFFFFFFFFFFFFFFF) >> 1


def marks_of(shingles: AbstractSet[int]) -> list[int]:
    """Return the smallest of some shingles: those that are kept."""
    count = max(LEAST, len(shingles) // SPARSE)
    return sorted(shingles)[:count]
