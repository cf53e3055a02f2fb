"""Words that no report holds as they were typed are found in parts, and that is said."""

import pytest

from reports.search import SearchRequest, search_reports
from tests.search.corpus import publish_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports():
    return publish_texts(
        [
            ("街道年度工作", ["总结与打算"]),
            ("环卫所的工作", ["年末总结，卫所工人"]),
            ("社区工作", ["HSE制度，另有培训"]),
        ]
    )


@pytest.mark.parametrize(
    ("query", "places", "terms"),
    [
        ("街道工作总结", {0}, ["街道", "工作", "总结"]),
        ("環衛所工作總結", {1}, ["环卫所", "工作", "总结"]),
        ("工作环卫所", {1}, ["工作", "环卫所"]),
        ("HSE培训", {2}, ["hse", "培训"]),
        ("街道工作总结 打算", {0}, ["街道", "工作", "总结", "打算"]),
        ("工作总结 -街道", {1}, ["工作", "总结"]),
    ],
)
def test_parts_are_found_where_the_whole_is_not(reports, query, places, terms):
    found = search_reports(query)
    assert ({reports.index(hit.report) for hit in found.hits}, found.terms) == (places, terms)
    assert found.is_relaxed
    assert (found.total, found.is_exact) == (len(places), True)


@pytest.mark.parametrize("query", ['"街道工作总结"', "工总结", "无此之词", "街道工作总结 -打算", "工作 阀门", "(五)"])
def test_nothing_is_relaxed_where_parts_are_not_there_or_not_asked_for(reports, query):
    found = search_reports(query)
    assert (found.total, found.is_relaxed) == (0, False)


def test_whole_is_preferred(reports):
    publish_texts([("街道工作总结", ["一"])])
    found = search_reports("街道工作总结")
    assert (found.total, found.is_relaxed) == (1, False)


def test_counting_alone_counts_the_whole(reports):
    assert search_reports(SearchRequest("街道工作总结"), with_hits=False).total == 0


def test_page_says_that_these_are_parts(reports, client):
    page = client.get("/en/search/", {"q": "街道工作总结"}).content.decode()
    assert "No report holds these words as they were typed." in page
    assert "街道年度工作" not in page
    assert "<mark>街道</mark>年度<mark>工作</mark>" in page
    assert "as they were typed" not in client.get("/en/search/", {"q": "工作"}).content.decode()
