"""Ways into the site: initials, tags by size, the map; breadcrumbs and skip links where they belong."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from reports.enums import ReportStatus
from reports.views import listings
from reports.views.initials import by_initial
from tests.factories import make_category, make_report, make_topic, make_unit


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Beacon", "alpha", "Éclair", "bridge"], [("A", ["alpha"]), ("B", ["Beacon", "bridge"]), ("E", ["Éclair"])]),
        (["柳桥镇", "临溪县", "Linden"], [("L", ["临溪县", "Linden", "柳桥镇"])]),
        (["重庆", "中山", "厦门"], [("C", ["重庆"]), ("X", ["厦门"]), ("Z", ["中山"])]),
        (["2025", "…", "安庆"], [("A", ["安庆"]), ("#", ["…", "2025"])]),
        ([""], [("#", [""])]),
    ],
)
def test_names_stand_under_their_initials(names, shown):
    letters = by_initial(names, lambda name: name)
    assert [(letter.name, list(letter.rows)) for letter in letters if letter.rows] == shown
    assert [letter.name for letter in letters][:26] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(("language", "order"), [("en", ["Ash", "Linxi"]), ("zh-hans", ["白蜡", "临溪县"])])
@pytest.mark.django_db
def test_units_from_a_to_z(client, language, order):
    make_unit("Linxi", name_zh="临溪县")
    make_unit("Ash", name_zh="白蜡")
    html = client.get(f"/{language}/units/?order=name").content.decode()
    assert re.findall(r'<li><a href="/[^"]+/units/[^"]+" lang="[^"]+">([^<]+)</a> <span', html) == order
    assert client.get(f"/{language}/units/?order=size").status_code == 404


@pytest.mark.django_db
def test_tags_by_name_and_by_size(client):
    for number, tags in enumerate((["pumps", "卫生"], ["pumps", "drains"], ["pumps", "卫生"])):
        make_report(f"Report {number}", tags=tags, with_sidebars=False)
    make_report("Draft", tags=["secret", "drains"], status=ReportStatus.DRAFT)

    def shown(query):
        html = client.get(f"/en/tags/{query}").content.decode()
        return re.findall(r'/tags/[^"]+" lang="[^"]+">([^<]+)</a> <span class="count">(\d+)', html)

    assert shown("") == [("drains", "1"), ("pumps", "3"), ("卫生", "2")]
    assert shown("?order=size") == [("pumps", "3"), ("卫生", "2"), ("drains", "1")]
    assert client.get("/en/tags/?order=nonsense").status_code == 404


@pytest.mark.django_db
def test_map_leads_everywhere_in_a_fixed_number_of_queries(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            html = client.get("/en/site-map/").content.decode()
        return html, len(found)

    unit, category = make_unit("Town"), make_category("Drains")
    make_topic("Empty")
    first = make_report("Report", unit=unit, category=category, period="2024", tags=["pumps"], with_sidebars=False)
    make_topic("Clean water", [first])
    _html, few = queries()
    for number in range(3):
        make_report(
            f"Report {number}", unit=make_unit(), category=category, period=f"202{number}", tags=[f"tag {number}"]
        )
    make_report("Draft", period="2019", tags=["secret"], status=ReportStatus.DRAFT)
    html, number = queries()
    for path in ("units/town/", "categories/drains/", "periods/2024/", "tags/pumps/", "topics/clean-water/", "alerts/"):
        assert f'href="/en/{path}"' in html, path
        assert client.get(f"/en/{path}").status_code == 200
    assert "secret" not in html
    assert "2019" not in html
    assert "topics/empty/" not in html
    assert number == few


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_says_where_it_is_and_leads_past_its_filters(client, site, language):
    for path in (
        "search/", "search/?q=drains", "reports/", "units/", "units/?order=name", "tags/", "periods/2024-q3/",
        "site-map/", "alerts/", "alerts/new/",
    ):  # fmt: skip
        html = client.get(f"/{language}/{path}").content.decode()
        assert html.count('<nav class="breadcrumbs"') == 1, path
        assert 'class="skip-link" href="#content"' in html, path
        if 'class="listing__side"' in html:
            assert 'href="#list-title"' in html, path
            assert 'id="list-title"' in html, path


def test_links_of_filters_say_what_they_do_and_how_many_reports_it_leaves(client, site):
    html = client.get("/en/reports/").content.decode()
    names = [strip_tags(name) for name in re.findall(r'(?s)<a class="option"[^>]*>(.*?)</a>', html)]
    assert {"Narrow by Period: Q3 2024 (1 report)", "Narrow by Contains: Work done (2 reports)"} <= set(names)
    assert all(re.fullmatch(r"Narrow by \w+: .+ \(\d+ reports?\)", name) for name in names)
    assert len(names) == html.count('<span class="count" aria-hidden="true">')


@pytest.mark.parametrize("path", ["categories/", "units/"])
@pytest.mark.django_db
def test_indexes_say_what_is_below(client, path):
    make_category("Drains", description_en="Ditches & gullies.")
    make_unit("Town", description_en="Ditches & gullies.")
    assert "Ditches &amp; gullies." in client.get(f"/en/{path}").content.decode()


@pytest.mark.django_db
def test_foreign_names_say_what_language_they_are_in(client):
    make_report("Report", tags=["卫生", "pumps"], unit=make_unit("", name_zh="柳桥镇"))
    html = client.get("/en/tags/").content.decode()
    assert 'lang="zh-Hans">卫生<' in html
    assert 'lang="en">pumps<' in html
    assert 'lang="zh-Hans">柳桥镇<' in client.get("/en/units/?order=name").content.decode()


@pytest.mark.django_db
def test_timeline_of_a_unit_holds_all_periods_however_few_the_list_is_narrowed_by(client, monkeypatch):
    monkeypatch.setattr(listings, "MAX_OPTIONS", 1)
    town = make_unit("Town")
    for period in ("2024-q1", "2024-q3", "2024-q4", "2024-q4"):
        make_report(unit=town, period=period)
    page = client.get(town.get_absolute_url()).content.decode()
    places = re.findall(r'class="place[^"]*" href="\?period=([^"]+)">.*?</span>(\d+)<', page)
    assert places == [("2024-q1", "1"), ("2024-q3", "1"), ("2024-q4", "2")]
    assert page.count('class="place place--gap"') == 1
