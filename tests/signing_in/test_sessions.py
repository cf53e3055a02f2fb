"""Sessions end when nobody uses them, and after a day's work; strangers' pages ask for none."""

import time

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from reports.signing_in import sessions

INDEX = reverse("admin:index")


@pytest.fixture
def wait(monkeypatch):
    now = time.time()

    def later(seconds):
        nonlocal now
        now += seconds
        monkeypatch.setattr(sessions.time, "time", lambda: now)

    return later


def test_session_ends_when_nothing_was_done(editor_client, settings, wait):
    wait(settings.SESSION_IDLE.total_seconds() - 5)
    assert editor_client.get(INDEX).status_code == 200
    wait(settings.SESSION_IDLE.total_seconds() - 5)
    assert editor_client.get(INDEX).status_code == 200, "the last request counts"
    wait(settings.SESSION_IDLE.total_seconds() + 5)
    assert editor_client.get(INDEX).status_code == 302
    assert "nothing was done here for a while" in editor_client.get(reverse("admin:login")).content.decode()
    assert get_user(editor_client).is_anonymous


def test_session_ends_after_a_days_work_however_busy(editor_client, settings, wait):
    for _half in range(settings.SESSION_COOKIE_AGE * 2 // int(settings.SESSION_IDLE.total_seconds()) - 1):
        wait(settings.SESSION_IDLE.total_seconds() / 2)
        assert editor_client.get(INDEX).status_code == 200
    wait(settings.SESSION_IDLE.total_seconds() / 2)
    assert editor_client.get(INDEX).status_code == 302


def test_session_of_unknown_age_has_ended(editor_client):
    session = editor_client.session
    del session[sessions.SINCE]
    session.save()
    assert editor_client.get(INDEX).status_code == 302


def test_session_is_written_once_a_minute(editor_client, wait, django_assert_num_queries):
    editor_client.get(INDEX)
    seen = editor_client.session[sessions.SEEN]
    wait(30)
    editor_client.get(INDEX)
    assert editor_client.session[sessions.SEEN] == seen
    wait(31)
    editor_client.get(INDEX)
    assert editor_client.session[sessions.SEEN] > seen
