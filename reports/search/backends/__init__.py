"""The databases' inverted indexes behind one small interface: tokens in, report numbers out."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from reports.search.backends import postgresql, sqlite


class Backend(Protocol):
    """Looks tokens up."""

    def find(self, tokens: Sequence[str], limit: int, *, in_title: bool) -> list[int]:
        """Return the reports that hold all the tokens, the latest first, at most `limit`. One query."""


def current_backend() -> Backend:
    """Return the backend of the database in use."""
    return postgresql.PostgresqlBackend() if connection.vendor == "postgresql" else sqlite.SqliteBackend()
