"""“Did you mean”: English typing errors and Chinese homophones, offered only when they find more."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise, product

from reports.documents.readings import syllable
from reports.models import VocabularyKey, VocabularyWord
from reports.queries.log import normal_query
from reports.queries.vocabulary import HAN, LONGEST, SHORTEST, deletions
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
    left = deletions(word)
    if len(word) >= _LONG_WORD:
        left = {less for one in left for less in deletions(one)}
    by_key = VocabularyKey.objects.filter(key__in=left).values_list("word__word", "word__frequency")
    beginning = word[:_SAME_BEGINNING]
    alike = VocabularyWord.objects.filter(word__gte=beginning, word__lt=beginning + _LAST)
    known = dict(by_key[:500]) | dict(alike.values_list("word", "frequency")[:500])
    most = 2 if len(word) >= _LONG_WORD else 1
    ranked = []
    for other, frequency in known.items():
        errors = distance(word, other, most)
        if 0 < errors <= most:
            ranked.append((errors, other[0] != word[0], -frequency, other))
    return [other for *_rank, other in sorted(ranked)[:MOST_TRIED]]


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
