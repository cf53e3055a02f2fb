"""Prepared pages say what the report says now, in both languages, whatever was changed."""

from copy import deepcopy

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from taggit.models import Tag

from reports import workflow
from reports.discovery import popular, shelves_beside
from reports.enums import ReportStatus
from reports.models import Collection, PreparedPage, Report
from reports.workflow import pages
from tests.factories import READER, make_category, make_collection, make_report, make_unit

pytestmark = pytest.mark.django_db


def assert_pages_are_fresh():
    """Every published report has a page in each language that is what rendering it now gives, and no other has one."""
    stored = {(page.report_id, page.language): page.parts for page in PreparedPage.objects.all()}
    fresh = {}
    for language in ("en", "zh-hans"):
        with override(language):
            shelves = render_to_string("reports/page/shelves.html", {"shelves": shelves_beside(None)})
            assert stored.pop((None, language)) == {"shelves": shelves}
    for report in Report.objects.published().with_page():
        for language in ("en", "zh-hans"):
            with override(language):
                fresh[report.pk, language] = workflow.render_parts(report)
    assert stored == fresh
    assert len(stored) == 2 * Report.objects.published().count()


@pytest.fixture(scope="module")
def made_series(shared_rows):
    """Three quarters of one unit in one category, with tags, two of them in a collection; and a draft."""
    unit, category = make_unit("Drains Office"), make_category("Drains")
    collection = make_collection()
    reports = [
        make_report(
            f"Drains in {quarter}",
            "The old drain in Mill Street was flushed, inspected and relined by the night crew.",
            unit=unit,
            category=category,
            period=quarter,
            tags=["drains", "night work"],
            collection=collection if position else None,
            position=position or None,
        )
        for position, quarter in enumerate(["2025-q1", "2025-q2", "2025-q3"])
    ]
    make_report("A draft about drains", status=ReportStatus.DRAFT, unit=unit, category=category, period="2025-q4")
    return reports


@pytest.fixture
def series(made_series):
    return deepcopy(made_series)


def test_published_reports_have_a_page_in_each_language(series):
    assert_pages_are_fresh()
    page = PreparedPage.objects.get(report=series[1], language="zh-hans")
    assert "Drains in 2025-q1" in page.parts["beside"]
    assert "2025年第二季度" in page.parts["article"]


def test_new_title_is_seen_beside_the_neighbours(series):
    report = Report.objects.get(pk=series[0].pk)
    report.title = "Drains, first quarter"
    report.save()
    workflow.prepare_report(report)
    workflow.refresh_published(report)
    assert_pages_are_fresh()
    assert "Drains, first quarter" in PreparedPage.objects.get(report=series[1], language="en").parts["beside"]


def test_withdrawn_report_leaves_no_page_and_no_link(series):
    workflow.withdraw_report(series[1])
    assert_pages_are_fresh()
    assert not any("2025-q2" in part for page in PreparedPage.objects.all() for part in page.parts.values())


def test_deleted_report_leaves_no_page_and_no_link(series):
    workflow.delete_report(Report.objects.get(pk=series[1].pk))
    assert_pages_are_fresh()


@pytest.mark.parametrize(
    ("model", "admin", "values"),
    [
        (Tag, "taggit_tag", {"name": "sewers", "slug": "sewers"}),
        (Collection, "reports_collection", {"title": "Two reports", "slug": "two", "language": "en"}),
    ],
)
def test_renaming_in_the_admin_brings_the_pages_along(series, admin_client, model, admin, values):
    row = model.objects.order_by("pk").first()
    for prefix in ("reports", "old_addresses"):
        values |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = admin_client.post(reverse(f"admin:{admin}_change", args=[row.pk]), values)
    assert response.status_code == 302
    assert_pages_are_fresh()
    assert any((values.get("name") or values["title"]) in str(page.parts) for page in PreparedPage.objects.all())


@pytest.mark.parametrize(("model", "admin"), [(Tag, "taggit_tag"), (Collection, "reports_collection")])
def test_deleting_in_the_admin_brings_the_pages_along(series, admin_client, model, admin):
    row = model.objects.order_by("pk").first()
    response = admin_client.post(reverse(f"admin:{admin}_delete", args=[row.pk]), {"post": "yes"})
    assert response.status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()
    assert_pages_are_fresh()


@pytest.mark.parametrize("field", ["unit", "category"])
def test_renamed_unit_or_category_is_seen_on_the_pages(series, field):
    node = getattr(series[0], field)
    node.name_en = "Quite another name"
    node.save()
    workflow.refresh_many(Report.objects.published().filter(**{field: node}))
    assert_pages_are_fresh()
    assert "Quite another name" in str(PreparedPage.objects.get(report=series[2], language="en").parts)


def test_page_of_another_edition_is_rendered_anew(series, client):
    PreparedPage.objects.update(edition="older", parts=dict.fromkeys([*pages.PARTS, "shelves"], "outdated"))
    text = client.get(series[0].get_absolute_url()).content.decode()
    assert "outdated" not in text
    assert "relined by the night crew" in text


def test_prepared_page_is_what_is_shown(series, client):
    PreparedPage.objects.filter(language="en", report=series[0]).update(parts=dict.fromkeys(pages.PARTS, "as prepared"))
    assert "as prepared" in client.get(series[0].get_absolute_url()).content.decode()


def test_views_are_written_after_a_response_and_seen_beside_every_report(series, client, monkeypatch):
    for _view in range(3):
        client.get(series[2].get_absolute_url(), headers={"User-Agent": READER})
    assert "Popular" not in client.get(series[0].get_absolute_url()).content.decode()
    monkeypatch.setattr(popular, "_last_flush", popular._last_flush - popular.INTERVAL - 1)
    workflow.write_views_when_due()
    assert "Popular" in client.get(series[0].get_absolute_url()).content.decode()
    assert_pages_are_fresh()


def test_rebuilding_prepares_all_pages(series):
    PreparedPage.objects.all().delete()
    workflow.rebuild_published()
    assert_pages_are_fresh()
