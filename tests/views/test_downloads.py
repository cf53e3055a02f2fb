"""Files to take away: their content, names, headers, and what never stands in them."""

import fcntl
import io
import json
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from reports.documents.writers import FORMATS, formats_for
from reports.documents.writers.pdf import pdf_library
from reports.models import ListingEntry, Report, Unit
from reports.templatetags import taking
from reports.views.downloads import attachment
from tests.factories import make_report
from tests.views.conftest import HIDDEN, SHOWN, many
from tests.views.test_pages import text_of

pytestmark = pytest.mark.django_db

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
OFFERED = [each.ending for each in formats_for(1)]


def words_of(response):
    """The text of a file, whatever its format."""
    if response.headers["Content-Type"] == MEDIA["docx"]:
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs)
    return response.content.decode()


def address(name, *arguments):
    return reverse(f"reports:{name}", args=arguments)


@pytest.mark.parametrize("ending", MEDIA)
def test_report_is_given_as_a_file_in_each_format(client, site, ending):
    response = client.get(address("report-download", site.shown.pk, ending))
    text = words_of(response)
    assert response.headers["Content-Type"] == MEDIA[ending]
    assert all(
        part in text for part in [SHOWN, "柳桥镇", "Main work", "Gullies", "Nine cleared.", "From the county’s site"]
    )
    assert f"http://testserver/en/reports/{site.shown.pk}/" in text
    assert HIDDEN not in text


def test_file_is_named_after_the_report_in_any_script(client):
    report = make_report("柳桥镇：工作/总结 2024", language="zh")
    header = client.get(address("report-download", report.pk, "docx")).headers["Content-Disposition"]
    assert header == (
        f'attachment; filename="report-{report.pk}.docx"; '
        "filename*=UTF-8''%E6%9F%B3%E6%A1%A5%E9%95%87%EF%BC%9A%E5%B7%A5%E4%BD%9C%20%E6%80%BB%E7%BB%93%202024.docx"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a"b\\c', "a%20b%20c.md"),
        ("..\u202egpj.exe", "gpj.exe.md"),
        ("???", "plain.md"),
        ("x" * 300, "x" * 80 + ".md"),
    ],
)
def test_names_of_files_hold_nothing_that_misleads(title, name):
    assert attachment(title, "plain", "md") == f"attachment; filename=\"plain.md\"; filename*=UTF-8''{name}"


def test_unchanged_file_is_not_sent_again_and_a_changed_one_is(client, site):
    place = address("report-download", site.shown.pk, "md")
    first = client.get(place)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.headers.get("Vary", "")
    assert first.headers["X-Robots-Tag"] == "noindex"
    assert first.headers["Link"] == f'<http://testserver/en/reports/{site.shown.pk}/>; rel="canonical"'
    headers = {"If-None-Match": first.headers["ETag"]}
    again = client.get(place, headers=headers)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    Unit.objects.filter(pk=site.unit.pk).update(name_zh="柳桥街道")
    changed = client.get(place, headers=headers)
    assert changed.status_code == 200
    assert "柳桥街道" in changed.content.decode()
    assert client.get(place, headers={"If-None-Match": '"other"'}).status_code == 200


def test_formats_have_tags_of_their_own(client, site):
    tags = {client.get(address("report-download", site.shown.pk, ending)).headers["ETag"] for ending in MEDIA}
    assert len(tags) == 3


@pytest.mark.parametrize("ending", MEDIA)
def test_drafts_are_for_nobody(client, editor_client, site, ending):
    for visitor in (client, editor_client, Client()):
        assert visitor.get(address("report-download", site.hidden.pk, ending)).status_code == 404
    workflow.withdraw_report(site.shown)
    assert client.get(address("report-download", site.shown.pk, ending)).status_code == 410


def test_unknown_format_and_unknown_report_are_not_found(client, site):
    assert client.get(address("report-download", site.shown.pk, "exe")).status_code == 404
    assert client.get(address("report-download", 10**9, "md")).status_code == 404
    assert client.get(address("report-download", 2**70, "md")).status_code == 404
    assert client.post(address("report-download", site.shown.pk, "md")).status_code == 405


def test_json_is_the_documented_object(client, site):
    found = json.loads(client.get(address("report-download", site.shown.pk, "json")).content)
    assert found["schema"] == "summaries-report/1"
    assert [section["kind"] for section in found["sections"]] == ["work_done", "next_steps"]


def pages_of(site):
    return {
        "all": [],
        "category": [site.category.slug],
        "unit": [site.unit.slug],
        "period": [site.period.code],
        "tag": [site.tag.slug],
        "topic": [site.topic.slug],
    }


@pytest.mark.parametrize("ending", MEDIA)
@pytest.mark.parametrize("sort", ["all", "category", "unit", "period", "tag", "topic"])
def test_list_is_given_as_a_file_with_its_public_reports_alone(client, editor_client, site, sort, ending):
    for visitor in (client, editor_client):
        response = visitor.get(address(f"{sort}-download", *pages_of(site)[sort], ending))
        text = words_of(response)
        assert response.headers["Content-Type"] == MEDIA[ending]
        assert SHOWN in text
        assert HIDDEN not in text
        assert "Roads of the county" not in text


def test_list_is_narrowed_ordered_and_named_as_its_page_is(client, site):
    Report.objects.filter(pk=site.before.pk).update(popularity=9)
    ListingEntry.objects.filter(report=site.before).update(popularity=9)
    place = address("unit-download", site.unit.slug, "json")
    found = json.loads(client.get(place).content)
    assert [report["title"] for report in found["reports"]] == [site.before.title, SHOWN]
    assert (found["title"], found["total"], found["notes"]) == ("柳桥镇", 2, ["2 reports"])
    assert found["address"] == "http://testserver/en/units/%E6%9F%B3%E6%A1%A5%E9%95%87/"
    narrowed = json.loads(client.get(place, {"kind": "next_steps", "period": "2024-q3", "page": "7"}).content)
    assert [report["title"] for report in narrowed["reports"]] == [SHOWN]
    assert narrowed["title"] == "柳桥镇 · Q3 2024 · Next steps"
    assert narrowed["address"].endswith("/?period=2024-q3&kind=next_steps")
    popular = json.loads(client.get(place, {"order": "popular"}).content)
    assert popular["reports"][0]["title"] == site.before.title


def test_list_of_sections_gives_these_sections_alone(client, site):
    place = reverse("reports:section-download", kwargs={"kind": "next_steps", "ending": "json"})
    found = json.loads(client.get(place).content)
    assert found["title"] == "Next steps"
    assert [report["title"] for report in found["reports"]] == [SHOWN]
    assert [section["text"] for section in found["reports"][0]["sections"]] == ["More gullies next quarter."]
    assert "Nine cleared." not in client.get(place).content.decode()
    assert links_of(client.get("/en/sections/next-steps/"))[0] == "/en/sections/next-steps/download.docx"


def test_search_is_given_as_a_file(client, site):
    make_report("Pumps", "Nine pumps were cleared.", language="en")
    found = json.loads(client.get(address("search-download", "json"), {"q": "cleared -team", "language": "en"}).content)
    assert {report["title"] for report in found["reports"]} == {"Pumps", SHOWN}
    assert found["title"] == "Search · “cleared -team” · English"
    assert found["address"] == "http://testserver/en/search/?q=cleared+-team&language=en"


@pytest.mark.parametrize(
    ("sort", "query"),
    [
        ("all", {"kind": "nonsense"}),
        ("all", {"period": "1999"}),
        ("all", {"unit": "nowhere"}),
        ("all", {"language": "en\x00"}),
        ("search", {}),
        ("search", {"q": ""}),
        ("search", {"q": "nothing that any report holds"}),
        ("search", {"q": "x", "from": "soon"}),
        ("search", {"q": "x", "tag": "none"}),
    ],
)
def test_what_is_no_list_or_holds_nothing_is_not_found(client, site, sort, query):
    response = client.get(address(f"{sort}-download", "md"), query)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_long_list_gives_the_first_and_says_so_on_the_page_and_in_the_file(client, monkeypatch):
    many(3)
    whole = text_of(client.get("/en/reports/"))
    assert "The reports of this list in one file, in its order." in whole
    monkeypatch.setitem(FORMATS, "json", replace(FORMATS["json"], most=2))
    monkeypatch.setattr(taking, "MAX_REPORTS", 2)
    found = json.loads(client.get(address("all-download", "json")).content)
    assert [report["title"] for report in found["reports"]] == ["Report 2", "Report 1"]
    assert found["total"] == 3
    assert found["notes"] == ["The first 2 of 3 reports in this list; a file holds at most 2."]
    page = text_of(client.get("/en/reports/"))
    assert "A file holds the first 2 of these 3 reports. To take the others away, narrow the list." in page


def test_collection_is_given_with_its_introduction_and_public_parts_in_order(client, site):
    place = address("collection-download", site.collection.pk, site.collection.slug, "json")
    found = json.loads(client.get(place).content)
    assert (found["title"], found["introduction"]) == ("Three reports on drains", "Two reports.")
    assert [report["title"] for report in found["reports"]] == [SHOWN]
    assert found["address"] == f"http://testserver{site.collection.get_absolute_url()}"
    workflow.publish_report(site.hidden)
    assert [report["title"] for report in json.loads(client.get(place).content)["reports"]] == [SHOWN, HIDDEN]
    workflow.withdraw_report(site.hidden)
    workflow.withdraw_report(site.shown)
    assert client.get(place).status_code == 404
    assert client.get(address("collection-download", 10**9, "x", "json")).status_code == 404


def links_of(response):
    tree = LexborHTMLParser(response.content.decode())
    return [node.attributes["href"] for node in tree.css(".takeaway a")]


def test_pages_lead_to_their_files_and_feeds(client, site):
    report = links_of(client.get(site.shown.get_absolute_url()))
    assert report == [f"/en/reports/{site.shown.pk}/download.{ending}" for ending in OFFERED]
    collection = site.collection.get_absolute_url()
    assert links_of(client.get(collection)) == [f"{collection}download.{ending}" for ending in OFFERED]
    place = site.unit.get_absolute_url()
    assert links_of(client.get(place, {"kind": "next_steps", "order": "popular", "page": "1", "utm": "x"})) == [
        *(f"{place}download.{ending}?kind=next_steps&order=popular" for ending in OFFERED),
        f"{place}feed.atom?kind=next_steps",
    ]
    search = links_of(client.get("/en/search/", {"q": "九条 cleared", "language": "en"}))
    assert search == []
    search = links_of(client.get("/en/search/", {"q": "cleared", "language": "en"}))
    assert search[0] == "/en/search/download.docx?q=cleared&language=en"
    for page in [report, collection, search, links_of(client.get(site.topic.get_absolute_url()))]:
        for link in page if isinstance(page, list) else []:
            assert client.get(link).status_code == 200


def test_page_of_a_draft_offers_nothing_to_take_away(editor_client, site):
    assert links_of(editor_client.get(site.hidden.get_absolute_url())) == []


def test_pdf_is_offered_only_where_it_can_be_made_and_else_the_printed_page_is(client, site, monkeypatch):
    place = address("report-download", site.shown.pk, "pdf")
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], is_there=lambda: False))
    page = client.get(site.shown.get_absolute_url())
    assert place not in links_of(page)
    assert "For a PDF, print this page" in text_of(page)
    assert client.get(place).status_code == 404
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], is_there=lambda: True))
    page = client.get(site.shown.get_absolute_url())
    assert place in links_of(page)
    assert "For a PDF, print this page" not in text_of(page)


def test_pdf_is_not_offered_for_more_reports_than_it_takes(monkeypatch):
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], is_there=lambda: True, most=10))
    assert [[each.ending for each in formats_for(number)] for number in (1, 10, 11, 5000)] == [
        ["docx", "md", "json", "pdf"],
        ["docx", "md", "json", "pdf"],
        ["docx", "md", "json"],
        ["docx", "md", "json"],
    ]


def test_file_that_takes_long_is_made_one_at_a_time_and_kept_until_the_report_changes(
    client, site, monkeypatch, settings, tmp_path
):
    made = []
    pdf = replace(FORMATS["pdf"], is_there=lambda: True, write=lambda volume: made.append(volume.title) or b"%PDF")
    monkeypatch.setitem(FORMATS, "pdf", pdf)
    files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path / "kept")}
    settings.CACHES = {**settings.CACHES, "files": files}
    settings.FILES_DIR = str(tmp_path)
    place = address("report-download", site.shown.pk, "pdf")
    with (tmp_path / "making").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = client.get(place)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert "no-store" in refused.headers["Cache-Control"]
        assert "Another file is being made" in refused.content.decode()
        assert client.get(address("report-download", site.shown.pk, "md")).status_code == 200
    assert [client.get(place).content for _time in range(3)] == [b"%PDF"] * 3
    assert made == [SHOWN]
    Unit.objects.filter(pk=site.unit.pk).update(name_zh="柳桥街道")
    assert client.get(place).status_code == 200
    assert made == [SHOWN, SHOWN]


def test_pdf_holds_the_report(client, site):
    if pdf_library() is None:
        pytest.skip("no Pango: install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    response = client.get(address("report-download", site.shown.pk, "pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert (response.content[:5], response.content.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert f'report-{site.shown.pk}.pdf"' in response.headers["Content-Disposition"]
