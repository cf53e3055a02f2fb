"""What the admin shows and lets be done, by the roles of who asks."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from reports import workflow
from reports.models import Event, Report, User
from tests.admin.forms import read_form
from tests.factories import make_collection, make_member, make_report, make_unit, make_user

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
    own = make_report("Own draft", status="draft", unit=town)
    make_report("Draft of the village", status="draft", unit=make_unit("Village", town))
    page = client.get(LIST).content.decode()
    shown = [title in page for title in ("Own draft", "Draft of the village", "Secret title")]
    assert shown == [True, False, False]
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
def test_list_of_one_unit_takes_as_many_queries_for_three(client, town, django_assert_max_num_queries, number):
    client.force_login(make_member("bob", "editor", town))
    for _time in range(number):
        make_report(unit=make_unit(parent=town), status="draft")
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200


def test_administrator_of_a_unit_gives_and_takes_roles_there_and_each_is_put_down(client, ann, town, hidden):
    village, elsewhere = make_unit("Village", town), make_unit("Elsewhere")
    ada, eve = make_member("ada", "administrator", town), make_member("eve", "administrator", town)
    olga = make_member("olga", "author", elsewhere)
    new = make_user("new")
    client.force_login(ada)
    roles, add = "/admin/reports/membership/", "/admin/reports/membership/add/"
    page = client.get(roles).content.decode()
    assert ("ann" in page, "olga" in page) == (True, False)
    sent = [(new, village, "administrator"), (new, town, "publisher"), (new, town, "editor")]
    refused = [(new, town, "administrator"), (new, elsewhere, "author"), (new, None, "author"), (None, town, "author")]
    for person, unit, role in [*refused, *sent]:
        name = person.username if person else "nobody"
        client.post(add, {"user_name": name, "unit": unit.pk if unit else "", "role": role})
    # The third was refused: somebody has one role in a unit.
    given = [(str(row.unit), row.role) for row in new.memberships.order_by("pk")]
    assert given == [("Village", "administrator"), ("Town", "publisher")]
    assert User.objects.get(pk=new.pk).is_staff
    for person, answer in ((eve, 403), (olga, 302), (ann, 302)):
        row = person.memberships.get()
        assert client.post(f"{roles}{row.pk}/delete/", {"post": "yes"}).status_code == answer
        client.post(f"{roles}{row.pk}/change/", {"role": "publisher"})
    left = User.objects.filter(memberships__role__isnull=False).distinct()
    assert sorted(left.values_list("username", flat=True)) == ["ada", "eve", "new", "olga"]
    assert list(olga.memberships.values_list("role", flat=True)) == ["author"]
    assert Event.objects.filter(kind="rights_changed", actor_name="ada").count() == 3
    client.force_login(make_member("cleo", "publisher", town))
    assert [client.get(address).status_code for address in (roles, add)] == [403, 403]


def test_take_back_is_offered_to_who_handed_in(client, ann, town):
    report = make_report("Pumps", status="draft", unit=town)
    workflow.submit_report(report, by=ann)
    address = f"/admin/reports/report/transition/take_back/?report={report.pk}"
    for person, is_offered in ((make_member("bob", "editor", town), False), (ann, True)):
        client.force_login(person)
        assert ("transition/take_back/" in client.get(page_of(report)).content.decode()) == is_offered
        client.post(address, {"report": report.pk, "confirmed": "yes"})
    assert Report.objects.get(pk=report.pk).status == "draft"
