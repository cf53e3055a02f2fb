"""Two people in one report, through the form: nothing that either wrote is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from reports.enums import SectionKind
from reports.models import Report, ReportType, Section
from tests.admin.forms import errors_of, read_form
from tests.factories import make_category, make_collection, make_editor, make_report, make_unit, work

ARROW = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
ADD = "/admin/reports/report/add/"
COPIED = (
    "The crew walks every drain of the old town in spring, marks blockages on one map, clears those by the school "
    "first, then the market, and lets a neighbour sign each finished stretch in the crew's book."
)


@pytest.fixture
def report(db):
    return make_report(
        "Drains",
        sections=[
            work("Nine drains.", "First item.", "Second item."),
            work("We plan more.", heading="Next", kind=SectionKind.NEXT_STEPS),
        ],
        status="draft",
    )


@pytest.fixture
def other_client(client_of):
    return client_of(make_editor("colleague"))


@pytest.fixture
def client_of(db):
    from django.test import Client

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def change(report):
    return reverse("admin:reports_report_change", args=[report.pk])


def save(client, report, data, **typed):
    response = client.post(change(report), data | typed)
    assert response.status_code == 302, errors_of(response)


def text_of(report):
    return [
        (section.heading, section.body, [point.text for point in section.points.all()])
        for section in Section.objects.filter(report=report)
    ]


def shown(response):
    page = LexborHTMLParser(response.content.decode())
    return [
        (
            one.css_first("legend").text(deep=False, strip=True).replace(ARROW, ">"),
            *(side.css_first("p").text() for side in one.css(".difference__side")),
            [option.attributes["value"] for option in one.css("input") if "checked" in option.attributes],
        )
        for one in page.css(".difference")
    ]


def test_second_to_save_sees_both_versions_and_what_only_one_changed_is_merged(editor_client, other_client, report):
    mine = read_form(editor_client.get(change(report)))
    save(other_client, report, read_form(other_client.get(change(report))), **{"sections-0-points-1-text": "Theirs."})
    response = editor_client.post(change(report), mine | {"sections-0-body": "Ten drains.", "title": "Gullies"})
    assert response.status_code == 200
    assert "colleague saved this report" in response.content.decode()
    assert shown(response) == [("Work done > 2. > Text", "Second item.", "Theirs.", ["theirs"])]
    assert Report.objects.get().title == "Drains"
    answer = editor_client.post(change(report), read_form(response))
    assert answer.status_code == 302, errors_of(answer)
    assert Report.objects.get().title == "Gullies"
    assert text_of(report) == [
        ("Work done", "Ten drains.", ["First item.", "Theirs."]),
        ("Next", "We plan more.", []),
    ]


@pytest.mark.parametrize(
    ("choice", "body"), [("mine", "Mine." * 30), ("theirs", "Theirs."), ("both", "Mine." * 30 + "\n\nTheirs.")]
)
def test_what_both_changed_is_chosen(editor_client, other_client, report, choice, body):
    mine = read_form(editor_client.get(change(report))) | {"sections-1-body": "Mine." * 30}
    save(other_client, report, read_form(other_client.get(change(report))), **{"sections-1-body": "Theirs."})
    response = editor_client.post(change(report), mine)
    assert shown(response) == [("Next > Text", "Mine." * 30, "Theirs.", [])]
    again = editor_client.post(change(report), read_form(response))
    assert shown(again) == shown(response), "without a choice the question stands"
    code = f"choice:s{Section.objects.get(position=2).pk}/body"
    save(editor_client, report, read_form(again), **{code: choice})
    assert text_of(report)[1] == ("Next", body, [])


def test_choice_made_before_a_third_version_is_asked_again(editor_client, other_client, report):
    mine = read_form(editor_client.get(change(report))) | {"title": "Mine"}
    save(other_client, report, read_form(other_client.get(change(report))), title="Theirs")
    asked = read_form(editor_client.post(change(report), mine))
    save(other_client, report, read_form(other_client.get(change(report))), title="Third")
    response = editor_client.post(change(report), asked | {"choice:title": "theirs"})
    assert shown(response) == [("Title", "Mine", "Third", [])]
    assert Report.objects.get().title == "Third"


def test_sections_that_each_added_or_removed(editor_client, other_client, report):
    mine = read_form(editor_client.get(change(report)))
    theirs = read_form(other_client.get(change(report)))
    save(
        other_client,
        report,
        theirs,
        **{"sections-1-DELETE": "on", "sections-2-heading": "Theirs", "sections-2-position": ""},
    )
    mine |= {"sections-1-body": "I went on.", "sections-2-heading": "Mine", "sections-2-points-0-text": "A point."}
    response = editor_client.post(change(report), mine)
    assert [row[0] for row in shown(response)] == ["Next", "Theirs"]
    code = read_form(response)["sections-1-id"]
    save(editor_client, report, read_form(response), **{f"choice:s{code}/": "mine"})
    assert {row[0]: row[1:] for row in text_of(report)} == {
        "Work done": ("Nine drains.", ["First item.", "Second item."]),
        "Next": ("I went on.", []),
        "Mine": ("", ["A point."]),
        "Theirs": ("", []),
    }


def test_text_that_was_written_anew_meanwhile_is_merged_too(editor_client, report):
    mine = read_form(editor_client.get(change(report))) | {"sections-1-body": "Mine."}
    sections = workflow.stored_sections(report)
    workflow.write_sections(report, [work("Eleven drains.", "First item.", "Second item."), sections[1]])
    response = editor_client.post(change(report), mine)
    assert shown(response) == [("Work done > Text", "Nine drains.", "Eleven drains.", ["theirs"])]
    save(editor_client, report, read_form(response))
    assert text_of(report) == [
        ("Work done", "Eleven drains.", ["First item.", "Second item."]),
        ("Next", "Mine.", []),
    ]


def test_same_change_of_both_is_saved_without_a_question(editor_client, other_client, report):
    mine = read_form(editor_client.get(change(report)))
    save(other_client, report, read_form(other_client.get(change(report))), title="Gullies")
    save(editor_client, report, mine, title="Gullies")


def test_publication_meanwhile_leaves_what_was_written_to_be_kept_as_a_new_report(editor_client, report):
    mine = read_form(editor_client.get(change(report)))
    workflow.publish_report(Report.objects.get())
    response = editor_client.post(change(report), mine | {"title": "Gullies"})
    page = LexborHTMLParser(response.content.decode())
    assert "became public meanwhile" in page.css_first(".writing-note").text()
    assert (read_form(response)["title"], Report.objects.get().title) == ("Gullies", report.title)


@pytest.mark.parametrize("base", ["", "{", "[1,2,3]", '["report",{"title":1},[]]', "[" * 100_000])
def test_spoilt_version_asks_instead_of_overwriting(editor_client, other_client, report, base):
    mine = read_form(editor_client.get(change(report)))
    save(other_client, report, read_form(other_client.get(change(report))), title="Theirs")
    response = editor_client.post(change(report), mine | {"base": base, "title": "Mine"})
    assert shown(response) == [("Title", "Mine", "Theirs", [])]


def test_text_on_a_report_that_was_deleted_can_be_kept_as_a_new_one(editor_client, report):
    mine = read_form(editor_client.get(change(report))) | {"sections-0-body": "Written at length.", "title": "Mine"}
    workflow.delete_report(report)
    response = editor_client.post(change(report), mine)
    page = LexborHTMLParser(response.content.decode())
    assert (page.css_first("form.writing__form").attributes["action"], Report.objects.count()) == (ADD, 0)
    assert "deleted this report meanwhile" in page.css_first(".writing-note").text()
    answer = editor_client.post(ADD, read_form(response))
    assert answer.status_code == 302, errors_of(answer)
    kept = Report.objects.get()
    assert (kept.title, text_of(kept)) == (
        "Mine",
        [("Work done", "Written at length.", ["First item.", "Second item."]), ("Next", "We plan more.", [])],
    )


def test_line_breaks_of_browsers_are_no_change(editor_client, report):
    workflow.write_sections(report, [work("One.\n\nTwo.")])
    data = read_form(editor_client.get(change(report)))
    save(editor_client, report, data, **{"sections-0-body": data["sections-0-body"].replace("\n", "\r\n")})
    assert text_of(report) == [("Work done", "One.\n\nTwo.", [])]
    assert (
        "No fields changed"
        in editor_client.get(reverse("admin:reports_report_history", args=[report.pk])).content.decode()
    )


@pytest.mark.parametrize("sections", [1, 6])
def test_form_takes_as_many_queries_for_many_sections_as_for_one(editor_client, other_client, db, sections):
    kind = ReportType.objects.create(name_en="Annual", slug="annual")
    kind.parts.create(position=1, kind="problems")
    facts = {"unit": make_unit(), "category": make_category(), "period": "2024-q3", "tags": ["drains"]}
    facts |= {"report_type": kind, "collection": make_collection("Three towns"), "position": 1}
    text = [work(f"Call 13912345678.\n\n{COPIED}", "One.", "Two.") for _number in range(sections)]
    make_report("Copied", COPIED, status="draft")
    report = make_report(sections=text, status="draft", **facts)
    workflow.submit_report(report)
    workflow.return_report(report, "Mask it.")
    counts = []
    with CaptureQueriesContext(connection) as taken:
        data = read_form(editor_client.get(change(report)))
    counts.append(len(taken))
    with CaptureQueriesContext(connection) as taken:
        assert editor_client.post(change(report), data | {"title": ""}).status_code == 200
    counts.append(len(taken))
    save(other_client, report, data | {"byline": "Ann"})
    with CaptureQueriesContext(connection) as taken:
        assert "difference" in editor_client.post(change(report), data | {"title": ""}).content.decode()
    counts.append(len(taken))
    # Savepoints are counted as well: elsewhere they begin and end the transaction.
    assert max(counts) <= 22, counts


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"sections-TOTAL_FORMS": "x"},
        {"sections-0-id": "x", "sections-1-id": "99999", "base": ""},
        {"sections-0-points-INITIAL_FORMS": "-1", "sections-0-points-0-id": "7" * 30, "base": "{}"},
        {"sections-0-position": "٣", "sections-1-position": "9" * 9, "base": '["report",{},[["s1",{},[]]]]'},
        {"unit": "x", "tags": ["x", "9" * 30], "category": "9" * 30, "language": "xx", "title": "", "base": ""},
        {"unit": "x", "tags": ["x", "9" * 30], "category": "9" * 30},
        {"shown": "x", "choice:title": "both", "choice:": "mine", "choice:s1/p1/text": "nobody", "base": ""},
    ],
    ids=range(8),
)
def test_forms_that_no_browser_sends_change_nothing(editor_client, report, sent):
    before = text_of(report)
    data = read_form(editor_client.get(change(report))) if sent else {}
    for address in (change(report), reverse("admin:reports_report_preview", args=[report.pk])):
        response = editor_client.post(address, data | sent)
        assert response.status_code in {200, 302}
        assert text_of(report) == before
