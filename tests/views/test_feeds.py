"""Atom feeds, read by an independent parser."""

from datetime import UTC, datetime

import feedparser
import pytest
from django.urls import reverse
from django.utils.translation import override
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from reports.enums import ReportStatus
from reports.views import feeds
from tests.factories import make_report
from tests.views.conftest import HIDDEN, SHOWN, many

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def get(client, sort, *arguments, language="en", headers=None, **query):
    with override(language):
        return client.get(reverse(f"reports:{sort}-feed", args=arguments), query, headers=headers)


def read(response):
    """The feed as a feed reader sees it; one that is not well formed fails."""
    found = feedparser.parse(response.content, response_headers={"content-type": response.headers["Content-Type"]})
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def sorts_of(site):
    return {
        "all": [],
        "category": [site.category.slug],
        "unit": [site.unit.slug],
        "period": [site.period.code],
        "tag": [site.tag.slug],
        "topic": [site.topic.slug],
    }


def assert_is_valid(response):
    """What RFC 4287 demands of feeds and entries (4.1.1, 4.1.2), beyond being well formed."""
    root = etree.fromstring(response.content)
    for node in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert [bool(child.text) for child in node.findall(ATOM + name)] == [True]
        datetime.fromisoformat(node.find(f"{ATOM}updated").text)
        assert node.find(f"{ATOM}id").text.startswith("http://testserver/")
        assert node.find(f"{ATOM}author/{ATOM}name").text
        relations = [link.get("rel") for link in node.findall(f"{ATOM}link")]
        assert len(set(relations)) == len(relations)
        assert "alternate" in relations
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    identities = [node.text for node in root.iter(f"{ATOM}id")]
    assert len(set(identities)) == len(identities)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("sort", ["all", "category", "unit", "period", "tag", "topic"])
def test_feed_of_a_list_is_valid_and_holds_its_public_reports(client, site, sort, language):
    response = get(client, sort, *sorts_of(site)[sort], language=language)
    assert_is_valid(response)
    feed = read(response)
    titles = [entry.title for entry in feed.entries]
    assert SHOWN in titles
    assert HIDDEN not in titles
    assert "Roads of the county" not in response.content.decode()
    assert feed.feed.language == language


def test_entry_says_what_a_reader_needs(client, site):
    text = "清理 <沟渠> 9条，修复水泵2台，完成巡查31次。"
    make_report("环境工作总结", text, language="zh", tags=["沟渠"], byline="镇办公室", period="2024-q4")
    chinese, english = read(get(client, "all")).entries[0], read(get(client, "tag", site.tag.slug)).entries[0]
    assert (chinese.title, chinese.title_detail.language, chinese.author) == ("环境工作总结", "zh-Hans", "镇办公室")
    assert chinese.summary == "<p>清理 &lt;沟渠&gt; 9条，修复水泵2台，完成巡查31次。</p>"
    assert [tag.term for tag in chinese.tags] == ["Q4 2024", "沟渠"]
    assert (english.link, english.author) == (f"http://testserver{site.shown.get_absolute_url()}", "柳桥镇")
    assert english.id == f"http://testserver/en/reports/{site.shown.pk}/"
    assert english.published == site.shown.published_at.isoformat()


def test_entries_are_the_same_in_every_feed_and_language(client, site):
    feeds_read = [read(get(client, "all")), read(get(client, "all", language="zh-hans"))]
    assert {entry.id for entry in feeds_read[0].entries} == {entry.id for entry in feeds_read[1].entries}
    assert feeds_read[0].feed.id != feeds_read[1].feed.id


def test_feed_of_a_filter_is_narrowed_and_says_so(client, site):
    response = get(client, "unit", site.unit.slug, kind="next_steps", order="popular", page="3", utm="x")
    assert_is_valid(response)
    feed = read(response)
    assert [entry.title for entry in feed.entries] == [SHOWN]
    assert feed.feed.title == "柳桥镇 · Next steps · Summaries"
    place = "http://testserver/en/units/%E6%9F%B3%E6%A1%A5%E9%95%87/"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{place}?kind=next_steps",
        "self": f"{place}feed.atom?kind=next_steps",
    }


def test_feed_of_a_search_holds_its_newest_results(client, site):
    make_report("Gullies, gullies, gullies", "Gullies.", at=datetime(2024, 1, 1, tzinfo=UTC))
    newest = make_report("Roads", "A gully beside the road.", at=datetime(2026, 1, 1, tzinfo=UTC))
    response = get(client, "search", q="gullies", order="relevance")
    assert_is_valid(response)
    feed = read(response)
    assert [entry.title for entry in feed.entries] == ["Roads", SHOWN, "Gullies, gullies, gullies"]
    assert feed.feed.title == "Search · “gullies” · Summaries"
    assert feed.feed.link == "http://testserver/en/search/?q=gullies"
    workflow.withdraw_report(newest)
    assert read(get(client, "search", q="gullies")).entries[0].title == SHOWN


def test_feed_without_entries_is_valid_and_stays_the_same(client):
    first, second = get(client, "search", q="nowhere"), get(client, "search", q="nowhere")
    assert_is_valid(first)
    assert (read(first).entries, first.content) == ([], second.content)


def test_unchanged_feed_is_not_sent_again_and_a_changed_one_is(client, site):
    first = get(client, "all")
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.headers.get("Vary", "")
    headers = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
    again = get(client, "all", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    workflow.withdraw_report(site.shown)
    changed = get(client, "all", headers=headers)
    assert changed.status_code == 200
    assert SHOWN not in changed.content.decode()


def test_feed_holds_the_newest_entries_only(client, monkeypatch):
    many(3)
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 2)
    assert [entry.title for entry in read(get(client, "all")).entries] == ["Report 2", "Report 1"]


def test_signs_that_no_xml_may_hold_are_left_out(client):
    make_report("Drains\x0b and pumps", "Text\x01 of it, as long as an excerpt is.")
    make_report("Short", "Nothing.")
    short, entry = read(get(client, "all")).entries
    assert (entry.title, entry.summary) == ("Drains and pumps", "<p>Text of it, as long as an excerpt is.</p>")
    assert "summary" not in short


@pytest.mark.parametrize(
    ("sort", "arguments", "query"),
    [
        ("all", [], {"kind": "nonsense"}),
        ("all", [], {"period": "1999"}),
        ("unit", ["nowhere"], {}),
        ("period", ["1999"], {}),
        ("search", [], {}),
        ("search", [], {"q": "x", "since": "soon"}),
    ],
)
def test_feed_of_no_list_is_not_found(client, site, sort, arguments, query):
    assert get(client, sort, *arguments, **query).status_code == 404


def found_at(client, address, **query):
    """The feeds that a program finds at a page."""
    tree = LexborHTMLParser(client.get(address, query).content.decode())
    return [node.attributes["href"] for node in tree.css('head link[type="application/atom+xml"]')]


def test_programs_find_the_feed_of_each_page(client, site):
    make_report("Drafted", status=ReportStatus.DRAFT)
    unit = site.unit.get_absolute_url()
    assert found_at(client, "/en/") == ["/en/reports/feed.atom"]
    assert found_at(client, site.shown.get_absolute_url()) == [f"{unit}feed.atom"]
    in_category = make_report("Of no unit", category=site.category)
    assert found_at(client, in_category.get_absolute_url()) == [f"{site.category.get_absolute_url()}feed.atom"]
    assert found_at(client, make_report("Of nothing").get_absolute_url()) == ["/en/reports/feed.atom"]
    assert found_at(client, "/en/nothing/") == ["/en/reports/feed.atom"]
    assert found_at(client, unit, kind="work_done", page="1") == [f"{unit}feed.atom?kind=work_done"]
    assert found_at(client, site.topic.get_absolute_url()) == [f"{site.topic.get_absolute_url()}feed.atom"]
    assert found_at(client, "/en/search/") == ["/en/reports/feed.atom"]
    assert found_at(client, "/en/search/", q="drains", order="newest") == ["/en/search/feed.atom?q=drains"]
    assert found_at(client, "/en/search/", q="drains", since="soon") == []
    assert client.get(found_at(client, unit, kind="work_done")[0]).status_code == 200
