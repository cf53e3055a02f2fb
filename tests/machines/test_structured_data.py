"""What pages say of themselves to search engines and where they are shared, read by a processor of linked data."""

import json

import pytest
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from tests.factories import make_category, make_report, make_unit

SCHEMA = "https://schema.org/"
ADDRESSES = {name: {"@type": "@id"} for name in ("url", "item", "image", "logo")}
EVIL = "</script><script>alert(1)</script><!-- & \u2028"


def load(address, options):
    """What the processor is given for the address of the vocabulary, instead of a download."""
    assert address == "https://schema.org"
    document = {"@context": {"@vocab": SCHEMA, **ADDRESSES}}
    return {"document": document, "documentUrl": address, "contextUrl": None, "contentType": "application/ld+json"}


def linked_data(client, address):
    """The nodes of all data blocks of a page by their type, with full names resolved and shortened again."""
    page = LexborHTMLParser(client.get(address).content.decode())
    blocks = [json.loads(node.text(deep=True)) for node in page.css('script[type="application/ld+json"]')]
    nodes = [node for block in blocks for node in jsonld.expand(block, {"documentLoader": load})]
    assert all(node["@type"][0].startswith(SCHEMA) for node in nodes)
    by_type = {}
    for node in nodes:
        name = node["@type"][0].removeprefix(SCHEMA)
        assert name not in by_type
        by_type[name] = jsonld.compact(node, {"@vocab": SCHEMA, **ADDRESSES}, {"documentLoader": load})
    return by_type


def card(client, address):
    page = LexborHTMLParser(client.get(address).content.decode())
    found = {}
    for node in page.css("meta[property]"):
        found.setdefault(node.attributes["property"], []).append(node.attributes["content"])
    return found


def test_report_says_whose_it_is_and_of_when(client, site):
    address = site.shown.get_absolute_url()
    data = linked_data(client, address)
    assert set(data) == {"Report", "BreadcrumbList"}
    report = data["Report"]
    told = {name: report[name] for name in ("@id", "url", "name", "abstract", "inLanguage", "temporalCoverage")}
    assert told == {
        "@id": f"http://testserver/reports/{site.shown.pk}/",
        "url": f"http://testserver{address}",
        "name": site.shown.title,
        "abstract": "Nine gullies.",
        "inLanguage": "en",
        "temporalCoverage": "2024-07-01/2024-09-30",
    }
    assert (report["author"]["name"], report["author"]["url"]) == (
        "柳桥镇",
        f"http://testserver{site.unit.get_absolute_url()}",
    )
    assert report["datePublished"] == site.shown.published_at.isoformat()
    assert report["dateModified"] == site.shown.changed_at.isoformat()
    assert set(report["keywords"]) == {"卫生", "drains"}
    assert report["isPartOf"]["name"] == site.collection.title
    steps = [(step["position"], step["name"]) for step in data["BreadcrumbList"]["itemListElement"]]
    assert steps == [(1, "Summaries"), (2, "Categories"), (3, "Public health"), (4, "环境卫生"), (5, site.shown.title)]
    assert (
        data["BreadcrumbList"]["itemListElement"][3]["item"] == f"http://testserver{site.category.get_absolute_url()}"
    )


def test_first_page_says_what_the_site_is_and_how_it_is_searched(client, site):
    data = linked_data(client, "/zh-hans/")
    assert set(data) == {"Organization", "WebSite"}
    assert data["WebSite"]["publisher"]["@id"] == data["Organization"]["@id"] == "http://testserver/#organization"
    search = data["WebSite"]["potentialAction"]
    target = search["target"]["urlTemplate"]
    assert target == "http://testserver/zh-hans/search/?q={search_term_string}"
    assert search["query-input"] == "required name=search_term_string"
    assert client.get(target.format(search_term_string="drains")).status_code == 200


def test_lists_say_where_they_stand(client, site):
    for row, steps in {
        site.unit: ["Summaries", "Units", "Linxi County", "柳桥"],
        site.category: ["Summaries", "Categories", "Public health", "环境卫生"],
        site.period: ["Summaries", "Periods", "Q3 2024"],
    }.items():
        found = linked_data(client, row.get_absolute_url())["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in found] == steps
        assert [client.get(step["item"]).status_code for step in found if "item" in step] == [200] * (len(steps) - 1)


@pytest.mark.django_db
def test_no_text_ends_the_data_block(client):
    unit, category = make_unit(EVIL), make_category(EVIL)
    report = make_report(EVIL, summary=EVIL, unit=unit, category=category, tags=[EVIL[:50]])
    html = client.get(report.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert linked_data(client, report.get_absolute_url())["Report"]["name"] == EVIL
    assert linked_data(client, unit.get_absolute_url())["BreadcrumbList"]["itemListElement"][2]["name"] == EVIL
    assert card(client, report.get_absolute_url())["og:title"] == [" ".join(EVIL.split())]


def test_draft_tells_programs_nothing(editor_client, site):
    assert linked_data(editor_client, site.hidden.get_absolute_url()) == {}
    assert "og:image" not in card(editor_client, site.hidden.get_absolute_url())


def test_prepared_page_follows_the_site_and_the_report(client, site):
    html = client.get(site.shown.get_absolute_url(), headers={"Host": "localhost"}).content.decode()
    assert "site.invalid" not in html
    assert f"http://localhost/reports/{site.shown.pk}/card.png" in html
    site.unit.name_zh = "柳桥街道"
    site.unit.save()
    workflow.refresh_published(site.shown)
    assert linked_data(client, site.shown.get_absolute_url())["Report"]["author"]["name"] == "柳桥街道"


def test_shared_report_has_a_card(client, site):
    found = card(client, site.shown.get_absolute_url())
    assert found["og:type"] == ["article"]
    assert found["og:title"] == [site.shown.title]
    assert found["og:url"] == [f"http://testserver{site.shown.get_absolute_url()}"]
    assert (found["og:locale"], found["og:locale:alternate"]) == (["en_US"], ["zh_CN"])
    assert found["article:published_time"] == [site.shown.published_at.isoformat()]
    assert set(found["article:tag"]) == {"卫生", "drains"}
    assert client.get(found["og:image"][0]).headers["Content-Type"] == "image/png"


def test_shared_list_has_the_card_of_the_site(client, site):
    found = card(client, "/zh-hans/units/")
    assert (found["og:type"], found["og:title"], found["og:site_name"]) == (["website"], ["单位"], ["工作总结"])
    assert client.get(found["og:image"][0]).headers["Content-Type"] == "image/png"
