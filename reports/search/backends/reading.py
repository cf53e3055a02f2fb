"""Index rows read by their numbers: the same on every SQL database but for two expressions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection

from reports.search.backends.wanted import Candidate, Row

LATEST_FIRST = "ORDER BY entry.published_at DESC, entry.number DESC"


class RowReader:
    """Reads index rows. By hand, not by querysets, whose objects and conversions take longer than the database."""

    published: ClassVar[str]
    """SQL for a row's date of publication in seconds since 1970."""

    holds: ClassVar[str]
    """SQL that tells whether a row's text holds a string."""

    def holding(self, numbers: Sequence[int], strings: Sequence[str]) -> list[Row]:
        """Return those of the rows whose text holds all the strings, the latest report first. One query."""
        return self._of_numbers("entry.number, entry.facets", "", numbers, strings, LATEST_FIRST)

    def candidates(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return those of the rows whose text holds all the strings, with all that ranks them. One query.

        Only published reports have rows, by the transaction that publishes or withdraws.
        """
        columns = (
            f"entry.number, entry.report_id, entry.facets, entry.headings, entry.text, {self.published},"
            ' report.popularity, report.is_recommended, copies."group"'
        )
        joins = (
            "JOIN reports_report report ON report.id = entry.report_id"
            " LEFT JOIN reports_nearcopy copies ON copies.report_id = entry.report_id"
        )
        return list(map(Candidate._make, self._of_numbers(columns, joins, numbers, strings)))

    def count_copies(self, numbers: Sequence[int]) -> int:
        """Return how many of the rows are near-copies of another one of them. One query."""
        columns, joins = (
            'count(*) - count(DISTINCT copies."group")',
            "JOIN reports_nearcopy copies ON copies.report_id = entry.report_id",
        )
        rows = self._of_numbers(columns, joins, numbers, ())
        return int(rows[0][0]) if rows else 0

    def parameter(self, string: str) -> str | bytes:
        """Return a string in the form in which `holds` takes it."""
        return string

    def _of_numbers(
        self, columns: str, joins: str, numbers: Sequence[int], strings: Sequence[str], order: str = ""
    ) -> list[Any]:
        if not numbers:
            return []
        held = f" AND {self.holds}" * len(strings)
        with connection.cursor() as cursor:
            cursor.execute(
                # All parts are words of this package or numbers, never input.
                f"SELECT {columns} FROM reports_searchentry entry {joins}"  # noqa: S608
                f" WHERE entry.number IN ({', '.join(map(str, numbers))}){held} {order}",
                [self.parameter(string) for string in strings],
            )
            return cursor.fetchall()
