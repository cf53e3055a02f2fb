"""The search page: what it shows, what it can be narrowed to, how it helps on."""

import html
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser

from reports.enums import SectionKind
from reports.models import NearCopy, PromotedResult
from reports.queries import log
from reports.search import Found, search_reports
from reports.views import search_page
from reports.workflow import PointDraft, SectionDraft
from tests.factories import READER, make_category, make_report, make_unit, work
from tests.views.conftest import many

pytestmark = pytest.mark.django_db


DRAINS = {"Drains in spring", "Drains in summer", "Drains of the village"}


@pytest.fixture(scope="module")
def corpus(shared_rows):
    """Six reports of two units with sub-units, in both languages, over two years."""
    health, roads = make_category("Health"), make_category("Roads")
    drains = make_category("Drains", health)
    county, city = make_unit("County", name_zh="临溪县"), make_unit("City")
    town, village = make_unit("Town", county), make_unit("Village", county)
    problems = [SectionDraft(SectionKind.PROBLEMS, "二、", "Open problems", "Rubbish in the drains.", [])]
    point = PointDraft("（一）", "", "清運垃圾四十噸。")
    chinese = [SectionDraft(SectionKind.WORK_DONE, "一、", "主要工作", "", [point])]
    rows = [
        ("Drains in spring", "2024-q1", town, drains, ["water"], [work("Nine drains cleared."), *problems]),
        ("Drains in summer", "2024-q2", town, drains, ["water", "rain"], [work("Six drains cleared.")]),
        ("Drains of the village", "2024-m04", village, drains, [], [work("Two drains cleared.")]),
        ("Roads and drains", "2025-q1", city, roads, ["water"], [work("Roads repaved, drains repaired.")]),
        ("County in 2025", "2025", county, health, [], [work("All drains were looked at.")]),
        ("衛生工作總結", "2025-q2", county, health, ["water"], chinese),
    ]
    for title, period, unit, category, tags, sections in rows:
        language = "en" if title.isascii() else "zh"
        make_report(title, sections=sections, period=period, unit=unit, category=category, tags=tags, language=language)


def get(client, site="en", status=200, **fields):
    with override(site):
        response = client.get(reverse("reports:search"), fields)
    assert response.status_code == status
    return response.content.decode()


def main_of(page):
    return page.partition("<main")[2]


def text_of(page):
    return re.sub(r"\s+", " ", html.unescape(strip_tags(main_of(page)))).strip()


def titles(page):
    headings = re.findall(r'(?s)<h3 class="card__title">(.*?)</h3>', page)
    return {re.sub(r"\s+", " ", html.unescape(strip_tags(heading))).strip() for heading in headings}


FACET = re.compile(r'(?s)<section class="facet">\s*<h3 class="facet__title">([^<]+)</h3>(.*?)</section>')
OPTION = re.compile(r'(?s)<a class="option" href="([^"]+)">(.*?)</a> <span class="count" aria-hidden="true">([^<]+)')


def offers(page):
    """What the page offers to narrow to: heading -> {choice: (number, address)}; each link's own words say it all."""
    found = {}
    for title, facet in FACET.findall(page):
        for address, name, number in OPTION.findall(facet):
            says = re.fullmatch(
                rf"(?:Narrow by |按){title}(?:: |筛选： ?)(.+) \({number} (?:reports?|篇报告)\)",
                html.unescape(strip_tags(name)),
            )
            found.setdefault(title, {})[says[1]] = (number, html.unescape(address))
    return found


def numbers(page):
    return {title: {label: number for label, (number, _link) in found.items()} for title, found in offers(page).items()}


def chips(page):
    found = re.findall(r'(?s)<a class="chosen__item" href="([^"]+)">(.*?)</a>', page)
    return {
        re.sub(r"\s+", " ", html.unescape(strip_tags(chip))).removesuffix(" × (remove)"): html.unescape(address)
        for address, chip in found
    }


def test_result_shows_marks_place_section_and_links_to_section_and_point(client, corpus):
    page = get(client, q="垃圾")
    report = search_reports("垃圾").hits[0].report
    address = report.get_absolute_url()
    order = [
        "County",
        "Q2 2025",
        date_format(report.published_at, "DATE_FORMAT"),
        "衛生工作總結",
        "主要工作",
        "（一） 清運垃圾四十噸。",
        "→Go to this passage",
    ]
    assert re.search(".*?".join(map(re.escape, order)), text_of(page).partition("1 report found")[2])
    assert "清運<mark>垃圾</mark>四十噸。" in page
    assert f'data-kind="work_done" href="{address}#s1"' in page
    assert f'class="passage__go" href="{address}#s1-p1" lang="en"' in page
    assert '<li class="card" lang="zh-Hans">' in page
    assert '<p class="card__place" lang="en">' in page


def test_near_copies_are_folded_under_the_first_one(client):
    copies = [make_report(f"Pumps in {month}", period="2024-q1", with_sidebars=False) for month in ("March", "April")]
    for copy in copies:
        NearCopy.objects.create(report=copy, group=copies[0].pk)
    page = get(client, q="pumps")
    assert titles(page) == {"Pumps in April"}
    assert "2 reports found" in text_of(page)
    details = re.search(r'(?s)<details class="similar">.*?</details>', page)[0]
    assert re.sub(r"\s+", " ", strip_tags(details)).strip() == "1 similar report Pumps in March Q1 2024"
    assert f'href="{copies[0].get_absolute_url()}"' in details


def test_heading_of_a_section_is_marked_and_not_said_twice(client, corpus):
    page = get(client, q="problems")
    assert "二、 Open <mark>problems</mark>" in page
    assert text_of(page).count("Open problems") == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_narrowing_counts_what_it_leads_to(client, corpus, language):
    page = get(client, language, q="drains")
    found = offers(page)
    assert len(found) == 5
    for choices in found.values():
        for label, (number, address) in choices.items():
            narrowed = client.get(f"/{language}/search/{address}").content.decode()
            assert len(titles(narrowed)) == int(number), label
            assert len(chips(narrowed)) == 1, label


def test_narrowing_goes_down_the_trees_step_by_step(client, corpus):
    page = get(client, q="drains")
    assert numbers(page) == {
        "Category": {"Health": "4", "Roads": "1"},
        "Unit": {"County": "4", "City": "1"},
        "Period": {"2025": "2", "2024": "3"},
        "Contains": {"Work done": "5", "Problems": "1"},
        "Tag": {"water": "3", "rain": "1"},
    }  # fmt: skip
    county = client.get(f"/en/search/{offers(page)['Unit']['County'][1]}").content.decode()
    assert set(offers(county)["Unit"]) == {"Town", "Village"}
    year = client.get(f"/en/search/{offers(page)['Period']['2024'][1]}").content.decode()
    # All of 2024 lies in its first half, which would narrow nothing.
    assert set(offers(year)["Period"]) == {"Q1 2024", "Q2 2024"}
    quarter = client.get(f"/en/search/{offers(year)['Period']['Q2 2024'][1]}").content.decode()
    assert set(offers(quarter)["Period"]) == {"April 2024"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"q": "drains", "where": "title"}, DRAINS | {"Roads and drains"}),
        ({"q": "rubbish", "where": "problems"}, {"Drains in spring"}),
        ({"q": "rubbish", "where": "work_done"}, set()),
        ({"unit": "county", "kind": "problems"}, {"Drains in spring"}),
        ({"category": "health", "language": "zh"}, {"衛生工作總結"}),
        ({"tag": "rain"}, {"Drains in summer"}),
        ({"period": "2024-q2"}, {"Drains in summer", "Drains of the village"}),
        ({"from": "2024-04", "to": "2025年第一季度"}, DRAINS - {"Drains in spring"} | {"Roads and drains"}),
        ({"q": "-roads", "unit": "city"}, set()),
        ({"q": '"drains cleared" -six'}, {"Drains in spring", "Drains of the village"}),
        ({"since": "2025-01-01", "until": "2025-12-31", "unit": "town"}, {"Drains in spring", "Drains in summer"}),
        ({"until": "2024-12-31", "unit": "town"}, set()),
    ],
)  # fmt: skip
def test_choices_combine_with_and_without_words(client, corpus, fields, found):
    assert titles(get(client, **fields)) == found


def test_choices_are_chips_and_each_can_be_removed(client, corpus):
    fields = {
        "q": "drains", "where": "title", "category": "drains", "unit": "county", "period": "2024", "from": "2024-q1",
        "to": "2024-q2", "since": "2025-01-01", "kind": "work_done", "language": "en", "tag": "water",
        "order": "newest",
    }  # fmt: skip
    page = get(client, **fields)
    assert titles(page) == {"Drains in spring", "Drains in summer"}
    names = {
        "Words in Titles": ["where"],
        "Category Drains": ["category"],
        "Unit County": ["unit"],
        "Period 2024": ["period"],
        "Periods Q1 2024 – Q2 2024": ["from", "to"],
        "Published from 1 January 2025 on": ["since"],
        "Contains Work done": ["kind"],
        "Language English": ["language"],
        "Tag water": ["tag"],
    }
    found = chips(page)
    assert list(found) == list(names)
    for chip, address in found.items():
        left = {name: value for name, value in fields.items() if name not in names[chip]}
        assert dict(re.findall(r"(\w+)=([^&]*)", address)) == left
    assert 'href="?q=drains&amp;order=newest"' in page


def test_both_forms_hand_on_what_the_other_one_asks(client, corpus):
    page = get(client, q="drains", unit="county", since="2025-01-01", order="popular")
    words, dates = re.findall(r"(?s)<form class=\"(?:search|dates)\".*?</form>", main_of(page))
    fields = [dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) for form in (words, dates)]
    assert fields == [
        {"unit": "county", "since": "2025-01-01", "order": "popular"},
        {"q": "drains", "unit": "county", "order": "popular"},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "nowhere"}, {"category": "none"}, {"tag": "no"}, {"period": "2031"}, {"period": "soon"},
        {"where": "x"}, {"kind": "x"}, {"language": "de"}, {"order": "x"}, {"page": "51"},
    ],
)  # fmt: skip
def test_unknown_values_are_not_found(client, corpus, fields):
    get(client, status=404, q="drains", **fields)


def test_typing_errors_are_explained_and_stay_in_the_form(client, corpus):
    page = get(client, q="drains", since="31.5.2024", unit="county", **{"from": "spring", "to": "2024"})
    assert titles(page) == set()
    assert 'role="alert"' in page
    assert "“spring”. This is no year" in text_of(page)
    assert "“31.5.2024”. This is no date" in text_of(page)
    for name, value in {"from": "spring", "since": "31.5.2024"}.items():
        field = re.search(rf'<input id="{name}"[^>]*>', page)[0]
        assert f'value="{value}"' in field
        assert 'aria-invalid="true"' in field
        assert re.search(rf'aria-describedby="[^"]*\b{name}-error"', field)
        assert f'href="#{name}"' in page
        assert f'id="{name}-error"' in page
    assert "aria-invalid" not in re.search(r'<input id="to"[^>]*>', page)[0]
    assert '<details class="narrowing" open>' in page
    assert "Unit County" in chips(page)


def test_order_is_kept_and_offered(client, corpus):
    page = get(client, q="drains", order="newest", unit="town")
    assert re.findall(r'href="([^"]+)"(?: aria-current="true")?>(?:Relevance|Newest|Most read)', page) == [
        "?q=drains&amp;unit=town",
        "?q=drains&amp;unit=town&amp;order=newest",
        "?q=drains&amp;unit=town&amp;order=popular",
    ]
    assert 'order=newest" aria-current="true"' in page
    alone = get(client, unit="town")
    assert "Relevance" not in text_of(alone)
    assert re.search(r'href="\?unit=town" aria-current="true">Newest', alone)


def test_nothing_asked_explains_and_offers_every_choice(client, corpus):
    page = get(client)
    assert "How to search" in text_of(page)
    found = offers(page)
    assert numbers(page)["Category"] == {"Health": "5", "Roads": "1"}
    assert set(found) == {"Category", "Unit", "Period", "Contains", "Language"}
    for choices in found.values():
        for label, (number, address) in choices.items():
            assert len(titles(client.get(f"/en/search/{address}").content.decode())) == int(number), label


def ways(page):
    found = re.findall(r'(?s)<ul class="leads">(.*?)</ul>', page)
    items = re.findall(r'<a href="([^"]+)">([^<]+)</a> <span class="count">([^<]+)<', found[0]) if found else []
    return {html.unescape(label): (number, html.unescape(address)) for address, label, number in items}


def test_nothing_found_says_what_to_leave_out_and_what_that_gives(client, corpus):
    page = get(client, q="drains rubbish", unit="county", language="zh")
    assert "Nothing found" in text_of(page)
    assert "<mark>drains</mark> <mark>rubbish</mark>" in page
    assert list(chips(page)) == ["Unit County", "Language Chinese"]
    found = ways(page)
    assert {label: number for label, (number, _address) in found.items()} == {
        "Without “Language: Chinese”": "1 report",
        "Without all choices": "1 report",
    }
    for _number, address in found.values():
        assert titles(client.get(f"/en/search/{address}").content.decode()) == {"Drains in spring"}
    assert {label: number for label, (number, _address) in ways(get(client, q="drains unfindable")).items()} == {
        "Without the word “unfindable”": "5 reports"
    }
    both = ways(get(client, q='"nine drains" unfindable -roads', language="zh"))
    assert {label: number for label, (number, _address) in both.items()} == {
        "Without the word “unfindable” and without all choices": "1 report"
    }
    assert ways(get(client, q="unfindable", unit="county")) == {}


def test_number_of_searches_is_bounded_where_nothing_is_found(client, corpus, monkeypatch):
    asked = []

    def count(request, **options):
        asked.append(request)
        return search_reports(request, **options)

    monkeypatch.setattr("reports.views.search_advice.search_reports", count)
    fields = {"where": "title", "category": "roads", "unit": "town", "period": "2024", "kind": "problems"}
    get(client, q="one two three four five six seven", language="zh", tag="rain", since="2025-01-01", **fields)
    assert len(asked) == 5 + 1 + 4 + 4


@pytest.mark.parametrize("query", ["!!!", "，。", "🚰", '" " -'])
def test_query_without_letters_says_so(client, corpus, query):
    assert "holds no letter and no digit" in text_of(get(client, q=query))


def test_words_that_were_cut_are_mentioned(client, corpus):
    note = "only the first 200 characters"
    assert note in text_of(get(client, q="drains " * 40))
    assert note not in text_of(get(client, q="drains " * 20))


def test_estimates_say_about(client, corpus, monkeypatch):
    def estimate(request, **options):
        found = search_reports(request, **options)
        facets = {scope: number * 1234 for scope, number in found.facets.items()}
        return replace(found, total=found.total * 1234, reachable=1000, facets=facets, is_exact=False)

    monkeypatch.setattr(search_page, "search_reports", estimate)
    page = get(client, q="drains")
    assert "about 6,200 reports found" in text_of(page)
    assert "The best 1000 are listed." in text_of(page)
    assert offers(page)["Unit"]["County"][0] == "about 4,900"
    assert "约 6,200" in text_of(get(client, "zh-hans", q="drains"))


def test_timeout_says_so(client, corpus, monkeypatch):
    monkeypatch.setattr(search_page, "search_reports", lambda _request: Found(terms=["drains"], has_timed_out=True))
    page = get(client, q="drains", unit="county")
    assert "The search took too long" in text_of(page)
    assert "Nothing found" not in text_of(page)
    assert list(chips(page)) == ["Unit County"]


def test_page_behind_the_last_one_leads_back(client, corpus):
    page = get(client, status=404, q="drains", unit="county", page="2")
    assert "The results end before this page" in text_of(page)
    assert 'href="?q=drains&amp;unit=county"' in page


def test_pages_are_numbered_and_each_report_stands_on_one(client):
    for number in range(45):
        make_report(f"Pump {number}", with_sidebars=False)
    pages = [get(client, q="pump", order=order, page=page) for order in ("", "newest") for page in (1, 2, 3)]
    found = [titles(page) for page in pages]
    assert [len(page) for page in found] == [20, 20, 5, 20, 20, 5]
    assert len(set.union(*found[:3])) == len(set.union(*found[3:])) == 45
    assert '<ol class="cards hits" start="21">' in pages[1]
    assert "q=pump&amp;order=newest&amp;page=2" in pages[3]


QUERIES = {
    "words": {"q": "drains"},
    "words and choices": {"q": "drains", "unit": "county", "category": "drains", "tag": "drains", "period": "2024"},
    "choices alone": {"from": "2024-m01", "to": "2025", "kind": "work_done", "language": "en"},
    "nothing asked": {},
    "nothing found": {"q": "drains unfindable", "unit": "county"},
}


def test_number_of_queries_does_not_depend_on_that_of_results(client):
    # More than a query finds that may have been mistyped, for which a better one is looked for.
    many(4)
    counts = {name: [] for name in QUERIES}
    for number in (0, 2, 27):
        for place in range(number):
            parent = make_unit(f"Province {number} {place}")
            make_report(
                f"Further report {number} {place}",
                "Nine drains.",
                unit=make_unit(f"Town {number} {place}", parent),
                period=f"2024-m{place % 12 + 1:02d}",
                tags=["drains", f"tag {number} {place}"],
                with_sidebars=False,
            )
        for name, fields in QUERIES.items():
            with CaptureQueriesContext(connection) as asked:
                get(client, **fields)
            counts[name].append(len(asked))
    for name, numbers in counts.items():
        assert len(set(numbers)) == 1, (name, numbers)
        assert numbers[0] <= (45 if name == "nothing found" else 25), name


def test_mistyped_words_get_a_better_query_with_its_count(client, corpus):
    page = LexborHTMLParser(get(client, q="drians"))
    link = page.css_first(".correction a")
    assert (link.text(), link.attributes["href"]) == ("drains", "?q=drains")
    assert page.css_first(".correction .count").text() == f"{search_reports('drains').total} reports"
    assert "你是不是要找：" in text_of(get(client, "zh-hans", q="drians"))
    for fields in ({"q": "drains"}, {"q": "drians", "unit": "county"}, {"q": "xylophone"}):
        assert "Did you mean" not in text_of(get(client, **fields))


def test_nothing_found_offers_what_begins_alike(client, corpus):
    near = LexborHTMLParser(get(client, q="waterfall")).css(".leads li")
    assert "water Tag" in [" ".join(item.text().split()) for item in near]
    assert "/en/tags/water/" in [item.css_first("a").attributes["href"] for item in near]
    assert "Near terms" not in text_of(get(client, q="zzzzz"))


def test_promoted_reports_come_first_and_say_so(client, corpus):
    found = [hit.report for hit in search_reports("drains").hits]
    picked, other = found[-1], make_report("Nothing of the kind", "Quite another text.")
    PromotedResult.objects.create(query="drains", report=other, position=1)
    PromotedResult.objects.create(query="drains", report=picked, position=2)
    PromotedResult.objects.create(query="xylophone", report=other)
    cards = LexborHTMLParser(get(client, q="Drains")).css(".hits > .card")
    titles = [card.css_first(".card__title").text().strip() for card in cards]
    assert titles == [other.title, picked.title, *(report.title for report in found[:-1])]
    assert [card.css_first(".card__pick") is not None for card in cards] == [True, True] + [False] * len(found[:-1])
    assert cards[1].css_first("mark") is not None
    assert "Editors’ pick" in text_of(get(client, q="xylophone"))
    for fields in ({"q": "drains", "language": "en"}, {"q": "drains", "order": "newest"}, {"q": "drain"}):
        assert "Editors’ pick" not in text_of(get(client, **fields))


def test_queries_are_noted_without_choices_and_once_for_all_pages(client, corpus):
    for fields in (
        {"q": "Drains"},
        {"q": "drains", "page": "2"},
        {"q": "drains", "unit": "county"},
        {"q": "drains", "order": "newest"},
        {"q": "unfindable"},
        {"language": "en"},
    ):
        client.get("/en/search/", fields, headers={"User-Agent": READER})
    client.get("/en/search/", {"q": "drains"}, headers={"User-Agent": "Somebot"})
    assert log._asked == {"drains": (1, search_reports("drains").total), "unfindable": (1, 0)}
