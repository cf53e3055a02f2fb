"""The pages of alerts: the same answer for every address, nothing done by a GET, no address on any page."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reports.alerts.links import CONFIRM, MANAGE, UNSUBSCRIBE, signed
from reports.models import Subscriber, Subscription
from tests.factories import follow, make_report, make_unit

pytestmark = pytest.mark.django_db
NEW = "/en/alerts/new/"


def page(purpose, key, language="en"):
    return f"/{language}/alerts/{purpose}/{signed(purpose, key)}/"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("path", "followed"),
    [
        ("reports/", ""),
        ("reports/?kind=work_done&order=popular&page=1", "kind:work_done"),
        ("categories/{category}/", "category:{category_pk}"),
        ("units/{unit}/?period=2024-q3", "unit:{unit_pk} period:{period_pk}"),
        ("periods/2024-q3/?unit={unit}", "unit:{unit_pk} period:{period_pk}"),
        ("tags/drains/?language=en", "tag:{tag_pk} language:en"),
        ("search/?q=drains&where=title&unit={unit}&order=newest&since=2024-01-01", "unit:{unit_pk}"),
    ],
)
def test_every_list_and_search_leads_to_where_it_is_followed(client, site, language, path, followed):
    names = {
        "category": site.category.slug,
        "category_pk": site.category.pk,
        "unit": site.unit.slug,
        "unit_pk": site.unit.pk,
        "period_pk": site.period.pk,
        "tag_pk": site.shown.tags.get(name="drains").pk,
    }
    html = client.get(f"/{language}/{path.format(**names)}").content.decode()
    (address,) = re.findall(r'class="follow__link" href="([^"]+)"', html)
    form = client.get(address.replace("&amp;", "&"))
    assert form.status_code == 200
    answer = {"address": "ann@example.org", "frequency": "weekly"}
    response = client.post(address.replace("&amp;", "&"), answer)
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/alerts/asked/")
    subscription = Subscription.objects.get()
    assert set(subscription.filter.scopes.split()) == set(followed.format(**names).split())
    assert (subscription.language, subscription.frequency) == (language, "weekly")


@pytest.mark.parametrize("path", ["new/?q=drains", "", "asked/"])
def test_pages_say_where_mails_are_only_printed(client, settings, path):
    said = "This site sends no e-mail yet."
    assert said not in client.get(f"/en/alerts/{path}").content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert said in client.get(f"/en/alerts/{path}").content.decode()


@pytest.mark.parametrize("address", ["/en/", "/en/units/", "/en/topics/", "/en/search/"])
def test_pages_that_are_no_list_cannot_be_followed(client, site, address):
    assert "follow__link" not in client.get(address).content.decode()


def test_answer_is_the_same_for_every_address(client):
    follow("confirmed@example.org")
    follow("waiting@example.org", is_confirmed=False)
    answers = set()
    for address in ("confirmed@example.org", "waiting@example.org", "new@example.org"):
        response = Client().post(NEW, {"address": address, "frequency": "daily"})
        answers.add((response.status_code, response.headers["Location"]))
        response = Client().post("/en/alerts/", {"address": address})
        answers.add((response.status_code, response.headers["Location"]))
    assert answers == {(302, "/en/alerts/asked/")}
    assert len(mail.outbox) == 6


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "Enter your e-mail address."),
        ("nobody", "This is no e-mail address."),
        ("a@b.example\nBcc: c@d.example", "This is no e-mail address."),
        ("x" * 250 + "@b.example", "This is no e-mail address."),
    ],
)
def test_wrong_address_is_told_and_nothing_is_stored(client, address, message):
    response = client.post(NEW, {"address": address, "frequency": "daily"})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert (Subscriber.objects.count(), mail.outbox) == (0, [])


def test_unknown_frequency_is_told(client):
    assert client.post(NEW, {"address": "a@b.example", "frequency": "hourly"}).status_code == 422
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["unit=none", "period=2024-q9", "kind=praise", "q=%3F%3F%3F", "where=attic", "from=soon"]
)
def test_what_means_nothing_cannot_be_followed(client, query):
    assert client.get(f"{NEW}?{query}").status_code == 404
    assert client.post(f"{NEW}?{query}", {"address": "a@b.example", "frequency": "daily"}).status_code == 404


def test_robot_that_fills_everything_in_gets_the_same_answer_and_nothing_else(client):
    data = {"address": "a@b.example", "frequency": "daily", "website": "https://spam.example"}
    response = client.post(NEW, data)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/alerts/asked/")
    assert (Subscriber.objects.count(), mail.outbox) == (0, [])


def test_visitor_who_asks_too_often_gets_a_message(client, settings):
    for number in range(20):
        client.post(NEW, {"address": f"{number}@b.example", "frequency": "daily"})
    response = client.post(NEW, {"address": "more@b.example", "frequency": "daily"})
    assert response.status_code == 429
    assert "Many alerts were asked for from here today." in response.content.decode()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    data = {"address": "more@b.example", "frequency": "daily"}
    assert client.post(NEW, data, headers={"X-Forwarded-For": "192.0.2.9"}).status_code == 302


def test_mail_server_that_is_down_is_no_error_page(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = client.post(NEW, {"address": "a@b.example", "frequency": "daily"})
    assert response.status_code == 503
    assert "Our mail server takes nothing just now." in response.content.decode()


def test_form_is_refused_without_its_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(NEW, {"address": "a@b.example", "frequency": "daily"}).status_code == 403


def test_link_asks_and_a_click_confirms(client):
    subscription = follow(query="pumps", is_confirmed=False)
    address = page(CONFIRM, subscription.pk)
    response = client.get(address)
    assert "pumps" in response.content.decode()
    subscription.refresh_from_db()
    assert subscription.confirmed_at is None
    response = client.post(address, follow=True)
    subscription.refresh_from_db()
    assert subscription.confirmed_at is not None
    assert "pumps" in response.content.decode()
    assert response.redirect_chain[0][0].startswith("/en/alerts/manage/")


def test_get_ends_nothing_and_a_post_does_without_token_or_cookie():
    subscription = follow(query="pumps")
    address = page(UNSUBSCRIBE, subscription.pk)
    strict = Client(enforce_csrf_checks=True)
    assert "Yes, end it" in strict.get(address).content.decode()
    assert Subscription.objects.count() == 1
    response = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, Subscriber.objects.count()) == (200, 0)
    for again in (strict.post(address), strict.get(address)):
        assert again.status_code == 200
        assert "You get no more of these mails" in again.content.decode()


def test_own_alerts_are_shown_changed_and_ended(client):
    mine, other = follow(query="pumps"), follow(query="drains")
    foreign = follow("other@example.org", query="hydrants")
    address = page(MANAGE, mine.subscriber_id)
    html = client.get(address).content.decode()
    assert [word in html for word in ("pumps", "drains", "hydrants")] == [True, True, False]
    client.post(address, {"alert": mine.pk, "frequency": "weekly"})
    client.post(address, {"alert": foreign.pk, "frequency": "weekly"})
    client.post(address, {"alert": foreign.pk, "end": "1"})
    client.post(address, {"alert": "x", "end": "1"})
    client.post(address, {"alert": mine.pk, "frequency": "hourly"})
    stored = dict(Subscription.objects.values_list("pk", "frequency"))
    assert stored == {mine.pk: "weekly", other.pk: "daily", foreign.pk: "daily"}
    client.post(address, {"alert": other.pk, "end": "1"})
    assert set(Subscription.objects.values_list("pk", flat=True)) == {mine.pk, foreign.pk}
    client.post(address, {"all": "1"})
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["other@example.org"]
    assert client.get(address).status_code == 410


def test_last_alert_that_is_ended_ends_the_page(client):
    mine = follow()
    response = client.post(page(MANAGE, mine.subscriber_id), {"alert": mine.pk, "end": "1"})
    assert "your address is deleted" in response.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_show_no_address_and_are_kept_by_nobody(client, language):
    subscription = follow("ann.smith@example.org", query="pumps")
    waiting = follow("ann.smith@example.org", query="drains", is_confirmed=False)
    pages = [
        f"/{language}/alerts/",
        f"/{language}/alerts/new/",
        f"/{language}/alerts/asked/",
        page(MANAGE, subscription.subscriber_id, language),
        page(CONFIRM, waiting.pk, language),
        page(UNSUBSCRIBE, subscription.pk, language),
        f"/{language}/alerts/manage/wrong/",
    ]
    for address in pages:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == (410 if "wrong" in address else 200), address
        assert "ann.smith" not in html, address
        assert "no-store" in response.headers["Cache-Control"], address
        assert response.headers["Referrer-Policy"] == "same-origin", address
        assert '<meta name="robots" content="noindex">' in html, address
        assert 'rel="canonical"' not in html, address


def test_unit_that_is_gone_is_told(client):
    unit = make_unit("Town")
    subscription = follow(scopes=(f"unit:{unit.pk}",))
    address = page(MANAGE, subscription.subscriber_id)
    assert reverse("reports:unit-detail", args=[unit.slug]) in client.get(address).content.decode()
    unit.delete()
    response = client.get(address)
    assert "no longer there" in response.content.decode()
    assert "finds nothing any more" in response.content.decode()


def test_search_that_finds_nothing_can_be_followed(client):
    make_report("Pumps")
    response = client.get("/en/search/?q=hydrants")
    assert "Nothing found" in response.content.decode()
    assert 'href="/en/alerts/new/?q=hydrants"' in response.content.decode()
