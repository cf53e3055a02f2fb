"""Stored reports as the values that writers take."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from reports import volumes
from reports.enums import ReportStatus, SectionKind
from reports.volumes import contents_of
from tests.factories import make_report
from tests.views.conftest import many

pytestmark = pytest.mark.django_db
ROOT = "https://reports.example"


def test_report_has_all_that_its_page_shows(site):
    (report,) = contents_of([site.shown.pk], ROOT)
    assert (report.title, report.language, report.unit) == (site.shown.title, "en", "柳桥镇")
    assert report.address == f"{ROOT}/en/reports/{site.shown.pk}/"
    assert (list(report.category), list(report.tags)) == (["Public health", "环境卫生"], ["drains", "卫生"])
    assert (report.period.code, report.published_on) == ("2024-q3", site.shown.published_at.date())
    assert (report.byline, report.attribution, report.summary) == (
        "Signed by the office", "From the county’s site", "Nine gullies.",
    )  # fmt: skip
    assert (report.source, report.source_url) == ("page.html", "https://source.example/page")
    assert (report.collection, report.position) == ("Three reports on drains", 1)
    first, second = report.sections
    assert (first.kind, first.anchor, first.marker, first.heading) == (SectionKind.WORK_DONE, "s1", "一、", "Main work")
    assert (first.body, first.closing, second.anchor) == ("Opening words.", "Closing words.", "s2")
    assert [(point.marker, point.heading, point.text) for point in first.points] == [
        ("（一）", "Gullies", "Nine cleared.")
    ]


def test_address_and_names_are_in_the_reports_own_language(db):
    report = make_report("工作总结", "清理沟渠9条。", language="zh", period="2024-q3")
    with override("en"):
        (content,) = contents_of([report.pk], ROOT)
    assert content.address == f"{ROOT}/zh-hans/reports/{report.pk}/"
    assert content.facts()[0] == ("报告期", "2024年第三季度")
    assert [(figure.text, figure.anchor) for figure in content.figures] == [("9条", "s1")]


def test_reports_come_in_the_order_asked_for_and_only_published_ones(site):
    keys = [site.hidden.pk, site.before.pk, 10**9, site.shown.pk]
    assert [report.key for report in contents_of(keys, ROOT)] == [site.before.pk, site.shown.pk]
    withdrawn = make_report("Roads", status=ReportStatus.WITHDRAWN)
    assert contents_of([withdrawn.pk], ROOT) == []


@pytest.mark.parametrize("number", [1, 3])
def test_loading_takes_so_many_queries(number):
    keys = [report.pk for report in many(number).reports]
    with CaptureQueriesContext(connection) as asked:
        found = contents_of(keys, ROOT)
    assert (len(found), len(asked)) == (number, 6)


def test_text_is_bounded_but_one_report_is_given_whatever_its_length(monkeypatch):
    keys = [make_report(f"Report {number}", "word " * 20).pk for number in range(3)]
    monkeypatch.setattr(volumes, "MOST_CHARACTERS", 220)
    assert len(contents_of(keys, ROOT)) == 2
    monkeypatch.setattr(volumes, "MOST_CHARACTERS", 10)
    assert len(contents_of(keys, ROOT)) == 1
