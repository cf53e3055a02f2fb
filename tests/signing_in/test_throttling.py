"""Guessing of passwords is stopped for a while, and nobody else with it; forms from elsewhere are refused."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from reports import signing_in
from reports.signing_in.throttling import NAMES_OF_A_NETWORK, network_of
from tests.factories import make_editor

LOGIN = reverse("admin:login")
PASSWORD = "a-long-password"


def try_to_sign_in(client, password, username="editor", address="192.0.2.1"):
    values = {"username": username, "password": password, "next": "/admin/"}
    return client.post(LOGIN, values, REMOTE_ADDR=address).status_code


@pytest.fixture
def guessed(client, settings, db):
    make_editor()
    return [try_to_sign_in(client, f"guess {number}") for number in range(settings.AXES_FAILURE_LIMIT)]


def test_after_some_wrong_passwords_the_right_one_has_to_wait(client, guessed):
    assert guessed == [200, 200, 200, 200, 429]
    assert try_to_sign_in(client, PASSWORD) == 429
    page = client.post(LOGIN, {"username": "editor", "password": PASSWORD}, REMOTE_ADDR="192.0.2.1").content.decode()
    assert "Wait 15 minutes and try again." in page


def test_elsewhere_and_later_it_is_accepted(client, guessed, settings):
    assert try_to_sign_in(client, PASSWORD, address="192.0.2.2") == 302
    assert AccessAttempt.objects.filter(username="editor", ip_address="192.0.2.1").exists()
    old = AccessAttempt.objects.get().attempt_time - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=old)
    assert try_to_sign_in(Client(), PASSWORD) == 302


def test_an_administrator_lets_somebody_try_again(client, guessed):
    signing_in.forget_failures("editor")
    assert try_to_sign_in(client, PASSWORD) == 302


def test_guessing_one_password_for_many_names_is_stopped_as_well(client, settings, db):
    make_editor()
    number = settings.AXES_FAILURE_LIMIT * NAMES_OF_A_NETWORK
    for name in range(number):
        assert try_to_sign_in(client, "Spring2026", f"name-{name}") == (200 if name < number - 1 else 429)
    assert try_to_sign_in(client, PASSWORD) == 429
    assert try_to_sign_in(client, PASSWORD, address="192.0.2.2") == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("", None), ("unix:", None)],
)
def test_network_is_the_address_or_the_half_that_is_given_out(address, network):
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_form_from_elsewhere_is_refused_with_a_page_of_this_site(db, language):
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})
    response = client.post(LOGIN, {"username": "editor", "password": PASSWORD})
    assert response.status_code == 403
    page = response.content.decode()
    assert {"en": "This form was out of date", "zh-hans": "此表单已过时"}[language] in page
    assert "<style" not in page
