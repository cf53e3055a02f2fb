"""What caches may keep: every public page, until it changes; nothing that was made for one reader."""

import pytest
from django.test import Client
from django.urls import reverse

from reports import workflow
from reports.models import Report
from tests.factories import make_report, make_unit, work
from tests.views.conftest import many

LIST = "public, no-cache"


def kinds_of_pages(site):
    """An address of every kind of page that shows the first report, or counts it."""
    first, second = site.reports
    names = {
        "home": [], "report-list": [], "category-list": [], "unit-list": [], "period-list": [], "tag-list": [],
        "section-kinds": [], "topic-list": [], "collection-list": [], "site-map": [],
        "category-detail": [site.category.slug], "unit-detail": [site.unit.slug], "period-detail": ["2024"],
        "tag-detail": ["drains"], "topic-detail": [site.topic.slug], "section-list": ["work_done"],
        "collection-detail": [site.collection.pk, site.collection.slug],
        "report-detail": [first.pk, first.slug], "report-compare": [first.pk, second.pk],
        "report-download": [first.pk, "md"], "collection-download": [site.collection.pk, site.collection.slug, "json"],
        "all-download": ["docx"], "unit-feed": [site.unit.slug],
    }  # fmt: skip
    pages = {name: reverse(f"reports:{name}", args=arguments) for name, arguments in names.items()}
    searched = f"{reverse('reports:search')}?q={first.title}"
    narrowed = f"{pages['report-list']}?kind=next_steps&order=popular"
    table = f"{pages['unit-detail']}?view=table"
    return {**pages, "search": searched, "narrowed": narrowed, "table": table}


@pytest.mark.django_db
def test_every_page_is_kept_until_it_changes_and_then_sent_at_once(client):
    site = many(2)
    Report.objects.filter(pk__in=[report.pk for report in site.reports]).update(unit=site.unit)
    pages = kinds_of_pages(site)
    tags = {}
    for name, address in pages.items():
        first = client.get(address)
        assert (first.status_code, first.headers["Cache-Control"]) == (200, LIST), name
        tags[name] = first.headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tags[name]})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tags[name]), name
    workflow.withdraw_report(site.first)
    after = {
        name: client.get(address, headers={"If-None-Match": tags[name]}).status_code for name, address in pages.items()
    }
    assert [name for name, status in after.items() if status == 304] == []
    assert (after["report-detail"], after["home"], after["search"]) == (410, 200, 200)


@pytest.mark.django_db
def test_changed_name_of_a_unit_is_sent_at_once(client):
    unit = make_unit("Drains Office")
    make_report(unit=unit, sections=[work("Nine gullies.")])
    tag = client.get("/en/reports/").headers["ETag"]
    assert client.get("/en/reports/", headers={"If-None-Match": tag}).status_code == 304
    unit.name_en = "Sewers Office"
    unit.save()
    assert client.get("/en/reports/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db
def test_redirects_and_errors_are_asked_for_again(client):
    report = make_report("Old title")
    paths = {"/": 302, f"/en/reports/{report.pk}-wrong/": 301, f"/en/reports/{report.pk}/": 301, "/en/none/": 404}
    for path, status in paths.items():
        response = client.get(path)
        assert (response.status_code, response.headers["Cache-Control"]) == (status, LIST), path
        assert "ETag" not in response.headers, path


@pytest.mark.django_db
def test_page_made_for_one_reader_is_private(editor_client):
    first, second = (make_report(unit=make_unit("Office"), period=f"2024-q{number}") for number in (1, 2))
    Report.objects.filter(pk=second.pk).update(unit=first.unit)
    comparison = reverse("reports:report-compare", args=[second.pk, first.pk])
    assert Client().get(comparison).headers["Cache-Control"] == LIST
    seen = editor_client.get(comparison)
    assert (seen.headers["Cache-Control"], "ETag" in seen.headers) == ("private, no-cache", False)
    for address in ("/admin/", "/en/alerts/", "/en/alerts/new/?unit=office"):
        assert "no-store" in editor_client.get(address).headers["Cache-Control"], address
