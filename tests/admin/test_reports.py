"""Editing of reports with their sections and points, as an editor does it."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from reports import workflow
from reports.enums import ReportStatus
from reports.models import Figure, Report, Section
from reports.search import search_reports
from tests.admin.forms import errors_of, read_form
from tests.factories import make_category, make_collection, make_report, make_unit, work

LIST = "/admin/reports/report/"


@pytest.fixture
def report(db):
    return make_report(
        "Drains",
        sections=[work("Nine drains.", "First item.", "Second item."), work("We plan more.", heading="Next")],
        tags=["drains"],
        status="draft",
    )


def change(report):
    return reverse("admin:reports_report_change", args=[report.pk])


def sections_of(report):
    return [
        (
            section.position,
            section.heading,
            section.body,
            [(p.position, p.marker, p.text) for p in section.points.all()],
        )
        for section in Section.objects.filter(report=report)
    ]


BEFORE = [
    (1, "Work done", "Nine drains.", [(1, "1.", "First item."), (2, "2.", "Second item.")]),
    (2, "Next", "We plan more.", []),
]


def test_saving_an_untouched_form_changes_nothing(editor_client, report):
    before = Report.objects.values().get()
    response = editor_client.post(change(report), read_form(editor_client.get(change(report))))
    assert (response.status_code, response.headers.get("Location")) == (302, LIST)
    after = Report.objects.values().get()
    dates = {"updated_at": None, "changed_at": None}
    assert {**after, **dates} == {**before, **dates}
    assert sections_of(report) == BEFORE
    assert [tag.name for tag in report.tags.all()] == ["drains"]


def test_changed_section_and_point_are_on_the_page_and_found(editor_client, client, report):
    data = read_form(editor_client.get(change(report)))
    data |= {"sections-0-body": "Twelve **gullies**.", "sections-0-points-1-text": "疏浚河道。", "title": "Gullies"}
    assert editor_client.post(change(report), data).status_code == 302
    report.refresh_from_db()
    workflow.publish_report(report)
    page = client.get(report.get_absolute_url()).content.decode()
    assert report.get_absolute_url() == f"/en/reports/{report.pk}-gullies/"
    assert "<p>Twelve <strong>gullies</strong>.</p>" in page
    assert "疏浚河道。" in page
    assert "Nine drains." not in page
    assert [len(search_reports(word).hits) for word in ("疏浚", "gully", "nine", "drains")] == [1, 1, 0, 0]


def test_saving_a_draft_shows_nothing_to_the_public(editor_client, report):
    workflow.publish_report(report)
    workflow.withdraw_report(report)
    workflow.return_report(report)
    data = read_form(editor_client.get(change(report))) | {"sections-0-body": "Secret words."}
    assert editor_client.post(change(report), data).status_code == 302
    assert search_reports("secret").hits == []
    assert "Secret words." in Report.objects.get().prepared[0]["html"]


def test_sections_and_points_are_added(editor_client, report):
    data = read_form(editor_client.get(change(report)))
    data |= {
        "sections-TOTAL_FORMS": "3",
        "sections-2-kind": "lessons",
        "sections-2-position": "",
        "sections-2-marker": "三、",
        "sections-2-heading": "Lessons",
        "sections-2-body": "Start early.",
        "sections-2-closing": "",
        "sections-2-report": str(report.pk),
        "sections-2-id": "",
        "sections-1-points-0-position": "",
        "sections-1-points-0-marker": "(1)",
        "sections-1-points-0-text": "Buy a pump.",
    }
    response = editor_client.post(change(report), data)
    assert response.status_code == 302, errors_of(response)
    assert sections_of(report) == [
        BEFORE[0],
        (2, "Next", "We plan more.", [(1, "(1)", "Buy a pump.")]),
        (3, "Lessons", "Start early.", []),
    ]


def test_a_new_report_is_a_draft_with_its_text(editor_client):
    address = reverse("admin:reports_report_add")
    data = read_form(editor_client.get(address))
    kinds = [data[f"sections-{number}-kind"] for number in range(int(data["sections-TOTAL_FORMS"]))]
    assert kinds == ["work_done", "problems", "next_steps", "other"]
    data |= {
        "title": "New report",
        "language": "en",
        "sections-0-position": "",
        "sections-0-heading": "Done",
        "sections-0-body": "Everything.",
    }
    response = editor_client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    report = Report.objects.get()
    assert (report.status, report.slug, sections_of(report)) == (
        "draft",
        "new-report",
        [(1, "Done", "Everything.", [])],
    )
    assert report.prepared[0]["html"] == "<p>Everything.</p>\n"


def test_two_sections_and_two_points_swap_places(editor_client, report):
    data = read_form(editor_client.get(change(report)))
    data |= {"sections-0-position": "2", "sections-1-position": "1"}
    data |= {"sections-0-points-0-position": "2", "sections-0-points-1-position": "1"}
    response = editor_client.post(change(report), data)
    assert response.status_code == 302, errors_of(response)
    assert sections_of(report) == [
        (1, "Next", "We plan more.", []),
        (2, "Work done", "Nine drains.", [(1, "2.", "Second item."), (2, "1.", "First item.")]),
    ]
    assert [section["heading"] for section in Report.objects.get().prepared] == ["Next", "Work done"]


def test_emptied_position_comes_last(editor_client, report):
    data = read_form(editor_client.get(change(report))) | {"sections-0-position": ""}
    response = editor_client.post(change(report), data)
    assert response.status_code == 302, errors_of(response)
    assert [heading for _position, heading, _body, _points in sections_of(report)] == ["Next", "Work done"]


def test_section_and_point_are_deleted(editor_client, report):
    data = read_form(editor_client.get(change(report)))
    data |= {"sections-1-DELETE": "on", "sections-0-points-0-DELETE": "on"}
    assert editor_client.post(change(report), data).status_code == 302
    assert sections_of(report) == [(1, "Work done", "Nine drains.", [(2, "2.", "Second item.")])]
    assert len(Report.objects.get().prepared) == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": ""}, "This field is required."),
        ({"sections-0-position": "2"}, "Please correct the duplicate values below."),
        ({"sections-0-position": "x"}, "Enter a whole number."),
        ({"sections-0-position": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"sections-0-position": "99999"}, "Ensure this value is less than or equal to 9999."),
        ({"sections-0-kind": "praise"}, "Select a valid choice. praise is not one of the available choices."),
        ({"sections-0-points-0-text": ""}, "A point needs a heading or a text."),
        ({"sections-0-points-1-position": "1"}, "Please correct the duplicate values below."),
        ({"position": "1"}, "Choose the collection in which the report has this position."),
        ({"sections-0-body": "nul\x00"}, "Null characters are not allowed."),
    ],
)
def test_invalid_form_says_why_keeps_what_was_typed_and_stores_nothing(editor_client, report, typed, message):
    data = read_form(editor_client.get(change(report)))
    data |= {"sections-1-body": "Typed at length.", "sections-0-points-1-text": "Typed too.", **typed}
    response = editor_client.post(change(report), data)
    assert response.status_code == 200
    assert any(message in error for error in errors_of(response)), errors_of(response)
    again = read_form(response)
    assert (again["sections-1-body"], again["sections-0-points-1-text"]) == ("Typed at length.", "Typed too.")
    assert sections_of(report) == BEFORE


def test_place_in_a_collection_is_taken_once(editor_client, report):
    collection = make_collection()
    make_report("Other", collection=collection, position=1)
    data = read_form(editor_client.get(change(report))) | {"collection": str(collection.pk), "position": "1"}
    response = editor_client.post(change(report), data)
    assert errors_of(response) == ["Another report has this position in the collection."]


def test_change_of_unit_category_and_tags_brings_the_lists_along(editor_client, client, report):
    workflow.publish_report(report)
    report = workflow.revise_report(report)
    unit, category, tag = make_unit("Town"), make_category("Roads"), Tag.objects.create(name="roads", slug="roads")
    data = read_form(editor_client.get(change(report)))
    data |= {"unit": str(unit.pk), "category": str(category.pk), "tags": [str(tag.pk)]}
    assert editor_client.post(change(report), data).status_code == 302
    workflow.publish_report(Report.objects.get(pk=report.pk))
    for address in ("/en/units/town/", "/en/categories/roads/", "/en/tags/roads/"):
        assert ">Drains</a></h3>" in client.get(address).content.decode(), address
    assert ">Drains</a></h3>" not in client.get("/en/tags/drains/").content.decode()


def run_action(client, action, reports, **words):
    """Choose an action on the list, confirm it on the page that it leads to."""
    data = {"action": action, "_selected_action": [report.pk for report in reports]}
    page = client.post(LIST, data, follow=True)
    address, _status = page.redirect_chain[-1]
    sent = {"report": [report.pk for report in reports], "confirmed": "yes", **words}
    return page.content.decode(), client.post(address.split("?")[0], sent, follow=True).content.decode()


def test_actions_say_what_they_will_do_and_what_they_did(editor_client, db):
    drafts = [make_report(f"Draft {number}", status="in_review") for number in range(2)]
    published = make_report("Public")
    refusal = "“Public” is “Published” already."
    asked, page = run_action(editor_client, "publish", [*drafts, published])
    assert asked.count("transition__refusal") == 1
    assert refusal in asked
    assert "2 reports changed." in page
    assert refusal in page
    assert Report.objects.published().count() == 3
    assert len(search_reports("draft").hits) == 2
    run_action(editor_client, "withdraw", drafts, notice="Gone.")
    assert Report.objects.published().count() == 3
    run_action(editor_client, "withdraw", drafts, notice="Gone.", reason="Figures were wrong.")
    assert (Report.objects.published().count(), search_reports("draft").hits) == (1, [])
    run_action(editor_client, "give_back", drafts, remark="Count the pumps again.")
    run_action(editor_client, "submit", drafts[:1])
    assert list(Report.objects.order_by("pk").values_list("status", flat=True)) == [
        "in_review",
        "returned",
        "published",
    ]


def test_status_cannot_be_typed(editor_client, report):
    workflow.publish_report(report)
    workflow.withdraw_report(report)
    workflow.return_report(report)
    data = read_form(editor_client.get(change(report))) | {"status": "published", "published_at": ""}
    assert editor_client.post(change(report), data).status_code == 302
    assert Report.objects.get().status == ReportStatus.RETURNED


def test_deleting_one_or_many_leaves_no_trace(editor_client, client, report):
    others = [make_report(f"Other {number}", category=make_category()) for number in range(2)]
    editor_client.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in others], "post": "yes"}
    editor_client.post(LIST, data)
    assert not Report.objects.exists()
    assert "There are no reports here yet." in client.get("/en/reports/").content.decode()


def test_view_on_site_leads_to_the_report(editor_client, report):
    page = editor_client.get(change(report)).content.decode()
    assert 'class="viewsitelink"' in page
    address = page.split('class="viewsitelink"')[0].rsplit('href="', 1)[1].split('"')[0]
    response = editor_client.get(address, follow=True)
    assert response.status_code == 200
    assert "<h1" in response.content.decode()
    assert "Nine drains." in response.content.decode()


def test_figures_are_shown_and_follow_the_text(editor_client):
    text = "We cleared about 1,250 gullies in May. We laid 2.4 km."
    report = make_report("Drains", sections=[work(text)], status="draft")
    page = editor_client.get(change(report)).content.decode()
    row = page.split('class="figures__table"')[1].split("</table>")[0].split("<tr>")[2]
    cells = [cell.split("</td>")[0].strip() for cell in row.split("<td>")[1:]]
    assert cells == ["about 1,250", "gullies", "gullies", "We cleared about 1,250 gullies in May."]
    assert "<td>2.4</td>" in page
    data = read_form(editor_client.get(change(report))) | {"sections-0-body": "We cleared 9 drains."}
    assert editor_client.post(change(report), data).status_code == 302
    assert [(figure.value, figure.unit) for figure in report.figures.all()] == [(9, "drains")]
    assert [figure.report.title for figure in Figure.objects.all()] == ["Drains"]


def test_report_without_figures_and_new_report_show_none(editor_client, report):
    for address in (change(report), "/admin/reports/report/add/"):
        assert "figures__table" not in editor_client.get(address).content.decode()


def test_public_change_is_dated_only_where_the_public_reads_something_else(editor_client, report):
    workflow.publish_report(report)
    before = Report.objects.get().changed_at
    for typed in ({}, {"is_recommended": "on"}):
        data = read_form(editor_client.get(change(report))) | typed
        assert editor_client.post(change(report), data).status_code == 302
        assert Report.objects.get().changed_at == before
    assert Report.objects.get().is_recommended
    data = read_form(editor_client.get(change(report))) | {"collection": str(make_collection().pk)}
    assert editor_client.post(change(report), data).status_code == 302
    assert Report.objects.get().changed_at > before
