"""What is looked up in an inverted index, whichever it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Self


class SearchTimedOut(Exception):
    """A statement of a search took longer than it may."""


class Rows(NamedTuple):
    """Index rows that were found: their numbers, their reports, and the lists that they stand in, packed and joined."""

    numbers: list[int]
    reports: list[int]
    lists: bytes


class Tally(NamedTuple):
    """How many index rows were found, and the lists that they stand in, packed and joined."""

    number: int
    lists: bytes


class Candidate(NamedTuple):
    """An index row with all that decides whether it answers, and how well.

    `published` is in seconds since 1970, `group` that of its near-copies.
    """

    number: int
    report: int
    lists: bytes
    headings: str
    text: str
    published: float
    popularity: float
    is_recommended: bool
    group: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The lexemes that a row has to hold: all of `all_of`, one of each group in `any_of`, none of `none_of`.

    `since` and `until` (excluded) bound its date of publication.
    """

    all_of: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    none_of: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def with_one_of(self, *lexemes: str) -> Self:
        """Return the same with one more group of which a lexeme has to be there."""
        return replace(self, any_of=(*self.any_of, lexemes))

    def bounds(self) -> list[tuple[str, datetime]]:
        """Return the bounds of the date of publication, as operators and dates."""
        both = ((">=", self.since), ("<", self.until))
        return [(operator, date) for operator, date in both if date is not None]
