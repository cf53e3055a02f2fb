"""The panel of the gate on a report's page, its remedies, and the page over all drafts."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reports import gate, workflow
from reports.enums import ReportStatus
from reports.models import GateResult, Report, Revision, Section
from tests.admin.forms import read_form
from tests.factories import make_member, make_report, make_unit, work

DRAFTS = "/admin/reports/report/gate/"
COPIED = (
    "The crew walks every drain of the old town in spring, marks blockages on one map, clears those by the school "
    "first, then the market, and lets a neighbour sign each finished stretch in the crew's book."
)


@pytest.fixture
def report(db):
    text = work("Call 13912345678 or 13912345678.\n\n共走访××户。", "Patient Mary Carter, aged 9, came.")
    return make_report("Pumps 2024", sections=[text], status=ReportStatus.DRAFT, unit=make_unit("Town"))


def page_of(client, report):
    return client.get(reverse("admin:reports_report_change", args=[report.pk])).content.decode()


def remedy(client, report, excerpt, nth=0):
    """Send what the button of the nth finding of an excerpt sends."""
    kept = gate.stored_findings(GateResult.objects.get(pk=report.pk))
    number = [at for at, one in enumerate(kept) if one.excerpt == excerpt][nth]
    address = reverse("admin:reports_report_remedy", args=[report.pk])
    return client.post(address, {"finding": str(number), f"excerpt-{number}": excerpt})


def test_panel_tells_place_reason_and_remedy(editor_client, report):
    page = page_of(editor_client, report)
    assert "4 findings block publishing." in page
    assert 'data-jump="id_sections-0-points-0-text"' in page
    assert 'data-proposal="139****5678"' in page
    assert 'id="id_sections-0-points-0-text"' in page
    assert "Somebody is named beside words about health, need, age or offences." in page


def test_a_click_masks_the_second_of_two_equal_numbers_and_keeps_the_version_before(editor_client, editor, report):
    before = Revision.objects.filter(number=report.pk).count()
    response = remedy(editor_client, report, "13912345678", nth=1)
    assert response.headers["Location"].endswith(f"/{report.pk}/change/#gate")
    section = Section.objects.get(report=report)
    assert section.body == "Call 13912345678 or 139\\*\\*\\*\\*5678.\n\n共走访××户。"
    assert "139****5678" in Report.objects.get(pk=report.pk).prepared[0]["html"]
    assert Revision.objects.filter(number=report.pk).count() == before + 1
    assert GateResult.objects.get(pk=report.pk).blocking == 3
    remedy(editor_client, report, "Mary Carter")
    assert section.points.get().text == "Patient M. C., aged 9, came."


def test_a_remedy_for_another_text_changes_nothing(editor_client, report):
    address = reverse("admin:reports_report_remedy", args=[report.pk])
    stored = Section.objects.get(report=report).body
    for sent in ({"finding": "0", "excerpt-0": "old text"}, {"finding": "99"}, {"finding": "x"}, {}):
        assert editor_client.post(address, sent).status_code == 302
    assert Section.objects.get(report=report).body == stored
    assert editor_client.get(address).status_code == 405


def test_nobody_remedies_what_they_may_not_change(client, report):
    client.force_login(make_member("olga", "author", make_unit("Elsewhere")))
    assert remedy(client, report, "13912345678").status_code == 404
    client.force_login(make_member("ann", "author", report.unit))
    workflow.submit_report(report)
    assert remedy(client, report, "13912345678").status_code == 403
    assert "data-remedy" not in page_of(client, report)


def test_list_shows_what_is_not_public_in_ones_own_units(client, report):
    public = make_report("Drains are public", unit=report.unit)
    foreign = make_report("Draft of others", unit=make_unit("Elsewhere"), status=ReportStatus.DRAFT)
    client.force_login(make_member("ann", "author", report.unit))
    page = client.get(DRAFTS).content.decode()
    assert [title in page for title in (report.title, public.title, foreign.title)] == [True, False, False]
    assert "Mobile number" in page


def test_list_is_narrowed(editor_client, report):
    clean = make_report("Clean", status=ReportStatus.DRAFT, unit=report.unit, period="2024")
    pages = {
        group: editor_client.get(f"{DRAFTS}?group={group}").content.decode() for group in ("blocking", "copy", "x")
    }
    shown = {group: [row.title in page for row in (report, clean)] for group, page in pages.items()}
    assert shown == {"blocking": [True, False], "copy": [False, False], "x": [True, True]}


def test_looking_checks_nothing_and_a_click_checks_what_one_may_see(client, report):
    foreign = make_report("Draft of others", unit=make_unit("Elsewhere"), status=ReportStatus.DRAFT)
    GateResult.objects.all().delete()
    client.force_login(make_member("ann", "author", report.unit))
    page = client.get(DRAFTS).content.decode()
    assert ("Not checked yet." in page, "Mobile number" in page, GateResult.objects.count()) == (True, False, 0)
    response = client.post(f"{DRAFTS}?group=blocking")
    assert response.headers["Location"] == f"{DRAFTS}?group=blocking"
    page = client.get(DRAFTS).content.decode()
    assert ("Not checked yet." in page, "Mobile number" in page) == (False, True)
    assert not GateResult.objects.filter(pk=foreign.pk).exists()


def test_list_remedies_what_it_shows(client, report):
    client.force_login(make_member("ann", "author", report.unit))
    listed = client.get(f"{DRAFTS}?group=blocking")
    shown = LexborHTMLParser(listed.content.decode()).css_first(".draft__findings")
    button = shown.css_first("button[data-remedy]")
    sent = read_form(listed, ".draft__findings form") | {"finding": button.attributes["value"]}
    # What is included with its own variables only has no token by itself.
    assert sent["csrfmiddlewaretoken"]
    response = client.post(button.attributes["formaction"], sent)
    assert response.headers["Location"] == f"{DRAFTS}?group=blocking"
    assert Section.objects.get(report=report).body.startswith("Call 139\\*\\*\\*\\*5678")
    assert (
        shown.css_first(".finding__place").attributes["href"].startswith(f"/admin/reports/report/{report.pk}/change/#")
    )


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_few_queries_however_many_drafts_there_are(
    editor_client, report, number, django_assert_max_num_queries
):
    for at in range(number):
        make_report(f"Draft {at}", f"Call 1391234567{at} now. {COPIED}", status=ReportStatus.DRAFT)
    make_report("Copied", COPIED, status=ReportStatus.DRAFT)
    editor_client.post(DRAFTS)
    with django_assert_max_num_queries(16):
        page = editor_client.get(DRAFTS).content.decode()
    assert ("A report that you may not see." in page, page.count("data-remedy") > number) == (False, True)
    GateResult.objects.all().delete()
    with django_assert_max_num_queries(16):
        editor_client.get(DRAFTS)
    editor_client.post(DRAFTS)
    assert GateResult.objects.count() == number + 2


def test_a_copy_is_shown_from_both_sides_if_the_other_one_may_be_seen(client, report):
    other = make_report("Secret source", COPIED, unit=make_unit("Elsewhere"), status=ReportStatus.DRAFT)
    copy = make_report("Copy", COPIED, unit=report.unit, status=ReportStatus.DRAFT)
    client.force_login(make_member("ann", "author", report.unit))
    for page in (page_of(client, copy), client.get(DRAFTS).content.decode()):
        assert "A report that you may not see." in page
        assert other.title not in page
    client.force_login(make_member("eve", "editor"))
    assert other.title in page_of(client, copy)
