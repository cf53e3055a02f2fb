"""“Did you mean”: English typing errors and Chinese homophones, offered only when they find more."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from string import ascii_lowercase

from reports.documents.readings import syllable
from reports.models import VocabularyKey, VocabularyWord
from reports.queries.log import normal_query
from reports.queries.vocabulary import HAN, LONGEST, SHORTEST
from reports.search import search_reports

FEW = 3
"""A query that finds more reports than this was meant as it was typed."""

MOST_TRIED = 3
_LONG_WORD = 6
"""Letters from which on two errors are one word still."""

_KNOWN = 3
"""Reports from which on a word is known and no error."""

_SAME_BEGINNING = 4
_LAST = "\U0010ffff"
_RUN = re.compile(f"([{HAN}]{{2,}})|((?<![^\\W_])[a-z]{{{SHORTEST - 1},{LONGEST + 2}}}(?![^\\W_]))")
_UNKNOWN_PAIR = -0.7
_CHANGE = -1.0


@dataclass(frozen=True, slots=True)
class Correction:
    """A query that finds more than the one that was asked, and how many reports."""

    query: str
    total: int


def better_query(query: str, found: int) -> Correction | None:
    """Return what was probably meant by a query that found `found` reports, if that finds more; None if nothing does.

    Single words of the query are corrected, the others stay. At most 3 searches and 4 queries for each of its words;
    none at all where the query found more than `FEW`.
    """
    asked = normal_query(query)
    if found > FEW:
        return None
    best = None
    for candidate in _candidates(asked):
        total = search_reports(candidate, with_hits=False).total
        if total > (best.total if best else found):
            best = Correction(candidate, total)
    return best


def _candidates(asked: str) -> list[str]:
    """Return the queries with doubtful words corrected, the likeliest first."""
    places = []
    for match in list(_RUN.finditer(asked))[:4]:
        better = _homophones(match[1]) if match[1] else _words_like(match[2])
        if better:
            places.append((match, better))
    tried = []
    for chosen in product(*(better for _match, better in places)) if places else []:
        text = asked
        for (match, _better), word in reversed(list(zip(places, chosen, strict=True))):
            text = text[: match.start()] + word + text[match.end() :]
        tried.append(text)
        if len(tried) == MOST_TRIED:
            break
    return tried


def _words_like(word: str) -> list[str]:
    """Return known English words that a word may be a misspelling of, the likeliest first; [] for a known word."""
    row = VocabularyWord.objects.filter(word=word).first()
    if row and row.frequency >= _KNOWN:
        return []
    most = 2 if len(word) >= _LONG_WORD else 1
    beginning = word[:_SAME_BEGINNING]
    alike = VocabularyWord.objects.filter(word__gte=beginning, word__lt=beginning + _LAST)
    ranked = _ranked(word, _frequencies(_edits(word)) | dict(alike.values_list("word", "frequency")[:500]), most)
    if not ranked and most == 2:
        ranked = _ranked(word, _frequencies(_two_edits(word)), most)
    return ranked[:MOST_TRIED]


def _ranked(word: str, known: Mapping[str, int], most: int) -> list[str]:
    """Return those of the known words, with their frequencies, that are a few errors away, the likeliest first."""
    ranked = []
    for other, frequency in known.items():
        errors = distance(word, other, most)
        if 0 < errors <= most:
            ranked.append((errors, other[0] != word[0], -frequency, other))
    return [other for *_rank, other in sorted(ranked)]


def _frequencies(words: Iterable[str]) -> dict[str, int]:
    """Return those of the words that are known, with their frequencies."""
    asked = {word for word in words if SHORTEST <= len(word) <= LONGEST}
    return dict(VocabularyWord.objects.filter(word__in=asked).values_list("word", "frequency"))


def _edits(word: str, last: int = LONGEST + 2) -> Iterator[str]:
    """Yield what is one error away from a word: a letter less, wrong, more, or two in the wrong order, up to `last`."""
    for place in range(min(len(word), last) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield f"{before}{after[1:2]}{after[:1]}{after[2:]}"
        for letter in ascii_lowercase:
            yield f"{before}{letter}{after}"
            yield f"{before}{letter}{after[1:]}"


def _two_edits(word: str) -> Iterator[str]:
    """Yield what is a letter too many and another error away, where one of them stands in the word's beginning."""
    for place in range(len(word)):
        less = word[:place] + word[place + 1 :]
        yield from _edits(less) if place < _SAME_BEGINNING else _edits(less, _SAME_BEGINNING)


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are missing, superfluous, wrong or in the wrong order; `most` + 1 for any more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _homophones(run: str) -> list[str]:
    """Return the likeliest run that sounds the same, if it is another one: pairs of characters have to be known."""
    spoken = [syllable(char) for char in run]
    keys = {f"{one} {two}" for one, two in pairwise(spoken)}
    rows = VocabularyKey.objects.filter(key__in=keys).values_list("word__word", "word__frequency")
    known = dict(rows[:2000])
    ways = {char: 0.0 if char == run[0] else _CHANGE for char in _characters(run, 0, known, spoken)}
    texts = {char: char for char in ways}
    for place in range(1, len(run)):
        reached: dict[str, float] = {}
        longer: dict[str, str] = {}
        for char in _characters(run, place, known, spoken):
            last = max(ways, key=lambda one: ways[one] + _worth(one + char, known))
            reached[char] = ways[last] + _worth(last + char, known) + _CHANGE * (char != run[place])
            longer[char] = texts[last] + char
        ways, texts = reached, longer
    best = texts[max(ways, key=lambda one: ways[one])]
    return [best] if best != run else []


def _characters(run: str, place: int, known: dict[str, int], spoken: list[str]) -> list[str]:
    """Return the characters that may stand at a place: the one typed, and those of known pairs that sound like it."""
    found = {char for pair in known for char in pair if syllable(char) == spoken[place]}
    return [run[place], *sorted(found - {run[place]})]


def _worth(pair: str, known: dict[str, int]) -> float:
    return math.log1p(known[pair]) if pair in known else _UNKNOWN_PAIR
