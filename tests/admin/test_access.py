"""Every page of the admin: there for those who may, refused to others."""

import pytest
from django.contrib import admin
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser
from taggit.models import Tag

from reports.admin.reports import ReportAdmin
from reports.models import Report, User
from tests.factories import (
    make_category,
    make_collection,
    make_period,
    make_report,
    make_source,
    make_topic,
    make_unit,
    make_user,
    work,
)

LIST = "/admin/reports/report/"
MODELS = ["report", "category", "unit", "period", "collection", "topic", "source"]


@pytest.fixture
def rows(db):
    collection, unit = make_collection(), make_unit(name_zh="柳桥镇")
    report = make_report(
        sections=[work("Nine drains.", "One.", "Two.")],
        collection=collection,
        position=1,
        unit=unit,
        period="2024-q3",
        tags=["drains"],
    )
    return {
        "report": report,
        "category": make_category("Drains", make_category("Health")),
        "unit": unit,
        "period": make_period("2024-q3"),
        "collection": collection,
        "topic": make_topic("Clean water", [report]),
        "source": make_source(findings={"warnings": [{"code": "no-period", "text": "No period found", "line": 3}]}),
    }


def addresses(rows):
    for model, row in rows.items():
        yield reverse(f"admin:reports_{model}_changelist")
        yield reverse(f"admin:reports_{model}_changelist") + "?q=drain"
        yield reverse(f"admin:reports_{model}_change", args=[row.pk])
        yield reverse(f"admin:reports_{model}_history", args=[row.pk])
        yield reverse(f"admin:reports_{model}_delete", args=[row.pk])
        if model != "source":
            yield reverse(f"admin:reports_{model}_add")
    tag = Tag.objects.get()
    yield from [reverse("admin:taggit_tag_changelist"), reverse("admin:taggit_tag_add")]
    yield reverse("admin:taggit_tag_change", args=[tag.pk])
    yield reverse("admin:index")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_there_for_an_editor(editor_client, rows, language):
    for address in addresses(rows):
        response = editor_client.get(address, headers={"Accept-Language": language})
        assert response.status_code == 200, address
        assert "<h1" in response.content.decode(), address


def test_every_page_is_refused_without_permission(client, rows):
    client.force_login(make_user("clerk", is_staff=True))
    refused = [address for address in addresses(rows) if address != reverse("admin:index")]
    assert {client.get(address).status_code for address in refused} == {403}
    assert (
        "Reports"
        not in client.get(reverse("admin:index")).content.decode().split('id="content-main"')[1].split("</div>")[0]
    )


def test_every_page_asks_strangers_and_readers_to_sign_in(client, rows):
    for user in (None, make_user("reader", "view_report", "change_report")):
        if user:
            client.force_login(user)
        for address in addresses(rows):
            response = client.get(address)
            assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/admin/login/"), address


def test_who_may_only_look_sees_the_report_and_cannot_change_it(client, rows):
    client.force_login(make_user("viewer", "view_report", "view_section", is_staff=True))
    address = reverse("admin:reports_report_change", args=[rows["report"].pk])
    response = client.get(address)
    assert response.status_code == 200
    assert "Nine drains." in response.content.decode()
    assert client.post(address, {"title": "Changed"}).status_code == 403
    for action in ("publish", "withdraw"):
        client.post(
            reverse("admin:reports_report_changelist"), {"action": action, "_selected_action": [rows["report"].pk]}
        )
    assert list(Report.objects.values_list("title", "status")) == [(rows["report"].title, "published")]


def test_sources_are_shown_with_their_warnings_and_cannot_be_added(editor_client, rows):
    page = editor_client.get(reverse("admin:reports_source_change", args=[rows["source"].pk])).content.decode()
    assert "no-period: No period found (3)" in page
    assert editor_client.get(reverse("admin:reports_source_add")).status_code == 403


@pytest.mark.parametrize(
    ("field", "term", "found"),
    [
        ("unit", "柳桥", "柳桥镇"),
        ("category", "drain", "Drains"),
        ("period", "2024-q3", "Q3 2024"),
        ("collection", "three", "Three reports on drains"),
        ("tags", "dra", "drains"),
    ],
)
def test_autocomplete_finds(editor_client, rows, field, term, found):
    query = {"app_label": "reports", "model_name": "report", "field_name": field, "term": term}
    response = editor_client.get(reverse("admin:autocomplete"), query)
    assert [row["text"].strip("- ") for row in response.json()["results"]] == [found]


@pytest.mark.parametrize(
    "query",
    [
        *("contains=work_done", "status__exact=published", "language=en", "is_recommended=0", "period__year=2024"),
        "published=2025",
    ],
)
def test_filters_narrow_the_list_of_reports(editor_client, rows, query):
    make_report("Another one", sections=[], language="zh", status="draft", is_recommended=True)
    # Chinese, without sections and period, recommended: every filter above leaves it out.
    page = editor_client.get(
        f"{reverse('admin:reports_report_changelist')}?{query.replace('is_recommended=', 'is_recommended__exact=')}"
    )
    assert rows["report"].title in page.content.decode()
    assert "Another one" not in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_reports_takes_as_many_queries_for_three(
    editor_client, django_assert_max_num_queries, number, monkeypatch
):
    monkeypatch.setattr(ReportAdmin, "list_per_page", 2)
    for _time in range(number):
        make_report(unit=make_unit(), category=make_category(), period="2024-q3", with_sidebars=False)
    for query in ("", "?q=report", "?status__exact=published", "?contains=work_done"):
        with django_assert_max_num_queries(12):
            assert editor_client.get(LIST + query).status_code == 200


def test_pages_of_the_list_hold_every_report_once_from_either_end(editor_client, monkeypatch):
    monkeypatch.setattr(ReportAdmin, "list_per_page", 2)
    for number in range(7):
        make_report(f"Report {number}", status="draft" if number != 3 else "published", with_sidebars=False)
    pages = [
        LexborHTMLParser(editor_client.get(f"{LIST}?status__exact=draft&o=1&p={page}").content.decode())
        for page in (1, 2, 3)
    ]
    titles = [[cell.text() for cell in page.css("#result_list .field-title")] for page in pages]
    assert titles == [["Report 0", "Report 1"], ["Report 2", "Report 4"], ["Report 5", "Report 6"]]


def test_first_page_holds_all_that_there_is_to_change_on_shelves_in_the_language_that_is_chosen(client, db):
    user = make_user("root", is_staff=True, is_superuser=True)
    client.force_login(user)
    response = client.post("/admin/language/", {"language": "zh-hans", "next": "/admin/"}, follow=True)
    client.post("/admin/language/", {"language": "xx"})
    client.force_login(user)  # from a browser that asks for English
    assert User.objects.get().language == "zh-hans", "the language of mails"
    page = LexborHTMLParser(response.content.decode())
    listed = [link.attributes["href"] for link in page.css(".shelf th a")]
    every = [reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist") for model in admin.site._registry]
    assert sorted(listed) == sorted(every)
    assert [caption.text() for caption in page.css(".shelf caption")] == ["报告", "归类", "搜索", "人员与规则"]
    assert response.client.cookies["django_language"]["path"] == "/admin/"
