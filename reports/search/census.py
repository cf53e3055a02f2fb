"""How many reports match, and how they are spread over the lists: exact while they are few, from a sample beyond."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reports.search.backends import Backend, Rows, Tally, Wanted
from reports.search.indexing import BUCKETS
from reports.search.lists import count

COUNT_LIMIT = 5000
"""As many matches are counted one by one."""

FEW, FEW_UNSURE = 2560, 1280
"""Fewer matches are likely told one by one, which takes little."""

MANY = 1.3
"""With so many times the matches in one bucket that `COUNT_LIMIT` would have, there are likely more: a sample tells."""

MAX_LISTED = 1500
"""As many matches are told one by one. More fill all pages that can be asked for, whether they are folded or not."""

ENOUGH = 300
"""Matches that a sample should have: an estimate's error is then mostly below 6 %."""

MOST_BUCKETS = 16

NONE = Rows([], [], b"")
NOTHING = Tally(0, b"")

MAX_CHECKED = 960
"""Of as many candidates the database looks at the text, so that those that hold what was asked are counted."""

MAX_READ = 480
"""Of as many the text is looked at here, where the database cannot tell."""


@dataclass(frozen=True, slots=True)
class Census:
    """The number of index rows that hold what is wanted, and how many of them stand in each list.

    `is_exact` says that they were counted one by one, `is_sure` that they hold what was asked, not just what the index
    knows of it. `numbers` are those rows, the latest first if they were asked for so, and `reports` whose they are,
    both None where there are many.
    """

    total: int
    facets: Mapping[str, int]
    is_exact: bool
    is_sure: bool
    numbers: Sequence[int] | None = None
    reports: Sequence[int] | None = None


def take_checked_census(
    backend: Backend,
    wanted: Wanted,
    strings: Sequence[str],
    holds: Callable[[str], bool] | None = None,
    *,
    latest_first: bool = False,
) -> Census:
    """Count the rows that hold what is wanted, and in their text the strings, and all else that `holds` finds there.

    Few candidates are all looked at, with two or three queries; it is up to five where they are many.
    """
    most = MAX_READ if holds else MAX_CHECKED
    numbers = backend.numbers(wanted, most + 1)
    if len(numbers) > most:
        return take_census(backend, wanted, is_sure=False, latest_first=latest_first)
    if holds:
        numbers, strings = [number for number, text in backend.texts(numbers, strings) if holds(text)], ()
    return _counted(backend.holding(numbers, strings), is_sure=True)


def take_census(backend: Backend, wanted: Wanted, *, is_sure: bool, latest_first: bool = False) -> Census:
    """Count the rows that hold what is wanted. One query to four.

    Of many that are not sure an estimate is enough: it tells no less than their exact number.
    """
    number = backend.count(wanted, COUNT_LIMIT + 1)
    if number == 0:
        return _counted(NONE, is_sure=is_sure)
    are_many = number is not None and number > COUNT_LIMIT
    sample, buckets = NOTHING, 0
    if number is None or are_many:
        sample, buckets = _sample(backend, wanted, 1), 1
        number = sample.number * BUCKETS
        if are_many or number > MANY * COUNT_LIMIT:
            sample, buckets = _larger(backend, wanted, number, sample, buckets)
        are_many = are_many or _are_surely_many(sample.number, buckets)
    if not are_many:
        if counted := _one_by_one(backend, wanted, number, is_sure=is_sure, latest_first=latest_first):
            return counted
        sample, buckets = _larger(backend, wanted, number, sample, buckets)
    size = sample.number
    total = max(size * BUCKETS // buckets, COUNT_LIMIT + 1 if is_sure else 1)
    facets = {facet: times * total // size for facet, times in count(sample.lists).items()}
    return Census(total, facets, is_exact=False, is_sure=is_sure)


def _one_by_one(backend: Backend, wanted: Wanted, likely: int, *, is_sure: bool, latest_first: bool) -> Census | None:
    """Return the census of all matches; None if they are more than thought, or not worth it."""
    if likely < (FEW if is_sure else FEW_UNSURE) or latest_first:
        rows = backend.rows(wanted, COUNT_LIMIT, latest_first=latest_first)
        return _counted(rows, is_sure=is_sure) if rows else None
    tally = backend.tally(wanted, COUNT_LIMIT) if is_sure else None
    if tally and tally.number > MAX_LISTED:
        return Census(tally.number, count(tally.lists), is_exact=True, is_sure=True)
    return _counted(backend.rows(wanted) or NONE, is_sure=True) if tally else None


def _larger(backend: Backend, wanted: Wanted, likely: int, sample: Tally, buckets: int) -> tuple[Tally, int]:
    """Return a sample that is large enough if there are as many as is likely, and of how many buckets it is."""
    enough = min(MOST_BUCKETS, math.ceil(ENOUGH * BUCKETS / max(1, likely)))
    return (_sample(backend, wanted, enough), enough) if enough > buckets else (sample, buckets)


def _sample(backend: Backend, wanted: Wanted, buckets: int) -> Tally:
    in_one_of_them = wanted.with_one_of(*(f"bucket:{number}" for number in range(buckets)))
    return backend.tally(in_one_of_them) or NOTHING


def _are_surely_many(size: int, buckets: int) -> bool:
    """Tell whether so many matches in some buckets mean more than `COUNT_LIMIT` in all but one time in 100,000."""
    likely = COUNT_LIMIT * buckets / BUCKETS
    return size > likely + 4.3 * math.sqrt(likely)


def _counted(rows: Rows, *, is_sure: bool) -> Census:
    number, facets = len(rows.numbers), count(rows.lists)
    return Census(number, facets, is_exact=True, is_sure=is_sure, numbers=rows.numbers, reports=rows.reports)
