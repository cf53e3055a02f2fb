"""Periods and dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.forms.typed import read_day, read_period


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2024", "2024"),
        (" ２０２４ ", "2024"),
        ("2024年", "2024"),
        ("2024年度", "2024"),
        ("2024-h1", "2024-h1"),
        ("H2 2024", "2024-h2"),
        ("2024年上半年", "2024-h1"),
        ("2024下半年", "2024-h2"),
        ("2024-Q3", "2024-q3"),
        ("2024Q3", "2024-q3"),
        ("q3 2024", "2024-q3"),
        ("2024年第三季度", "2024-q3"),
        ("2024年4季度", "2024-q4"),
        ("2024-05", "2024-m05"),
        ("2024/5", "2024-m05"),
        ("2024年5月", "2024-m05"),
        ("2024年十一月", "2024-m11"),
        ("2024-m05", "2024-m05"),
        ("2024-w36", "2024-w36"),
        ("2024-05-31", "2024-05-31--2024-05-31"),
        ("2024年5月31日", "2024-05-31--2024-05-31"),
        ("2024-01-15--2024-03-20", "2024-01-15--2024-03-20"),
    ],
)
def test_period_is_read_as_people_write_it(typed, code):
    assert read_period(typed).code == code


NO_PERIODS = """
spring|24|2024-13|2024-00|2024-q5|q5 2024|h3 2024|2024年十三月|xxxx-q3|2024-qx|2024-range|1066|9999|2024-02-30
2024-05-31--2024-05-01|2024-w54|2024 2025|上半年
"""
NO_DAYS = "|2024|2024-05|2024-02-30|31.5.2024|31 Mars|31 June 2024|May 2024|0001-01-01|9999-12-31|today"


@pytest.mark.parametrize("typed", ["", *NO_PERIODS.strip().replace("\n", "|").split("|")])
def test_what_is_no_period_with_bounds_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        read_period(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2024-05-31",
        "2024-5-31",
        "2024/05/31",
        "2024.5.31",
        "2024年5月31日",
        " ２０２４-05-31",
        "31 May 2024",
        "May 31st, 2024",
        "2024 年 5 月 31 日",
    ],
)
def test_day_is_read_as_people_write_it(typed):
    assert read_day(typed) == date(2024, 5, 31)


@pytest.mark.parametrize("typed", NO_DAYS.split("|"))
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        read_day(typed)


@given(st.text(max_size=12) | st.text("0123456789-hqmw年月日季度半上下第一二十 ", max_size=12))
def test_anything_typed_is_read_or_refused(typed):
    for read in (read_period, read_day):
        with suppress(ValueError):
            assert read(typed)
