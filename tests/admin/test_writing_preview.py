"""What is being written, shown as a page before it is stored."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reports.models import Report, Section
from tests.admin.forms import read_form
from tests.factories import make_editor, make_report, make_user, work

NEW = "/admin/reports/report/preview/"


@pytest.fixture
def report(db):
    return make_report("Drains", sections=[work("Nine drains.", "First item."), work("More.")], status="draft")


def change(report):
    return reverse("admin:reports_report_change", args=[report.pk])


def preview(report):
    return reverse("admin:reports_report_preview", args=[report.pk])


def read(response):
    assert response.status_code == 200
    page = LexborHTMLParser(response.content.decode())
    title = page.css_first("h1").text(strip=True)
    return title, [" ".join(one.text(separator=" ").split()) for one in page.css("main .prose")]


def test_preview_shows_what_is_written_in_its_order_and_stores_nothing(editor_client, report):
    form = editor_client.get(change(report))
    before = [Report.objects.values().get(), list(Section.objects.values())]
    data = read_form(form) | {
        "title": "Gullies",
        "sections-0-position": "2",
        "sections-0-body": "Ten **drains** & <b>pumps</b>.",
        "sections-1-position": "1",
        "sections-2-heading": "New",
        "sections-2-points-0-text": "A new point.",
    }
    response = editor_client.post(preview(report), data)
    assert read(response) == ("Gullies", ["More.", "Ten drains & <b>pumps</b>. 1. First item.", "¶ A new point."])
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    version = LexborHTMLParser(form.content.decode()).css_first("form.writing__form").attributes["data-version"]
    assert response["X-Stored-Version"] == version
    assert [Report.objects.values().get(), list(Section.objects.values())] == before


def test_preview_of_a_new_report_and_of_what_cannot_be_stored(editor_client, report):
    data = read_form(editor_client.get("/admin/reports/report/add/"))
    typed = {"sections-0-body": "Typed.", "sections-1-kind": "praise", "sections-1-body": "So far.", "language": ""}
    assert read(editor_client.post(NEW, data | typed)) == ("(no title yet)", ["Typed.", "So far."])
    assert read(editor_client.post(NEW, {})) == ("(no title yet)", [])
    assert read(editor_client.post(preview(report), {"title": "Only a title"})) == ("Only a title", [])
    assert Report.objects.count() == 1


def test_preview_is_for_who_may_change_the_report(client, editor_client, report):
    data = read_form(editor_client.get(change(report)))
    client.force_login(make_user("clerk", is_staff=True))
    assert [client.post(address, data).status_code for address in (preview(report), NEW)] == [404, 403]
    client.logout()
    assert client.post(preview(report), data).status_code == 302


def test_preview_of_no_report_or_without_a_form_is_refused(editor_client, report):
    assert editor_client.post("/admin/reports/report/99999/preview/", {}).status_code == 404
    assert editor_client.get(preview(report)).status_code == 405


def test_browser_is_told_which_unsaved_copy_was_stored_and_each_user_has_a_key(client, editor_client, report):
    data = read_form(editor_client.get(change(report)))
    key = LexborHTMLParser(editor_client.get(change(report)).content.decode()).css_first("form.writing__form")
    refused = editor_client.post(change(report), data | {"draft": "ab12cd34", "title": ""})
    assert "summaries_saved_draft" not in refused.cookies
    saved = editor_client.post(change(report), data | {"draft": "ab12cd34"})
    cookie = saved.cookies["summaries_saved_draft"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("ab12cd34", "/admin/", "Strict")
    again = editor_client.post(change(report), read_form(editor_client.get(change(report))) | {"draft": "x; path=/"})
    assert "summaries_saved_draft" not in again.cookies
    client.force_login(make_editor("colleague"))
    other = LexborHTMLParser(client.get(change(report)).content.decode()).css_first("form.writing__form")
    keys = {form.attributes["data-drafts"] for form in (key, other)}
    assert [len(one) for one in keys] == [64, 64]


def test_unsaved_copy_is_shown_again_and_not_stored(editor_client, report):
    data = read_form(editor_client.get(change(report)))
    response = editor_client.post(change(report), data | {"title": "Gullies", "draft": "ab12cd34", "_restore": "draft"})
    again = read_form(response)
    assert (again["title"], again["draft"], again["base"]) == ("Gullies", "ab12cd34", data["base"])
    assert "It is not saved yet." in LexborHTMLParser(response.content.decode()).css_first(".writing-note").text()
    assert Report.objects.get().title == "Drains"
