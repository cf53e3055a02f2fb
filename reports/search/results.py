"""From a query to a page of results: candidates from the index, checked and ranked on their text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.documents.markup import paragraphs_of
from reports.models import Report, SearchEntry
from reports.search.backends import current_backend
from reports.search.highlighting import Part, mark, passage
from reports.search.query import Term, read_terms

PAGE_SIZE = 20
MAX_CANDIDATES = 200
COUNT_LIMIT = 1000
MAX_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text with matches, and the section it stands in."""

    section_heading: str
    section_kind: str
    anchor: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, its title and passages with matches marked."""

    report: Report
    title: Sequence[Part]
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results. `total` counts all matches where `is_exact`, else it is a lower bound.

    `reachable` is how many of them can be paged through: the best `MAX_CANDIDATES`.
    """

    hits: Sequence[Hit]
    total: int
    is_exact: bool
    reachable: int
    terms: Sequence[str]
    page_size: int = PAGE_SIZE


def search_reports(query: str, page: int = 1) -> Found:
    """Return the published reports that hold every term of `query`, the best first; at most 6 queries.

    Chinese terms are found as substrings, English words by their stem; Traditional and Simplified are alike.
    """
    terms = read_terms(query)
    if not terms:
        return Found([], 0, True, 0, [])
    tokens = sorted({token for term in terms for token in term.tokens})
    backend = current_backend()
    in_title = backend.find(tokens, MAX_CANDIDATES, in_title=True)
    anywhere = backend.find(tokens, COUNT_LIMIT + 1, in_title=False)
    candidates = list(dict.fromkeys([*in_title, *anywhere]))[:MAX_CANDIDATES]
    ranked = _rank(candidates, terms)
    is_exact = len(anywhere) <= MAX_CANDIDATES
    chosen = ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Found(
        hits=_hits(chosen, terms),
        total=len(ranked) if is_exact else min(len(anywhere), COUNT_LIMIT),
        is_exact=is_exact,
        reachable=len(ranked),
        terms=[term.text for term in terms],
    )


def _rank(candidates: Sequence[int], terms: Sequence[Term]) -> list[int]:
    """Return the candidates that hold every term as written, the best first. One query."""
    rows = SearchEntry.objects.filter(report__in=Report.objects.published().filter(pk__in=candidates)).values_list(
        "report_id", "text", "report__published_at"
    )
    scored = []
    for pk, text, published_at in rows:
        title, _newline, body = text.partition("\n")
        score = 0.0
        for term in terms:
            in_title, in_body = term.count_in(title), term.count_in(body)
            if not in_title + in_body:
                break
            score += 4.0 * bool(in_title) + math.log1p(in_body)
        else:
            scored.append((score, published_at, pk))
    return [pk for _score, _published_at, pk in sorted(scored, reverse=True)]


def _hits(chosen: Sequence[int], terms: Sequence[Term]) -> list[Hit]:
    """Return the reports with their marked passages, in order. Three queries."""
    found = Report.objects.published().filter(pk__in=chosen).with_cards().with_text()
    reports = {report.pk: report for report in found}
    return [
        Hit(report, mark(report.title, terms), _passages(report, terms))
        for pk in chosen
        if (report := reports.get(pk)) is not None
    ]


def _passages(report: Report, terms: Sequence[Term]) -> list[Passage]:
    """Return the first passages that hold matches, those with more different terms first."""
    found: list[tuple[int, int, Passage]] = []
    for number, section in enumerate(report.sections.all(), start=1):
        anchor = f"s{number}"
        texts = [(anchor, text) for text in [section.heading, *paragraphs_of(section.body)]]
        for place, point in enumerate(section.points.all(), start=1):
            texts += [(f"{anchor}-p{place}", text) for text in [point.heading, *paragraphs_of(point.text)]]
        texts += [(anchor, text) for text in paragraphs_of(section.closing)]
        for where, text in texts:
            if parts := passage(text, terms):
                distinct = len({part.casefold() for part, is_match in parts if is_match})
                found.append((-distinct, len(found), Passage(section.heading, section.kind, where, parts)))
    return [shown for _distinct, _order, shown in sorted(found, key=lambda row: row[:2])[:MAX_PASSAGES]]
