"""Sections of a kind across units and periods, and the sections of many reports side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.enums import ReportStatus, SectionKind
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_report, make_unit, work

pytestmark = pytest.mark.django_db


def problems(*points, heading="Difficulties", body=""):
    drafts = [PointDraft(f"{number}.", "", text) for number, text in enumerate(points, start=1)]
    return SectionDraft(SectionKind.PROBLEMS, "", heading, body, drafts)


@pytest.fixture
def town():
    return make_unit("Town")


@pytest.fixture
def reports(town):
    other = make_unit("County")
    sections = [work("Nine drains."), problems("Silt & sand returns.", "Pumps are old.")]
    return [
        make_report("Town Q1", sections=sections, unit=town, period="2024-q1"),
        make_report("Town Q2", sections=[problems(body="No lorry in May.")], unit=town, period="2024-q2"),
        make_report("County Q1", sections=[work("Roads.")], unit=other, period="2024-q1"),
        make_report(
            "Draft", sections=[problems("Secret trouble.")], unit=town, period="2024-q1", status=ReportStatus.DRAFT
        ),
        make_report(
            "Withdrawn", sections=[problems("Old trouble.")], unit=town, period="2024-q1", status=ReportStatus.WITHDRAWN
        ),
    ]


def get(client, name, *arguments, **query):
    response = client.get(reverse(f"reports:{name}", args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def main_text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def test_all_problems_stand_in_short_with_links_to_their_points(client, reports):
    html = get(client, "section-list", SectionKind.PROBLEMS)
    address = reports[0].get_absolute_url()
    assert f'<a href="{address}#s2-p1">Silt &amp; sand returns.</a>' in html
    assert f'<a href="{address}#s2">Difficulties</a>' in html
    assert "No lorry in May." in html
    assert "County Q1" not in html
    assert "trouble" not in html
    assert html.index("No lorry") < html.index("Silt &amp; sand")
    # They stand in no table, which would show sections of every kind.
    assert main_text(get(client, "section-list", SectionKind.PROBLEMS, view="table")) == main_text(html)


def test_problems_are_narrowed_by_period_and_unit(client, reports):
    html = get(client, "section-list", SectionKind.PROBLEMS, period="2024-q1", unit="town")
    assert "Silt &amp; sand" in html
    assert "No lorry" not in html
    assert "No report here matches" in get(client, "section-list", SectionKind.PROBLEMS, unit="county")


def test_kinds_tell_how_many_reports_have_one_and_in_which_periods(client, reports):
    html = get(client, "section-kinds")
    assert "Problems What is unsolved, short or late. 2 reports 2024 2 Q2 2024 1 Q1 2024 1" in main_text(html)
    assert 'href="/en/sections/problems/?period=2024-q1"' in html


def test_period_and_unit_lead_to_the_sections_of_each_kind(client, reports):
    assert 'href="/en/sections/problems/?period=2024-q1"' in get(client, "period-detail", "2024-q1")
    assert 'href="/en/sections/problems/?unit=town"' in get(client, "unit-detail", "town")


def test_units_of_a_period_stand_side_by_side(client, reports):
    html = get(client, "period-detail", "2024-q1", view="table")
    table = main_text(html).partition("Next steps")[0]
    said = "Town Q1 2024 Work done Nine drains. Problems Silt &amp; sand returns. Pumps are old."
    assert f"Report Work done Problems {said}" in table
    assert "County Q1 2024 Work done Roads. – nothing" in table
    assert "trouble" not in html
    assert 'content="noindex, follow"' in html


def test_side_by_side_shows_one_kind_where_the_list_is_narrowed_to_it(client, reports):
    html = get(client, "period-detail", "2024-q1", view="table", kind="problems")
    assert "Silt &amp; sand" in html
    assert "Nine drains" not in html.partition('class="matrix"')[2]


@pytest.mark.parametrize(
    "address", ["/en/sections/nothing/", "/en/sections/next_steps/", "/en/periods/2024-q1/?view=x"]
)
def test_what_is_no_kind_or_view_is_not_found(client, reports, address):
    assert client.get(address).status_code == 404


def test_long_sections_are_cut_to_a_few_lines(client, town):
    many = [f"Problem number {number} with a pump." for number in range(9)]
    make_report("Long", sections=[problems(*many), problems(body="Endless words. " * 3000)], unit=town)
    html = get(client, "section-list", SectionKind.PROBLEMS)
    assert "3 more points" in html
    assert "Problem number 5" in html
    assert "Problem number 6" not in html
    assert len(html) < 20_000


def test_sections_take_a_fixed_number_of_queries_on_every_page(client, town):
    counts = []
    for number in range(22):
        make_report(f"Report {number}", sections=[problems("Rust.")], unit=town, period="2024", with_sidebars=False)
        if number in {0, 2, 21}:
            with CaptureQueriesContext(connection) as asked:
                get(client, "section-list", SectionKind.PROBLEMS, page=2 if number == 21 else 1)
            counts.append(len(asked))
    assert counts == [4, 4, 4]


def test_unit_shows_its_figures_over_time_as_plots_and_tables(client, town):
    for number, code in ((11, "2024-q1"), (12, "2024-q2"), (9, "2024-q4")):
        make_report(code, sections=[work(f"In all {number} permits were issued.")], unit=town, period=code)
    html = get(client, "unit-detail", "town")
    assert 'aria-label="Q1 2024: 11 permits; Q2 2024: 12 permits; Q4 2024: 9 permits"' in html
    assert "Q4 2024 9 permits" in main_text(html)
    assert "Figures over time" not in get(client, "unit-detail", "town", period="2024-q4")
