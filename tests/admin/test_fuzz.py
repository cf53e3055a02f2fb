"""Every address of the admin, asked for by everybody with sense and without: no failure, no leak, no inline code."""

import random
from collections import Counter

import pytest
from django.contrib import admin
from django.core import serializers
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from selectolax.lexbor import LexborHTMLParser
from taggit.models import Tag

from reports.models import Event, OldAddress, Point, Remark, Report, Section, User
from tests.admin.forms import read_form
from tests.factories import (
    make_category,
    make_collection,
    make_member,
    make_report,
    make_source,
    make_topic,
    make_unit,
    make_user,
)
from tests.test_security import inline_code

SECRET = "A secret of elsewhere"
WEIRD = ["", "0", "-1", "999999999999999999999", "1'\"<b>", "柳\u0000", "../..", "2026-99-99", "on", "[]"]
QUERIES = ["?q=%00", "?p=x", "?o=9.9.x", "?status=%27", "?e=1", "?_popup=1", "?report=x&report=1", "?unit__path=a"]
NOT_FOLLOWED = {"logout/", "jsi18n/"}


def patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry


@pytest.fixture
def rows(db):
    town = make_unit("Town")
    elsewhere = make_unit("Elsewhere")
    own = make_report(
        "Own draft", unit=town, status="draft", tags=["drains"], period="2024-q3", category=make_category()
    )
    public = make_report("Public", unit=town, collection=make_collection(), position=1, source=make_source())
    make_topic("Water", [public])
    hidden = make_report(SECRET, f"{SECRET} text", unit=elsewhere, status="draft")
    OldAddress.objects.create(slug="gullies", tag=Tag.objects.get())
    return {"town": town, "own": own, "public": public, "hidden": hidden}


def addresses(rows):
    """The admin's addresses, each with keys that exist, with those of what is hidden, and with nonsense."""
    resolver = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    keys = {model: model._default_manager.values_list("pk", flat=True).last() for model in admin.site._registry}
    for text, entry in patterns(resolver):
        if text in NOT_FOLLOWED or text.startswith("("):
            continue
        model = next((m for m in keys if text.startswith(f"{m._meta.app_label}/{m._meta.model_name}/")), None)
        for key in [keys.get(model) or 1, *([rows["hidden"].pk] if model is Report else [])]:
            yield "/admin/" + filled(text, entry.pattern.converters, key)


def filled(text, names, key):
    """An address with a value for each of its variables: a key, or a word where a key would mean nothing."""
    path = text.replace("^", "").replace("$", "")
    for name in names:
        value = str({"name": "publish", "content_type_id": 1}.get(name, key))
        path = "/".join(
            value if part in {f"<{name}>"} or part.endswith(f":{name}>") else part for part in path.split("/")
        )
    return path


def state():
    """All that editors work on, as text, and everybody's rights; when they signed in is no matter."""
    models = {*admin.site._registry, Section, Point, Remark} - {Event, User}
    rows = Counter(serializers.serialize("json", [row]) for model in models for row in model._default_manager.all())
    rights = ("username", "password", "is_active", "is_staff", "is_superuser", "memberships__role", "user_permissions")
    return rows + Counter(map(str, User.objects.values_list(*rights)))


def people(town):
    yield make_user("clerk", is_staff=True)
    yield make_member("author", "author", town)
    yield make_member("publisher", "publisher", town)
    yield make_member("head", "administrator")


def test_every_address_answers_everybody_without_failing_or_telling_secrets(client, rows):
    found = sorted(set(addresses(rows)))
    assert len(found) > 60
    failures = []
    client.raise_request_exception = False
    for user in people(rows["town"]):
        client.force_login(user)
        for address in found:
            response = client.get(address)
            html = response.content.decode(errors="replace") if not response.streaming else ""
            if response.status_code >= 500:
                failures.append((user.username, address, response.status_code))
            if "html" in response.headers.get("Content-Type", ""):
                if inline_code(html):
                    failures.append((user.username, address, inline_code(html)))
                if SECRET in html and user.username not in {"head"}:
                    failures.append((user.username, address, "leak"))
    assert failures == []


def test_nonsense_is_answered_and_changes_nothing(client, rows):
    """Each address once, with a query and a form of nonsense; the same nonsense in every run."""
    chance = random.Random(6)
    found = sorted(set(addresses(rows)))
    users = list(people(rows["town"]))
    failures, before = [], state()
    client.raise_request_exception = False
    for number, address in enumerate(found):
        # Whoever may delete or restore does so with any form that is sent there: that is asked of who may not.
        client.force_login(users[0] if address.endswith(("/delete/", "/restore/")) else users[number % len(users)])
        nonsense = {name: chance.choice(WEIRD) for name in ("action", "_selected_action", "do", "place")}
        answers = [client.get(address + chance.choice(QUERIES)), client.post(address, nonsense)]
        failures += [(number, address, answer.request) for answer in answers if answer.status_code >= 500]
    assert failures == []
    assert state() == before


def test_forms_sent_with_one_field_spoilt_never_fail(client, rows):
    """The forms of the head of the site, each field of which is spoilt in turn, a few at a time."""
    chance = random.Random(7)
    client.force_login(make_member("head", "administrator"))
    client.raise_request_exception = False
    failures = []
    for model in admin.site._registry:
        row = model._default_manager.last()
        if row is None:
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        page = client.get(address)
        if page.status_code != 200 or not LexborHTMLParser(page.content.decode()).css_first("#content-main form"):
            continue
        data = read_form(page)
        for name in chance.sample(sorted(data), k=min(6, len(data))):
            response = client.post(address, data | {name: chance.choice(WEIRD)})
            if response.status_code >= 500:
                failures.append((address, name, response.status_code))
    assert failures == []
