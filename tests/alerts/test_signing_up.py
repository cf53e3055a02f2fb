"""Asking, confirming, ending: nothing without consent, no address kept longer than it is needed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from reports import alerts
from reports.alerts import throttling
from reports.alerts.links import CONFIRM, MANAGE, UNSUBSCRIBE, signed
from reports.enums import AlertFrequency
from reports.models import AlertAttempt, AlertFilter, AlertKey, Subscriber, Subscription
from tests.factories import follow

pytestmark = pytest.mark.django_db


def sign_up(address="ann@example.org", visitor="192.0.2.1", frequency=AlertFrequency.DAILY, **wish):
    alerts.sign_up(address, alerts.Wish(**wish), frequency, "en", visitor)


def test_address_is_asked_before_anything_is_sent_to_it():
    sign_up("Ann@Example.org", query="pumps")
    subscription = Subscription.objects.get()
    assert (subscription.confirmed_at, subscription.subscriber.address) == (None, "ann@example.org")
    (question,) = mail.outbox
    assert question.to == ["ann@example.org"]
    assert f"/en/alerts/confirm/{signed(CONFIRM, subscription.pk)}/" in question.body
    assert "List-Unsubscribe" not in question.extra_headers


def test_what_a_stranger_typed_is_written_to_nobody():
    sign_up("victim@example.org", query="buy at evil.example")
    assert "evil" not in mail.outbox[0].body + mail.outbox[0].subject + mail.outbox[0].alternatives[0].content


def test_asking_twice_asks_again_and_stores_once():
    sign_up(query="pumps")
    sign_up(query="PUMPS", frequency=AlertFrequency.WEEKLY)
    assert Subscription.objects.get().frequency == "weekly"
    assert len(mail.outbox) == 2


def test_stranger_changes_nothing_of_what_is_confirmed():
    follow(query="pumps")
    sign_up(query="pumps", frequency=AlertFrequency.WEEKLY)
    assert Subscription.objects.get().frequency == "daily"
    assert mail.outbox[0].subject == "You get this alert already"
    assert "/en/alerts/manage/" in mail.outbox[0].body


def test_confirming_begins_today():
    sign_up()
    alerts.confirm(Subscription.objects.get())
    subscription = Subscription.objects.get()
    assert subscription.digest_on == timezone.localdate()
    first = subscription.confirmed_at
    alerts.confirm(subscription)
    assert Subscription.objects.get().confirmed_at == first


def test_unconfirmed_address_is_kept_for_a_week_at_most():
    for days in (6, 8):
        sign_up(f"{days}@example.org", query=f"pumps{days}")
        asked = timezone.now() - timedelta(days=days)
        Subscription.objects.filter(subscriber__address=f"{days}@example.org").update(asked_at=asked)
    confirmed = follow("old@example.org")
    Subscription.objects.filter(pk=confirmed.pk).update(asked_at=timezone.now() - timedelta(days=900))
    assert alerts.clear_unconfirmed() == 1
    assert set(Subscriber.objects.values_list("address", flat=True)) == {"6@example.org", "old@example.org"}
    assert not AlertFilter.objects.filter(query="pumps8").exists()


def test_asking_clears_away_what_others_never_confirmed():
    sign_up("gone@example.org")
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=8))
    sign_up("new@example.org")
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["new@example.org"]


def test_last_alert_takes_the_address_with_it():
    one, other = follow(query="pumps"), follow(query="drains")
    alerts.unsubscribe(one)
    assert (Subscriber.objects.count(), AlertFilter.objects.count()) == (1, 1)
    alerts.unsubscribe(other)
    assert (Subscriber.objects.count(), AlertFilter.objects.count()) == (0, 0)


def test_ending_all_leaves_what_others_follow():
    one = follow("a@example.org", query="pumps")
    follow("a@example.org", query="drains")
    follow("b@example.org", query="pumps")
    alerts.unsubscribe_all(one.subscriber)
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["b@example.org"]
    assert list(AlertFilter.objects.values_list("query", flat=True)) == ["pumps"]


def test_address_is_not_flooded():
    for number in range(throttling.PER_ADDRESS + 3):
        sign_up(query=f"pumps{number}", visitor=f"192.0.2.{number}")
    assert len(mail.outbox) == throttling.PER_ADDRESS


def test_visitor_who_asks_too_often_is_told():
    for number in range(throttling.PER_VISITOR):
        sign_up(f"{number}@example.org")
    with pytest.raises(alerts.TooMany):
        sign_up("one-more@example.org")
    with pytest.raises(alerts.TooMany):
        alerts.ask_for_link("one-more@example.org", "en", "192.0.2.1")
    sign_up("other@example.org", visitor="192.0.2.2")
    assert mail.outbox[-1].to == ["other@example.org"]


def test_throttle_keeps_nothing_personal_and_nothing_of_yesterday():
    sign_up()
    stored = [*AlertAttempt.objects.values_list("digest", flat=True)]
    assert len(stored) == 2
    assert not any("192.0.2.1" in digest or "ann" in digest for digest in stored)
    old_key = AlertKey.objects.get()
    AlertKey.objects.create(day=timezone.localdate() - timedelta(days=1), secret="s").attempts.create(digest="old")
    alerts.clear_unconfirmed()
    assert list(AlertKey.objects.all()) == [old_key]
    assert not AlertAttempt.objects.filter(digest="old").exists()


def test_same_visitor_has_another_digest_on_another_day():
    sign_up()
    before = set(AlertAttempt.objects.values_list("digest", flat=True))
    AlertKey.objects.all().delete()
    sign_up()
    assert before.isdisjoint(AlertAttempt.objects.values_list("digest", flat=True))


def test_link_is_written_to_addresses_with_and_without_alerts_alike():
    follow("known@example.org")
    follow("waiting@example.org", is_confirmed=False)
    for address in ("known@example.org", "unknown@example.org", "waiting@example.org"):
        alerts.ask_for_link(address, "en", "192.0.2.1")
    assert [sent.to for sent in mail.outbox] == [
        ["known@example.org"],
        ["unknown@example.org"],
        ["waiting@example.org"],
    ]
    assert ["/alerts/manage/" in sent.body for sent in mail.outbox] == [True, False, False]


@pytest.mark.parametrize("token", ["", "1", "1:2:3", "x:y:z", "999"])
def test_made_up_link_leads_nowhere(token):
    follow()
    for read in (alerts.confirmed_by, alerts.managed_by, alerts.unsubscribed_by):
        with pytest.raises(alerts.UnknownLink):
            read(token)


def test_link_serves_its_own_purpose_only():
    key = follow().pk
    readers = {
        CONFIRM: alerts.confirmed_by,
        MANAGE: alerts.managed_by,
        UNSUBSCRIBE: alerts.unsubscribed_by,
    }
    for purpose in readers:
        for other, read in readers.items():
            if other != purpose:
                with pytest.raises(alerts.UnknownLink):
                    read(signed(purpose, key))


@pytest.mark.parametrize(
    ("purpose", "days", "works"),
    [(CONFIRM, 6, True), (CONFIRM, 8, False), (MANAGE, 29, True), (MANAGE, 31, False), (UNSUBSCRIBE, 3000, True)],
)
def test_link_expires_where_it_gives_access(monkeypatch, purpose, days, works):
    subscription = follow()
    with monkeypatch.context() as past:
        past.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() - days * 86400)
        key = subscription.subscriber_id if purpose == MANAGE else subscription.pk
        token = signed(purpose, key)
    read = {CONFIRM: alerts.confirmed_by, MANAGE: alerts.managed_by, UNSUBSCRIBE: alerts.unsubscribed_by}[purpose]
    if works:
        assert read(token) is not None
    else:
        with pytest.raises(alerts.UnknownLink):
            read(token)
