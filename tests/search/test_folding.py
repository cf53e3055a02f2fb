"""Near-copies stand under the one that is found first, on every page and under every choice."""

import pytest

from reports.models import NearCopy
from reports.search import SearchRequest, search_reports
from tests.factories import make_report, make_unit
from tests.search.corpus import publish_texts

pytestmark = pytest.mark.django_db
SENTENCES = (
    "The crew flushed the mains of nine lanes. It replaced both valves at the old mill. "
    "It tested every pump in the lower station. It painted the doors of the long shed."
)


def as_copies(*reports):
    """Say that reports are near-copies, whatever their texts."""
    group = min(report.pk for report in reports)
    for report in reports:
        NearCopy.objects.update_or_create(report=report, defaults={"group": group})


def found(query, **fields):
    hits = search_reports(SearchRequest(query, **fields)).hits
    return {hit.report.title: [report.title for report in hit.similar] for hit in hits}


@pytest.fixture
def pumps():
    town, village = make_unit("Town"), make_unit("Village")
    reports = [
        make_report("Pumps in March", "Pumps. Valves.", unit=town, with_sidebars=False),
        make_report("Pumps in April", "Pumps.", unit=town, with_sidebars=False),
        make_report("Pumps in May", "Pumps. Valves.", unit=village, with_sidebars=False),
        make_report("Wells", "Pumps of wells. Valves.", with_sidebars=False),
    ]
    as_copies(*reports[:3])
    return {"town": (f"unit:{town.pk}",), "village": (f"unit:{village.pk}",)}


def test_copies_stand_under_the_first_one_found(pumps):
    assert found("pumps") == {"Pumps in May": ["Pumps in April", "Pumps in March"], "Wells": []}
    answer = search_reports("pumps")
    assert (answer.total, answer.reachable) == (4, 2)


def test_only_copies_that_hold_what_was_asked_stand_there(pumps):
    assert found("valves") == {"Pumps in May": ["Pumps in March"], "Wells": []}
    assert found("april") == {"Pumps in April": []}
    assert found("pumps", facets=(pumps["town"],)) == {"Pumps in April": ["Pumps in March"]}
    assert found("pumps", facets=(pumps["village"],)) == {"Pumps in May": []}


def test_no_report_is_lost_or_shown_twice_on_pages_of_folded_results():
    reports = [make_report(f"Pump {number}", with_sidebars=False) for number in range(50)]
    # Copies that lie on different pages as long as they are not folded.
    as_copies(*reports[::7])
    pages = [search_reports(SearchRequest("pump", page=page)) for page in (1, 2, 3)]
    shown = [hit.report.pk for page in pages for hit in page.hits]
    folded = [report.pk for page in pages for hit in page.hits for report in hit.similar]
    assert [len(page.hits) for page in pages] == [20, 20, 3]
    assert {page.reachable for page in pages} == {43}
    assert {page.total for page in pages} == {50}
    assert sorted(shown + folded) == [report.pk for report in reports]


def test_pages_of_more_results_than_are_looked_at_at_once_end_where_they_say():
    reports = publish_texts([(f"Pump {number}", ["Nine drains."]) for number in range(190)])
    as_copies(*reports[:120])
    first = search_reports(SearchRequest("pump"))
    assert (first.total, first.reachable) == (190, 71)
    pages = [search_reports(SearchRequest("pump", page=page)) for page in (1, 2, 3, 4, 5)]
    assert [len(page.hits) for page in pages] == [20, 20, 20, 11, 0]
    assert {page.reachable for page in pages} == {71}
    (similar,) = (hit.similar for page in pages for hit in page.hits if hit.similar)
    assert len(similar) == 119


def test_copies_of_real_reports_are_folded_when_they_are_published():
    for month in ("March", "April"):
        make_report(f"Mains in {month}", SENTENCES)
    assert found("mains") == {"Mains in April": ["Mains in March"]}


def test_folding_takes_as_many_queries_for_many_copies_as_for_two(django_assert_num_queries, pumps):
    def number_of_queries():
        with django_assert_num_queries(16, exact=False) as asked:
            search_reports("pumps")
        return len(asked)

    few = number_of_queries()
    as_copies(*(make_report(f"Pumps {number}", with_sidebars=False) for number in range(5)))
    assert number_of_queries() == few
