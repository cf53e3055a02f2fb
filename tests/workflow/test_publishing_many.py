"""Publishing of many reports at once: the same as one by one, and pages completed afterwards."""

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from reports import workflow
from reports.models import ListingCount, ListingEntry, PreparedPage, Report, SearchEntry, SidebarEntry
from reports.workflow import InvalidTransition, complete_pages, publish_many
from tests.factories import FIRST_DAY, make_category, make_report, make_unit

pytestmark = pytest.mark.django_db
QUARTERS = ["2025-q1", "2025-q2", "2025-q3", "2025-q4"]


@pytest.fixture
def drafts():
    """Four quarters of one unit that read alike, in the order of time."""
    unit, category = make_unit("Drains Office"), make_category("Drains")
    return [
        make_report(
            f"Drains in {quarter}",
            "The old drain in Mill Street was flushed, inspected and relined by the night crew.",
            unit=unit,
            category=category,
            period=quarter,
            tags=["drains"],
            status="draft",
        )
        for quarter in QUARTERS
    ]


def lists_and_index():
    entries = set(ListingEntry.objects.values_list("scope", "report", "published_at", "popularity"))
    counts = set(ListingCount.objects.filter(count__gt=0).values_list("scope", "within", "count"))
    rows = SearchEntry.objects.values_list("report", "published_at", "headings", "text", "facets", "tokens")
    index = {(*row, frozenset(facets.split()), frozenset(tokens.split())) for *row, facets, tokens in rows}
    return entries, counts, index


def sidebars():
    rows = SidebarEntry.objects.order_by("report", "shelf", "position")
    return [model_to_dict(row, exclude=["id"]) for row in rows]


def pages():
    return {(page.report_id, page.language): page.parts for page in PreparedPage.objects.all()}


def withdraw_all():
    for report in Report.objects.published():
        workflow.withdraw_report(report)


def test_many_are_published_as_one_by_one(drafts):
    make_report("Hydrants", unit=drafts[0].unit, period="2025-q1", at=FIRST_DAY)
    now = timezone.now()
    Report.objects.filter(pk__in=[report.pk for report in drafts]).update(published_at=now)
    for report in Report.objects.filter(status="draft").order_by("pk"):
        workflow.publish_report(report)
    expected = lists_and_index()
    for report in drafts:
        workflow.withdraw_report(Report.objects.get(pk=report.pk))
    assert lists_and_index() != expected
    publish_many(list(Report.objects.filter(status="withdrawn")))
    assert lists_and_index() == expected
    assert set(Report.objects.values_list("status", flat=True)) == {"published"}


def test_date_of_an_earlier_publication_stays_others_are_published_now(drafts):
    Report.objects.filter(pk=drafts[0].pk).update(published_at=FIRST_DAY)
    before = timezone.now()
    reports = list(Report.objects.order_by("pk"))
    publish_many(reports)
    dates = list(Report.objects.order_by("pk").values_list("published_at", flat=True))
    assert dates[0] == FIRST_DAY
    assert all(before <= date <= timezone.now() for date in dates[1:])
    assert [report.published_at for report in reports] == dates


def test_report_that_is_public_already_refuses_all(drafts):
    workflow.publish_report(drafts[2])
    before = lists_and_index()
    with pytest.raises(InvalidTransition):
        publish_many(drafts)
    assert lists_and_index() == before
    assert Report.objects.published().count() == 1


def test_pages_and_sidebars_are_completed_as_one_by_one(drafts):
    publish_many(drafts)
    assert PreparedPage.objects.filter(report__isnull=False).count() == 0
    assert list(complete_pages())[-1] == 0
    done = sidebars(), pages()
    assert len(done[1]) == 2 * len(drafts) + 2
    workflow.rebuild_published()
    assert (sidebars(), pages()) == done


def test_reports_beside_new_ones_are_brought_up_to_date(drafts):
    publish_many(drafts[:2])
    list(complete_pages())
    publish_many(drafts[2:])
    list(complete_pages())
    done = sidebars(), pages()
    workflow.rebuild_published()
    assert (sidebars(), pages()) == done
    assert "Drains in 2025-q3" in PreparedPage.objects.get(report=drafts[1], language="en").parts["beside"]


def test_completing_that_was_stopped_is_taken_up_again(drafts, monkeypatch):
    monkeypatch.setattr("reports.workflow.showing.PAGES_AT_ONCE", 1)
    publish_many(drafts)
    steps = complete_pages()
    assert next(left for left in steps if left < 3) == 2
    steps.close()
    assert len(pages()) == 2 * 2
    list(complete_pages())
    done = sidebars(), pages()
    workflow.rebuild_published()
    assert (sidebars(), pages()) == done


def test_completing_with_nothing_to_do_changes_no_page(drafts):
    publish_many(drafts)
    list(complete_pages())
    before = set(PreparedPage.objects.filter(report__isnull=False).values_list("pk", flat=True))
    assert list(complete_pages()) == []
    assert set(PreparedPage.objects.filter(report__isnull=False).values_list("pk", flat=True)) == before
