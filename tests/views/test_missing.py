"""Addresses at which nothing is any more, or never was: moved, gone, near."""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag

from reports import workflow
from reports.enums import ReportStatus
from reports.models import GoneReport, OldAddress, Report
from tests.admin.forms import errors_of, read_form
from tests.factories import make_category, make_report, make_topic, make_unit

pytestmark = pytest.mark.django_db


def gone(**values):
    return make_report(
        "Secret title", "Secret text of the report.", status=ReportStatus.WITHDRAWN, period="2024-q3", **values
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["This report was withdrawn", "Q3 2024", "Town"]), ("zh-hans", ["2024年第三季度", "Town"])],
)
def test_withdrawn_report_leaves_a_notice_without_its_words(client, language, words):
    report = gone(unit=make_unit("Town"))
    GoneReport.objects.update(note="The figures were wrong. <b>")
    for path in (f"{report.pk}/", f"{report.pk}-{report.slug}/", f"{report.pk}-other/"):
        response = client.get(f"/{language}/reports/{path}")
        html = response.content.decode()
        assert response.status_code == 410
        assert [word for word in [*words, "The figures were wrong. &lt;b&gt;"] if word not in html] == []
        assert re.findall("(?i)secret (?:title|text)", html) == []
        assert "no-store" in response.headers["Cache-Control"]


def test_deleted_report_leaves_a_notice_too(client):
    report = make_report("Secret title", unit=make_unit("Town"), period="2024-q3")
    key = report.pk
    workflow.delete_report(report)
    response = client.get(f"/en/reports/{key}/")
    assert response.status_code == 410
    assert "Town" in response.content.decode()


def test_draft_of_a_report_that_was_public_shows_nothing_new(client):
    report = gone(unit=make_unit("Town"))
    workflow.return_report(report)
    Report.objects.filter(pk=report.pk).update(unit=make_unit("Planned town"), title="Planned title")
    html = client.get(f"/en/reports/{report.pk}/").content.decode()
    assert "Planned" not in html
    assert "Town" in html


def test_report_that_is_published_again_is_there_again(client):
    report = gone()
    workflow.publish_report(report)
    assert client.get(report.get_absolute_url()).status_code == 200


def test_editor_still_sees_a_withdrawn_report(editor_client):
    report = gone()
    assert "Secret title" in editor_client.get(report.get_absolute_url()).content.decode()


def test_editor_writes_the_note_and_can_neither_add_nor_delete(editor_client):
    report = gone()
    address = reverse("admin:reports_gonereport_change", args=[report.pk])
    data = read_form(editor_client.get(address)) | {"note": "Withdrawn by the office."}
    response = editor_client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    assert GoneReport.objects.get().note == "Withdrawn by the office."
    assert editor_client.get(reverse("admin:reports_gonereport_add")).status_code == 403
    assert editor_client.post(reverse("admin:reports_gonereport_delete", args=[report.pk])).status_code == 403


def rows():
    return {
        "categories": make_category("Drains"),
        "units": make_unit("Town"),
        "topics": make_topic("Clean water"),
        "tags": Tag.objects.create(name="pumps"),
    }


@pytest.mark.parametrize("sort", ["categories", "units", "topics", "tags"])
def test_renamed_row_is_found_at_its_old_address(editor_client, client, sort):
    row = rows()[sort]
    make_report("Report", unit=row if sort == "units" else None, tags=["pumps"], period="2024-q3")
    old = row.slug
    change = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    for new in ("new-name", "newer-name"):
        response = editor_client.post(change, read_form(editor_client.get(change)) | {"slug": new})
        assert response.status_code == 302, errors_of(response)
    for was in (old, "new-name"):
        response = client.get(f"/zh-hans/{sort}/{was}/?order=newest")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/zh-hans/{sort}/newer-name/?order=newest"
        assert client.get(f"/zh-hans/{sort}/newer-name/").status_code == 200


def test_row_that_gets_its_old_name_back_stands_there_itself(editor_client, client):
    unit = make_unit("Town", slug="town")
    change = reverse("admin:reports_unit_change", args=[unit.pk])
    for new in ("village", "town"):
        editor_client.post(change, read_form(editor_client.get(change)) | {"slug": new})
    assert client.get("/en/units/town/").status_code == 200
    assert client.get("/en/units/village/").headers["Location"] == "/en/units/town/"
    assert list(OldAddress.objects.values_list("slug", flat=True)) == ["village"]


def test_row_that_takes_an_old_slug_has_its_address(client):
    OldAddress.objects.create(slug="town", unit=make_unit("Village", slug="village"))
    assert client.get("/en/units/town/").status_code == 301
    make_unit("New town", slug="town")
    assert "New town" in client.get("/en/units/town/").content.decode()


def test_old_slug_of_one_sort_is_none_of_another(client):
    OldAddress.objects.create(slug="town", unit=make_unit("Village", slug="village"))
    assert client.get("/en/categories/town/").status_code == 404


def test_merged_unit_leads_to_the_one_that_editors_name(editor_client, client):
    unit = make_unit("Town", slug="town")
    change = reverse("admin:reports_unit_change", args=[unit.pk])
    data = read_form(editor_client.get(change))
    data |= {"old_addresses-TOTAL_FORMS": "1", "old_addresses-0-slug": "柳桥乡", "old_addresses-0-unit": str(unit.pk)}
    response = editor_client.post(change, data)
    assert response.status_code == 302, errors_of(response)
    assert client.get("/en/units/柳桥乡/").headers["Location"] == "/en/units/town/"


def test_list_narrowed_by_a_renamed_unit_leads_on(client):
    unit = make_unit("Village", slug="village")
    make_report("Report", unit=unit, period="2024-q3")
    OldAddress.objects.create(slug="town", unit=unit)
    for path, new in (
        ("periods/2024-q3/?unit=town&page=1", "periods/2024-q3/?unit=village&page=1"),
        ("search/?q=report&unit=town", "search/?q=report&unit=village"),
        ("units/town/?unit=town", "units/village/?unit=village"),
    ):
        response = client.get(f"/en/{path}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/en/{new}")
        assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("units/liuqiao-twon/", "Liuqiao Town"),
        ("units/Liuqiao-Town/", "Liuqiao Town"),
        ("units/柳桥/", "Liuqiao Town"),
        ("categories/sanitaton/", "Sanitation"),
        ("tags/drain/", "drains"),
        ("topics/clean-watr/", "Clean water"),
    ],
)
def test_mistyped_address_leads_to_what_is_near(client, path, name):
    make_unit("Liuqiao Town", name_zh="柳桥镇")
    make_unit("Somewhere else")
    make_category("Sanitation")
    make_topic("Clean water")
    Tag.objects.create(name="drains")
    response = client.get(f"/en/{path}")
    html = response.content.decode()
    assert response.status_code == 404
    assert re.findall(r'(?s)<ul class="leads">.*?</ul>', html)[0].count("<li>") == 1
    assert f">{name}</a>" in html


def test_empty_hands_offer_the_search_with_the_words_of_the_address(client):
    html = client.get("/en/reports/999-环境卫生-q3-summary/").content.decode()
    assert 'value="环境卫生 summary"' in html
    assert "Did you mean" not in html
    html = client.get("/en/nowhere/%3Cscript%3E/").content.decode()
    assert "<script>" not in html


def test_hidden_rows_are_not_offered(client):
    make_report("Secret report", status=ReportStatus.DRAFT)
    assert "Secret report" not in client.get("/en/reports/secret-report/").content.decode()


def test_missing_page_costs_few_queries_whatever_there_is(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/en/units/nowhere/").status_code == 404
        return len(found)

    make_unit("Town")
    few = queries()
    for number in range(20):
        make_unit(f"Town {number}")
    assert queries() == few <= 4


def test_old_address_in_chinese_is_led_on(client):
    OldAddress.objects.create(slug="柳桥乡", unit=make_unit("Town", slug="柳桥镇"))
    assert unquote(client.get("/zh-hans/units/柳桥乡/").headers["Location"]) == "/zh-hans/units/柳桥镇/"
