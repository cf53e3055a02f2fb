"""Signing in by two steps: who is asked, how an app is set up, what works in its place."""

import time
from binascii import unhexlify

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from selectolax.lexbor import LexborHTMLParser

from reports import signing_in
from reports.models import User
from tests.factories import make_editor, make_member, make_unit, make_user

PASSWORD = "a-long-password"
INDEX, LOGIN = reverse("admin:index"), reverse("admin:login")
STEP, MANAGE = reverse("admin:second-step"), reverse("admin:second-step-manage")


def code_of(key, steps=0):
    totp = TOTP(unhexlify(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


@pytest.fixture
def head(db):
    return User.objects.create_superuser("head", password=PASSWORD)


@pytest.fixture
def asked(settings):
    settings.TWO_FACTOR = "required"


def give_password(client, username, **more):
    return client.post(LOGIN, {"username": username, "password": PASSWORD, "next": INDEX, **more})


def set_up(client):
    """Follow the pages of the set-up as a phone and a person would; returns the key and the recovery codes."""
    page = LexborHTMLParser(client.get(STEP).content.decode())
    assert page.css_first("img").attributes["src"].startswith("data:image/svg+xml")
    key = client.session["second_step_key"]
    done = client.post(STEP, {"code": code_of(key)})
    codes = [node.text() for node in LexborHTMLParser(done.content.decode()).css(".second-step__codes code")]
    return key, codes


def is_signed_in(client):
    return client.get(INDEX).status_code == 200


def test_the_powerful_set_up_an_app_at_their_first_sign_in_and_are_in(client, head, asked):
    response = give_password(client, "head")
    assert (response.status_code, response.headers["Location"]) == (302, STEP)
    assert not is_signed_in(client)
    assert client.get(INDEX).headers["Location"].startswith(LOGIN)
    _key, codes = set_up(client)
    assert len(set(codes)) == 10
    assert is_signed_in(client)


def test_nobody_is_signed_in_before_the_code_nor_by_a_wrong_one(client, head, asked):
    give_password(client, "head")
    client.get(STEP)
    wrong = code_of(client.session["second_step_key"], steps=40)
    assert "This code is not right." in client.post(STEP, {"code": wrong}).content.decode()
    assert not TOTPDevice.objects.exists()
    assert not get_user(client).is_authenticated
    assert not is_signed_in(client)


def test_a_code_works_once_and_a_recovery_code_in_its_place(client, head, asked, monkeypatch):
    # Within one half minute.
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    give_password(client, "head")
    key, codes = set_up(client)
    client.post(reverse("admin:logout"))
    give_password(client, "head", next="/admin/reports/unit/")
    again = client.post(STEP, {"code": code_of(key)})
    assert "This code is not right." in again.content.decode()
    assert "Wait" in client.post(STEP, {"code": code_of(key, steps=1)}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert client.post(STEP, {"code": codes[0].upper()}).headers["Location"] == "/admin/reports/unit/"
    assert is_signed_in(client)
    client.post(reverse("admin:logout"))
    give_password(client, "head")
    assert "This code is not right." in client.post(STEP, {"code": codes[0]}).content.decode()
    assert not is_signed_in(client)


def test_the_second_step_wants_the_first_and_does_not_wait_long(client, head, asked, monkeypatch):
    assert client.get(STEP).headers["Location"] == LOGIN
    give_password(client, "head")
    assert client.get(STEP).status_code == 200
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    assert client.get(STEP).headers["Location"] == LOGIN


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_the_second_step_ends_where_the_user_changes(client, head, asked, change):
    give_password(client, "head")
    User.objects.update(**change)
    assert client.get(STEP).headers["Location"] == LOGIN


def test_a_session_without_the_step_is_no_session(client, head, asked):
    client.force_login(head)
    assert client.get(INDEX).headers["Location"].startswith(LOGIN)
    assert "asks for a second step" in client.get(LOGIN).content.decode()
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(("role", "is_asked"), [("editor", False), ("publisher", True), ("administrator", True)])
def test_publishers_and_administrators_are_asked(client, db, asked, role, is_asked):
    make_member("member", role, make_unit())
    assert give_password(client, "member").headers["Location"] == (STEP if is_asked else INDEX)


def test_who_becomes_a_publisher_signs_in_anew(client, db, asked):
    member = make_member("member", "author")
    client.force_login(member)
    assert is_signed_in(client)
    member.memberships.update(role="publisher")
    assert not is_signed_in(client)


def test_others_are_not_asked_until_they_set_it_up_themselves(client, db, asked):
    make_member("editor", "editor")
    assert give_password(client, "editor").headers["Location"] == INDEX
    client.get(MANAGE)
    page = client.post(MANAGE, {"code": code_of(client.session["second_step_key"])}).content.decode()
    assert "They are shown this one time only." in page
    assert is_signed_in(client)
    client.post(reverse("admin:logout"))
    assert give_password(client, "editor").headers["Location"] == STEP


def test_changing_anything_takes_a_code_and_the_powerful_cannot_do_without(client, head, asked):
    give_password(client, "head")
    first, codes = set_up(client)
    page = LexborHTMLParser(client.get(MANAGE).content.decode())
    assert [button.attributes["name"] for button in page.css(".second-step__buttons button")] == ["codes", "replace"]
    client.post(MANAGE, {"code": "123456", "end": "1"})
    TOTPDevice.objects.update(throttling_failure_count=0)
    client.post(MANAGE, {"code": codes[0], "end": "1"})
    assert signing_in.has_second_step(head)
    codes = signing_in.new_recovery_codes(head)
    assert client.post(MANAGE, {"code": codes[0], "replace": "1"}).headers["Location"] == MANAGE
    client.get(MANAGE)
    second = client.session["second_step_key"]
    client.post(MANAGE, {"code": code_of(second)})
    assert (TOTPDevice.objects.get().key, first != second) == (second, True)


def test_who_is_not_asked_may_do_without_again(client, db):
    editor = make_editor()
    client.force_login(editor)
    client.get(MANAGE)
    client.post(MANAGE, {"code": code_of(client.session["second_step_key"])})
    codes = signing_in.new_recovery_codes(editor)
    assert client.post(MANAGE, {"code": codes[3], "end": "1"}).headers["Location"] == INDEX
    assert not signing_in.has_second_step(editor)
    assert is_signed_in(client)


def test_a_lost_app_is_reset_by_who_may_change_users_and_superusers_by_superusers_only(client, head, asked):
    editor = make_editor()
    for user in (head, editor):
        assert signing_in.enrol(user, "ab" * 20, code_of("ab" * 20))
    client.force_login(make_user("clerk", "change_user", "view_user", is_staff=True))
    users = reverse("admin:reports_user_changelist")
    selected = {"action": "reset_second_step", "_selected_action": [head.pk, editor.pk]}
    assert "1 person can sign in again." in client.post(users, selected, follow=True).content.decode()
    assert [signing_in.has_second_step(user) for user in (head, editor)] == [True, False]
    client.force_login(make_user("viewer", "view_user", is_staff=True))
    selected["_selected_action"] = [head.pk]
    client.post(users, selected)
    assert signing_in.has_second_step(head)


def test_nobody_sees_the_secrets_of_others(client, head):
    client.force_login(head)
    page = client.get(INDEX).content.decode()
    assert ("otp_totp" in page, "otp_static" in page) == (False, False)
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
