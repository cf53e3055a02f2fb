"""Two texts side by side: sections of a kind beside each other, points that say the same, words that came and went."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from reports.documents.folding import HAN, fold
from reports.enums import SectionKind

ALIKE = 0.22
ALIKE_HEADINGS = 0.4
"""How much two items, or their headings alone, have to have in common to stand beside each other."""

REACH = 25
"""How far apart in their sections two items may stand that are compared: work grows with the length, not its square."""

MOST_ITEMS = 400
MOST_WORD_PAIRS = 1_000_000
REWRITTEN = 0.45
"""Of the shorter text, how much has to stay in its place for the words that changed to be marked."""

_WORDS = re.compile(rf"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*[%‰]?|[{HAN}]|\s+|.", re.DOTALL)
_TERMS = re.compile(rf"[a-z]{{4,}}|(?=([{HAN}]{{2}}))")
_COMMON = frozenset(
    "with that this these those were from have been will after before more than into when there their they which "  # noqa: SIM905
    "what where would could should each other them then only also over under quarter work works".split()
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or a point of a section: number as written, short heading, text.

    `above` is the heading of the section that it begins, where several are compared as one.
    """

    marker: str
    heading: str
    text: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be compared."""

    kind: SectionKind
    marker: str
    heading: str
    anchor: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `is_changed` where the other side does not have it."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: its item in pieces."""

    marker: str
    heading: Sequence[Piece]
    text: Sequence[Piece]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Two items that say the same beside each other; or what stands between such pairs, which has no partner.

    `is_rewritten` where too little of the text stayed to mark changes.
    """

    before: Sequence[Side]
    after: Sequence[Side]
    is_pair: bool
    is_rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A section of each text, or of one alone, with its rows."""

    kind: SectionKind
    before: Part | None
    after: Part | None
    rows: Sequence[Row]


def compare(before: Sequence[Part], after: Sequence[Part]) -> list[Comparison]:
    """Return the sections of two texts beside each other, in the order of the kinds in the later one."""
    kinds = dict.fromkeys(part.kind for part in [*after, *before])
    found = []
    for kind in kinds:
        ones, others = ([part for part in parts if part.kind is kind] for parts in (before, after))
        if len(ones) != len(others):
            # One text has in one section what the other says in several: they are compared as a whole.
            ones, others = _joined(ones), _joined(others)
        for one, other in _align(ones, others, lambda a, b: 0.05 + _likeness(_terms_of(a), _terms_of(b))):
            found.append(Comparison(kind, one, other, _rows(one, other)))
    return found


def _joined(parts: Sequence[Part]) -> list[Part]:
    if len(parts) < 2:
        return list(parts)
    return [Part(parts[0].kind, "", "", parts[0].anchor, [item for part in parts for item in _under_heading(part)])]


def _under_heading(part: Part) -> list[Item]:
    """Return the items of a section, the first of which bears its heading; the heading alone where there is none."""
    if not part.heading:
        return list(part.items)
    if not part.items:
        return [Item(part.marker, part.heading, "")]
    gap = " " if part.marker and part.heading[:1].isascii() else ""
    return [replace(part.items[0], above=f"{part.marker}{gap}{part.heading}"), *part.items[1:]]


def _terms_of(part: Part) -> Counter[str]:
    return _terms(" ".join([part.heading * 3, *(f"{item.heading} {item.text}" for item in part.items[:20])])[:5000])


def _rows(one: Part | None, other: Part | None) -> list[Row]:
    befores, afters = (list(part.items) if part else [] for part in (one, other))
    rest: list[tuple[Item | None, Item | None]] = [(item, None) for item in befores[MOST_ITEMS:]]
    rest += [(None, item) for item in afters[MOST_ITEMS:]]
    befores, afters = befores[:MOST_ITEMS], afters[:MOST_ITEMS]
    headings = {id(item): _terms(item.heading) for item in [*befores, *afters]}
    terms = {id(item): headings[id(item)] + _terms(item.text) for item in [*befores, *afters]}

    def score(a: Item, b: Item) -> float:
        likeness, by_heading = _likeness(terms[id(a)], terms[id(b)]), _likeness(headings[id(a)], headings[id(b)])
        # Points under headings that have nothing in common are about different things, if their texts do not agree.
        least = ALIKE_HEADINGS if a.heading and b.heading and not by_heading else ALIKE
        return max(likeness, by_heading) if likeness >= least or by_heading >= ALIKE_HEADINGS else 0

    found = []
    for is_pair, pairs in groupby([*_align(befores, afters, score), *rest], key=lambda pair: None not in pair):
        if is_pair:
            found += [_pair(a, b) for a, b in pairs if a and b]
        else:
            alone = list(pairs)
            found.append(Row([_whole(a) for a, _b in alone if a], [_whole(b) for _a, b in alone if b], is_pair=False))
    return found


def _terms(text: str) -> Counter[str]:
    found = (match[1] or match[0] for match in _TERMS.finditer(fold(text).lower()))
    return Counter(term for term in found if term and term not in _COMMON)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two texts have in common, from 0 to 1; numbers do not count, they differ every time."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0


def _align(ones: Sequence[T], others: Sequence[T], score: Callable[[T, T], float]) -> list[tuple[T | None, T | None]]:
    """Return pairs in the order of both sequences that are most alike in all; what has no partner stands alone."""
    width = len(others) + 1
    best = [[0.0] * width for _row in range(len(ones) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for i, one in enumerate(ones):
        for j, other in enumerate(others):
            likeness = score(one, other) if abs(i - j) <= REACH else 0
            scores[i, j] = likeness
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + likeness)
    pairs: list[tuple[T | None, T | None]] = []
    i, j = len(ones), len(others)
    while i or j:
        if i and j and scores[i - 1, j - 1] and best[i][j] == best[i - 1][j - 1] + scores[i - 1, j - 1]:
            i, j = i - 1, j - 1
            pairs.append((ones[i], others[j]))
        elif j and best[i][j] == best[i][j - 1]:
            j -= 1
            pairs.append((None, others[j]))
        else:
            i -= 1
            pairs.append((ones[i], None))
    return pairs[::-1]


def _pair(one: Item, other: Item) -> Row:
    headings = compare_words(one.heading, other.heading)
    texts = compare_words(one.text, other.text)
    is_marked = any(piece.is_changed for side in texts for piece in side)
    is_rewritten = bool(one.text and other.text) and one.text != other.text and not is_marked
    before = Side(one.marker, headings[0], texts[0], one.above)
    after = Side(other.marker, headings[1], texts[1], other.above)
    return Row([before], [after], is_pair=True, is_rewritten=is_rewritten)


def _whole(item: Item) -> Side:
    return Side(item.marker, _plain(item.heading), _plain(item.text), item.above)


def _plain(text: str) -> list[Piece]:
    return [Piece(text, is_changed=False)] if text else []


def compare_words(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return two texts in pieces, those that the other has not marked as changed.

    Where hardly a word stayed, or the texts are too long to be compared word by word, nothing is marked.
    """
    if one == other:
        return _plain(one), _plain(other)
    ones, others = _WORDS.findall(one), _WORDS.findall(other)
    if len(ones) * len(others) > MOST_WORD_PAIRS:
        return _plain(one), _plain(other)
    matcher = SequenceMatcher(None, [fold(word) for word in ones], [fold(word) for word in others], autojunk=False)
    same = [
        (a, b, size) for a, b, size in matcher.get_matching_blocks() if size and _says_something(ones[a : a + size])
    ]
    if sum(size for _a, _b, size in same) < REWRITTEN * min(len(ones), len(others)):
        return _plain(one), _plain(other)
    return (
        _pieces(ones, [(start, size) for start, _b, size in same]),
        _pieces(others, [(start, size) for _a, start, size in same]),
    )


def _says_something(words: Sequence[str]) -> bool:
    """Tell whether a stretch is worth a break in what changed: a lone character or comma is chance."""
    said = [word for word in words if word.isalnum() or len(word) > 1]
    return len(said) > 1 or any(len(word) > 2 for word in said)


def _pieces(words: Sequence[str], same: Sequence[tuple[int, int]]) -> list[Piece]:
    stays = [False] * len(words)
    for start, size in same:
        stays[start : start + size] = [True] * size
    groups = groupby(zip(words, stays, strict=True), key=lambda pair: pair[1])
    return [Piece("".join(word for word, _stays in group), not stay) for stay, group in groups]
