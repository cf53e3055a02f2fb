"""Addresses: what is hidden is not there, what is wrong is not found, what has moved is told."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from reports import workflow
from reports.enums import ReportStatus
from reports.models import Period, Report
from tests.factories import make_category, make_collection, make_period, make_report, make_topic, make_unit, work
from tests.views.conftest import HIDDEN, SHOWN, many

LANGUAGES = ["en", "zh-hans"]
UNSEEN = [status for status in ReportStatus if status != ReportStatus.PUBLISHED]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", UNSEEN)
@pytest.mark.django_db
def test_hidden_report_is_at_no_address(client, language, status):
    category, unit, collection = make_category(), make_unit(), make_collection()
    report = make_report(
        HIDDEN, status=status, category=category, unit=unit, period="2024-q3", tags=["secret"], collection=collection
    )
    topic = make_topic("Open topic", [report])
    neighbour = make_report("Neighbour", unit=unit, period="2024-q2", category=category, tags=["secret"])
    missing = [
        f"reports/{report.pk}/",
        f"reports/{report.pk}-{report.slug}/",
        f"reports/{report.pk}-wrong/",
        f"collections/{collection.pk}-{collection.slug}/",
        f"collections/{collection.pk}-wrong/",
    ]
    # What the public could read once is gone, and says no more than that.
    own = 410 if status == ReportStatus.WITHDRAWN else 404
    expected = {path: own if path.startswith("reports/") else 404 for path in missing}
    found = {path: client.get(f"/{language}/{path}") for path in missing}
    assert {path: response.status_code for path, response in found.items()} == expected
    assert [path for path, response in found.items() if HIDDEN in response.content.decode()] == []
    public = [
        "",
        "reports/",
        f"categories/{category.slug}/",
        f"units/{unit.slug}/",
        "periods/",
        "periods/2024-q3/",
        "tags/",
    ]
    public += [
        "tags/secret/",
        "topics/",
        f"topics/{topic.slug}/",
        "collections/",
        "search/?q=secret+plan",
        "categories/",
        "units/",
    ]
    public += [f"reports/{neighbour.pk}-{neighbour.slug}/", "reports/?order=popular", "reports/?period=2024-q3"]
    for path in public:
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200, path
        assert HIDDEN not in response.content.decode(), path


@pytest.mark.django_db
def test_withdrawn_report_is_gone_from_everywhere_it_was(client):
    site = many(2)
    report = site.first
    addresses = [
        "/en/",
        "/en/reports/",
        site.category.get_absolute_url(),
        site.unit.get_absolute_url(),
        "/en/search/?q=report",
    ]
    addresses += [site.collection.get_absolute_url(), site.topic.get_absolute_url(), site.reports[1].get_absolute_url()]
    addresses += [reverse("reports:tag-detail", args=["drains"]), reverse("reports:period-detail", args=["2024"])]
    place = f'href="{report.get_absolute_url()}"'
    assert [address for address in addresses if place not in client.get(address).content.decode()] == []
    workflow.withdraw_report(report)
    assert [address for address in addresses if place in client.get(address).content.decode()] == []
    assert client.get(report.get_absolute_url()).status_code == 410


def test_editor_sees_a_draft_marked_and_never_cached(editor_client, site):
    response = editor_client.get(site.hidden.get_absolute_url())
    assert HIDDEN in response.content.decode()
    assert "This report is not public." in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    for address in (f"/en/reports/{site.hidden.pk}/", site.collection.get_absolute_url()):
        response = editor_client.get(address)
        assert "no-store" in response.headers.get("Cache-Control", ""), address
    assert "no-store" not in editor_client.get(site.shown.get_absolute_url()).headers["Cache-Control"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_wrong_slug_leads_to_the_right_one_for_good(client, language):
    chinese = make_report("三季度工作小结", "疏通沟渠。", language="zh")
    collection = make_collection("三篇", slug="三篇小结")
    make_report(collection=collection)
    right = {
        f"reports/{chinese.pk}-x/": f"/{language}/reports/{chinese.pk}-三季度工作小结/",
        f"reports/{chinese.pk}-三季度/": f"/{language}/reports/{chinese.pk}-三季度工作小结/",
        f"reports/{chinese.pk}/": f"/{language}/reports/{chinese.pk}-三季度工作小结/",
        f"collections/{collection.pk}-三篇/": f"/{language}/collections/{collection.pk}-三篇小结/",
    }
    for path, address in right.items():
        response = client.get(f"/{language}/{path}")
        assert (response.status_code, unquote(response.headers["Location"])) == (301, address), path
        assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.django_db
def test_old_address_leads_on_after_the_title_changed(client):
    report = make_report("Old title")
    old = report.get_absolute_url()
    Report.objects.filter(pk=report.pk).update(title="New title")
    report.refresh_from_db()
    workflow.prepare_report(report)
    assert client.get(old).headers["Location"] == f"/en/reports/{report.pk}-new-title/"


@pytest.mark.parametrize(
    "path",
    [
        "reports/999/", "reports/999-x/", "reports/0/", "reports/x/", "reports/99999999999999999999/",
        "reports/99999999999999999999-x/", "collections/999-x/", "collections/99999999999999999999-x/",
        "categories/none/", "units/none/", "tags/none/", "topics/none/", "periods/2024-q4/", "periods/2024-q5/",
        "periods/2023-w53/", "periods/nonsense/", "periods/2024-13-01--2024-13-02/", "categories/%00/",
        "units/%00/", "tags/%00/",
        "topics/%00/", "reports/1-%00/", "categories/%ff/", "categories/a%20b/", "units/'%22/",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_unknown_address_is_not_found(client, path):
    make_period("2023-q4")
    assert client.get(f"/en/{path}").status_code == 404


BAD_QUERIES = [
    "page=0", "page=-1", "page=x", "page=", "page=2", "page=999999", "page=100001", "page=1e3", "page=１", "page=1.0",
    "page=99999999999999999999", "period=2024-q5", "period=nonsense", "period=2024-q4", "period=%00", "unit=none",
    "unit=%00", "language=fr", "language=EN", "kind=praise", "order=oldest", "kind=%00",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_page_numbers_and_filters_are_not_found(client, site, query):
    Period.objects.filter(code="2024-q4").delete()
    for row in (site.category, site.unit, site.period):
        assert client.get(f"{row.get_absolute_url()}?{query}").status_code == 404
    assert client.get(f"/en/reports/?{query}").status_code == 404


@pytest.mark.parametrize("query", [query for query in BAD_QUERIES if query.startswith("page")])
def test_bad_page_numbers_are_not_found_on_other_lists(client, site, query):
    for address in ("/en/collections/", site.topic.get_absolute_url(), "/en/search/", "/en/search/?q=drains"):
        separator = "&" if "?" in address else "?"
        assert client.get(f"{address}{separator}{query}").status_code == 404, address


@pytest.mark.parametrize(
    "query", ["", "page=1", "order=newest", "order=", "order=popular", "unknown=1", "period=", "unit=", "kind="]
)
def test_good_or_empty_values_give_the_list(client, site, query):
    assert SHOWN in client.get(f"{site.category.get_absolute_url()}?{query}").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("period=2024-q3", {SHOWN}),
        ("period=2024", {SHOWN, "Drains of the second quarter"}),
        ("unit=柳桥镇&period=2024-q2", {"Drains of the second quarter"}),
        ("kind=next_steps", {SHOWN}),
        ("language=zh", set()),
        ("kind=work_done&language=en", {SHOWN, "Drains of the second quarter"}),
    ],
)
def test_narrowed_list_shows_what_matches(client, site, query, shown):
    html = client.get(f"{site.category.get_absolute_url()}?{query}").content.decode()
    titles = {SHOWN, "Drains of the second quarter"}
    assert {title for title in titles if f">{title}</a></h3>" in html} == shown
    assert ("No report here matches all of these choices." in html) == (not shown)
    assert 'name="robots" content="noindex, follow"' in html


def facet_options(html):
    return re.findall(r'class="option" href="([^"]+)">([^<]+)</a> <span class="count">(\d+)</span>', html)


@pytest.mark.django_db
def test_every_narrowing_that_is_offered_leads_to_as_many_reports(client):
    unit = make_unit("County")
    for code in (
        "2024-q2",
        "2024-m08",
        "2024-m09",
        "2024-w36",
        "2024-q4",
        "2024",
        "2024-07-01--2024-09-30",
        "2024-09-03--2024-09-05",
    ):
        make_report(f"Report {code}", unit=unit, period=code, category=None, with_sidebars=False)
    make_report(
        "Chinese", "疏通沟渠。", language="zh", unit=make_unit("Town", unit), period="2024-q3", sections=[work("沟。")]
    )
    codes = ["2024", "2024-q3", "2024-m09", "2024-w36", "2024-07-01--2024-09-30"]
    addresses = [period.get_absolute_url() for period in Period.objects.filter(code__in=codes)]
    for address in [*addresses, unit.get_absolute_url(), "/en/reports/"]:
        for query, label, count in facet_options(client.get(address).content.decode()):
            html = client.get(address + query.replace("&amp;", "&")).content.decode()
            assert f'id="list-title">{count} report' in html, f"{address}{query} ({label})"


@pytest.mark.django_db
def test_sub_periods_that_are_offered_say_how_many_reports_they_have(client):
    for code in (
        "2024-q2",
        "2024-m08",
        "2024-w36",
        "2024-07-01--2024-09-30",
        "2024-09-03--2024-09-05",
        "2024-08-20--2024-09-10",
    ):
        make_report(f"Report {code}", period=code, with_sidebars=False)
    for period in Period.objects.all():
        html = client.get(period.get_absolute_url()).content.decode()
        own = int(re.search(r'id="list-title">(\d+) report', html)[1])
        nav = re.search(r'(?s)<nav class="children".*?</nav>', html)
        for address, count in re.findall(
            r'<a href="([^"]+)">[^<]+</a> <span class="count">(\d+)', nav[0] if nav else ""
        ):
            child = client.get(address).content.decode()
            assert f'id="list-title">{count} report' in child, (period.code, address)
            assert int(count) <= own, (period.code, address)


@pytest.mark.django_db
def test_lists_by_chinese_slugs(client):
    category, unit = make_category(name_zh="环境卫生"), make_unit(name_zh="柳桥镇")
    make_report("小结", category=category, unit=unit, tags=["卫生"], language="zh")
    for path in ("categories/环境卫生/", "units/柳桥镇/", "tags/卫生/", "reports/?unit=柳桥镇"):
        assert ">小结</a>" in client.get(f"/zh-hans/{path}").content.decode(), path


@pytest.mark.django_db
def test_pages_of_a_list_hold_every_report_once(client):
    reports = {make_report(f"Report {number}", with_sidebars=False).pk for number in range(45)}
    for order in ("newest", "popular"):
        pages = [client.get(f"/en/reports/?order={order}&page={number}").content.decode() for number in (1, 2, 3)]
        keys = [[int(pk) for pk in re.findall(r'card__title"><a href="/en/reports/(\d+)-', page)] for page in pages]
        assert [len(page) for page in keys] == [20, 20, 5]
        assert {pk for page in keys for pk in page} == reports
    assert client.get("/en/reports/?page=4").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "%00",
        "%22",
        "' OR 1=1 --",
        "a AND OR NEAR( *",
        "%ED%A0%80",
        "🚰",
        "q" * 10_000,
        "卫生" * 5000,
        "%F0%9F%98%80*",
        "-",
        "&page=1",
        "<script>",
    ],
)
@pytest.mark.django_db
def test_any_search_gives_a_page(client, query):
    make_report("卫生小结", "Drains.", language="zh")
    response = client.get(f"/en/search/?q={query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script type="application/ld+json">', "")


@pytest.mark.django_db
def test_search_word_stays_in_the_field_and_in_the_page_links(client):
    for number in range(21):
        make_report(f"Pumps & valves {number}", with_sidebars=False)
    html = client.get("/en/search/", {"q": 'pumps & "valves"'}).content.decode()
    assert 'value="pumps &amp; &quot;valves&quot;"' in html
    assert "q=pumps+%26+%22valves%22&amp;page=2" in html
    assert "21 reports found" in html
