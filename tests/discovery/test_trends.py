"""The same figure of a unit over its periods."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import workflow
from reports.discovery import trends_of, trends_of_unit
from reports.discovery.trends import MOST, WINDOW, reports_after
from reports.enums import ReportStatus
from reports.models import Report
from tests.factories import make_period, make_report, make_unit, work

pytestmark = pytest.mark.django_db


def drained(number, code, unit, **values):
    section = work(f"In all {number} permits were issued.")
    return make_report(f"Permits {code}", sections=[work("Words."), section], unit=unit, period=code, **values)


def told(report):
    report = Report.objects.select_related("period").get(pk=report.pk)
    return [(trend.name, [reading.text for reading in trend.readings]) for trend in trends_of([report])[report.pk]]


def test_figure_is_followed_over_the_units_published_reports_on_periods_of_its_kind():
    unit, other = make_unit(), make_unit()
    reports = [drained(n, code, unit) for n, code in ((11, "2024-q1"), (12, "2024-q2"), (14, "2024-q4"))]
    drained(13, "2024-q3", unit, status=ReportStatus.DRAFT)
    drained(15, "2024-m05", unit)
    drained(16, "2024-q3", other)
    assert told(reports[2]) == [("permits", ["11 permits", "12 permits", "14 permits"])]
    assert told(reports[0]) == [("permits", ["11 permits"])]
    reading = trends_of([Report.objects.select_related("period").get(pk=reports[2].pk)])[reports[2].pk][0].latest
    assert (reading.amount, reading.anchor, reading.period) == (14, "s2", make_period("2024-q4").value)


def test_figures_go_back_for_a_window_and_no_further():
    unit = make_unit()
    codes = [f"{year}-q{quarter}" for year in (2022, 2023, 2024) for quarter in (1, 2, 3, 4)]
    reports = [drained(n, code, unit, with_sidebars=False) for n, code in enumerate(codes, start=10)]
    assert len(told(reports[-1])[0][1]) == WINDOW
    assert reports_after([reports[0].pk]) == {report.pk for report in reports[1 : 1 + WINDOW]}


def test_report_without_unit_or_period_tells_its_own_figures_alone():
    report = make_report("Lone", "In all 52 near misses were reported. We bought 41 vans.")
    assert told(report) == [("near misses", ["52 near misses"]), ("vans", ["41 vans"])]


def test_figures_that_come_again_are_chosen_before_those_that_do_not():
    unit = make_unit()
    text = " ".join(f"We bought {n} {thing}." for n, thing in enumerate(("vans", "pumps", "hoses", "drills"), start=20))
    make_report("One", text, unit=unit, period="2024-q1")
    report = make_report("Two", f"We sold 18 horses. {text}", unit=unit, period="2024-q2")
    names = [name for name, _readings in told(report)]
    assert names == ["vans", "pumps", "hoses", "drills"]
    assert len(names) <= MOST


def test_unit_shows_figures_of_three_periods_and_more():
    unit = make_unit()
    for n, code in ((11, "2024-q1"), (12, "2024-q2")):
        drained(n, code, unit)
    assert trends_of_unit(unit) == []
    drained(13, "2024-q3", unit)
    assert [(trend.name, [r.amount for r in trend.readings]) for trend in trends_of_unit(unit)] == [
        ("permits", [11, 12, 13])
    ]


def test_trends_of_many_take_as_many_queries_as_of_one():
    unit = make_unit()
    reports = [drained(n, code, unit) for n, code in ((11, "2024-q1"), (12, "2024-q2"), (13, "2024-q3"))]
    loaded = list(Report.objects.filter(pk__in=[report.pk for report in reports]).select_related("period"))
    counts = []
    for some in (loaded[:1], loaded):
        with CaptureQueriesContext(connection) as asked:
            trends_of(some)
        counts.append(len(asked))
    assert counts == [3, 3]


def test_report_whose_period_changed_is_gone_from_where_it_was():
    unit = make_unit()
    codes = ("2024-q1", "2024-q2", "2024-q3", "2024-q4")
    first, *rest = [drained(n, code, unit) for n, code in enumerate(codes, start=10)]
    Report.objects.filter(pk=first.pk).update(period=make_period("2025-q4"))
    assert reports_after([first.pk]) - {first.pk} == {report.pk for report in rest}
    workflow.refresh_published(Report.objects.get(pk=first.pk))
    assert [told(report)[0][1][0] for report in rest] == ["11 permits"] * 3
