"""New reports and who wants to hear of them.

Publishing a report for the first time notes it; the command compares what was noted with the filters that bear one of
the report's lexemes as their anchor, and puts it down for their subscriptions. Both happen in transactions: what is
cut off is done again, and nothing twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from reports.alerts.wishes import Wish
from reports.models import AlertFilter, AlertItem, NewReport, Report, Subscription
from reports.querysets import is_published
from reports.search import IndexedReport, KeptSearch, indexed_reports

AT_ONCE = 50
"""Reports compared in one transaction."""

LEXEMES_AT_ONCE = 5000


def note_new(reports: Iterable[Report]) -> None:
    """Note reports that were just published for the first time. One query."""
    now = timezone.now()
    NewReport.objects.bulk_create(
        (NewReport(report=report, noted_at=now) for report in reports), ignore_conflicts=True, batch_size=500
    )


def waiting_reports() -> int:
    """Return how many published reports have still to be compared. One query."""
    return NewReport.objects.filter(is_published("report__")).count()


def match_new() -> Iterator[int]:
    """Put new reports down for the subscriptions that follow them; yields how many were done with after each batch.

    A report that was withdrawn before waits until it is published again. About a dozen queries a batch.
    """
    if not Subscription.objects.confirmed().exists():
        # Nobody can follow yet what was published before.
        NewReport.objects.filter(is_published("report__")).delete()
        return
    while True:
        with transaction.atomic():
            rows = NewReport.objects.filter(is_published("report__")).select_related("report__period")
            batch = list(rows.select_for_update(of=("self",)).order_by("noted_at", "pk")[:AT_ONCE])
            if not batch:
                return
            _match(batch)
            NewReport.objects.filter(pk__in=[row.pk for row in batch]).delete()
        yield len(batch)


def _match(batch: Sequence[NewReport]) -> None:
    reports = indexed_reports(row.pk for row in batch)
    by_anchor = _filters_by_anchor({lexeme for report in reports for lexeme in report.lexemes})
    news = {row.pk: row for row in batch}
    found: dict[int, list[int]] = defaultdict(list)
    for report in reports:
        for key in _answered(report, news[report.report].report, by_anchor):
            found[key].append(report.report)
    followers = Subscription.objects.confirmed().filter(filter__in=found).order_by("pk")
    AlertItem.objects.bulk_create(
        (
            AlertItem(subscription_id=pk, report_id=report)
            for pk, key, confirmed_at in followers.values_list("pk", "filter", "confirmed_at")
            for report in found[key]
            if confirmed_at and confirmed_at <= news[report].noted_at
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def _filters_by_anchor(lexemes: Iterable[str]) -> Mapping[str, list[tuple[int, Wish, KeptSearch]]]:
    """Return the filters that reports with these lexemes may answer, by anchor. A query for 5,000 lexemes."""
    found: dict[str, list[tuple[int, Wish, KeptSearch]]] = defaultdict(list)
    left = iter(sorted(lexemes))
    while some := list(islice(left, LEXEMES_AT_ONCE)):
        for row in AlertFilter.objects.filter(anchor__in=some):
            wish = Wish.of(row)
            found[row.anchor].append((row.pk, wish, KeptSearch.read(wish.request)))
    return found


def _answered(
    row: IndexedReport, report: Report, by_anchor: Mapping[str, Sequence[tuple[int, Wish, KeptSearch]]]
) -> Iterator[int]:
    for lexeme in row.lexemes & by_anchor.keys():
        for key, wish, search in by_anchor[lexeme]:
            if wish.is_within(report.period) and search.is_answered_by(row):
                yield key
