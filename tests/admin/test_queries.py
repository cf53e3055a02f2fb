"""What editors see of queries, and how they promote reports."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from reports.models import AskedQuery, PromotedResult
from reports.queries import promoted_for
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/askedquery/"
ADD = "/admin/reports/promotedresult/add/"


@pytest.fixture
def asked():
    for query, day, times, found in [
        ("drains", 1, 2, 5),
        ("drains", 3, 1, 4),
        ("hydrnats", 2, 7, 0),
        ("pumps", 1, 1, 0),
        ("pumps", 2, 1, 9),
    ]:
        AskedQuery.objects.create(query=query, day=date(2026, 3, day), times=times, found=found)


def cells(response):
    rows = LexborHTMLParser(response.content.decode()).css("#result_list tbody tr")
    return [[cell.text(strip=True) for cell in row.css("td, th")][:4] for row in rows]


def test_each_query_is_one_row_with_all_its_times_and_the_last_day(editor_client, asked):
    assert cells(editor_client.get(LIST)) == [
        ["hydrnats", "7", "0", "2 March 2026"],
        ["drains", "3", "4", "3 March 2026"],
        ["pumps", "2", "9", "2 March 2026"],
    ]


def test_queries_that_found_nothing_are_filtered_by_what_they_found_last(editor_client, asked):
    assert [row[0] for row in cells(editor_client.get(LIST, {"found": "none"}))] == ["hydrnats"]
    assert [row[0] for row in cells(editor_client.get(LIST, {"found": "some"}))] == ["drains", "pumps"]
    assert [row[0] for row in cells(editor_client.get(LIST, {"q": "pump"}))] == ["pumps"]


def test_list_takes_as_many_queries_for_three_rows_as_for_one(editor_client):
    counts = []
    for name in ("a", "bcd"):
        for query in name:
            AskedQuery.objects.create(query=query, day=date(2026, 3, 1), times=1)
        with CaptureQueriesContext(connection) as taken:
            editor_client.get(LIST)
        counts.append(len(taken))
    assert counts[0] == counts[1] <= 7


def test_queries_can_be_read_only(editor_client, asked):
    pk = AskedQuery.objects.first().pk
    assert [editor_client.get(f"{LIST}{page}").status_code for page in ("add/", f"{pk}/delete/")] == [403, 403]
    editor_client.post(f"{LIST}{pk}/change/", {"query": "x", "day": "2026-01-01", "times": 1, "found": 1})
    assert not AskedQuery.objects.filter(query="x").exists()


def test_queries_need_permission(client, asked):
    client.force_login(make_user("stranger", is_staff=True))
    assert client.get(LIST).status_code == 403


def test_query_leads_to_a_form_that_promotes_a_report_for_it(editor_client, asked):
    report = make_report("Hydrants")
    html = LexborHTMLParser(editor_client.get(LIST).content.decode())
    link = html.css_first("#result_list tbody tr .field-promotion a").attributes["href"]
    form = LexborHTMLParser(editor_client.get(link).content.decode())
    assert (link, form.css_first("#id_query").attributes["value"]) == (f"{ADD}?query=hydrnats", "hydrnats")
    editor_client.post(ADD, {"query": " 環境  Hydrants ", "report": report.pk, "position": 1})
    assert PromotedResult.objects.get().query == "环境 hydrants"
    assert promoted_for("环境 HYDRANTS") == [report.pk]


def test_same_report_twice_or_no_words_are_refused(editor_client):
    report = make_report("Hydrants")
    PromotedResult.objects.create(query="drains", report=report)
    for query in ("DRAINS", " \u3000"):
        response = editor_client.post(ADD, {"query": query, "report": report.pk, "position": 2})
        assert response.status_code == 200
        assert "errorlist" in response.content.decode()
    assert PromotedResult.objects.count() == 1


def test_list_of_promotions_takes_as_many_queries_for_three_rows_as_for_one(editor_client):
    counts = []
    for name in ("a", "bcd"):
        for query in name:
            PromotedResult.objects.create(query=query, report=make_report(f"Report {query}"))
        with CaptureQueriesContext(connection) as taken:
            assert editor_client.get("/admin/reports/promotedresult/").status_code == 200
        counts.append(len(taken))
    # The form of each row asks whether it is the only one for its query; Django's form of the list, no more than that.
    assert counts[0] == counts[1]
