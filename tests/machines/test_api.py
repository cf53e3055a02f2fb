"""The interface for programs: every answer held to its description, which is held to the OpenAPI standard."""

import json
import re
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import validate
from taggit.models import Tag

from reports import workflow
from reports.enums import ReportStatus
from reports.views.api import structure
from reports.views.api.description import describe
from tests.factories import FIRST_DAY, make_category, make_collection, make_period, make_report, make_source, make_unit
from tests.views.conftest import HIDDEN, many

API = "/api/v1"
DESCRIPTION = describe("http://testserver")
PROBLEM = "application/problem+json"


def template_of(path):
    """The path of the description that a request goes to."""
    rest = urlsplit(path).path.removeprefix(API)
    return re.sub("^/(reports|collections)/[0-9]+$", r"/\1/{id}", rest)


def hold_to_description(path, response):
    """Check an answer's kind and shape, and return what it says."""
    answers = DESCRIPTION["paths"].get(template_of(path), DESCRIPTION["paths"]["/reports"])["get"]["responses"]
    status = str(response.status_code)
    answer = answers[status] if status in answers else DESCRIPTION["components"]["responses"]["Problem"]
    (kind,) = answer["content"]
    assert response.headers["Content-Type"] == kind
    schema = {**answer["content"][kind]["schema"], "components": DESCRIPTION["components"]}
    told = json.loads(response.content)
    OAS31Validator(schema, format_checker=oas31_format_checker).validate(told)
    return told


@pytest.fixture
def ask(client):
    """Ask for a path of the interface, and get what it says, if that is as described."""

    def asked(path, status=200, **headers):
        response = client.get(path if path.startswith("http") else API + path, headers=headers)
        told = hold_to_description(path if path.startswith("http") else API + path, response)
        assert response.status_code == status, told
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        return told

    return asked


def titles(page):
    return [item["title"] for item in page["items"]]


@pytest.mark.django_db
def test_description_is_openapi_and_names_every_address(ask):
    described = ask("/openapi.json")
    validate(described)
    assert described == DESCRIPTION
    addresses = ask("/")
    paths = {urlsplit(address).path.removeprefix(API) for address in addresses.values()}
    assert paths | {"/reports/{id}", "/collections/{id}", "/"} == set(described["paths"])


def test_an_answer_that_is_not_as_described_is_seen(client, site):
    response = client.get(f"{API}/tags")
    told = json.loads(response.content)
    del told["items"][0]["slug"]
    response.content = json.dumps(told)
    with pytest.raises(Exception, match="'slug' is a required property"):
        hold_to_description(f"{API}/tags", response)


def test_list_gives_what_a_card_shows_in_both_languages(ask, site):
    page = ask("/reports?tag=drains")
    assert page["next"] is None
    (row,) = page["items"]
    assert row == {
        "id": site.shown.pk,
        "title": site.shown.title,
        "language": "en",
        "address": f"http://testserver/reports/{site.shown.pk}/",
        "self": f"http://testserver/api/v1/reports/{site.shown.pk}",
        "published": site.shown.published_at.isoformat(),
        "changed": site.shown.changed_at.isoformat(),
        "excerpt": "Nine gullies.",
        "unit": {"slug": site.unit.slug, "name": {"en": None, "zh": "柳桥镇"}},
        "period": {"code": "2024-q3", "kind": "quarter", "start": "2024-07-01", "end": "2024-09-30"},
        "category": {"slug": site.category.slug, "name": {"en": None, "zh": "环境卫生"}},
        "tags": ["drains", "卫生"],
        "kinds": ["work_done", "next_steps"],
        "reading_minutes": 1,
    }


def test_report_gives_sections_points_and_figures(ask, site):
    report = ask(f"/reports/{site.shown.pk}")
    assert report["sections"][0] == {
        "kind": "work_done",
        "anchor": "s1",
        "marker": "一、",
        "heading": "Main work",
        "text": "Opening words.",
        "points": [{"marker": "（一）", "heading": "Gullies", "text": "Nine cleared."}],
        "closing": "Closing words.",
    }
    assert report["summary"] == "Nine gullies."
    assert report["collection"] == {
        "id": site.collection.pk,
        "title": site.collection.title,
        "self": f"http://testserver/api/v1/collections/{site.collection.pk}",
        "position": site.shown.position,
    }
    assert report["source"] == {"name": "page.html", "url": "https://source.example/page"}


@pytest.mark.django_db
def test_report_gives_its_figures(ask):
    report = make_report(text="The crew cleared 4.6 tonnes of silt.", source=make_source())
    (figure,) = ask(f"/reports/{report.pk}")["figures"]
    assert (figure["value"], figure["unit"], figure["section"]) == (4.6, "tonnes", "s1")


def test_collection_gives_its_public_reports_in_order_and_is_there_with_the_first_of_them(ask, site):
    make_report(HIDDEN, status="draft", collection=site.collection, position=7)
    closed = make_collection(slug="closed", title=HIDDEN)
    make_report(status="draft", collection=closed)
    second = make_report("Report on the sluices", collection=site.collection, position=8)
    row = {
        "id": site.collection.pk,
        "title": site.collection.title,
        "language": "en",
        "address": f"http://testserver/collections/{site.collection.pk}-{quote(site.collection.slug)}/",
        "self": f"http://testserver/api/v1/collections/{site.collection.pk}",
        "category": {"slug": site.category.slug, "name": {"en": None, "zh": "环境卫生"}},
    }
    assert ask("/collections") == {"items": [{**row, "reports": 2}], "next": None}
    whole = ask(f"/collections/{site.collection.pk}")
    assert {name: whole[name] for name in row} == row
    assert whole["introduction"] == site.collection.introduction
    places = [(part["id"], part["position"]) for part in whole["reports"]]
    assert places == [(site.shown.pk, 1), (second.pk, 8)]
    ask(f"/collections/{closed.pk}", 404)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("period=2024-q3", {"Drains of the third quarter"}),
        ("period=2024", {"Drains of the third quarter", "Drains of the second quarter"}),
        ("unit=linxi-county&period=2024-q2", {"Drains of the second quarter"}),
        ("kind=next_steps", {"Drains of the third quarter"}),
        ("category=public-health&tag=drains&language=en", {"Drains of the third quarter"}),
        ("language=zh", set()),
    ],
)
def test_list_is_narrowed_as_on_the_pages(ask, site, query, shown):
    assert set(titles(ask(f"/reports?{query}"))) == shown


def walk(ask, path, meanwhile=lambda: None):
    pages = [ask(path)]
    while pages[-1]["next"]:
        meanwhile()
        pages.append(ask(pages[-1]["next"]))
    return pages


@pytest.mark.django_db
def test_paging_is_stable_while_reports_come_and_go(ask):
    made = [make_report(f"Report {number}", at=FIRST_DAY + timedelta(hours=number // 2)) for number in range(9)]
    doomed = iter([made[8], made[0]])
    count = iter(range(100))

    def meanwhile():
        make_report(f"New {next(count)}", at=FIRST_DAY + timedelta(days=9))
        if report := next(doomed, None):
            workflow.withdraw_report(report)

    pages = walk(ask, "/reports?limit=2&language=en", meanwhile)
    found = [title for page in pages for title in titles(page)]
    assert found == [f"Report {number}" for number in range(8, 0, -1)]
    assert {len(page["items"]) for page in pages} == {2}


@pytest.mark.django_db
def test_page_links_to_the_next_one_in_its_headers_too(client):
    many(2)
    response = client.get(f"{API}/reports?limit=1")
    assert response.headers["Link"] == f'<{response.json()["next"]}>; rel="next"'


def test_order_of_things_is_given_with_their_sizes(ask, site):
    units = ask("/units")["items"]
    assert [(row["slug"], row["parent"], row["reports"]) for row in units] == [
        ("linxi-county", None, 2),
        (site.unit.slug, "linxi-county", 2),
    ]
    assert (units[1]["name"], units[1]["kind"]) == ({"en": None, "zh": "柳桥镇"}, "town")
    categories = ask("/categories")["items"]
    assert [(row["slug"], row["parent"], row["reports"]) for row in categories] == [
        ("public-health", None, 2),
        (site.category.slug, "public-health", 2),
    ]
    assert categories[1]["description"] == {"en": None, "zh": "沟渠与街巷。"}
    periods = {row["code"]: row["reports"] for row in ask("/periods")["items"]}
    assert (periods["2024"], periods["2024-q3"], periods["2024-q2"]) == (2, 1, 1)
    assert {row["name"]: row["reports"] for row in ask("/tags")["items"]} == {"卫生": 1, "drains": 1}


@pytest.mark.parametrize("sort", ["units", "categories", "periods", "tags", "collections"])
@pytest.mark.django_db
def test_every_list_can_be_walked(ask, sort):
    for number in range(5):
        make_unit(f"Unit {number}", make_unit(f"Parent {number}"))
        make_category(f"Category {number}", make_category(f"Parent {number}"))
        make_report(collection=make_collection(slug=f"collection-{number}"))
        make_period(f"202{number}-q1")
        Tag.objects.create(name=f"tag {number}")
    whole = ask(f"/{sort}?limit=100")["items"]
    pages = walk(ask, f"/{sort}?limit=2")
    assert len(whole) >= 5
    assert [row for page in pages for row in page["items"]] == whole


@pytest.mark.django_db
def test_search_gives_passages_with_their_matches(ask):
    report = make_report("County summary", "The crew repaired two hydrants.", category=make_category("Works"))
    make_report("Another", "Nothing of the kind.")
    found = ask("/search?q=hydrants&category=works")
    assert (found["query"], found["total"], found["is_exact"], found["next"]) == ("hydrants", 1, True, None)
    (hit,) = found["items"]
    assert hit["id"] == report.pk
    (passage,) = hit["passages"]
    assert (passage["kind"], passage["anchor"]) == ("work_done", "s1")
    assert [part["text"] for part in passage["parts"] if part["is_match"]] == ["hydrants"]


@pytest.mark.django_db
def test_search_can_be_walked(ask):
    subjects = ["bridges", "schools", "clinics", "forests", "harbours"] * 5
    for number, subject in enumerate(subjects):
        make_report(f"Note {number} {subject}", f"Hydrants, {subject} {number} and no {number * 7} more.")
    pages = walk(ask, "/search?q=hydrants&order=newest")
    keys = [item["id"] for page in pages for item in page["items"]]
    similar = [key for page in pages for item in page["items"] for key in item["similar"]]
    assert len(pages) > 1 or similar
    assert len(set(keys)) == len(keys)
    assert len(keys) + len(set(similar) - set(keys)) == pages[0]["total"] == 25


BAD = [
    ("/reports?limit=0", "limit"), ("/reports?limit=101", "limit"), ("/reports?limit=x", "limit"),
    ("/reports?limit=１", "limit"), ("/reports?cursor=x", "cursor"), ("/reports?cursor=", "cursor"),
    ("/reports?cursor=%00", "cursor"), ("/reports?cursor=bm93IDE", "cursor"), ("/units?cursor=%ff", "cursor"),
    ("/reports?cursor=MjAyNS0wMS0wNiAx", "cursor"), ("/tags?cursor=eA", "cursor"),
    ("/collections?cursor=eA", "cursor"), ("/collections?tag=drains", "tag"),
    ("/tags?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "cursor"),
    ("/reports?unit=none", "unit"), ("/reports?unit=%00", "unit"), ("/reports?period=2024-q5", "period"),
    ("/reports?kind=praise", "kind"), ("/reports?language=fr", "language"), ("/reports?untit=none", "untit"),
    ("/units?page=2", "page"), ("/search", "q"), ("/search?q=", "q"), ("/search?q=a&since=never", "since"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "name"), BAD)
@pytest.mark.django_db
def test_what_makes_no_sense_is_told_with_the_parameter(ask, path, name):
    problem = ask(path, 400)
    assert [error["parameter"] for error in problem["errors"]] == [name]
    assert problem["status"] == 400


@pytest.mark.parametrize("path", ["/search?q=a&page=0", "/search?q=a&unit=none", "/search?q=a&kind=praise"])
@pytest.mark.django_db
def test_what_makes_no_sense_to_the_search_is_told(ask, path):
    assert "means nothing here" in ask(path, 400)["detail"]


@pytest.mark.parametrize("path", ["/reports/999", "/reports/x", "/reports/", "/none", "/reports/99999999999999999999"])
@pytest.mark.django_db
def test_what_is_not_there_is_a_problem_too(ask, path):
    assert ask(path, 404)["title"] == "Not Found"


@pytest.mark.django_db
def test_problem_is_told_in_the_readers_language(ask):
    problem = ask("/reports?limit=0", 400, **{"Accept-Language": "zh-CN"})
    assert problem["errors"] == [{"parameter": "limit", "detail": "应为 1 到 100 之间的数。"}]


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.PUBLISHED])
@pytest.mark.django_db
def test_hidden_reports_are_in_no_answer(ask, client, status):
    hidden = make_report(HIDDEN, status=status, unit=make_unit("County"), tags=["open"], period="2024-q3")
    make_report("Open report", unit=hidden.unit, tags=["open"], period="2024-q3")
    ask(f"/reports/{hidden.pk}", 404)
    for path in ("/reports", "/reports?unit=county", "/reports?tag=open", "/search?q=report", "/search?q=secret"):
        assert HIDDEN not in str(ask(path)), path
    for path in ("/units", "/tags"):
        assert [row["reports"] for row in ask(path)["items"]] == [1]


@pytest.mark.django_db
def test_only_reading_is_allowed_from_anywhere(client):
    refused = client.post(f"{API}/reports", {})
    assert refused.status_code == 405
    assert hold_to_description(f"{API}/reports", refused)["status"] == 405
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    asked = client.options(f"{API}/reports", headers={"Origin": "https://other.example"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert (client.head(f"{API}/reports").status_code, client.head(f"{API}/reports").content) == (200, b"")


@pytest.mark.django_db
def test_known_answer_is_not_sent_again_until_it_changes(client):
    report = make_report()
    for path in (f"{API}/reports", f"{API}/reports/{report.pk}", f"{API}/search?q=drains", f"{API}/openapi.json"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    first = client.get(f"{API}/reports")
    workflow.withdraw_report(report)
    assert client.get(f"{API}/reports", headers={"If-None-Match": first.headers["ETag"]}).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/reports", 2), ("/reports?unit=county&category=drains&period=2024&tag=drains&kind=work_done", 6),
        ("/reports/{pk}", 8), ("/units", 3), ("/categories", 3), ("/periods", 2), ("/tags", 2), ("/collections", 2),
        ("/collections/{collection}", 3), ("/", 0),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_answers_take_a_fixed_number_of_queries(client, path, queries, filled):
    path = path.format(pk=filled.first.pk, collection=filled.collection.pk)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(API + path).status_code == 200
    assert len(asked) == queries, [query["sql"] for query in asked]


@pytest.mark.django_db
def test_failure_is_told_without_a_page_and_noted(client, monkeypatch, caplog):
    monkeypatch.setattr(structure, "sizes_of", lambda scopes: {}[1])
    make_unit()
    response = client.get(f"{API}/units")
    assert hold_to_description(f"{API}/units", response)["status"] == response.status_code == 500
    assert "KeyError" in caplog.text
