"""Narrowing, order and pages of what is found, and their counts."""

from datetime import timedelta

import pytest

from reports.enums import SearchOrder, SectionKind
from reports.models import Report, SearchEntry
from reports.search import SearchRequest, census, ranking, search_reports
from reports.search.ranking import Question
from reports.search.request import MAX_PAGE, PAGE_SIZE
from tests.factories import FIRST_DAY, make_category, make_report, make_unit, work
from tests.search.corpus import publish_texts, random_texts

pytestmark = pytest.mark.django_db


def pages(query="", **request):
    """The keys of all hits in order, page by page, and the first page."""
    first = search_reports(SearchRequest(query, **request))
    keys = []
    for page in range(1, MAX_PAGE + 2):
        hits = search_reports(SearchRequest(query, page=page, **request)).hits
        if not hits:
            break
        keys += [hit.report.pk for hit in hits]
    return keys, first


def keys_of(reports):
    return {report.pk for report in reports}


def test_words_are_looked_for_where_it_is_asked():
    reports = publish_texts(
        [
            ("垃圾清运", ["整治", "街道"]),
            ("街道", ["垃圾清运", "整治"]),
            ("社区", ["整治", "垃圾清运"]),
            ("社区", ["垃圾", "清运"]),
        ]
    )
    keys = [report.pk for report in reports]

    def where(place, query="垃圾"):
        return {hit.report.pk for hit in search_reports(SearchRequest(query, where=place)).hits}

    assert where("") == set(keys)
    assert where("title") == {keys[0]}
    assert where(SectionKind.WORK_DONE) == {keys[1], keys[3]}
    assert where(SectionKind.PROBLEMS) == {keys[2]}
    assert where(SectionKind.PROBLEMS, "垃圾清运") == {keys[2]}
    assert where(SectionKind.NEXT_STEPS) == set()
    # What is excluded is excluded from there only.
    assert where(SectionKind.PROBLEMS, "垃圾 -整治") == {keys[2]}
    assert where(SectionKind.WORK_DONE, "垃圾 -清运") == {keys[3]}
    assert where("title", "街道 -垃圾") == {keys[1]}
    assert where("title", "-垃圾") == {keys[1], keys[2], keys[3]}


@pytest.mark.parametrize("order", list(SearchOrder))
def test_kind_without_words_is_one_more_narrowing(order):
    with_problems = make_report("With", sections=[work("Leaks.", kind=SectionKind.PROBLEMS)], popularity=1)
    make_report("Without", sections=[work("Leaks.")], popularity=2)
    found = search_reports(SearchRequest(where=SectionKind.PROBLEMS, order=order))
    assert [hit.report for hit in found.hits] == [with_problems]
    assert found.total == 1


def test_lists_narrow_and_are_counted():
    category = make_category("Drains")
    inner = make_category("Gullies", parent=category)
    units = [make_unit("North"), make_unit("South")]
    both = [
        make_report("Pumps", category=inner, unit=units[0], with_sidebars=False),
        make_report("Pumps", category=category, unit=units[1], language="zh", with_sidebars=False),
    ]
    make_report("Pumps", unit=units[0], with_sidebars=False)
    make_report("Valves", "Nothing.", category=inner, unit=units[0], with_sidebars=False)
    scope, north, south = f"category:{category.pk}", f"unit:{units[0].pk}", f"unit:{units[1].pk}"

    def found(*facets):
        return search_reports(SearchRequest("pumps", facets=facets))

    assert keys_of(hit.report for hit in found((scope,)).hits) == keys_of(both)
    assert found((scope,), (north,)).total == 1
    assert found((scope,), (north, south)).total == 2
    assert found((scope,), ("language:zh", "language:en"), (south,)).total == 1
    assert found((scope,), ("unit:0",)).total == found((scope,), ()).total == 0
    counted = found((scope,))
    assert counted.is_exact
    assert (counted.facets[scope], counted.facets[north], counted.facets[south]) == (2, 1, 1)
    assert (counted.facets["language:zh"], counted.facets[f"category:{inner.pk}"]) == (1, 1)


def test_dates_bound_what_is_found():
    reports = publish_texts([("泵站", ["检修"])] * 5, [FIRST_DAY + timedelta(days=day) for day in range(5)])
    since, until = FIRST_DAY + timedelta(days=1), FIRST_DAY + timedelta(days=3)
    assert keys_of(hit.report for hit in search_reports(SearchRequest("泵站", since=since)).hits) == keys_of(
        reports[1:]
    )
    found = search_reports(SearchRequest("泵站", since=since, until=until))
    assert (keys_of(hit.report for hit in found.hits), found.total) == (keys_of(reports[1:3]), 2)
    assert search_reports(SearchRequest(until=until)).total == 3


@pytest.fixture(scope="module")
def many(shared_rows):
    """More reports than a block, published in no order of their dates, some at the same time."""
    texts = random_texts(400, seed=5)
    dates = [FIRST_DAY + timedelta(minutes=number * 7919 % 300) for number in range(len(texts))]
    return publish_texts([(f"工作 {title}", lines) for title, lines in texts], dates)


@pytest.fixture(params=["counted", "estimated"])
def counting(request, monkeypatch):
    """Few matches, which are counted, and (as far as the search knows) many, which are estimated."""
    if request.param == "estimated":
        monkeypatch.setattr(census, "COUNT_LIMIT", 20)
        monkeypatch.setattr(census, "MAX_READ", 0)
    monkeypatch.setattr(ranking, "BLOCK", 30)
    return request.param


@pytest.mark.parametrize("order", list(SearchOrder))
@pytest.mark.parametrize("query", ["工作", "环境卫生", '"工作 街道"', "工作 -环境卫生", "工作 drains"])
def test_pages_fit_together(many, counting, order, query):
    keys, first = pages(query, order=order)
    assert len(keys) == len(set(keys))
    texts = dict(SearchEntry.objects.values_list("report", "text"))
    question = Question.read(SearchRequest(query))
    held = {pk for pk, text in texts.items() if ranking.weigh(question, "", text) is not None}
    assert set(keys) == held
    assert held
    if first.is_exact:
        assert first.total == first.reachable == len(held)
        assert first.facets["all"] == len(held)
    else:
        assert counting == "estimated"


def test_newest_and_most_read_come_first(many):
    rows = {report.pk: report for report in Report.objects.all()}
    keys, _first = pages("工作", order=SearchOrder.NEWEST)
    dates = [rows[pk].published_at for pk in keys]
    assert (dates, len(keys)) == (sorted(dates, reverse=True), len(many))
    keys, _first = pages("工作", order=SearchOrder.POPULAR)
    popularity = [rows[pk].popularity for pk in keys]
    assert (popularity, len(keys)) == (sorted(popularity, reverse=True), len(many))


def test_pages_beyond_the_last_are_empty(many):
    found = search_reports(SearchRequest("工作", page=10**9))
    assert (found.hits, found.total) == ([], len(many))
    assert len(search_reports(SearchRequest("工作", page=2)).hits) == PAGE_SIZE


def test_counts_of_many_are_near_the_truth(many, monkeypatch):
    monkeypatch.setattr(census, "COUNT_LIMIT", 100)
    monkeypatch.setattr(census, "MOST_BUCKETS", 64)
    found = search_reports("工作")
    assert not found.is_exact
    assert 0.7 * len(many) < found.total < 1.4 * len(many)
    assert found.facets["all"] == found.total


@pytest.mark.parametrize("order", [SearchOrder.RELEVANCE, SearchOrder.NEWEST, SearchOrder.POPULAR])
def test_phrases_are_counted_by_a_look_at_the_candidates(many, monkeypatch, order):
    monkeypatch.setattr(census, "MAX_READ", 0)
    phrase = "总结总结总结"
    rows = {entry.report_id: entry for entry in SearchEntry.objects.all()}
    held = [pk for pk, row in rows.items() if phrase in row.text]
    candidates = [pk for pk, row in rows.items() if {"总结", "结总"} <= set(row.tokens.split())]
    assert 0 < len(held) < len(candidates)
    keys, found = pages(phrase, order=order)
    assert (sorted(keys), found.total, found.is_exact) == (sorted(held), len(held), True)
    assert found.facets["all"] == len(held)
    if order == SearchOrder.NEWEST:
        assert keys == sorted(keys, key=lambda pk: (rows[pk].published_at, rows[pk].number), reverse=True)


def test_phrases_with_too_many_candidates_are_estimated(many, monkeypatch):
    monkeypatch.setattr(census, "MAX_CHECKED", 5)
    monkeypatch.setattr(census, "MAX_READ", 0)
    keys, found = pages("完成总结")
    assert len(keys) == Report.objects.filter(search_entry__text__contains="完成总结").count()
    assert 0 < found.total <= len(many)


def test_newest_and_popular_are_in_order_whatever_is_looked_at(many, monkeypatch):
    monkeypatch.setattr(ranking, "UNSURE_BLOCK", 7)
    monkeypatch.setattr(ranking, "BLOCK", 7)
    monkeypatch.setattr(census, "MAX_READ", 0)
    Report.objects.filter(pk__in=[report.pk for report in many[:5]]).update(popularity=2)
    rows = {entry.report_id: entry for entry in SearchEntry.objects.select_related("report")}

    def by_date(pk):
        return rows[pk].published_at, rows[pk].number

    for checked in (census.MAX_CHECKED, 5):
        monkeypatch.setattr(census, "MAX_CHECKED", checked)
        for query in ("工作", "完成总结"):
            keys, _found = pages(query, order=SearchOrder.NEWEST)
            assert len(keys) > 2 * 7
            assert keys == sorted(keys, key=by_date, reverse=True)
            keys, _found = pages(query, order=SearchOrder.POPULAR)
            assert keys == sorted(keys, key=lambda pk: (rows[pk].report.popularity, *by_date(pk)), reverse=True)
