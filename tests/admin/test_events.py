"""The audit log in the admin, and what is put down of people's rights."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.timezone import localdate

from reports.enums import EventKind
from reports.models import Event, User
from reports.workflow import record_event
from tests.admin.forms import read_form
from tests.factories import make_member, make_report, make_unit, make_user

LIST = reverse("admin:reports_event_changelist")
EXPORT = reverse("admin:reports_event_export")

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    user = make_member("chief", "administrator")
    client.force_login(user)
    return user


def rights_events():
    rows = Event.objects.filter(kind=EventKind.RIGHTS_CHANGED).order_by("pk")
    return [(row.actor_name, row.detail) for row in rows]


def test_log_is_shown_counts_exceptions_and_is_changed_by_nobody(client, chief):
    report = make_report("Drains", status="draft")
    row = record_event(EventKind.OVERRIDE, chief, report, reason="The council meets.", detail={"rule": "second_person"})
    for user in (chief, make_user("root", is_staff=True, is_superuser=True)):
        client.force_login(user)
        page = client.get(LIST, {"kind": "override"}).content.decode()
        assert all(text in page for text in ("Rule overridden", "The council meets.", "rule: second_person", "Drains"))
        assert "1 rule was overridden in the last 30 days." in page
        one = client.get(reverse("admin:reports_event_change", args=[row.pk])).content.decode()
        assert all(text in one for text in ("Rule overridden", "The council meets.", "rule: second_person", "Drains"))
        for name, key in (("add", []), ("change", [row.pk]), ("delete", [row.pk])):
            response = client.post(reverse(f"admin:reports_event_{name}", args=key), {"post": "yes", "kind": "login"})
            assert response.status_code == 403, name
        client.post(LIST, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert Event.objects.filter(pk=row.pk, kind=EventKind.OVERRIDE).exists()
    client.force_login(make_member("cleo", "publisher"))
    assert [client.get(address).status_code for address in (LIST, EXPORT)] == [403, 403]


def test_log_is_taken_away_as_it_is_filtered_and_that_is_put_down(client, chief):
    record_event(EventKind.RETURNED, chief, make_report("Drains"), reason="=1+1")
    response = client.get(EXPORT, {"kind": "returned"})
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "when,what,who,report number,report,reason,details"
    assert [line.split(",")[1:3] + line.split(",")[4:6] for line in lines[1:]] == [
        ["returned", "chief", "Drains", "'=1+1"]
    ]
    exported = Event.objects.latest("pk")
    assert (exported.kind, exported.detail) == ("exported", {"what": "audit log", "kind": "returned"})
    assert client.get(EXPORT, {"happened_at__year": "x"}).status_code in {302, 400}
    years = [client.get(EXPORT, {"kind": "returned", "year": year}) for year in (localdate().year, 1999)]
    # A year that is not offered narrows nothing.
    assert [len(response.getvalue().splitlines()) for response in years] == [2, 2]
    assert f"?year={localdate().year}" in client.get(LIST).content.decode()


def test_signing_in_and_out_and_failing_to_are_put_down(client):
    make_user("ann", is_staff=True)
    login = reverse("admin:login")
    for name in ("ann", "a password in the wrong field"):
        client.post(login, {"username": name, "password": "wrong"})
    client.post(login, {"username": "ann", "password": "a-long-password"})
    client.post(reverse("admin:logout"))
    assert list(Event.objects.order_by("pk").values_list("kind", "actor_name")) == [
        ("login_failed", "ann"),
        ("login_failed", ""),
        ("login", "ann"),
        ("logout", "ann"),
    ]


def test_change_of_roles_and_flags_is_put_down_and_opens_the_admin(client, chief):
    town, user = make_unit("Town", slug="town"), make_user("ann")
    address = reverse("admin:reports_user_change", args=[user.pk])
    data = read_form(client.get(address))
    assert not {"is_superuser", "groups", "user_permissions"} & set(data)
    data |= {"memberships-TOTAL_FORMS": "1", "memberships-0-unit": town.pk, "memberships-0-role": "editor"}
    data["is_active"] = "on"
    assert client.post(address, data).status_code == 302
    user.refresh_from_db()
    assert (user.is_staff, [row.role for row in user.memberships.all()]) == (True, ["editor"])
    changed = {"user": "ann", "is_staff": "False → True", "roles": "[] → ['editor: town']"}
    assert rights_events() == [("chief", changed)]
    for action in ("reset_second_step", "let_try_again"):
        client.post(reverse("admin:reports_user_changelist"), {"action": action, "_selected_action": [user.pk]})
    client.post(reverse("admin:reports_user_delete", args=[user.pk]), {"post": "yes"})
    assert rights_events()[1:] == [
        ("chief", {"user": "ann", "second_step": "reset"}),
        ("chief", {"user": "ann", "failures": "reset"}),
        ("chief", {"user": "ann", "deleted": True}),
    ]


def test_administrators_neither_make_nor_change_superusers(client, chief):
    root = make_user("root", is_staff=True, is_superuser=True)
    address = reverse("admin:reports_user_change", args=[chief.pk])
    own = client.get(reverse("admin:auth_user_password_change", args=[chief.pk]), headers={"Accept-Language": "zh"})
    assert ("此外没有其他登录方式" in own.content.decode(), "authenticat" in own.content.decode()) == (True, False)
    client.post(address, read_form(client.get(address)) | {"is_active": "on", "is_staff": "on", "is_superuser": "on"})
    assert not User.objects.get(pk=chief.pk).is_superuser
    for name in ("change", "delete"):
        assert client.post(reverse(f"admin:reports_user_{name}", args=[root.pk]), {"post": "yes"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(password, {"password1": "x" * 20, "password2": "x" * 20}).status_code == 403
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 403


def test_change_of_a_group_is_put_down(client):
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    group = Group.objects.create(name="Editors")
    wanted = Permission.objects.get(codename="change_report")
    address = reverse("admin:auth_group_change", args=[group.pk])
    assert client.post(address, {"name": "Editors", "permissions": [wanted.pk]}).status_code == 302
    assert rights_events() == [("root", {"group": "Editors", "permissions": "[] → ['change_report']"})]
