"""The databases' inverted indexes behind one small interface: lexemes in, numbers of index rows out."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from reports.search.backends import postgresql, sqlite
from reports.search.backends.wanted import Candidate, Rows, SearchTimedOut, Tally, Wanted

__all__ = ["Backend", "Candidate", "Rows", "SearchTimedOut", "Tally", "Wanted", "current_backend"]


class Backend(Protocol):
    """Looks lexemes up."""

    def newest(self, wanted: Wanted, limit: int, *, likely: int) -> list[int]:
        """Return the numbers of the latest rows that hold what is wanted, the latest first, at most `limit`.

        `likely` is about how many hold it.
        """

    def count(self, wanted: Wanted, limit: int) -> int | None:
        """Return how many rows hold what is wanted, at most `limit`; None if a sample tells sooner."""

    def rows(self, wanted: Wanted, limit: int | None = None, *, latest_first: bool = False) -> Rows | None:
        """Return all rows that hold what is wanted, in any order or by date; None for more than `limit`."""

    def tally(self, wanted: Wanted, limit: int | None = None) -> Tally | None:
        """Return how many rows hold what is wanted, and their lists; None for more than `limit`. One query."""

    def numbers(self, wanted: Wanted, limit: int) -> list[int]:
        """Return the numbers of rows that hold what is wanted, at most `limit`, in any order. One query."""

    def holding(self, numbers: Sequence[int], strings: Sequence[str]) -> Rows:
        """Return those of the rows whose text holds all the strings, the latest report first. One query."""

    def texts(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[tuple[int, str]]:
        """Return the texts of those of the rows that hold all the strings, by their numbers. One query."""

    def candidates(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return those of the rows whose text holds all the strings, with all that ranks them. One query."""

    def copies(self, groups: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return the rows of groups of near-copies, the latest if they are many, as `candidates` does. One query."""

    def count_copies(self, reports: Sequence[int]) -> int:
        """Return how many of the reports are near-copies of another one of them. One query."""

    def limited(self, milliseconds: int) -> AbstractContextManager[None]:
        """Let no statement take longer; `SearchTimedOut` ends one that would."""


def current_backend() -> Backend:
    """Return the backend of the database in use."""
    return postgresql.PostgresqlBackend() if connection.vendor == "postgresql" else sqlite.SqliteBackend()
