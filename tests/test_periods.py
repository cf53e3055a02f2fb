"""Arithmetic and labels of periods."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import PeriodKind
from reports.periods import ORDINALS, CalendarPeriod

parse = CalendarPeriod.parse
years = st.integers(1900, 2999)
numbered = st.sampled_from(list(ORDINALS)).flatmap(
    lambda kind: st.builds(
        CalendarPeriod,
        st.just(kind),
        st.none() | years,
        st.none() | st.integers(1, 52 if kind is PeriodKind.WEEK else ORDINALS[kind]),
    )
)
ranges = st.tuples(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.dates(date(1900, 1, 1), date(2999, 12, 31))).map(
    lambda days: CalendarPeriod(PeriodKind.RANGE, start=min(days), end=max(days))
)
undated_ranges = (st.none() | years).map(lambda year: CalendarPeriod(PeriodKind.RANGE, year))
whole_years = (st.none() | years).map(lambda year: CalendarPeriod(PeriodKind.YEAR, year))
periods = numbered | ranges | undated_ranges | whole_years


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-h1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-h2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-m02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-m02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-w36", date(2024, 9, 2), date(2024, 9, 8)),
        ("2025-w01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2020-w53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-02-10--2024-05-03", date(2024, 2, 10), date(2024, 5, 3)),
        ("xxxx-q3", None, None),
        ("2024-qx", None, None),
        ("xxxx", None, None),
        ("2024-range", None, None),
    ],
)
def test_bounds_are_the_calendars(code, start, end):
    assert (parse(code).start, parse(code).end) == (start, end)


@given(periods)
def test_code_names_the_period_again(period):
    assert parse(period.code) == period


@given(periods)
def test_period_starts_before_it_ends_or_has_no_dates(period):
    assert (period.start is None) == (period.end is None)
    assert period.start is None or period.start <= period.end


@given(numbered | whole_years)
def test_next_period_starts_the_day_after_and_leads_back(period):
    following = period.next()
    if following is None:
        assert period.start is None or period.year == 2999
        return
    assert following.start == period.end + timedelta(days=1)
    assert following.kind == period.kind
    assert following.previous() == period


@given(periods)
def test_containing_periods_are_longer_hold_it_whole_and_grow(period):
    lengths = [period.end - period.start] if period.start else []
    for wider in period.containing():
        assert wider.start <= period.start
        assert period.end <= wider.end
        lengths.append(wider.end - wider.start)
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize(
    ("code", "containing"),
    [
        ("2024-m09", ["2024-q3", "2024-h2", "2024"]),
        ("2024-q3", ["2024-h2", "2024"]),
        ("2024-h2", ["2024"]),
        ("2024", []),
        ("2024-w36", ["2024-m09", "2024-q3", "2024-h2", "2024"]),
        ("2024-w05", ["2024-q1", "2024-h1", "2024"]),
        ("2020-w53", []),
        ("2024-07-01--2024-09-30", ["2024-h2", "2024"]),
        ("2024-11-20--2025-01-10", []),
        ("xxxx-m09", []),
        ("2024-qx", []),
    ],
)
def test_containing_lists_standard_periods_shortest_first(code, containing):
    assert [wider.code for wider in parse(code).containing()] == containing


@pytest.mark.parametrize(
    ("code", "previous", "following"),
    [
        ("2024-q1", "2023-q4", "2024-q2"),
        ("2024-h2", "2024-h1", "2025-h1"),
        ("2024-m12", "2024-m11", "2025-m01"),
        ("2020-w53", "2020-w52", "2021-w01"),
        ("2021-w52", "2021-w51", "2022-w01"),
        ("2024", "2023", "2025"),
        ("1900", None, "1901"),
        ("2999-q4", "2999-q3", None),
        ("xxxx-q3", None, None),
        ("2024-02-10--2024-05-03", None, None),
        ("2024-range", None, None),
    ],
)
def test_neighbours_are_of_the_same_kind(code, previous, following):
    period = parse(code)
    assert [side and side.code for side in (period.previous(), period.next())] == [previous, following]


@pytest.mark.parametrize(
    "code",
    [
        "", "24", "1899", "3000", "0000", "2024-q0", "2024-q5", "2024-h3", "2024-m00", "2024-m13", "2024-m9",
        "2024-q03", "2021-w53", "2024-w54", "2024-w00", "2024-d1",
        "2024-Q3", "2024-q3 ", "2024-q3\n",
        "２０２４", "2024-q３",
        "2024-13-01--2024-13-02", "2024-02-30--2024-03-01", "2024-05-02--2024-05-01", "0001-01-01--0001-02-01",
        "1800-01-01--1800-02-01", "x", "xxxx-m", "2024-qq", "2024--2025",
    ],
)  # fmt: skip
def test_parse_refuses_what_is_no_period(code):
    with pytest.raises(ValueError, match=r"."):
        parse(code)


@given(st.text(alphabet="0123456789xhqmw-range２", max_size=24))
def test_parse_of_anything_gives_its_code_or_refuses(text):
    try:
        period = parse(text)
    except ValueError:
        return
    assert period.code == text


@pytest.mark.parametrize(
    "values",
    [
        {"kind": PeriodKind.YEAR, "year": 2024, "ordinal": 1},
        {"kind": PeriodKind.RANGE, "year": 2024, "ordinal": 1},
        {"kind": PeriodKind.QUARTER, "year": 2024, "ordinal": 5},
        {"kind": PeriodKind.QUARTER, "year": 2024, "ordinal": 0},
        {"kind": PeriodKind.WEEK, "year": 2023, "ordinal": 53},
        {"kind": PeriodKind.YEAR, "year": 123},
        {"kind": PeriodKind.RANGE, "start": date(2024, 1, 1)},
        {"kind": PeriodKind.RANGE, "end": date(2024, 1, 1)},
        {"kind": PeriodKind.RANGE, "start": date(2024, 1, 2), "end": date(2024, 1, 1)},
        {"kind": PeriodKind.RANGE, "start": date(1024, 1, 2), "end": date(1024, 2, 1)},
    ],
)
def test_impossible_values_are_refused(values):
    with pytest.raises(ValueError, match=r"."):
        CalendarPeriod(**values)


def test_week_53_without_a_year_stays_possible():
    assert CalendarPeriod(PeriodKind.WEEK, None, 53).code == "xxxx-w53"


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2024", "2024"),
        ("2024-h1", "First half 2024"),
        ("2024-h2", "Second half 2024"),
        ("2024-q3", "Q3 2024"),
        ("2024-m09", "September 2024"),
        ("2024-w36", "Week 36 2024"),
        ("xxxx-q3", "Q3 (year not stated)"),
        ("xxxx-m09", "September (year not stated)"),
        ("xxxx", "Year (year not stated)"),
        ("2024-qx", "Quarter 2024"),
        ("xxxx-hx", "Half-year (year not stated)"),
        ("2024-07-01--2024-08-31", "July 2024 – August 2024"),
        ("2024-07-02--2024-08-31", "2 July 2024 – 31 August 2024"),
        ("2024-range", "Part of 2024"),
        ("xxxx-range", "Part of a year (year not stated)"),
    ],
)
def test_label_in_english(code, label):
    with override("en"):
        assert parse(code).label() == label


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2024", "2024年"),
        ("2024-h1", "2024年上半年"),
        ("2024-q3", "2024年第三季度"),
        ("2024-m09", "2024年9月"),
        ("2024-w36", "2024年第36周"),
        ("xxxx-q3", "第三季度（年份未注明）"),
        ("2024-07-02--2024-08-31", "2024年7月2日至2024年8月31日"),
    ],
)
def test_label_in_chinese(code, label):
    with override("zh-hans"):
        assert parse(code).label() == label


@pytest.mark.parametrize(("language", "words"), [("en", "(year not stated)"), ("zh-hans", "（年份未注明）")])
@given(period=periods)
def test_label_states_the_year_or_that_there_is_none(language, words, period):
    with override(language):
        label = period.label()
    if period.year is None:
        assert label.endswith(words)
    else:
        assert str(period.year) in label
