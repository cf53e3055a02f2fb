"""What a report's page offers to its reader: figures, folds, citations, comparison, the original text."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import workflow
from reports.enums import ReportStatus, SectionKind
from reports.models import PreparedPage, Report, Source
from reports.workflow import SectionDraft
from tests.factories import make_collection, make_editor, make_report, make_source, make_unit, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    unit = make_unit("Drains Office", name_zh="沟渠办公室")
    texts = ((11, "2024-q1"), (12, "2024-q2"), (9, "2024-q3"), (14, "2024-q4"))
    return [
        make_report(f"Drains {code}", sections=[work(f"In all {n} permits were issued.")], unit=unit, period=code)
        for n, code in texts
    ]


def page(client, report, language="en"):
    address = report.get_absolute_url().replace("/en/", f"/{language}/")
    return client.get(address).content.decode()


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_key_figures_stand_in_a_table_with_the_period_before_and_a_plot_with_a_text(client, series):
    html = page(client, series[3])
    table = html.partition('id="figures-title"')[2].partition("</table>")[0]
    assert "Permits 14 permits 9 permits Q3 2024" in text_of(table)
    assert 'aria-label="Q1 2024: 11 permits; Q2 2024: 12 permits; Q3 2024: 9 permits; Q4 2024: 14 permits"' in table
    assert table.count("<circle") == 4
    assert table.count("<polyline") == 1


def test_line_of_a_plot_breaks_where_a_period_is_missing(client, series):
    workflow.withdraw_report(series[1])
    make_report(
        "Drains later", sections=[work("In all 15 permits were issued.")], unit=series[0].unit, period="2025-q1"
    )
    html = page(client, Report.objects.get(title="Drains later"))
    assert "Q2 2024" not in html
    assert re.findall(r'<polyline class="plot__line" points="([^"]*)"', html)[0].count(",") == 3


def test_withdrawn_figure_leaves_the_plots_of_later_reports(client, series):
    assert "11 permits" in page(client, series[3])
    workflow.withdraw_report(series[0])
    assert "11 permits" not in page(client, series[3])
    assert PreparedPage.objects.filter(report=series[3]).count() == 2


@pytest.mark.parametrize(
    ("values", "gbt", "apa"),
    [
        (
            {"byline": "Li Ming"},
            "Li Ming. Drains[R/OL]. (2025-03-04)[",
            "Li Ming. (2025, March 4). Drains. Summaries. http://testserver/en/reports/",
        ),
        ({}, "Drains Office. Drains[R/OL]. (2025-03-04)[", "Drains Office. (2025, March 4). Drains. Summaries."),
        (
            {"language": "zh"},
            "沟渠办公室. Drains[R/OL]. (2025-03-04)[",
            "沟渠办公室. (2025, March 4). Drains. Summaries.",
        ),
        ({"unit": None}, "Drains[R/OL]. (2025-03-04)[", "Drains. (2025, March 4). Summaries. http://testserver"),
    ],
)
def test_citation_names_the_signer_else_the_unit_else_begins_with_the_title(client, series, values, gbt, apa):
    values = {"unit": series[0].unit, **values}
    report = make_report("Drains", at=datetime(2025, 3, 4, 9, tzinfo=UTC), **values)
    cited = text_of(page(client, report).partition('class="cite"')[2].partition("</details>")[0])
    cited = cited.replace(" .", ".")
    assert gbt in cited
    assert apa in cited


def test_long_section_folds_and_a_short_one_does_not(client):
    report = make_report(sections=[work("Short."), work(" ".join(["Words of a long section."] * 150))])
    html = page(client, report)
    assert html.count('<details class="fold" open>') == 1
    assert html.index('<section class="section" id="s2"') < html.index('<details class="fold" open>')


def test_every_section_and_point_has_a_link_to_itself(client):
    report = make_report(sections=[work("Body.", "One.", "Two."), SectionDraft(SectionKind.PROBLEMS, "", "", "Rust.")])
    html = page(client, report)
    anchors = re.findall(r' id="(s\d+(?:-p\d+)?)"', html)
    assert anchors == ["s1", "s1-p1", "s1-p2", "s2"]
    assert all(re.search(rf'class="(?:section__link|point__marker)" href="#{anchor}"', html) for anchor in anchors)


def test_parts_of_a_collection_lead_to_each_other(client):
    collection = make_collection()
    one, hidden, other = (
        make_report(f"Part {n}", collection=collection, position=n, status=status)
        for n, status in ((1, ReportStatus.PUBLISHED), (2, ReportStatus.DRAFT), (3, ReportStatus.PUBLISHED))
    )
    assert "Next part Part 3" in text_of(page(client, one))
    workflow.publish_report(hidden)
    assert "Next part Part 2" in text_of(page(client, one))
    assert "Previous part Part 2" in text_of(page(client, other))


def compare_address(one, other):
    return reverse("reports:report-compare", args=[one.pk, other.pk])


def test_comparison_is_offered_and_marks_words(client, series):
    assert f'href="{compare_address(series[3], series[2])}"' in page(client, series[3])
    response = client.get(compare_address(series[3], series[2]))
    html = response.content.decode()
    assert "In all <del>9</del> permits were issued." in html
    assert "In all <ins>14</ins> permits were issued." in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert 'rel="canonical"' not in html
    assert f'href="{compare_address(series[3], series[0])}"' in html
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_comparison_hides_what_is_not_public(client, series):
    draft = make_report("Drains draft", unit=series[0].unit, period="2025-q1", status=ReportStatus.DRAFT)
    assert client.get(compare_address(series[0], draft)).status_code == 404
    assert client.get(compare_address(draft, series[0])).status_code == 404
    assert "Drains draft" not in client.get(compare_address(series[0], series[1])).content.decode()
    client.force_login(make_editor())
    response = client.get(compare_address(draft, series[0]))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_comparison_is_of_one_unit(client, series):
    other = make_report("Other unit", unit=make_unit(), period="2024-q1")
    lone = make_report("No unit")
    for address in (
        compare_address(series[0], other),
        compare_address(lone, other),
        compare_address(series[0], series[0]),
        f"/en/reports/{series[0].pk}/compare/{2**70}/",
    ):
        assert client.get(address).status_code == 404


def test_comparison_takes_four_queries(client, series):
    with CaptureQueriesContext(connection) as asked:
        client.get(compare_address(series[3], series[2]))
    assert len(asked) == 4


@pytest.fixture
def with_source():
    source = make_source(
        name="drains.html", text="一、主要工作<b>", findings={"repairs": [{"before": "9 dra1ns", "after": "9 drains"}]}
    )
    return make_report(source=source)


def source_address(report):
    return reverse("reports:report-source", args=[report.pk])


def test_original_text_is_hidden_unless_the_editor_allows_it(client, with_source):
    assert client.get(source_address(with_source)).status_code == 404
    assert source_address(with_source) not in page(client, with_source)


def test_editor_allows_the_original_text_in_the_admin(client, editor_client, with_source):
    address = reverse("admin:reports_source_change", args=[with_source.source_id])
    assert editor_client.post(address, {"is_text_public": "on"}).status_code == 302
    client.logout()
    assert source_address(with_source) in page(client, with_source)
    html = client.get(source_address(with_source)).content.decode()
    assert "一、主要工作&lt;b&gt;" in html
    assert "9 dra1ns 9 drains" in text_of(html)


def test_original_text_waits_until_all_its_reports_are_public(client, with_source):
    Source.objects.update(is_text_public=True)
    assert client.get(source_address(with_source)).status_code == 200
    assert source_address(with_source) in page(client, with_source)
    draft = make_report("Secret", source=with_source.source, status=ReportStatus.DRAFT)
    assert client.get(source_address(with_source)).status_code == 404
    assert client.get(source_address(draft)).status_code == 404
    assert source_address(with_source) not in page(client, with_source)
