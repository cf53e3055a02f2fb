"""What the admin shows and lets be done, by the roles of who asks."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from reports import workflow
from reports.models import Event, Report
from tests.admin.forms import read_form
from tests.factories import make_collection, make_member, make_report, make_unit

LIST = reverse("admin:reports_report_changelist")


def page_of(report, name="change"):
    return reverse(f"admin:reports_report_{name}", args=[report.pk])


@pytest.fixture
def town(db):
    return make_unit("Town")


@pytest.fixture
def hidden(db):
    """A draft of another town: what nobody of this one may see."""
    return make_report("Secret title", "Secret text.", status="draft", unit=make_unit("Elsewhere"))


@pytest.fixture
def ann(client, town):
    user = make_member("ann", "author", town)
    client.force_login(user)
    return user


def test_lists_autocompletes_and_pages_hold_the_reports_of_ones_units(client, ann, town, hidden):
    own = make_report("Own draft", status="draft", unit=make_unit("Village", town))
    page = client.get(LIST).content.decode()
    assert ("Own draft" in page, "Secret title" in page) == (True, False)
    assert "Secret title" not in client.get(LIST, {"q": "secret"}).content.decode()
    assert client.get(page_of(own)).status_code == 200
    assert client.get(reverse("reports:report-redirect", args=[own.pk])).status_code == 301
    for name in ("change", "history", "delete"):
        response = client.get(page_of(hidden, name), follow=True)
        assert "Secret" not in response.content.decode(), name
        assert client.get(page_of(hidden, name)).status_code in {302, 403}, name
    assert client.post(page_of(hidden), {"title": "Mine"}).status_code in {302, 403}
    assert client.get(reverse("reports:report-redirect", args=[hidden.pk])).status_code == 404
    assert Report.objects.get(pk=hidden.pk).title == "Secret title"


def test_the_way_to_the_site_tells_no_titles(client, ann, town, hidden):
    own = make_report("Own draft", status="draft", unit=town)
    kind = ContentType.objects.get_for_model(Report).pk
    assert client.get(f"/admin/r/{kind}/{own.pk}/").headers["Location"].endswith(own.get_absolute_url())
    for key in (hidden.pk, "x", "9" * 30):
        assert client.get(f"/admin/r/{kind}/{key}/").status_code == 404, key


def test_author_chooses_own_units_only(client, ann, town, hidden):
    query = {"app_label": "reports", "model_name": "report", "field_name": "unit"}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["text"].strip("- ") for row in found] == ["Town"]
    add = reverse("admin:reports_report_add")
    data = read_form(client.get(add)) | {"title": "Pumps", "language": "en"}
    for unit in ("", hidden.unit_id):
        assert client.post(add, data | {"unit": unit}).status_code == 200
    assert client.post(add, data | {"unit": town.pk}).status_code == 302
    made = Report.objects.get(title="Pumps")
    assert (made.unit, made.created_by, made.status) == (town, ann, "draft")


def test_author_edits_drafts_and_not_what_is_in_review(client, ann, town):
    report = make_report("Pumps", status="draft", unit=town)
    data = read_form(client.get(page_of(report))) | {"title": "Valves"}
    assert "is_recommended" not in data
    assert client.post(page_of(report), data).status_code == 302
    report = Report.objects.get()
    assert report.title == "Valves"
    workflow.submit_report(report, by=ann)
    assert client.post(page_of(report), data | {"title": "Hydrants"}).status_code == 403
    assert 'name="title"' not in client.get(page_of(report)).content.decode()
    assert Report.objects.get().title == "Valves"


def transition(client, name, report, **words):
    address = reverse("admin:reports_report_transition", args=[name])
    return client.post(address, {"report": report.pk, "confirmed": "yes", **words}, follow=True)


def test_pages_of_transitions_follow_the_roles(client, ann, town, hidden):
    report = make_report("Pumps", status="draft", unit=town)
    buttons = client.get(page_of(report)).content.decode()
    assert ("transition/submit/" in buttons, "transition/publish/" in buttons) == (True, False)
    assert transition(client, "publish", report).status_code == 403
    assert transition(client, "submit", hidden).status_code == 404
    assert transition(client, "burn", report).status_code == 404
    transition(client, "submit", report)
    assert Report.objects.get(pk=report.pk).submitted_by == ann
    client.force_login(make_member("bob", "editor", town))
    assert "What the author should change" in transition(client, "return", report, remark=" ").content.decode()
    transition(client, "return", report, remark="Count the pumps.")
    assert Report.objects.get(pk=report.pk).status == "returned"
    assert Event.objects.latest("pk").reason == "Count the pumps."
    client.force_login(ann)
    assert "Count the pumps." in client.get(page_of(report)).content.decode()


def test_publishing_alone_asks_for_a_reason_of_those_who_may(client, town):
    report = make_report("Pumps", status="draft", unit=town)
    client.force_login(make_member("cleo", "publisher", town))
    assert "handed in by one person" in transition(client, "publish", report).content.decode()
    client.force_login(make_member("chief", "administrator", town))
    assert 'name="override"' in transition(client, "publish", report).content.decode()
    assert Report.objects.get().status == "draft"
    transition(client, "publish", report, override="The council meets today.")
    assert Report.objects.get().status == "published"
    assert list(Event.objects.filter(kind="override").values_list("actor_name", "reason")) == [
        ("chief", "The council meets today.")
    ]


def test_withdrawn_reports_and_collections_tell_nothing_of_other_units(client, town, hidden):
    collection = make_collection()
    Report.objects.filter(pk=hidden.pk).update(collection=collection, position=1)
    make_report("Own draft", status="draft", unit=town, collection=collection, position=2)
    for unit in (town, hidden.unit):
        workflow.withdraw_report(make_report(f"Gone from {unit}", unit=unit))
    client.force_login(make_member("cleo", "publisher", town))
    page = client.get(reverse("admin:reports_collection_change", args=[collection.pk])).content.decode()
    assert ("Own draft" in page, "Secret title" in page) == (True, False)
    page = client.get(reverse("admin:reports_gonereport_changelist")).content.decode()
    assert ("Gone from Town" in page, "Gone from Elsewhere" in page) == (True, False)


def test_a_form_opened_before_publication_does_not_take_it_back(client, ann, town):
    report = make_report("Pumps", status="draft", unit=town)
    data = read_form(client.get(page_of(report)))
    workflow.publish_report(report)
    assert (
        "This report became public meanwhile"
        in client.post(page_of(report), data | {"title": "Valves"}).content.decode()
    )
    assert list(Report.objects.values_list("title", "status")) == [("Pumps", "published")]


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_one_unit_takes_as_many_queries_for_three(client, ann, town, django_assert_max_num_queries, number):
    for _time in range(number):
        make_report(unit=make_unit(parent=town), status="draft")
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200
