"""The answers to what is typed, as the field's script and browsers read them."""

from urllib.parse import quote

import pytest
from taggit.models import Tag

from tests.factories import make_report, make_unit

pytestmark = pytest.mark.django_db


def test_answer_names_texts_kinds_and_addresses(client):
    unit = make_unit("Drain Works", slug="drain-works")
    report = make_report("Drains of the quarter", unit=unit, tags=["drainage"])
    response = client.get("/en/search/suggest/", {"q": "DRAIN"})
    assert response.json() == [
        "DRAIN",
        ["drainage", "Drain Works", report.title],
        ["Tag", "Unit", "Report"],
        [
            "http://testserver/en/tags/drainage/",
            "http://testserver/en/units/drain-works/",
            f"http://testserver/en/reports/{report.pk}/",
        ],
    ]
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers


def test_kinds_and_addresses_are_in_the_language_of_the_site(client):
    make_report("卫生小结", tags=["卫生"], language="zh")
    texts, kinds, addresses = client.get("/zh-hans/search/suggest/?q=ws").json()[1:]
    assert (texts, kinds) == (["卫生", "卫生小结"], ["标签", "报告"])
    assert addresses[0] == "http://testserver" + quote(f"/zh-hans/tags/{Tag.objects.get().slug}/")
    assert client.get(addresses[0]).status_code == client.get(addresses[1], follow=True).status_code == 200


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%ff%fe", "?q=" + "x" * 5000, "?q=unheard", "?p=1"])
def test_nothing_found_is_an_empty_answer(client, query):
    make_report()
    assert client.get(f"/en/search/suggest/{query}").json()[1:] == [[], [], []]


def test_posting_is_refused(client):
    assert client.post("/en/search/suggest/", {"q": "x"}).status_code == 405
