"""Making the index anew while the site serves, and proof that it agrees with the reports."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from reports.models import Report, SearchEntry, SearchRebuild
from reports.search.backends import Wanted, current_backend
from reports.search.indexing import columns_of_many, reindex

BATCH = 100
LOOKED_UP = 8
"""Lexemes of each report that are looked up to see that the inverted index leads to it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A report (or its index row) where index and reports do not agree: "missing", "stale", "unreachable", "extra"."""

    report: int
    what: str


def rebuild_index(*, afresh: bool = False) -> Iterator[int]:
    """Make the index rows of all published reports anew in order of publication, a batch in a transaction.

    Yields how many reports were done with after each batch. One that was cut off is taken up where it stood, unless
    `afresh`. Every report is found all the time, by its old row or its new one; until the end, those that were done
    have the highest numbers and pass for the latest where more match than are counted.
    """
    if afresh:
        SearchRebuild.objects.all().delete()
    while True:
        with transaction.atomic():
            state, _is_new = SearchRebuild.objects.select_for_update().get_or_create(pk=1)
            batch = _after(state)
            if not batch:
                SearchEntry.objects.exclude(report__in=Report.objects.published()).delete()
                state.delete()
                return
            reindex(batch)
            state.published_at, state.report, state.done = batch[-1].published_at, batch[-1].pk, state.done + len(batch)
            state.save()
        yield state.done


def _after(state: SearchRebuild) -> list[Report]:
    """Return the next batch; nobody changes, publishes or withdraws these until the end of the transaction."""
    reports = Report.objects.published().order_by("published_at", "pk")
    if state.published_at is not None:
        later = Q(published_at__gt=state.published_at) | Q(published_at=state.published_at, pk__gt=state.report)
        # The first condition alone is one that an index can serve.
        reports = reports.filter(published_at__gte=state.published_at).filter(later)
    reports = reports.select_for_update(of=("self",)).select_related("unit").with_text()
    return list(reports[:BATCH])


def check_index() -> Iterator[tuple[int, list[Disagreement]]]:
    """Compare the index with what the published reports say, yield each batch's size and disagreements."""
    last = 0
    published = Report.objects.published().order_by("pk").select_related("unit").with_text()
    while batch := list(published.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield len(batch), list(_disagreements(batch))
    extra = SearchEntry.objects.exclude(report__in=Report.objects.published()).values_list("report", flat=True)
    yield 0, [Disagreement(report, "extra") for report in extra]


def _disagreements(batch: Sequence[Report]) -> Iterable[Disagreement]:
    rows = {entry.report_id: entry for entry in SearchEntry.objects.filter(report__in=batch)}
    backend = current_backend()
    for report, columns in columns_of_many(batch):
        entry = rows.get(report.pk)
        if entry is None:
            yield Disagreement(report.pk, "missing")
            continue
        if any(_comparable(name, getattr(entry, name)) != _comparable(name, value) for name, value in columns.items()):
            yield Disagreement(report.pk, "stale")
        lexemes = [*entry.facets.split(), *entry.tokens.split()]
        some = random.Random(report.pk).sample(lexemes, min(LOOKED_UP, len(lexemes)))  # noqa: S311
        known = [lexeme for lexeme in lexemes if lexeme.startswith("bucket:")]
        if entry.number not in backend.numbers(Wanted((*known, *some)), 100_000):
            yield Disagreement(report.pk, "unreachable")


def _comparable(name: str, value: Any) -> object:  # noqa: ANN401
    """Return a column's value without what may differ: lexemes stand in no order."""
    return sorted(value.split(" ")) if name in {"facets", "tokens"} else value
