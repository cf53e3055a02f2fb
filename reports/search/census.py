"""How many reports match, and how they are spread over the lists: exact while they are few, from a sample beyond."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.search.backends import Backend, Rows, Wanted
from reports.search.indexing import BUCKETS
from reports.search.lists import count

COUNT_LIMIT = 5000
"""As many matches are counted one by one."""

SOME = 20
"""Matches in one bucket: with fewer there are likely no more than `COUNT_LIMIT` in all."""

ENOUGH = 300
"""Matches that a sample should have: an estimate's error is then mostly below 6 %."""

MOST_BUCKETS = 16

NONE = Rows([], [], b"")

MAX_CHECKED = 960
"""Of as many candidates the text is looked at, so that those that hold what was asked are counted one by one."""


@dataclass(frozen=True, slots=True)
class Census:
    """The number of index rows that hold what is wanted, and how many of them stand in each list.

    `numbers` are those rows, the latest first if they were asked for so, and `reports` whose they are; both are None
    where there are too many and all else is an estimate. `is_sure` says that they hold what was asked, not just what
    the index knows of it.
    """

    total: int
    facets: Mapping[str, int]
    numbers: Sequence[int] | None
    reports: Sequence[int] | None
    is_sure: bool


def take_checked_census(
    backend: Backend, wanted: Wanted, strings: Sequence[str], *, latest_first: bool = False
) -> Census:
    """Count the rows that hold what is wanted and the strings in their text: few candidates are all looked at.

    Two queries for few candidates, else up to five.
    """
    numbers = backend.numbers(wanted, MAX_CHECKED + 1)
    if len(numbers) > MAX_CHECKED:
        return take_census(backend, wanted, is_sure=False, latest_first=latest_first)
    return _counted(backend.holding(numbers, strings), is_sure=True)


def take_census(backend: Backend, wanted: Wanted, *, is_sure: bool, latest_first: bool = False) -> Census:
    """Count the rows that hold what is wanted. One to three queries."""
    sample, buckets = _sample(backend, wanted, 1), 1
    in_one = len(sample.numbers)
    if SOME <= in_one < ENOUGH:
        buckets = math.ceil(ENOUGH / in_one)
        sample = _sample(backend, wanted, buckets)
    if not _are_surely_many(len(sample.numbers), buckets):
        if rows := backend.rows(wanted, COUNT_LIMIT, latest_first=latest_first):
            return _counted(rows, is_sure=is_sure)
        if buckets == 1:
            buckets = MOST_BUCKETS
            sample = _sample(backend, wanted, buckets)
    size = len(sample.numbers)
    total = max(size * BUCKETS // buckets, COUNT_LIMIT + 1)
    estimates = {facet: times * total // size for facet, times in count(sample.lists).items()}
    return Census(total, estimates, None, None, is_sure)


def _sample(backend: Backend, wanted: Wanted, buckets: int) -> Rows:
    in_one_of_them = wanted.with_one_of(*(f"bucket:{number}" for number in range(buckets)))
    return backend.rows(in_one_of_them) or NONE


def _are_surely_many(size: int, buckets: int) -> bool:
    """Tell whether so many matches in some buckets mean more than `COUNT_LIMIT` in all but one time in 100,000."""
    likely = COUNT_LIMIT * buckets / BUCKETS
    return size > likely + 4.3 * math.sqrt(likely)


def _counted(rows: Rows, *, is_sure: bool) -> Census:
    return Census(len(rows.numbers), count(rows.lists), rows.numbers, rows.reports, is_sure)
