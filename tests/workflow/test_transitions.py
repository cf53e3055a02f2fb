"""The life of a report, and that everything agrees with it at every step."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from reports import workflow
from reports.enums import ReportStatus, Shelf
from reports.models import GoneReport, ListingCount, ListingEntry, Period, Report, SearchEntry, SidebarEntry
from reports.search import search_reports
from reports.workflow import InvalidTransition
from tests.factories import FIRST_DAY, make_category, make_report, make_unit

pytestmark = pytest.mark.django_db

DRAFT, IN_REVIEW, RETURNED, PUBLISHED, WITHDRAWN = ReportStatus
MOVES = {
    workflow.submit_report: IN_REVIEW,
    workflow.return_report: RETURNED,
    workflow.publish_report: PUBLISHED,
    workflow.withdraw_report: WITHDRAWN,
}
ALLOWED = {
    (DRAFT, IN_REVIEW),
    (DRAFT, PUBLISHED),
    (IN_REVIEW, RETURNED),
    (IN_REVIEW, PUBLISHED),
    (RETURNED, IN_REVIEW),
    (RETURNED, PUBLISHED),
    (PUBLISHED, WITHDRAWN),
    (WITHDRAWN, RETURNED),
    (WITHDRAWN, PUBLISHED),
}


def places_of(report):
    """Every table that shows a report to the public."""
    return {
        "lists": set(ListingEntry.objects.filter(report=report).values_list("scope", flat=True)),
        "index": SearchEntry.objects.filter(report=report).count(),
        "sidebars": SidebarEntry.objects.filter(target=report).count()
        + SidebarEntry.objects.filter(report=report).count(),
        "found": [hit.report.pk for hit in search_reports(report.title).hits],
    }


NOWHERE = {"lists": set(), "index": 0, "sidebars": 0, "found": []}


@pytest.mark.parametrize(("status", "move"), list(product(ReportStatus, MOVES)))
def test_moves_are_allowed_or_refused_by_the_table(status, move):
    report = make_report(status=status)
    before = (report.published_at, places_of(report))
    if (status, MOVES[move]) in ALLOWED:
        move(report)
        assert Report.objects.get().status == report.status == MOVES[move]
        return
    with pytest.raises(InvalidTransition) as refusal:
        move(report)
    stored = Report.objects.get()
    assert stored.status == status
    assert (stored.published_at, places_of(stored)) == before
    why = "already" if MOVES[move] == status else f"and cannot become “{MOVES[move].label}”"
    assert str(refusal.value) == f"“{report.title}” is “{status.label}” {why}."


def test_status_in_the_database_decides_not_the_one_in_memory():
    report = make_report(status=DRAFT)
    stale = Report.objects.get()
    workflow.publish_report(report)
    with pytest.raises(InvalidTransition):
        workflow.submit_report(stale)
    workflow.refresh_published(report)
    workflow.withdraw_report(Report.objects.get())
    workflow.refresh_published(report)
    assert places_of(report) == NOWHERE
    assert not ListingCount.objects.filter(count__gt=0).exists()


def test_deleting_through_an_old_instance_leaves_no_counts():
    report = make_report(status=DRAFT)
    stale = Report.objects.get()
    workflow.publish_report(report)
    workflow.delete_report(stale)
    assert not Report.objects.exists()
    assert not ListingCount.objects.filter(count__gt=0).exists()


def test_publish_withdraw_and_publish_again_agree_everywhere():
    unit, category = make_unit(), make_category()
    other = make_report("Earlier", unit=unit, period="2024-q2", category=category)
    report = make_report("Hydrants", unit=unit, period="2024-q3", category=category, status=DRAFT, is_recommended=True)
    assert places_of(report) == NOWHERE
    workflow.publish_report(report, FIRST_DAY)
    shown = places_of(report)
    assert shown["lists"] == {
        "all",
        "language:en",
        "kind:work_done",
        f"unit:{unit.pk}",
        f"category:{category.pk}",
        *(f"period:{period.pk}" for period in Period.objects.filter(code__in=["2024-q3", "2024-h2", "2024"])),
    }
    # Beside the earlier report, and with it beside its own page; among the editors' picks.
    assert (shown["index"], shown["sidebars"], shown["found"]) == (1, 3, [report.pk])
    workflow.withdraw_report(report)
    assert places_of(report) == NOWHERE
    assert places_of(other)["index"] == 1
    workflow.publish_report(report)
    assert places_of(report) == shown
    assert Report.objects.get(pk=report.pk).published_at == FIRST_DAY
    gone = Report.objects.get(pk=report.pk)
    workflow.delete_report(report)
    assert list(Report.objects.all()) == [other]
    assert places_of(gone) == NOWHERE


def test_publication_is_dated_now_or_as_told():
    before = make_report(status=DRAFT)
    workflow.publish_report(before)
    assert before.published_at - before.created_at < timedelta(minutes=1)
    told = make_report(at=FIRST_DAY)
    assert Report.objects.get(pk=told.pk).published_at == FIRST_DAY


def test_refresh_brings_lists_index_and_sidebars_along():
    first, second = make_unit("First"), make_unit("Second")
    neighbour = make_report("Earlier", unit=first, period="2024-q2")
    report = make_report("Hydrants", unit=first, period="2024-q3")
    assert SidebarEntry.objects.filter(report=neighbour, target=report, shelf=Shelf.NEXT).exists()
    report.unit = second
    report.title = "Valves"
    report.is_recommended = True
    report.save()
    workflow.refresh_published(report)
    assert not SidebarEntry.objects.filter(report=neighbour, target=report).exists()
    assert SidebarEntry.objects.filter(report=None, target=report, shelf=Shelf.RECOMMENDED).exists()
    assert ListingEntry.objects.filter(report=report, scope=f"unit:{second.pk}").exists()
    assert not ListingEntry.objects.filter(report=report, scope=f"unit:{first.pk}").exists()
    assert [len(search_reports(word).hits) for word in ("hydrants", "valves")] == [0, 1]


def test_refresh_of_a_draft_publishes_nothing():
    report = make_report(status=DRAFT)
    workflow.refresh_published(report)
    assert places_of(report) == NOWHERE


def test_rebuilding_everything_changes_nothing_that_was_in_step():
    unit = make_unit()
    for quarter in ("2024-q1", "2024-q2", "2024-q3"):
        make_report(f"Report {quarter}", unit=unit, period=quarter, tags=["drains"])
    make_report("Hidden", status=DRAFT)
    make_report("Withdrawn", status=WITHDRAWN)

    def tables():
        return {
            "pages": list(Report.objects.order_by("pk").values("prepared", "excerpt", "slug", "section_kinds")),
            "lists": set(ListingEntry.objects.values_list("scope", "report")),
            "counts": set(ListingCount.objects.exclude(count=0).values_list("scope", "within", "count")),
            "index": [
                (*row, set(facets.split()), set(tokens.split()))
                # Without the number: rows made anew get new ones, in the same order.
                for *row, facets, tokens in SearchEntry.objects.order_by("number").values_list(
                    "report", "published_at", "headings", "text", "facets", "tokens"
                )
            ],
            "sidebars": set(SidebarEntry.objects.values_list("report", "target", "shelf", "reason", "position")),
        }

    before = tables()
    assert workflow.rebuild_published() == 3
    assert tables() == before


def gone():
    return [(row.number, row.title, row.language, row.unit, row.note) for row in GoneReport.objects.order_by("number")]


def test_what_was_public_is_remembered_when_it_goes():
    unit, report = make_unit(), make_report("Drains")
    report.unit = unit
    report.save()
    make_report("Never shown", status=DRAFT)
    assert gone() == []
    before = timezone.now()
    workflow.withdraw_report(report, "The unit asked for it.")
    assert gone() == [(report.pk, "Drains", "en", unit, "The unit asked for it.")]
    assert before <= GoneReport.objects.get().gone_at <= timezone.now()
    workflow.return_report(report)
    assert len(gone()) == 1
    workflow.publish_report(report)
    assert gone() == []


@pytest.mark.parametrize("status", ReportStatus)
def test_deleted_report_is_remembered_if_it_was_public(status):
    report = make_report("Drains", status=status)
    number = report.pk
    workflow.delete_report(report)
    was_public = status in {PUBLISHED, WITHDRAWN}
    assert gone() == ([(number, "Drains", "en", None, "")] if was_public else [])
    assert make_report().pk != number


def test_report_published_with_many_is_no_longer_gone():
    reports = [make_report(status=WITHDRAWN), make_report(status=WITHDRAWN)]
    workflow.publish_many(reports[:1])
    assert [row[0] for row in gone()] == [reports[1].pk]


def test_date_of_change_follows_what_the_public_reads():
    report = make_report(status=DRAFT)
    workflow.prepare_report(report)
    assert stored_change() is None
    workflow.publish_report(report, FIRST_DAY)
    first = stored_change()
    assert first == report.changed_at > FIRST_DAY
    workflow.prepare_report(report)
    workflow.rebuild_published()
    assert stored_change() == first
    workflow.refresh_published(report)
    assert stored_change() > first


def test_date_of_change_of_many():
    report = make_report(status=DRAFT)
    workflow.publish_many([report])
    assert stored_change() == report.changed_at == report.published_at


def stored_change():
    return Report.objects.get().changed_at
