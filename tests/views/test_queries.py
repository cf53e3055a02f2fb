"""How many queries a page takes: as many for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.views.conftest import many

pytestmark = pytest.mark.django_db

PAGES = {
    "home": (lambda site: [], {}, 7),
    "report-list": (lambda site: [], {}, 4),
    "report-list narrowed": (
        lambda site: [],
        {"unit": "county", "period": "2024", "language": "en", "kind": "work_done"},
        6,
    ),
    "category-list": (lambda site: [], {}, 2),
    "category-detail": (lambda site: [site.category.slug], {}, 6),
    "category-detail narrowed": (lambda site: [site.category.slug], {"unit": "county", "period": "2024"}, 8),
    "unit-list": (lambda site: [], {}, 2),
    "unit-detail": (lambda site: [site.unit.slug], {}, 7),
    "unit-detail narrowed": (lambda site: [site.unit.slug], {"unit": "county", "period": "2024"}, 8),
    "period-list": (lambda site: [], {}, 2),
    "period-detail": (lambda site: ["2024"], {}, 6),
    "period-detail narrowed": (lambda site: ["2024"], {"unit": "county", "period": "2024-m01"}, 8),
    "period-detail side by side": (lambda site: ["2024"], {"view": "table"}, 6),
    "section-kinds": (lambda site: [], {}, 2),
    "section-list": (lambda site: ["work_done"], {}, 4),
    "section-list narrowed": (lambda site: ["work_done"], {"unit": "county", "period": "2024"}, 6),
    "tag-list": (lambda site: [], {}, 2),
    "tag-detail": (lambda site: [site.tag.slug], {}, 5),
    "topic-list": (lambda site: [], {}, 1),
    "topic-detail": (lambda site: [site.topic.slug], {}, 3),
    "collection-list": (lambda site: [], {}, 2),
    "collection-detail": (lambda site: [site.collection.pk, site.collection.slug], {}, 3),
    "search-suggest": (lambda site: [], {"q": "report"}, 1),
    "report-detail": (lambda site: [site.first.pk, site.first.slug], {}, 2),
    "report-download": (lambda site: [site.first.pk, "docx"], {}, 6),
    "collection-download": (lambda site: [site.collection.pk, site.collection.slug, "md"], {}, 8),
    "all-download": (lambda site: ["md"], {}, 8),
    "category-download narrowed": (lambda site: [site.category.slug, "md"], {"unit": "county", "period": "2024"}, 11),
    "topic-download": (lambda site: [site.topic.slug, "md"], {}, 9),
    "all-feed": (lambda site: [], {}, 4),
    "tag-feed narrowed": (lambda site: [site.tag.slug], {"unit": "county", "period": "2024", "kind": "work_done"}, 7),
    "topic-feed": (lambda site: [site.topic.slug], {}, 5),
    "report-redirect": (lambda site: [site.first.pk], {}, 1),
}


@pytest.mark.parametrize("page", list(PAGES))
def test_page_takes_so_many_queries(client, page, filled):
    arguments, query, queries = PAGES[page]
    address = reverse(f"reports:{page.split()[0]}", args=arguments(filled))
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, query)
    assert response.status_code in {200, 301}
    # Savepoints and settings (PostgreSQL is told how long a search may take) are no queries.
    asked = [query["sql"] for query in asked if " FROM " in query["sql"]]
    assert len(asked) == queries, "\n".join(asked)


def test_no_page_takes_more_than_its_budget():
    assert PAGES["report-detail"][2] <= 4
    files = {name for name in PAGES if "-download" in name}
    assert max(PAGES[name][2] for name in PAGES.keys() - files) <= 8
    assert max(PAGES[name][2] for name in files) <= 12


def test_second_page_takes_as_many_queries_as_the_first(client):
    many(21)
    counts = []
    for number in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            response = client.get("/en/reports/", {"page": number})
        counts.append(len(asked))
        assert (
            f'aria-current="page"><span class="visually-hidden">Page </span>{number}</a>' in response.content.decode()
        )
    assert counts == [4, 4]


@pytest.mark.parametrize(("name", "arguments", "most"), [("search-feed", [], 22), ("search-download", ["md"], 26)])
def test_what_a_search_finds_is_followed_and_taken_away_in_bounded_queries(client, name, arguments, most):
    """The search itself may take 20, whatever its backend."""
    many(3)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse(f"reports:{name}", args=arguments), {"q": "drains"})
    assert (response.status_code, response.content.count(b"Report 2") > 0) == (200, True)
    assert len([query for query in asked if " FROM " in query["sql"]]) <= most
