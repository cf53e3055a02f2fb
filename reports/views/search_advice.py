"""Where a search finds nothing: what to leave out, with the number of reports that are found then."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from reports.forms import Asked
from reports.queries import suggestions_for
from reports.search import Found, search_reports
from reports.views.search_narrowing import Chip
from reports.views.suggestions import address_of

MAX_CHIPS, MAX_WORDS = 5, 4
"""Choices and words that are left out in turn, each at the price of a search that only counts."""

MAX_NEAR = 8


@dataclass(frozen=True, slots=True)
class Way:
    """What to leave out, a choice or all of them, a word or none; what is found then, and where."""

    found: Found
    address: str
    chip: Chip | None = None
    word: str = ""
    is_unnarrowed: bool = False


def ways_on(asked: Asked, found: Found, chips: Sequence[Chip]) -> list[Way]:
    """Return what to leave out so that something is found. At most 14 searches that only count."""
    unnarrowed = asked.without(*(name for chip in chips for name in chip.names))
    ways = [_way(asked.without(*chip.names), chip=chip) for chip in chips[:MAX_CHIPS]]
    if len(chips) > 1:
        ways.append(_way(unnarrowed, is_unnarrowed=True))
    others = {word: _words_but(word, found) for word in found.terms[:MAX_WORDS]} if len(found.terms) > 1 else {}
    ways += [_way(asked.with_words(words), word=word) for word, words in others.items()]
    if chips and not any(way.found.total for way in ways):
        ways = [_way(unnarrowed.with_words(words), word=word, is_unnarrowed=True) for word, words in others.items()]
    return [way for way in ways if way.found.total]


@dataclass(frozen=True, slots=True)
class NearTerm:
    """A unit, tag, frequent query or title that begins as a word does which was not found."""

    text: str
    kind: Promise
    address: str


def near_terms(found: Found) -> list[NearTerm]:
    """Return what begins as the words do that were asked. A query for each of the first words."""
    near: dict[str, NearTerm] = {}
    for term in found.terms[:MAX_WORDS]:
        # Two characters of Chinese are a word; half of an English one tells what it is about.
        beginning = term[: max(4, len(term) // 2 + 1) if term.isascii() else 2]
        for one in suggestions_for(beginning):
            near.setdefault(one.text, NearTerm(one.text, one.kind.label, address_of(one)))
    return list(near.values())[:MAX_NEAR]


def _way(asked: Asked, chip: Chip | None = None, word: str = "", *, is_unnarrowed: bool = False) -> Way:
    found = search_reports(asked.request, with_hits=False) if asked.request else Found()
    return Way(found, asked.form.address(), chip, word, is_unnarrowed)


def _words_but(word: str, found: Found) -> str:
    words = [_quoted(term) for term in found.terms if term != word]
    return " ".join([*words, *(f"-{_quoted(term)}" for term in found.excluded)])


def _quoted(term: str) -> str:
    return f'"{term}"' if " " in term else term
