"""Links to a report that is not public, for people without an account."""

from datetime import timedelta

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from reports.enums import EventKind
from reports.models import Event, PreviewLink, Report
from tests.factories import make_editor, make_report, make_user, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report("Drains", sections=[work("Nine drains.")], status="draft")


def address_of(link):
    return reverse("reports:report-preview", args=[workflow.preview_token(link)])


def links_page(report):
    return reverse("admin:reports_report_links", args=[report.pk])


def test_link_shows_the_draft_as_it_stands_to_anybody_and_to_no_cache_or_search_engine(client, report):
    link = workflow.share_preview(report, 7)
    workflow.write_sections(report, [work("Ten drains.")])
    response = client.get(address_of(link))
    page = LexborHTMLParser(response.content.decode())
    assert page.css_first("main .prose").text(strip=True) == "Ten drains."
    assert "not public yet" in page.css_first(".banner").text()
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex, nofollow"
    assert (page.css_first("link[rel=canonical]"), page.css_first("link[rel=alternate]")) == (None, None)
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert client.get(report.get_absolute_url()).status_code == 404
    assert "Drains" not in client.get("/en/reports/").content.decode()


def test_link_that_is_over_taken_back_or_forged_shows_nothing(client, report):
    over, ended, valid = (workflow.share_preview(report, 1) for _number in range(3))
    PreviewLink.objects.filter(pk=over.pk).update(
        created_at=over.created_at - timedelta(days=2), expires_at=over.expires_at - timedelta(days=1, seconds=1)
    )
    addresses = [address_of(PreviewLink.objects.get(pk=over.pk)), address_of(over), address_of(ended)]
    workflow.end_preview(ended)
    key, end, signature = workflow.preview_token(valid).split("-", 2)
    forged = [f"{key}-{end}-{signature[:-1]}", f"{ended.pk}-{end}-{signature}", f"{key}-{end}9-{signature}", key, "-"]
    addresses += [reverse("reports:report-preview", args=[token]) for token in forged]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    assert client.get(address_of(valid)).status_code == 200


def test_link_leads_to_the_page_once_it_is_public_and_shows_nothing_that_was_withdrawn(client, report):
    link = workflow.share_preview(report, 7)
    workflow.publish_report(report)
    response = client.get(address_of(link))
    assert (response.status_code, response["Location"]) == (302, report.get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    workflow.withdraw_report(report)
    assert client.get(address_of(link)).status_code == 404


def test_editor_makes_and_ends_a_link(client, editor_client, report):
    made = editor_client.post(links_page(report), {"do": "make", "days": "7", "note": "The auditors"}, follow=True)
    page = LexborHTMLParser(made.content.decode())
    link = PreviewLink.objects.get()
    assert (link.note, link.expires_at - link.created_at, link.created_by.username) == (
        "The auditors",
        timedelta(days=7),
        "editor",
    )
    address = page.css_first("[data-address]").attributes["value"]
    assert address == f"http://testserver{address_of(link)}"
    assert "The auditors" in page.css_first(".links__facts").text()
    editor_client.post(links_page(report), {"end": str(link.pk)})
    assert PreviewLink.objects.count() == 0
    kinds = [EventKind.PREVIEW_SHARED, EventKind.PREVIEW_ENDED]
    assert list(Event.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", "actor_name")) == [
        ("preview_shared", "editor"),
        ("preview_ended", "editor"),
    ]


@pytest.mark.parametrize("sent", [{"do": "make", "days": "3000"}, {"do": "make"}, {}, {"end": "x"}, {"end": "9" * 30}])
def test_what_makes_no_sense_makes_no_link(editor_client, report, sent):
    assert editor_client.post(links_page(report), sent).status_code == 200
    assert PreviewLink.objects.count() == 0


def test_links_are_for_who_may_change_the_report_and_for_drafts(client, editor_client, report):
    published = make_report("Public")
    editor_client.post(links_page(published), {"do": "make", "days": "7"})
    other = workflow.share_preview(make_report("Other", status="draft"), 7)
    editor_client.post(links_page(report), {"end": str(other.pk)})
    client.force_login(make_user("clerk", is_staff=True))
    assert client.post(links_page(report), {"do": "make", "days": "7"}).status_code == 404
    client.logout()
    assert client.get(links_page(report)).status_code == 302
    assert [link.report.title for link in PreviewLink.objects.all()] == ["Other"]
    client.force_login(make_editor("colleague"))
    assert client.get("/admin/reports/report/99999/links/").status_code == 404


def test_links_go_with_their_report(report):
    workflow.share_preview(report, 7)
    workflow.delete_report(report)
    assert (Report.objects.count(), PreviewLink.objects.count()) == (0, 0)
