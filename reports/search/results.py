"""From a request to a page of results."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F

from reports.models import Report
from reports.search.backends import Backend, SearchTimedOut, current_backend
from reports.search.census import Census
from reports.search.folding import Folded, copies_under, count_folded
from reports.search.highlighting import mark
from reports.search.lists import count
from reports.search.originals import unpack_original
from reports.search.passages import passages_of
from reports.search.ranking import MAX_SCANNED, Question, Ranked, ranked_blocks
from reports.search.relaxing import relaxed
from reports.search.request import MAX_PAGE, PAGE_SIZE, Found, Hit, SearchRequest

LONGEST = 200
"""Milliseconds that a statement of a search may take."""


def search_reports(request: SearchRequest | str, *, with_hits: bool = True) -> Found:
    """Return a page of the published reports that hold what is asked (a string: these words), at most 20 queries.

    Without hits it only counts. Chinese terms are found as substrings, English words by their stem; Traditional and
    Simplified are alike. Words that no report holds are looked for in parts, if hits are wanted.
    """
    if isinstance(request, str):
        request = SearchRequest(request)
    question = Question.read(request)
    found = _answer(question, with_hits=with_hits)
    if found.total or found.has_timed_out or not (with_hits and question.terms):
        return found
    return _answer_in_parts(question) or found


def _answer_in_parts(question: Question) -> Found | None:
    """Return the page of what holds the parts of the words, None if nothing does."""
    backend = current_backend()
    try:
        with backend.limited(LONGEST):
            parts = relaxed(question, backend)
    except SearchTimedOut:
        return None
    found = _answer(parts, with_hits=True) if parts else Found()
    return replace(found, is_relaxed=True) if found.total else None


def _answer(question: Question, *, with_hits: bool) -> Found:
    request = question.request
    found = Found(
        terms=[term.text for term in question.terms],
        excluded=[term.text for term in question.excluded],
    )
    if question.is_empty or not all(request.facets):
        return found
    backend = current_backend()
    try:
        with backend.limited(LONGEST):
            census = question.census(backend)
            folded, looked_at = _first(question, census, backend, min(request.page, MAX_PAGE) * request.page_size)
            is_shown = with_hits and request.page <= MAX_PAGE
            start = (request.page - 1) * request.page_size
            chosen = folded.firsts[start : start + request.page_size] if is_shown else []
            copies = copies_under(chosen, folded, question, backend)
    except SearchTimedOut:
        return replace(found, is_exact=False, has_timed_out=True)
    return _counted(replace(found, hits=_hits(chosen, copies, question)), census, folded, looked_at, backend)


def _first(question: Question, census: Census, backend: Backend, number: int) -> tuple[Folded, int]:
    """Return the first `number` results or more, and how many candidates were looked at for them."""
    folded = Folded()
    looked_at = 0
    for size, block in ranked_blocks(question, census, backend):
        looked_at += size
        folded.add(block)
        if len(folded.firsts) >= number:
            break
    return folded, looked_at


def _counted(found: Found, census: Census, folded: Folded, looked_at: int, backend: Backend) -> Found:
    """Return the page with its counts: as the index has them, or for what had to be checked by the share that held."""
    held = len(folded.all)
    if census.numbers is not None and looked_at >= census.total:
        counted = count(b"".join([row.lists for row in folded.all]))
        return replace(found, total=held, facets=counted, is_exact=True, reachable=min(len(folded.firsts), _MOST))
    if census.is_sure and census.is_exact:
        results = census.total if census.reports is None else count_folded(census.reports, backend)
        reachable = min(results, _MOST)
        return replace(found, total=census.total, facets=census.facets, is_exact=True, reachable=reachable)
    share = 1.0 if census.is_sure else held / max(1, looked_at)
    total = max(held, round(census.total * share))
    facets = {facet: round(number * share) for facet, number in census.facets.items()}
    likely = min(total, max(held, int(MAX_SCANNED * share))) * len(folded.firsts) / max(1, held)
    return replace(found, total=total, facets=facets, is_exact=False, reachable=min(round(likely), _MOST))


_MOST = MAX_PAGE * PAGE_SIZE


def _hits(chosen: Sequence[Ranked], copies: Mapping[int, Sequence[int]], question: Question) -> list[Hit]:
    """Return the reports with their marked passages, in order, and their near-copies. One query."""
    keys = [row.report for row in chosen]
    shown = [*keys, *(copy for under in copies.values() for copy in under)]
    rows = Report.objects.published().filter(pk__in=shown, search_entry__isnull=False).with_results()
    # Both texts in one: what was read a moment ago may be of an older version.
    texts = {"folded": F("search_entry__text"), "packed": F("search_entry__packed")}
    reports: dict[int, Any] = {report.pk: report for report in rows.annotate(**texts)} if keys else {}
    terms, where = question.terms, question.request.where
    return [
        Hit(
            report,
            mark(report.title, terms),
            passages_of(report.folded, unpack_original(report.packed, report.folded), terms, where),
            [reports[copy] for copy in copies.get(report.pk, ()) if copy in reports],
        )
        for report in map(reports.get, keys)
        if report
    ]
