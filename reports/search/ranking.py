"""From what is asked to a ranked list of reports: candidates from the index, checked and weighed on their text.

The index gives reports that hold all tokens, those with the tokens in prominent places and the latest ones first. A
block of candidates is checked against their text and ordered; results are the blocks one after the other, so that
the pages of a search fit together and the first one costs the same however many reports match.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone

from reports.enums import SearchOrder, SectionKind
from reports.models import SearchEntry
from reports.querysets import is_published
from reports.search.backends import Backend, Candidate, Wanted
from reports.search.census import COUNT_LIMIT, Census, take_census, take_checked_census
from reports.search.indexing import KIND_MARKS
from reports.search.lists import names
from reports.search.query import SECTION_BREAK, Term, read_terms
from reports.search.request import IN_TITLE_ONLY, SearchRequest
from reports.search.tokens import IN_TITLE, PROMINENT

BLOCK = 80
UNSURE_BLOCK = 480
MAX_SCANNED = 1920
"""Candidates looked at for one page of results, where most of them turn out not to hold what was asked."""

PROMINENT_SHARE = 0.1
"""Of the reports that hold a word, those that hold it in a prominent place, about."""

MAX_POPULAR = 1600
TITLE, TITLE_SHARE, HEADING, LEAD, OFTEN, NEAR, RECENT, PICKED = 6.0, 3.0, 1.5, 1.0, 0.8, 2.0, 1.0, 0.1
"""Weights of a term in the title, of its share of the title, in a heading, in the lead, of the logarithm of its
number, of all terms standing near each other, of a report of today, of an editors' pick. A word that fills a text
(`MAX_PLACES`), stands in a heading and in the lead weighs less than one in a title."""

FADED = 5 * 365.0
"""Days in which a report's recency is used up, evenly: which of two reports is first does not change with the day."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A report that holds all that was asked."""

    report: int
    lists: bytes
    group: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A request, read: terms that have to be there, terms that must not, and the lexemes to look up."""

    request: SearchRequest
    terms: Sequence[Term]
    excluded: Sequence[Term]

    @classmethod
    def read(cls, request: SearchRequest) -> Self:
        """Return the question that a request asks."""
        terms = read_terms(request.query)
        return cls(request, [term for term in terms if not term.is_excluded], [t for t in terms if t.is_excluded])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: no words, and nothing that narrows."""
        return not (self.terms or self.excluded or self.facets or self.request.since or self.request.until)

    @property
    def is_certain(self) -> bool:
        """Whether the index alone knows what matches."""
        terms = (*self.terms, *self.excluded)
        return not (self.is_in_section and terms) and all(term.is_certain for term in terms)

    @property
    def strings(self) -> tuple[str, ...]:
        """What the text of a report has to hold besides the tokens that the index knows."""
        return tuple(term.exact for term in self.terms if term.exact and not term.is_certain)

    @property
    def is_told_by_strings(self) -> bool:
        """Whether the index and `strings` together know what matches."""
        return (
            not self.request.where
            and all(term.is_certain or term.is_told_by_string for term in self.terms)
            and all(term.is_certain for term in self.excluded)
        )

    def census(self, backend: Backend) -> Census:
        """Count what matches, or what may where only a look at all texts would tell."""
        # Those that nobody viewed follow the most viewed ones by their dates.
        latest_first = self.request.order != SearchOrder.RELEVANCE
        if self.is_certain:
            return take_census(backend, self.wanted(), is_sure=True, latest_first=latest_first)
        holds = None if self.is_told_by_strings else self.is_answered_by
        return take_checked_census(backend, self.wanted(), self.strings, holds, latest_first=latest_first)

    def is_answered_by(self, text: str) -> bool:
        """Tell whether the folded text of an index row that the index gave holds what was asked."""
        scope = text_in(self.request.where, text)
        return all(term.is_in(scope) for term in self.terms) and not any(term.is_in(scope) for term in self.excluded)

    @property
    def is_in_section(self) -> bool:
        """Whether words are looked for in sections of a kind only: the index knows just what is in all of a report."""
        return self.request.where not in {"", IN_TITLE_ONLY}

    @property
    def facets(self) -> Sequence[tuple[str, ...]]:
        """Groups of lists: a report stands in at least one of each."""
        own = [(f"kind:{self.request.where}",)] if self.is_in_section else []
        return [*self.request.facets, *own]

    def wanted(self, tier: str = "") -> Wanted:
        """Return what to look up in the index, in one of its tiers."""
        request = self.request
        scope = IN_TITLE if request.where == IN_TITLE_ONLY else ""
        prefix = scope or tier
        tokens = {token: None for term in self.terms for token in term.tokens}
        # Pairs stand in no tier: they say that words stand together somewhere.
        pairs = {lexeme: None for term in self.terms for lexeme in term.pairs}
        single = [group[0] for group in self.facets if len(group) == 1]
        without = [term for term in self.excluded if term.is_certain and not self.is_in_section]
        return Wanted(
            all_of=tuple([*(prefix + token for token in tokens), *pairs, *single] or ["all"]),
            any_of=tuple(group for group in self.facets if len(group) > 1),
            none_of=tuple(scope + term.tokens[0] for term in without),
            since=request.since,
            until=request.until,
        )

    def tiers(self) -> list[Wanted]:
        """Return what to look up, the most promising first."""
        if self.request.where == IN_TITLE_ONLY or not self.terms or self.request.order != SearchOrder.RELEVANCE:
            return [self.wanted()]
        return [self.wanted(tier) for tier in (IN_TITLE, PROMINENT, "")]


def ranked_blocks(question: Question, census: Census, backend: Backend) -> Iterator[tuple[int, list[Ranked]]]:
    """Yield block after block: the number of candidates looked at, and those that hold what was asked, in order."""
    seen: set[int] = set()
    for numbers in _candidates(question, census, backend):
        block = [number for number in numbers if number not in seen]
        seen.update(block)
        if block:
            held = check(question, backend.candidates(block, question.strings))
            # Of reports that were not looked up, those that do not hold the words say nothing of those that do.
            is_looked_up = question.request.order != SearchOrder.POPULAR or census.numbers is not None
            yield len(block) if is_looked_up else len(held), held


def _candidates(question: Question, census: Census, backend: Backend) -> Iterator[Sequence[int]]:
    """Yield candidates in blocks, the most promising first; some may come twice."""
    # Where most may turn out not to hold what was asked, it takes many to fill a page: more than a first block then.
    length = BLOCK if census.is_sure else UNSURE_BLOCK
    if question.request.order == SearchOrder.POPULAR:
        yield from _blocks(_popular(census), length)
    if census.numbers is not None:
        if census.total > BLOCK and question.request.order == SearchOrder.RELEVANCE:
            yield from _blocks(_known(question, census.numbers, backend), length)
        else:
            yield from _blocks(census.numbers, length)
        return
    limit = BLOCK
    while limit <= MAX_SCANNED:
        yield from _blocks(_tiered(question, census, backend, limit)[:limit], length)
        limit *= 4


def _tiered(question: Question, census: Census, backend: Backend, limit: int) -> list[int]:
    """Return the first `limit` candidates or more. One to three lookups."""
    found: dict[int, None] = {}
    tiers = question.tiers()
    for wanted in tiers:
        likely = census.total if wanted is tiers[-1] else round(census.total * PROMINENT_SHARE)
        found |= dict.fromkeys(backend.newest(wanted, limit, likely=likely))
        if len(found) >= limit:
            break
    return list(found)


def _known(question: Question, numbers: Sequence[int], backend: Backend) -> list[int]:
    """Return the rows that match, the most promising first. Two lookups at most."""
    left = dict.fromkeys(sorted(numbers, reverse=True))
    found: list[int] = []
    for wanted in question.tiers()[:-1]:
        for number in sorted(backend.numbers(wanted, COUNT_LIMIT), reverse=True):
            if number in left:
                del left[number]
                found.append(number)
    return [*found, *left]


def _blocks(numbers: Sequence[int], length: int) -> Iterator[Sequence[int]]:
    yield numbers[:BLOCK]
    for start in range(BLOCK, len(numbers), length):
        yield numbers[start : start + length]


def _popular(census: Census) -> list[int]:
    """Return the most viewed reports' numbers, of those that match if these are known. One query."""
    rows = SearchEntry.objects.filter(is_published("report__"), report__popularity__gt=0)
    if census.numbers is not None:
        rows = rows.filter(number__in=census.numbers)
    return list(
        rows.order_by("-report__popularity", "-published_at", "-number").values_list("number", flat=True)[:MAX_POPULAR]
    )


def check(question: Question, candidates: Iterable[Candidate]) -> list[Ranked]:
    """Return the candidates that hold what was asked, in the order asked for."""
    order, now = question.request.order, timezone.now().timestamp()
    found: list[tuple[tuple[float, ...], Ranked]] = []
    for row in candidates:
        score = weigh(question, row.headings, row.text) if _is_in_lists(question, row) else None
        if score is None:
            continue
        days = (now - row.published) // 86400
        score += PICKED * row.is_recommended + RECENT * max(0.0, 1 - days / FADED)
        key = {SearchOrder.RELEVANCE: (score,), SearchOrder.NEWEST: (), SearchOrder.POPULAR: (row.popularity,)}[order]
        found.append(((*key, row.published, row.number), Ranked(row.report, row.lists, row.group)))
    return [ranked for _key, ranked in sorted(found, key=lambda row: row[0], reverse=True)]


def _is_in_lists(question: Question, row: Candidate) -> bool:
    """Tell whether a report is what the search is narrowed to: not every candidate comes from the index."""
    request = question.request
    groups = question.facets
    own = names(row.lists) if groups else set()
    return (
        all(not own.isdisjoint(group) for group in groups)
        and (request.since is None or row.published >= request.since.timestamp())
        and (request.until is None or row.published < request.until.timestamp())
    )


def weigh(question: Question, headings: str, text: str) -> float | None:
    """Return how well a report's folded text answers, or None if it does not hold what was asked."""
    title, _newline, _rest = text.partition("\n")
    where = question.request.where
    scope = text_in(where, text)
    if any(term.is_in(scope) for term in question.excluded):
        return None
    lead_end = 0 if where else _lead_end(text)
    score, in_title, places = 0.0, [], []
    for term in question.terms:
        found = term.places(scope)
        if not found:
            return None
        titled = term.places(title, 1)
        if titled:
            in_title.append((titled[0][1] - titled[0][0]) / max(1, len(title)))
        else:
            score += OFTEN * math.log1p(len(found))
            score += HEADING * term.is_in(headings) + LEAD * (found[0][0] < lead_end)
        places.append([start for start, _end in found])
    # A word in the title says little about what the title says nothing of.
    score += sum(TITLE + TITLE_SHARE * share for share in in_title) * len(in_title) / max(1, len(places))
    return score + (NEAR / (1 + _span(places) / 30) if len(places) > 1 else 0)


def _lead_end(text: str) -> int:
    """Return where an index row's lead ends: title, unit and introduction, which say what a report is about."""
    return text.find(SECTION_BREAK, text.find(KIND_MARKS[SectionKind.INTRODUCTION]) + 1)


def text_in(where: str, text: str) -> str:
    """Return the part of an index row's text that a search looks in: all of it, the title, the sections of a kind."""
    if not where:
        return text
    if where == IN_TITLE_ONLY:
        return text.partition("\n")[0]
    mark = KIND_MARKS[SectionKind(where)]
    return SECTION_BREAK.join(part for part in text.split(SECTION_BREAK) if part.startswith(mark))


def _span(places: Sequence[Sequence[int]]) -> int:
    """Return the length of the shortest stretch of text with one place of each term."""
    events = sorted((place, term) for term, own in enumerate(places) for place in own)
    last: dict[int, int] = {}
    best = 10_000
    for place, term in events:
        last[term] = place
        if len(last) == len(places):
            best = min(best, place - min(last.values()))
    return best
