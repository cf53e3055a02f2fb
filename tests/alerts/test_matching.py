"""New reports reach those who follow them: every filter, each report once, nothing that is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from reports import alerts, workflow
from reports.enums import ReportStatus, SectionKind
from reports.models import AlertFilter, AlertItem, NewReport, Report
from tests.factories import follow, make_category, make_period, make_report, make_unit, work

pytestmark = pytest.mark.django_db


def match():
    return sum(alerts.match_new())


def told(subscription):
    return set(AlertItem.objects.filter(subscription=subscription).values_list("report__title", flat=True))


def scoped(sort, row):
    return {"scopes": (f"{sort}:{row.pk}",)}


def test_report_reaches_the_followers_of_its_lists_and_of_what_contains_them():
    county = make_unit("County")
    town, other = make_unit("Town", county), make_unit("Other", county)
    category = make_category("Drains", make_category("Health"))
    quarter, year = make_period("2024-q3"), make_period("2024")
    followers = {
        "unit": follow(**scoped("unit", town)),
        "parent": follow(**scoped("unit", county)),
        "other": follow(**scoped("unit", other)),
        "category": follow(**scoped("category", category)),
        "period": follow(**scoped("period", quarter)),
        "year": follow(**scoped("period", year)),
        "language": follow(scopes=("language:zh",)),
        "kind": follow(scopes=("kind:next_steps",)),
        "all": follow(),
        "narrowed": follow(scopes=(f"unit:{county.pk}", "kind:work_done", f"period:{year.pk}")),
        "narrowed to nothing": follow(scopes=(f"unit:{county.pk}", "language:zh")),
    }
    make_report("Report", unit=town, category=category, period=quarter, tags=["pumps"])
    assert match() == 1
    without = {"other", "language", "kind", "narrowed to nothing"}
    assert {name for name, follower in followers.items() if told(follower) == {"Report"}} == set(followers) - without


def test_report_reaches_the_followers_of_its_tag():
    make_report("Before", tags=["pumps"])
    follower = follow(**scoped("tag", Tag.objects.get(name="pumps")))
    make_report("After", tags=["pumps"])
    make_report("Without")
    match()
    assert told(follower) >= {"After"}
    assert "Without" not in told(follower)


@pytest.mark.parametrize(
    ("wish", "is_answered"),
    [
        ({"query": "pump"}, True),
        ({"query": "PUMPS drains"}, True),
        ({"query": "hydrants"}, False),
        ({"query": "pumps hydrants"}, False),
        ({"query": '"two pumps"'}, True),
        ({"query": '"pumps two"'}, False),
        ({"query": "pumps -drains"}, False),
        ({"query": "pumps -hydrants"}, True),
        ({"query": "-hydrants"}, True),
        ({"query": "工作"}, True),
        ({"query": "作工"}, False),
        ({"query": "疏通溝渠"}, True),
        ({"query": "drains", "where": "title"}, True),
        ({"query": "pumps", "where": "title"}, False),
        ({"query": "pumps", "where": "work_done"}, True),
        ({"query": "pumps", "where": "problems"}, False),
        ({"query": "pumps", "scopes": ("language:en",)}, True),
        ({"query": "pumps", "scopes": ("language:zh",)}, False),
        ({"first": "2024"}, True),
        ({"first": "2024-q4"}, False),
        ({"last": "2024-q3"}, True),
        ({"last": "2024-m08"}, False),
        ({"first": "2024-q3", "last": "2024-q3", "query": "pumps"}, True),
    ],
)
def test_words_and_bounds_are_those_of_the_search(wish, is_answered):
    follower = follow(**wish)
    sections = [work("Two pumps, 工作 done: 疏通沟渠。"), work("None.", kind=SectionKind.PROBLEMS)]
    make_report("Report on the drains", sections=sections, period="2024-q3")
    match()
    assert bool(told(follower)) is is_answered


def test_report_of_no_known_time_lies_within_no_bounds():
    follower = follow(first="2024")
    make_report("Undated")
    make_report("Part of a year", period="xxxx-q3")
    match()
    assert told(follower) == set()


@pytest.mark.parametrize("query", ["???", "…", "“”"])
def test_words_that_hold_nothing_cannot_be_followed(query):
    with pytest.raises(alerts.SaysNothing):
        follow(query=query)
    assert AlertFilter.objects.count() == 0


def test_the_same_wish_is_one_filter():
    follow("a@example.org", query="Pumps  drains", scopes=("unit:1", "kind:problems"))
    follow("b@example.org", query="pumps drains", scopes=("kind:problems", "unit:1"))
    assert AlertFilter.objects.count() == 1


def test_unconfirmed_subscription_is_told_nothing():
    waiting, confirmed = follow(is_confirmed=False), follow("other@example.org")
    make_report("Report")
    match()
    assert (told(waiting), told(confirmed)) == (set(), {"Report"})


def test_what_was_published_before_the_confirmation_is_not_new():
    make_report("Before")
    follower = follow()
    follower.confirmed_at = NewReport.objects.get().noted_at.replace(year=2999)
    follower.save()
    match()
    assert told(follower) == set()
    assert NewReport.objects.count() == 0


def test_report_is_told_once_however_often_it_is_published_and_changed():
    follower = follow()
    report = make_report("Report")
    assert match() == 1
    AlertItem.objects.all().delete()
    workflow.withdraw_report(report)
    workflow.publish_report(report)
    workflow.refresh_published(report)
    assert (match(), told(follower)) == (0, set())


def test_withdrawn_report_waits_until_it_is_public_again():
    follower = follow()
    report = make_report("Report", status=ReportStatus.WITHDRAWN)
    assert (match(), told(follower)) == (0, set())
    workflow.publish_report(report)
    assert (match(), told(follower)) == (1, {"Report"})


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.IN_REVIEW])
def test_report_that_was_never_public_is_not_noted(status):
    follow()
    make_report("Secret", status=status)
    assert (NewReport.objects.count(), match()) == (0, 0)


def test_reports_published_together_are_noted():
    follower = follow()
    reports = [make_report(f"Report {number}", status=ReportStatus.DRAFT) for number in range(3)]
    workflow.publish_many(list(Report.objects.filter(pk__in=[report.pk for report in reports])))
    assert match() == 3
    assert len(told(follower)) == 3


def test_without_followers_nothing_is_kept():
    make_report("Report")
    assert (match(), NewReport.objects.count()) == (0, 0)


def queries_for(reports, followers):
    for number in range(followers):
        follow(f"{number}@example.org", query=f"pumps {number % 3}")
        follow(f"{number}@example.org", query="drains")
    for number in range(reports):
        make_report(f"Report {number}", with_sidebars=False)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        match()
    AlertItem.objects.all().delete()
    return len(queries)


def test_queries_grow_neither_with_reports_nor_with_followers():
    few = queries_for(2, 1)
    AlertFilter.objects.all().delete()
    assert queries_for(20, 12) == few


def test_filters_are_found_by_an_index():
    for number in range(300):
        follow(f"{number}@example.org", query=f"word{number}")
    rows = AlertFilter.objects.filter(anchor__in=["word5", "word7"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "alertfilter_by_anchor" in rows.explain()
