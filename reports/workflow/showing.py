"""What has to follow when public reports come, change and go: pages, lists, counts, index and sidebars."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from reports import listings, queries, search
from reports.discovery import (
    describe,
    describe_anew,
    refresh_neighbours,
    refresh_popular,
    refresh_recommended,
    reports_after,
    restock,
    undescribed,
)
from reports.enums import ReportStatus
from reports.models import PreparedPage, Report
from reports.querysets import ReportQuerySet
from reports.workflow.content import prepare_many
from reports.workflow.pages import prepare_pages, prepare_shelves

PAGES_AT_ONCE = 50
"""Reports whose pages are made in one transaction, so that other writers need not wait long."""


def complete_pages() -> Iterator[int]:
    """Learn the words of published reports that have no page yet, work out their sidebars and pages, a few at a time.

    Yields how many are left after each transaction; may be stopped, and taken up again, at any time. Reports that
    should show one of them beside theirs are brought up to date as well.
    """
    waiting = Report.objects.published().filter(pages=None).order_by("pk")
    for keys in undescribed():
        _describe(keys)
        yield waiting.count()
    yield from _stock(waiting.filter(sidebar_entries=None), waiting)
    while keys := list(waiting.values_list("pk", flat=True)[:PAGES_AT_ONCE]):
        prepare_pages(keys)
        yield waiting.count()
    with transaction.atomic():
        refresh_shelves()


def _stock(new: ReportQuerySet, waiting: ReportQuerySet) -> Iterator[int]:
    """Fill the sidebars of new reports; where that changes those of others, their pages are to be completed too."""
    last = 0
    while keys := list(new.filter(pk__gt=last).values_list("pk", flat=True)[:PAGES_AT_ONCE]):
        with transaction.atomic():
            restock(keys)
            beside = Report.objects.filter(shown_beside__report__in=keys).exclude(pages=None)
            changed = reports_after(keys) | restock(set(beside.values_list("pk", flat=True)))
            PreparedPage.objects.filter(report__in=changed).delete()
        last = keys[-1]
        yield waiting.count()


@transaction.atomic
def refresh_published(report: Report, *, with_sidebars: bool = True, is_changed: bool = True) -> None:
    """Bring lists, index and sidebars up to date after a change; does nothing for a report that is not public.

    `is_changed=False` says that the public reads the same as before: feeds, sitemaps and harvesters are told of none.
    """
    if stored_status(report) == ReportStatus.PUBLISHED:
        if is_changed:
            report.changed_at = timezone.now()
            report.save(update_fields=["changed_at"])
        show(report, with_sidebars=with_sidebars)


@transaction.atomic
def refresh_sidebars(reports: Iterable[Report]) -> None:
    """Work out the sidebars of many published reports, each once."""
    keys = [report.pk for report in reports]
    for start in range(0, len(keys), PAGES_AT_ONCE):
        _describe(keys[start : start + PAGES_AT_ONCE])
    after = reports_after(keys) - set(keys)
    _complete(keys)
    prepare_pages(after)


@transaction.atomic
def _describe(keys: Sequence[int]) -> None:
    """Learn the words of published reports, and what they are compared with others by: the first is done once."""
    queries.learn_words(keys)
    describe(keys)


def _complete(reports: Iterable[int]) -> None:
    """Work out sidebars and pages of reports that are described."""
    keys = list(reports)
    for start in range(0, len(keys), PAGES_AT_ONCE):
        restock(keys[start : start + PAGES_AT_ONCE])
        prepare_pages(keys[start : start + PAGES_AT_ONCE])
    refresh_shelves()


@transaction.atomic
def refresh_many(reports: Iterable[Report], *, with_sidebars: bool = False) -> None:
    """Bring lists and index up to date after a unit, category, period or tag of the reports was changed."""
    for report in reports:
        refresh_published(report, with_sidebars=with_sidebars)


@transaction.atomic
def rebuild_published() -> int:
    """Make pages, lists, counts, index and sidebars of all published reports anew, return how many there are."""
    texts = Report.objects.with_text().iterator(chunk_size=PAGES_AT_ONCE)
    while some := list(islice(texts, PAGES_AT_ONCE)):
        prepare_many(some)
    reports = Report.objects.published().select_related("unit", "period", "category").with_tags()
    number = listings.rebuild(reports.iterator(chunk_size=500))
    for _done in search.rebuild_index(afresh=True):
        pass
    queries.rebuild_queries()
    describe_anew()
    _complete(reports.order_by("pk").values_list("pk", flat=True))
    return number


def show(report: Report, *, with_sidebars: bool) -> None:
    """Enter a report that has become public, or that changed, wherever the public finds it."""
    queries.enter_suggestions([report], listings.enter(report))
    search.index_report(report)
    _describe([report.pk])
    changed = {report.pk}
    if with_sidebars:
        changed |= reports_after([report.pk])
        changed |= refresh_neighbours(report)
        refresh_shelves()
    prepare_pages(changed)


def refresh_shelves() -> None:
    """Work out anew what stands beside every report."""
    refresh_recommended()
    refresh_popular()
    prepare_shelves()


def stored_status(report: Report) -> ReportStatus:
    """Return the status in the database, which others may have changed, and keep them from it until the end."""
    return ReportStatus(Report.objects.select_for_update().only("status").get(pk=report.pk).status)
