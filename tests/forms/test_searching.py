"""What an address asks of the search."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from reports.enums import SearchOrder
from reports.forms import UnknownValue, read_search_form, read_search_request
from reports.listings import scopes_within
from reports.models import ListingEntry, Period
from reports.periods import CalendarPeriod
from reports.search import SearchRequest, search_reports
from tests.factories import make_category, make_period, make_report, make_unit


def test_no_fields_ask_for_nothing():
    assert read_search_form({}).is_empty
    assert read_search_form({"q": "", "where": "", "from": " ", "since": "", "unit": "", "order": ""}).is_empty
    assert not read_search_form({"from": "2024"}).is_empty
    assert not read_search_form({"language": "en"}).is_empty


@pytest.mark.parametrize(
    "field",
    [
        {"where": "footer"},
        {"kind": "footer"},
        {"language": "de"},
        {"order": "random"},
        {"period": "2024-q9"},
        {"unit": "a\x00b"},
        {"page": "0"},
        {"page": "51"},
        {"page": "x"},
    ],
)
def test_values_that_nobody_types_are_unknown(field):
    with pytest.raises(UnknownValue):
        read_search_form(field)


@pytest.mark.parametrize("name", ["category", "unit", "tag", "period"])
@pytest.mark.django_db
def test_rows_that_do_not_exist_are_unknown(name):
    with pytest.raises(UnknownValue):
        read_search_request({name: "2024-q3"})


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"from": "spring"}, {"from"}),
        ({"from": "2024-q3", "to": "xxxx-q3"}, {"to"}),
        ({"from": "2025", "to": "2024"}, {"to"}),
        ({"since": "31.5.2024", "until": "9999-12-31"}, {"since", "until"}),
        ({"since": "2024-06-01", "until": "2024-05-31"}, {"until"}),
        ({"from": "2024-q1", "to": "2024", "since": "2024-05-31", "until": "2024-05-31"}, set()),
    ],
)
@pytest.mark.django_db
def test_typing_errors_are_named_and_kept(fields, wrong):
    asked = read_search_request(fields)
    assert set(asked.form.errors) == wrong
    assert {name: text for name, text in asked.form.typed.items() if text} == fields
    assert (asked.request is None) == bool(wrong)


@pytest.mark.django_db
def test_all_fields_make_one_request():
    category, unit = make_category("Health"), make_unit("County")
    report = make_report("Drains", category=category, unit=unit, period="2024-q3", tags=["drains"])
    fields = {
        "q": "drains\x00", "where": "title", "category": category.slug, "unit": unit.slug, "tag": "drains",
        "period": "2024-q3", "from": "2024-h2", "to": "2024-12", "kind": "work_done", "language": "en",
        "since": "2025-01-01", "until": "2025-12-31", "order": "newest", "page": "3",
    }  # fmt: skip
    asked = read_search_request(fields)
    assert asked.request == SearchRequest(
        query="drains",
        where="title",
        facets=(
            (f"category:{category.pk}",),
            (f"unit:{unit.pk}",),
            (f"tag:{report.tags.get().pk}",),
            (f"period:{report.period.pk}",),
            ("kind:work_done",),
            ("language:en",),
            (f"period:{Period.objects.get(code='2024-h2').pk}",),
        ),
        since=datetime(2025, 1, 1, tzinfo=UTC),
        until=datetime(2026, 1, 1, tzinfo=UTC),
        order=SearchOrder.NEWEST,
        page=3,
    )
    assert [hit.report for hit in search_reports(SearchRequest("drains", facets=asked.request.facets)).hits] == [report]


@pytest.mark.django_db
def test_days_are_those_of_the_sites_time_zone_and_the_last_one_is_included():
    with override_settings(TIME_ZONE="Asia/Shanghai"):
        request = read_search_request({"since": "2025-01-06", "until": "2025-01-06"}).request
    assert request.since == datetime(2025, 1, 5, 16, tzinfo=UTC)
    assert request.until == datetime(2025, 1, 6, 16, tzinfo=UTC)


CODES = ["2023", "2023-q4", "2024-m01", "2024-m02", "2024-m05", "2024-q2", "2024-h1", "2024-w05", "2024-w20"]
CODES += ["2024-01-15--2024-03-20", "2023-12-20--2024-01-10", "2024-q3", "2025-m01", "xxxx-q1", "2024-qx"]
CODES += ["2024-01-01--2024-12-31", "2024-04-01--2024-06-30"]


@pytest.mark.parametrize(
    ("first", "last", "lists"),
    [
        ("2024", "2024", {"2024"}),
        ("2024-m01", "2024-m03", {"2024-q1"}),
        ("2024-m01", "2024-m02", {"2024-m01", "2024-m02", "2024-w05"}),
        ("2024-m04", "2024-m05", {"2024-m05"}),
        ("2023-m12", "2024-q3", {"2023-12-20--2024-01-10", "2024-h1", "2024-q3"}),
        ("2023", "2025", {"2023", "2024", "2025", "2023-12-20--2024-01-10"}),
        ("2020", "2021", set()),
    ],
)
@pytest.mark.django_db
def test_range_takes_the_fewest_lists_that_hold_just_its_reports(first, last, lists):
    for code in CODES:
        make_report(code, period=code, with_sidebars=False)
    start, end = CalendarPeriod.parse(first).start, CalendarPeriod.parse(last).end
    scopes = scopes_within(start, end)
    pks = [int(scope.split(":")[1]) for scope in scopes]
    # A range of dates as long as a standard period stands in no list of that period, and so for itself.
    same = {"2024-01-01--2024-12-31", "2024-04-01--2024-06-30"}
    assert set(Period.objects.filter(pk__in=pks).values_list("code", flat=True)) - same == lists
    found = set(ListingEntry.objects.filter(scope__in=scopes).values_list("report__title", flat=True))
    periods = [make_period(code) for code in CODES]
    assert found == {period.code for period in periods if period.start and start <= period.start and period.end <= end}


@pytest.mark.django_db
def test_range_open_at_one_end_goes_on_for_ever():
    for code in ("2023", "2024-q1", "2025-m01"):
        make_report(code, period=code, with_sidebars=False)

    def titles(**fields):
        return {hit.report.title for hit in search_reports(read_search_request(fields).request).hits}

    assert titles(**{"from": "2024"}) == {"2024-q1", "2025-m01"}
    assert titles(to="2024-h1") == {"2023", "2024-q1"}
    assert titles(**{"from": "2026"}) == set()
