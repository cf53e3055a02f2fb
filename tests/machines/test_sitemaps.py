"""Sitemaps and robots.txt, read by the libraries that crawlers use; the addresses in a page's head."""

import re
from datetime import UTC, datetime
from urllib.parse import quote, unquote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from lxml import etree
from protego import Protego
from selectolax.lexbor import LexborHTMLParser
from usp.tree import sitemap_tree_for_homepage

from reports import sitemaps, workflow
from reports.alerts import match_new, send_due
from reports.models import Report
from tests.factories import FIRST_DAY, follow, make_category, make_collection, make_report, make_topic, make_unit
from tests.views.conftest import many

LONG = re.compile(r"SCAN (?:reports_(?:report|listingentry|subscription|alertitem|alertfilter)|[A-Z]\d+)(?! USING)\b")
"""A step that reads a whole table of those that grow, and not along an index."""

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, path):
    return etree.fromstring(client.get(path).content)


def locations(client, path):
    return [unquote(place) for place in read(client, path).xpath("//s:loc/text()", namespaces=NAMES)]


@pytest.mark.django_db(transaction=True)
def test_crawler_finds_every_public_page_and_no_other(live_server, client):
    public = make_report(
        "三季度工作小结",
        language="zh",
        unit=make_unit("County"),
        category=make_category(name_zh="环境卫生"),
        period="2024-q3",
        tags=["卫生"],
        collection=make_collection(),
    )
    topic, empty_topic = make_topic("Open", [public]), make_topic("Empty")
    hidden = make_report(
        "Hidden plan", status="draft", unit=make_unit("Hidden unit"), tags=["secret"], category=make_category("Closed")
    )
    withdrawn = make_report("Gone", status="withdrawn", period="2019", collection=make_collection(slug="gone"))
    tree = sitemap_tree_for_homepage(live_server.url, use_known_paths=False)
    pages = {unquote(page.url): page for page in tree.all_pages()}
    rows = [public, public.unit, public.category, public.period, public.collection, topic]
    with override("zh-hans"):
        expected = {f"{live_server.url}{unquote(row.get_absolute_url())}" for row in rows}
    found = {address for address in pages if "/zh-hans/" in address}
    assert expected | {f"{live_server.url}/zh-hans/tags/卫生/"} <= found
    assert [address for address in pages if client.get(address.removeprefix(live_server.url)).status_code != 200] == []
    fixed = len(sitemaps.PAGES)
    assert f"{live_server.url}/zh-hans/sections/work-done/" in found
    assert f"{live_server.url}/zh-hans/sections/problems/" not in found
    assert len(found) == fixed + len(rows) + 2 + 2, "the tag, the kind of its section; the quarter's half-year and year"
    assert len(pages) == 2 * len(found)
    unseen = (hidden, hidden.unit, hidden.category, withdrawn.period, withdrawn.collection, empty_topic)
    for row in unseen:
        assert f"{live_server.url}{row.get_absolute_url()}" not in pages
    page = pages[f"{live_server.url}{unquote(public.get_absolute_url())}"]
    assert page.last_modified.date() == public.changed_at.date()
    path = quote(f"reports/{public.pk}-三季度工作小结/")
    assert page.alternates == [
        ("en", f"{live_server.url}/en/{path}"),
        ("zh-hans", f"{live_server.url}/zh-hans/{path}"),
        ("x-default", f"{live_server.url}/{path}"),
    ]


@pytest.mark.django_db
def test_address_without_a_language_leads_to_the_readers(client):
    report = make_report("Pumps")
    response = client.get(f"/reports/{report.pk}-pumps/", headers={"Accept-Language": "zh-CN"})
    assert response.headers["Location"] == f"/zh-hans/reports/{report.pk}-pumps/"


@pytest.mark.django_db
def test_index_dates_each_chunk_by_its_own_last_change(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "KEYS_IN_A_CHUNK", 2)
    first, second = make_report(pk=3), make_report(pk=4)
    make_report(pk=7)
    make_report(pk=9, status="draft")
    days = {first: 5, second: 2}
    for report, day in days.items():
        Report.objects.filter(pk=report.pk).update(changed_at=datetime(2025, 3, day, 9, tzinfo=UTC))
    Report.objects.filter(pk=7).update(changed_at=datetime(2025, 4, 1, 9, tzinfo=UTC))
    index = read(client, "/sitemap.xml")
    told = index.xpath("//s:sitemap[contains(s:loc, 'reports')]/*/text()", namespaces=NAMES)
    assert told == [
        "http://testserver/sitemap-reports-2.xml",
        "2025-03-05T09:00:00+00:00",
        "http://testserver/sitemap-reports-4.xml",
        "2025-04-01T09:00:00+00:00",
    ]
    assert len(locations(client, "/sitemap-reports-2.xml")) == 4
    assert locations(client, "/sitemap-reports-4.xml") == [
        f"http://testserver/{language}/reports/7-report-on-the-drains/" for language in ("en", "zh-hans")
    ]
    for section in ("reports-1", "reports-5", "reports-0", "reports-x", "reports", "secrets-1", "reports-99999999999"):
        assert client.get(f"/sitemap-{section}.xml").status_code == 404, section


@pytest.mark.django_db
def test_lists_are_dated_by_their_latest_report(client):
    unit = make_unit("County")
    make_report(unit=unit, at=FIRST_DAY)
    workflow.withdraw_report(make_report(unit=unit, at=FIRST_DAY.replace(year=2026)))
    index = read(client, "/sitemap.xml")
    for name in ("units", "sections"):
        told = index.xpath(f"//s:sitemap[contains(s:loc, '{name}')]/s:lastmod/text()", namespaces=NAMES)
        assert told == [FIRST_DAY.isoformat()]
    days = read(client, "/sitemap-sections.xml").xpath("//s:lastmod/text()", namespaces=NAMES)
    assert days == [FIRST_DAY.date().isoformat()] * 2


@pytest.mark.django_db
def test_sitemaps_take_a_fixed_number_of_queries_and_are_kept(client, monkeypatch):
    # PostgreSQL goes on counting keys from test to test: all lie in the first chunk.
    monkeypatch.setattr(sitemaps, "KEYS_IN_A_CHUNK", 10**9)
    counts = []
    for number in (1, 3):
        many(number)
        cache.clear()
        for path in [f"/sitemap{name}.xml" for name in ("", "-reports-1", "-units-1", "-sections", "-pages")]:
            with CaptureQueriesContext(connection) as asked:
                response = client.get(path)
            counts.append(len(asked))
            assert response.headers["Cache-Control"] == "public, max-age=3600"
            tag = response.headers["ETag"]
            assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        with CaptureQueriesContext(connection) as asked:
            client.get("/sitemap.xml")
        assert len(asked) == 0, "the dates of all reports are kept"
    assert counts == [len(sitemaps.SORTS) + 1, 1, 1, 1, 0] * 2


if connection.vendor == "sqlite":  # What PostgreSQL does with a table of few rows depends on its statistics.

    @pytest.mark.django_db
    def test_dates_of_all_reports_are_read_from_an_index_alone(client):
        with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
            client.get("/sitemap.xml")
            (dates,) = [row["sql"] for row in asked if 'MAX("reports_report"."changed_at")' in row["sql"]]
            cursor.execute(f"EXPLAIN QUERY PLAN {dates}")
            plan = [step[3] for step in cursor.fetchall()]
        assert "SCAN reports_report USING COVERING INDEX report_changed" in plan

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "ask",
        [
            lambda client: client.get("/en/reports/feed.atom"),
            lambda client: client.get("/en/units/county/feed.atom?period=2024"),
            lambda client: client.get("/oai/?verb=ListRecords&metadataPrefix=oai_dc"),
            lambda client: client.get("/oai/?verb=ListIdentifiers&metadataPrefix=oai_dc&set=unit-1"),
            lambda client: client.get("/oai/?verb=Identify"),
            lambda client: client.get("/sitemap-reports-1.xml"),
            lambda client: list(match_new()),
            lambda client: list(send_due()),
        ],
    )
    def test_no_program_and_no_digest_makes_the_database_read_all_rows(client, ask):
        unit = make_unit("County", pk=1)
        make_report(unit=unit, period="2024", tags=["drains"])
        follow(query="drains")
        make_report(unit=unit, period="2024", tags=["drains"], at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            ask(client)
        statements = [row["sql"] for row in asked if row["sql"].startswith(("SELECT", "UPDATE", "DELETE"))]
        assert statements
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
                steps = [step[3] for step in cursor.fetchall()]
                assert [step for step in steps if LONG.match(step)] == [], statement


@pytest.mark.django_db
def test_robots_are_kept_from_the_admin_and_from_endless_lists_only(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = Protego.parse(response.content.decode())
    assert list(rules.sitemaps) == ["http://testserver/sitemap.xml"]
    closed = ["/admin/", "/en/search/?q=a", "/en/units/a/?kind=problems", "/en/reports/?page=2&order=popular"]
    closed += ["/en/alerts/new/?list=a", "/zh-hans/reports/3/compare/4/"]
    opened = ["/", "/en/", "/en/reports/?page=2", "/zh-hans/reports/3-a/", "/static/css/base.css", "/sitemap.xml"]
    assert [path for path in closed if rules.can_fetch(path, "Googlebot")] == []
    assert [path for path in opened if not rules.can_fetch(path, "Baiduspider")] == []


def head(client, address):
    return LexborHTMLParser(client.get(address).content.decode()).head


def links(node, relation):
    return {
        (link.attributes.get("hreflang"), link.attributes["href"]) for link in node.css(f'link[rel="{relation}"][href]')
    }


def test_page_names_its_one_address_and_the_other_languages(client, site):
    address = site.unit.get_absolute_url()
    rest = address.removeprefix("/en/")
    for query in ("", "?page=1", "?utm_source=letter"):
        node = head(client, f"{address}{query}")
        assert links(node, "canonical") == {(None, f"http://testserver{address}")}
        assert {pair for pair in links(node, "alternate") if pair[0]} == {
            ("en", f"http://testserver/en/{rest}"),
            ("zh-Hans", f"http://testserver/zh-hans/{rest}"),
            ("x-default", f"http://testserver/{rest}"),
        }
        assert node.css('meta[name="robots"]') == []


@pytest.mark.django_db
def test_each_page_of_a_list_is_itself(client):
    many(21)
    node = head(client, "/zh-hans/reports/?page=2&utm_source=letter")
    assert links(node, "canonical") == {(None, "http://testserver/zh-hans/reports/?page=2")}
    assert ("x-default", "http://testserver/reports/?page=2") in links(node, "alternate")


@pytest.mark.parametrize("query", ["unit=柳桥镇", "period=2024-q3", "kind=next_steps", "language=en", "order=popular"])
def test_narrowed_list_is_followed_and_not_indexed(client, site, query):
    node = head(client, f"{site.category.get_absolute_url()}?{query}")
    assert [meta.attributes["content"] for meta in node.css('meta[name="robots"]')] == ["noindex, follow"]
    assert links(node, "canonical") == set()
    assert [pair for pair in links(node, "alternate") if pair[0]] == []


@pytest.mark.parametrize(("path", "status"), [("/en/search/?q=drains", 200), ("/en/search/", 200), ("/en/none/", 404)])
def test_search_and_errors_are_not_indexed(client, site, path, status):
    response = client.get(path)
    assert response.status_code == status
    html = response.content.decode()
    assert len(re.findall('<meta name="robots" content="noindex', html)) == 1
    assert 'rel="canonical"' not in html
