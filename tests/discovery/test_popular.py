"""Counting of views: people only, written together, newer ones weighing more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reports import workflow
from reports.discovery import count_view, flush_views, popular
from reports.discovery.popular import EPOCH, HALF_LIFE_DAYS
from reports.enums import Shelf
from reports.models import ListingEntry, Report, SidebarEntry, ViewCount
from tests.factories import READER, make_report

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def see(report, times=1, now=NOW):
    for _time in range(times):
        count_view(READER, report.pk)
    return flush_views(now)


def on_shelf():
    entries = SidebarEntry.objects.filter(report=None, shelf=Shelf.POPULAR).order_by("position")
    return [entry.target.title for entry in entries]


def test_views_are_counted_by_day_and_add_up():
    report = make_report()
    assert [see(report, 3), see(report, 2), see(report, 1, NOW + timedelta(days=1)), flush_views(NOW)] == [3, 2, 1, 0]
    assert list(ViewCount.objects.order_by("day").values_list("report", "day", "count")) == [
        (report.pk, date(2026, 3, 1), 5),
        (report.pk, date(2026, 3, 2), 1),
    ]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Baiduspider",
        "curl/8.5.0",
        "python-requests/2.31",
        "Some-Crawler",
    ],
)
def test_robots_do_not_count(agent):
    report = make_report()
    count_view(agent, report.pk)
    assert flush_views(NOW) == 0
    assert see(report) == 1


def test_views_of_reports_that_are_gone_are_dropped():
    withdrawn, deleted, kept = make_report("A"), make_report("B"), make_report("C")
    for report in (withdrawn, deleted, kept):
        count_view(READER, report.pk)
    workflow.withdraw_report(withdrawn)
    workflow.delete_report(deleted)
    assert flush_views(NOW) == 1
    assert list(ViewCount.objects.values_list("report", "count")) == [(kept.pk, 1)]


def test_popularity_orders_by_views_and_halves_with_every_half_life():
    old, new, more = make_report("Old"), make_report("New"), make_report("More")
    see(old, 4)
    later = NOW + timedelta(days=HALF_LIFE_DAYS)
    see(new, 3, later)
    see(more, 5, later)
    values = dict(Report.objects.values_list("title", "popularity"))
    assert on_shelf() == ["More", "New", "Old"]
    # Four views of one half-life ago weigh as much as two today.
    assert 2 ** (values["New"] - values["Old"]) == pytest.approx(3 / 2)
    assert 2 ** (values["More"] - values["New"]) == pytest.approx(5 / 3)


def test_popularity_is_the_logarithm_of_all_weighed_views():
    report = make_report()
    see(report, 2)
    see(report, 1, NOW + timedelta(days=3))
    weights = [2 ** ((NOW + timedelta(days=days) - EPOCH).total_seconds() / 86_400 / HALF_LIFE_DAYS) for days in (0, 3)]
    report.refresh_from_db()
    assert 2**report.popularity == pytest.approx(1 + 2 * weights[0] + weights[1])
    assert set(ListingEntry.objects.filter(report=report).values_list("popularity", flat=True)) == {report.popularity}


def test_popular_shelf_is_short_and_without_unread_or_hidden_reports():
    reports = [make_report(f"Report {number}") for number in range(8)]
    make_report("Unread")
    for number, report in enumerate(reports, start=1):
        see(report, number)
    assert on_shelf() == [f"Report {number}" for number in (7, 6, 5, 4, 3, 2)]
    workflow.withdraw_report(reports[6])
    assert on_shelf() == [f"Report {number}" for number in (7, 5, 4, 3, 2, 1)]


def test_reading_a_page_writes_nothing_until_the_views_are_due(client, monkeypatch):
    report = make_report()
    address = report.get_absolute_url()
    client.get(address, headers={"User-Agent": READER})
    assert not ViewCount.objects.exists()
    monkeypatch.setattr(popular, "_last_flush", popular._last_flush - popular.INTERVAL - 1)
    client.get(address, headers={"User-Agent": READER})
    assert ViewCount.objects.get().count == 2


def test_draft_pages_count_no_views(editor_client):
    draft, published = make_report(status="draft"), make_report()
    for report in (draft, published):
        editor_client.get(report.get_absolute_url(), headers={"User-Agent": READER})
    assert flush_views(NOW) == 1
    assert ViewCount.objects.get().report == published


def test_recommended_shelf_holds_the_newest_picks():
    for number in range(8):
        make_report(f"Pick {number}", is_recommended=True)
    make_report("No pick")
    entries = SidebarEntry.objects.filter(report=None, shelf=Shelf.RECOMMENDED).order_by("position")
    assert [entry.target.title for entry in entries] == [f"Pick {number}" for number in (7, 6, 5, 4, 3, 2)]
