"""Whether a paragraph is another one in other words: most words are left, in their order, all through the paragraph.

A form of words that the trade uses leaves as many alike, but in one stretch, with a stretch of its own beside it.
"""

from collections.abc import Iterator, Sequence

from reports.gate.fingerprints import words_of

ALIKE = 0.6
"""Of the words of both, what is left in order when a third is changed."""
OWN_CHARACTERS, OWN_WORDS = 13, 8
"""From this length on a stretch without any word of the other paragraph is a text of its own."""
LEAST_CHARACTERS, LEAST_WORDS = 44, 30
EACH_HALF = 0.5
"""Of the words of each half of a passage, what is left: a form of words fills one half alone."""


def is_reworded(text: str, other: str, *, in_halves: bool = False) -> bool:
    """Return whether a paragraph stands in another one with up to a third of its words changed.

    `in_halves` asks it of both halves, too: of passages, of which a long paragraph has many that might look alike.
    """
    own, theirs = words_of(text), words_of(other)
    in_characters = isinstance(own, str)
    least, longest = (LEAST_CHARACTERS, OWN_CHARACTERS) if in_characters else (LEAST_WORDS, OWN_WORDS)
    if min(len(own), len(theirs)) < least or isinstance(theirs, str) != in_characters:
        return False
    pairs = list(_common(own, theirs))
    if 2 * len(pairs) < ALIKE * (len(own) + len(theirs)):
        return False
    mine, others = zip(*pairs, strict=True)
    half = len(own) // 2
    late = sum(place >= half for place in mine)
    if in_halves and min(len(mine) - late, late) < EACH_HALF * half:
        return False
    return max(_gap(mine, len(own)), _gap(others, len(theirs))) < longest


def _gap(places: Sequence[int], length: int) -> int:
    """The length of the longest stretch between places, which count down."""
    return max(before - after - 1 for before, after in zip((length, *places), (*places, -1), strict=True))


def _common(own: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of a longest common subsequence, from the last to the first, all rows of its table as numbers of bits.

    A bit is unset where the subsequence grows by that word (Hyyro 2004).
    """
    places: dict[str, int] = {}
    for number, word in enumerate(own):
        places[word] = places.get(word, 0) | 1 << number
    row = every = (1 << len(own)) - 1
    rows = [row]
    for word in theirs:
        kept = row & places.get(word, 0)
        row = ((row + kept) | (row - kept)) & every
        rows.append(row)
    mine, other = len(own) - 1, len(theirs) - 1
    while mine >= 0 and other >= 0:
        if rows[other + 1] >> mine & 1:
            mine -= 1
        elif not rows[other] >> mine & 1:
            other -= 1
        else:
            yield mine, other
            mine, other = mine - 1, other - 1
