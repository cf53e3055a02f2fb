"""How many reports match, and how they are spread over the lists: exact while they are few, from a sample beyond."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from reports.search.backends import Backend, Row, Wanted
from reports.search.indexing import BUCKETS

COUNT_LIMIT = 5000
"""As many matches are counted one by one."""

SAMPLES = ((2, 300), (8, 400))
"""Buckets looked into before, and the matches among them that are enough for an estimate: its error is then mostly
below 6 %. The first shows what is very frequent, the second what surely is above the limit."""

LAST_SAMPLE = 16
"""Buckets looked into where counting went over the limit."""

SAMPLE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Census:
    """The number of index rows that hold what is wanted, and how many of them stand in each list.

    `rows` are those rows in any order, or None where there are too many and all else is an estimate.
    """

    total: int
    facets: Mapping[str, int]
    rows: Sequence[Row] | None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows, in any order; none where there are too many."""
        return [row.number for row in self.rows or ()]

    def latest_first(self) -> list[int]:
        """Return the numbers of the rows, the latest report first."""
        rows = sorted(self.rows or (), key=attrgetter("published_at", "number"), reverse=True)
        return [row.number for row in rows]


def take_census(backend: Backend, wanted: Wanted) -> Census:
    """Count the rows that hold what is wanted. Two to four queries."""
    for buckets, enough in SAMPLES:
        sample = _sample(backend, wanted, buckets)
        if len(sample) >= enough:
            return _estimate(sample, buckets)
        if len(sample) * BUCKETS < 2 * COUNT_LIMIT * buckets:
            break
    rows = backend.rows(wanted, COUNT_LIMIT + 1)
    if len(rows) > COUNT_LIMIT:
        return _estimate(_sample(backend, wanted, LAST_SAMPLE), LAST_SAMPLE)
    return Census(len(rows), count_facets(row.facets for row in rows), rows)


def _sample(backend: Backend, wanted: Wanted, buckets: int) -> list[Row]:
    return backend.rows(wanted.with_one_of(*(f"bucket:{number}" for number in range(buckets))), SAMPLE_LIMIT)


def _estimate(sample: Sequence[Row], buckets: int) -> Census:
    counts = count_facets(row.facets for row in sample)
    total = max(len(sample) * BUCKETS // buckets, COUNT_LIMIT + 1)
    return Census(total, {facet: count * total // len(sample) for facet, count in counts.items()}, None)


def count_facets(facets: Iterable[str]) -> Counter[str]:
    """Return how many of the rows stand in each list."""
    return Counter(" ".join(facets).split())
