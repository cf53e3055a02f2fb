"""The databases' inverted indexes behind one small interface: lexemes in, numbers of index rows out."""

from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from reports.search.backends import postgresql, sqlite
from reports.search.backends.wanted import Row, SearchTimedOut, Wanted

__all__ = ["Backend", "Row", "SearchTimedOut", "Wanted", "current_backend"]


class Backend(Protocol):
    """Looks lexemes up."""

    def newest(self, wanted: Wanted, limit: int) -> list[int]:
        """Return the numbers of the latest rows that hold what is wanted, the latest first, at most `limit`."""

    def rows(self, wanted: Wanted, limit: int) -> list[Row]:
        """Return the rows that hold what is wanted, at most `limit`, in any order. One query."""

    def limited(self, milliseconds: int) -> AbstractContextManager[None]:
        """Let no statement take longer; `SearchTimedOut` ends one that would."""


def current_backend() -> Backend:
    """Return the backend of the database in use."""
    return postgresql.PostgresqlBackend() if connection.vendor == "postgresql" else sqlite.SqliteBackend()
