"""Index rows read by their numbers: the same on every SQL database but for two expressions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection

from reports.search.backends.wanted import Candidate, Rows

LATEST_FIRST = "ORDER BY entry.published_at DESC, entry.number DESC"


class RowReader:
    """Reads index rows. By hand, not by querysets, whose objects and conversions take longer than the database."""

    published: ClassVar[str]
    """SQL for a row's date of publication in seconds since 1970."""

    nearby: ClassVar[str] = "reports_searchentry"
    """The table that holds `number`, `report_id` and `lists` of index rows close together."""

    holds: ClassVar[str]
    """SQL that tells whether a row's text holds a string."""

    def holding(self, numbers: Sequence[int], strings: Sequence[str]) -> Rows:
        """Return those of the rows whose text holds all the strings, the latest report first. One query."""
        return joined(self._of_numbers("entry.number, entry.lists", "", numbers, strings, LATEST_FIRST))

    def candidates(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return those of the rows whose text holds all the strings, with all that ranks them. One query.

        Only published reports have rows, by the transaction that publishes or withdraws.
        """
        columns = (
            f"entry.number, entry.report_id, entry.lists, entry.headings, entry.text, {self.published},"
            ' report.popularity, report.is_recommended, copies."group"'
        )
        joins = (
            "JOIN reports_report report ON report.id = entry.report_id"
            " LEFT JOIN reports_nearcopy copies ON copies.report_id = entry.report_id"
        )
        return list(map(Candidate._make, self._of_numbers(columns, joins, numbers, strings)))

    def count_copies(self, numbers: Sequence[int]) -> int:
        """Return how many of the rows are near-copies of another one of them. One query."""
        if not numbers:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) - count(DISTINCT copies."group") FROM {self.nearby} entry'  # noqa: S608
                " JOIN reports_nearcopy copies ON copies.report_id = entry.report_id"
                f" WHERE entry.number IN ({', '.join(map(str, numbers))})"
            )
            return int(cursor.fetchone()[0])

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


def joined(rows: Sequence[tuple[int, bytes]]) -> Rows:
    """Return rows with their lists joined."""
    return Rows([number for number, _lists in rows], b"".join([lists for _number, lists in rows]))
