"""Marking of matches in original text: Traditional stays Traditional, accents and width stay as written."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from reports.search.query import Term
from reports.search.tokens import bare, fold

PASSAGE_LENGTH = 160
LEAD = 40

Part = tuple[str, bool]
"""A piece of text and whether it is a match."""


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    return fold(character)


@lru_cache(maxsize=1)
def _uneven() -> frozenset[str]:
    """Return the characters that fold to none or to several; the ideographs, one for one, are passed over."""
    # Not by `fold`, which would keep each of these characters in its table for good.
    ranges = ((0, 0x3400), (0xA000, 0x20000), (0x2A6E0, 0x30000))
    return frozenset(chr(code) for start, end in ranges for code in range(start, end) if _folded_length(chr(code)) != 1)


def _folded_length(character: str) -> int:
    return sum(len(bare(one)) for one in unicodedata.normalize("NFKC", character).lower())


def find_matches(text: str, terms: Sequence[Term], folded: str | None = None) -> list[tuple[int, int]]:
    """Return the places (start, end) in `text` where terms stand, in order and without overlap.

    Who has the text folded already gives it too.
    """
    folded = fold(text) if folded is None else folded
    spans = [place for term in terms for place in term.places(folded)]
    if spans and not _uneven().isdisjoint(text):
        # Character by character, so that every place leads back to the text as written.
        folded_parts = [_fold_character(character) for character in text]
        origin = [place for place, part in enumerate(folded_parts) for _character in part]
        found = [place for term in terms for place in term.places("".join(folded_parts))]
        spans = [(origin[start], origin[end - 1] + 1) for start, end in found]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, terms: Sequence[Term]) -> list[Part]:
    """Return the whole text in parts, matches marked."""
    return _parts(text, find_matches(text, terms), 0, len(text))


def passage(text: str, terms: Sequence[Term], folded: str) -> list[Part]:
    """Return a passage of at most about `PASSAGE_LENGTH` characters around the first matches; [] without any.

    `folded` is the text, folded.
    """
    spans = find_matches(text, terms, folded)
    if not spans:
        return []
    start = max(0, spans[0][0] - LEAD)
    end = min(len(text), start + PASSAGE_LENGTH)
    start, end = _word_edge(text, start, -1), _word_edge(text, end, 1)
    parts = _parts(text, [span for span in spans if start <= span[0] and span[1] <= end], start, end)
    return [*([("… ", False)] if start else []), *parts, *([(" …", False)] if end < len(text) else [])]


def _word_edge(text: str, place: int, step: int) -> int:
    """Move a cut out of a Latin word, 20 characters at most."""
    for _try in range(20):
        around = text[place - 1 : place + 1]
        if not 0 < place < len(text) or not (around.isascii() and around.isalnum()):
            break
        place += step
    return place


def _parts(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    for match_start, match_end in spans:
        if match_start > start:
            parts.append((text[start:match_start], False))
        parts.append((text[match_start:match_end], True))
        start = match_end
    if start < end:
        parts.append((text[start:end], False))
    return parts
