"""What stands beside a report: each with a reason, nothing off the subject."""

import pytest

from reports import workflow
from reports.discovery import refresh_neighbours, restock
from reports.enums import ReportStatus, Shelf
from reports.models import Report, SidebarEntry
from tests.factories import make_category, make_period, make_report, make_unit

pytestmark = pytest.mark.django_db

DRAINS = "The crew cleared blocked drains and gullies, removed silt and relaid the sewer grating."
BUDGET = "Quarterly accounts closed on time; auditors approved ledgers, invoices and depreciation."


@pytest.fixture
def archive():
    """Reports on other subjects, which make words rare or common."""
    texts = {
        "Ledger": BUDGET,
        "School": "Teachers met parents, marked essays, rehearsed a choir.",
        "Clinic": "Nurses vaccinated infants, bought one freezer, trained volunteers.",
        "Forest": "Foresters planted larch, thinned spruce, mended fences.",
    }
    return [make_report(title, text, category=make_category()) for title, text in texts.items()]


def beside(report, shelf):
    entries = SidebarEntry.objects.filter(report=report, shelf=shelf).order_by("position")
    return [(entry.target.title, entry.reason, entry.terms) for entry in entries]


def steps(report):
    return [[title for title, _reason, _terms in beside(report, shelf)] for shelf in (Shelf.PREVIOUS, Shelf.NEXT)]


def test_previous_and_next_are_the_same_units_nearest_periods_of_the_same_kind():
    unit, other = make_unit(), make_unit()
    made = {
        code: make_report(code, unit=unit, period=code)
        for code in ("2024-q4", "2024-q1", "2024-q2", "2024", "2025-q1", "2024-m05", "xxxx-q3")
    }
    make_report("another unit", unit=other, period="2024-q3")
    make_report("draft", unit=unit, period="2024-q3", status=ReportStatus.DRAFT)
    assert {code: steps(report) for code, report in made.items()} == {
        "2024-q1": [[], ["2024-q2"]],
        "2024-q2": [["2024-q1"], ["2024-q4"]],
        "2024-q4": [["2024-q2"], ["2025-q1"]],
        "2025-q1": [["2024-q4"], []],
        "2024": [[], []],
        "2024-m05": [[], []],
        "xxxx-q3": [[], []],
    }


def test_neighbours_close_ranks_when_one_is_withdrawn_and_open_again():
    unit = make_unit()
    first, middle, last = (make_report(code, unit=unit, period=code) for code in ("2024-q1", "2024-q2", "2024-q3"))
    workflow.withdraw_report(middle)
    assert (steps(first), steps(last)) == ([[], ["2024-q3"]], [["2024-q1"], []])
    assert not SidebarEntry.objects.filter(target=middle).exists()
    assert not SidebarEntry.objects.filter(report=middle).exists()
    workflow.publish_report(middle)
    assert (steps(first), steps(middle), steps(last)) == (
        [[], ["2024-q2"]],
        [["2024-q1"], ["2024-q3"]],
        [["2024-q2"], []],
    )


def test_units_above_and_below_are_offered_for_the_same_period_with_that_reason():
    county = make_unit("County")
    town = make_unit("Town", county)
    village = make_unit("Village", town)
    texts = {
        "county": (county, DRAINS),
        "town": (town, BUDGET),
        "village": (village, "Nothing in common here, poems only."),
    }
    made = {name: make_report(name, text, unit=unit, period="2024-q3") for name, (unit, text) in texts.items()}
    make_report("village before", "Other words.", unit=village, period="2024-q2")
    make_report("sibling", "More words.", unit=make_unit("Sister", county), period="2024-q3")
    for report in made.values():
        refresh_neighbours(report)
    assert beside(made["town"], Shelf.RELATED) == [("county", "parent_unit", []), ("village", "sub_unit", [])]
    assert beside(made["village"], Shelf.RELATED) == [("town", "parent_unit", []), ("county", "parent_unit", [])]


def test_same_subject_is_offered_with_the_shared_tags_and_the_most_alike_first(archive):
    category = make_category()
    near = make_report("Near", DRAINS, category=category, tags=["drains", "silt"])
    nearest = make_report("Nearest", DRAINS + " Gullies again.", category=category, tags=["drains"])
    off = make_report("Accounts", "Dividends rose; shareholders voted.", category=category)
    report = make_report("Subject", DRAINS + " Gullies again.", category=category, tags=["drains", "silt", "spring"])
    assert beside(report, Shelf.RELATED) == [
        ("Nearest", "same_subject", ["drains"]),
        ("Near", "same_subject", ["drains", "silt"]),
    ]
    assert "Subject" in [title for title, _reason, _terms in beside(near, Shelf.RELATED)]
    assert "Subject" in [title for title, _reason, _terms in beside(nearest, Shelf.RELATED)]
    assert beside(off, Shelf.RELATED) == []


@pytest.mark.parametrize(
    "values",
    [
        {"language": "zh"},
        {"status": ReportStatus.DRAFT},
        {"status": ReportStatus.WITHDRAWN},
    ],
)
def test_no_filler_from_another_language_or_from_what_is_hidden(archive, values):
    category = make_category()
    other = make_report("Same words", DRAINS, **{"category": category, **values})
    report = make_report("Subject", DRAINS, category=category)
    assert other.title == "Same words"
    assert beside(report, Shelf.RELATED) == []


def test_other_subjects_are_not_offered_even_within_the_category(archive):
    report = make_report("Subject", DRAINS, category=archive[0].category)
    assert beside(report, Shelf.RELATED) == beside(archive[0], Shelf.RELATED) == []


def test_same_words_in_the_same_category_would_have_been_shown(archive):
    category = make_category()
    make_report("Same words", DRAINS, category=category)
    report = make_report("Subject", DRAINS, category=category)
    assert beside(report, Shelf.RELATED) == [("Same words", "same_subject", [])]


def test_a_report_stands_beside_another_once_and_never_beside_itself(archive):
    county = make_unit("County")
    town = make_unit("Town", county)
    category = make_category()
    for number in range(10):
        make_report(f"Town {number}", DRAINS, unit=town, period="2024-q3", category=category, tags=["drains"])
    report = make_report("County", DRAINS, unit=county, period="2024-q3", category=category, tags=["drains"])
    targets = list(SidebarEntry.objects.filter(report=report).values_list("target", flat=True))
    assert len(targets) == len(set(targets)) == 6
    assert report.pk not in targets


def test_in_sidebar_of_gives_shelves_in_order_without_hidden_reports(archive):
    category = make_category()
    shown = [
        make_report(f"Like {number}", DRAINS, category=category, is_recommended=number == 0) for number in range(2)
    ]
    report = make_report("Subject", DRAINS, category=category)
    make_report("Far", BUDGET, category=make_category())
    found = [(row.title, row.shelf, row.reason) for row in Report.objects.in_sidebar_of(report.pk)]
    assert sorted(found) == [
        ("Like 0", "related", "same_subject"),
        ("Like 1", "related", "same_subject"),
    ]
    assert [(row.title, row.shelf) for row in Report.objects.in_sidebar_of(None)] == [("Like 0", "recommended")]
    Report.objects.filter(pk=shown[0].pk).update(status=ReportStatus.WITHDRAWN)
    assert [row.title for row in Report.objects.in_sidebar_of(report.pk)] == ["Like 1"]


@pytest.mark.parametrize("number", [1, 3])
def test_sidebars_take_one_query(archive, number, django_assert_num_queries):
    category = make_category()
    for place in range(number):
        make_report(f"Like {place}", DRAINS, category=category, unit=make_unit(), period=make_period("2024-q3"))
    report = make_report("Subject", DRAINS, category=category)
    with django_assert_num_queries(1):
        links = [
            (row.title, row.period.label, row.get_absolute_url()) for row in Report.objects.in_sidebar_of(report.pk)
        ]
    assert len(links) == number


def crew(*numbers):
    return " ".join(f"Crew {number} dredged culvert {number} and hauled the silt of it away." for number in numbers)


def test_near_copies_of_each_other_are_offered_once(archive):
    make_report("Copy", crew(*range(1, 9)))
    make_report("Copy again", crew(*range(1, 8)))
    make_report("Own words", "A crew dredged one culvert; silt was hauled.")
    report = make_report("Subject", "Culverts were dredged, silt hauled, crews rested.")
    assert {title for title, _reason, _terms in beside(report, Shelf.RELATED)} in (
        {"Copy", "Own words"},
        {"Copy again", "Own words"},
    )
    workflow.withdraw_report(Report.objects.get(title="Copy"))
    assert {title for title, _reason, _terms in beside(report, Shelf.RELATED)} == {"Copy again", "Own words"}


def test_restocking_tells_which_sidebars_changed_and_costs_few_queries(archive, django_assert_max_num_queries):
    reports = [make_report(f"Report {number}", DRAINS, category=archive[0].category) for number in range(8)]
    keys = [report.pk for report in reports]
    restock(keys)
    assert restock(keys) == set()
    SidebarEntry.objects.filter(report=reports[0]).delete()
    with django_assert_max_num_queries(16 + len(reports)):
        assert restock(keys) == {reports[0].pk}
    assert len(beside(reports[0], Shelf.RELATED)) == 6
