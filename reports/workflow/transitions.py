"""The life of a report: draft, in review, published, withdrawn."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import alerts, listings, queries, search
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
from reports.enums import ReportStatus, RevisionKind
from reports.models import GoneReport, PreparedPage, Report
from reports.querysets import ReportQuerySet
from reports.workflow.content import prepare_many
from reports.workflow.pages import prepare_pages, prepare_shelves
from reports.workflow.revisions import mark_public, record_as_it_is

PAGES_AT_ONCE = 50
"""Reports whose pages are made in one transaction, so that other writers need not wait long."""

TRANSITIONS = {
    ReportStatus.DRAFT: {ReportStatus.IN_REVIEW, ReportStatus.PUBLISHED},
    ReportStatus.IN_REVIEW: {ReportStatus.DRAFT, ReportStatus.PUBLISHED},
    ReportStatus.PUBLISHED: {ReportStatus.WITHDRAWN},
    ReportStatus.WITHDRAWN: {ReportStatus.DRAFT, ReportStatus.PUBLISHED},
}
"""Where a report may go from each status."""


class InvalidTransition(Exception):
    """A report cannot go from the status it has to the one that was asked for."""


def submit_report(report: Report) -> None:
    """Hand a draft in for review."""
    _move(report, ReportStatus.IN_REVIEW)


def return_report(report: Report) -> None:
    """Give a report back to its author as a draft."""
    _move(report, ReportStatus.DRAFT)


@transaction.atomic
def publish_report(report: Report, at: datetime | None = None, *, with_sidebars: bool = True) -> None:
    """Make a report public, dated `at` (now by default, its earlier date if it had one).

    `with_sidebars=False` leaves the neighbours to a later `refresh_published`, for imports of many.
    """
    is_new = report.published_at is None
    report.changed_at = timezone.now()
    report.published_at = at or report.published_at or report.changed_at
    _move(report, ReportStatus.PUBLISHED, "published_at", "changed_at")
    GoneReport.objects.filter(pk=report.pk).delete()
    if is_new:
        alerts.note_new([report])
    mark_public([report])
    _show(report, with_sidebars=with_sidebars)


@transaction.atomic
def publish_many(reports: Sequence[Report]) -> None:
    """Make drafts public in a few queries, however many: in the lists and in the search at once.

    Their words, sidebars and pages are left to `complete_pages`, which has to follow; until then no query is corrected
    by them, nothing stands beside them, and a page is rendered at every reading.
    """
    rows = Report.objects.filter(pk__in=[report.pk for report in reports])
    for row in rows.select_for_update().order_by("pk").only("status", "title"):
        _check(row, ReportStatus(row.status), ReportStatus.PUBLISHED)
    now = timezone.now()
    alerts.note_new(report for report in reports if report.published_at is None)
    for report in reports:
        report.status, report.published_at = ReportStatus.PUBLISHED, report.published_at or now
        report.changed_at = report.updated_at = now
    rows.filter(published_at=None).update(published_at=now)
    rows.update(status=ReportStatus.PUBLISHED, changed_at=now, updated_at=now)
    GoneReport.objects.filter(pk__in=[report.pk for report in reports]).delete()
    mark_public(reports)
    prefetch_related_objects(reports, "sections__points", "tags", "unit", "period", "category")
    queries.enter_suggestions(reports, listings.enter_many(reports))
    search.index_many(reports)


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
        _refresh_shelves()


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
def withdraw_report(report: Report, note: str = "") -> None:
    """Take a published report off the site: out of lists, search and sidebars in one step.

    `note` is a reason that visitors may read.
    """
    _move(report, ReportStatus.WITHDRAWN)
    _remember_gone(report, note)
    queries.remove_suggestions(report, listings.leave(report))
    search.unindex_report(report)
    prepare_pages(reports_after([report.pk]) | refresh_neighbours(report))
    _refresh_shelves()


@transaction.atomic
def delete_report(report: Report) -> None:
    """Delete a report for good, whatever its status; that it was public is remembered."""
    if _stored_status(report) == ReportStatus.PUBLISHED:
        withdraw_report(report)
    record_as_it_is(report, kind=RevisionKind.DELETED)
    report.delete()


@transaction.atomic
def refresh_published(report: Report, *, with_sidebars: bool = True) -> None:
    """Bring lists, index and sidebars up to date after a change; does nothing for a report that is not public."""
    if _stored_status(report) == ReportStatus.PUBLISHED:
        report.changed_at = timezone.now()
        report.save(update_fields=["changed_at"])
        _show(report, with_sidebars=with_sidebars)


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
    _refresh_shelves()


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


def _show(report: Report, *, with_sidebars: bool) -> None:
    queries.enter_suggestions([report], listings.enter(report))
    search.index_report(report)
    _describe([report.pk])
    changed = {report.pk}
    if with_sidebars:
        changed |= reports_after([report.pk])
        changed |= refresh_neighbours(report)
        _refresh_shelves()
    prepare_pages(changed)


def _refresh_shelves() -> None:
    refresh_recommended()
    refresh_popular()
    prepare_shelves()


def _remember_gone(report: Report, note: str) -> None:
    GoneReport.objects.update_or_create(
        number=report.pk,
        defaults={
            "title": report.title,
            "language": report.language,
            "unit_id": report.unit_id,
            "period_id": report.period_id,
            "gone_at": timezone.now(),
            "note": note,
        },
    )


def _stored_status(report: Report) -> ReportStatus:
    """Return the status in the database, which others may have changed, and keep them from it until the end."""
    return ReportStatus(Report.objects.select_for_update().only("status").get(pk=report.pk).status)


@transaction.atomic
def _move(report: Report, status: ReportStatus, *also: str) -> None:
    _check(report, _stored_status(report), status)
    report.status = status
    report.save(update_fields=["status", "updated_at", *also])


def _check(report: Report, current: ReportStatus, wanted: ReportStatus) -> None:
    if wanted not in TRANSITIONS[current]:
        raise InvalidTransition(
            _("“%(report)s” is “%(status)s” and cannot become “%(wanted)s”.")
            % {"report": report, "status": current.label, "wanted": wanted.label}
        )
