"""Index rows read by their numbers: the same on every SQL database but for two expressions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection

from reports.search.backends.wanted import Candidate, Rows

MAX_COPIES = 400
"""Near-copies looked at for one page of results."""

LATEST_FIRST = "ORDER BY entry.published_at DESC, entry.number DESC"


class RowReader:
    """Reads index rows. By hand, not by querysets, whose objects and conversions take longer than the database."""

    published: ClassVar[str]
    """SQL for a row's date of publication in seconds since 1970."""

    lists: ClassVar[str] = "entry.lists"
    beside: ClassVar[str] = ""
    """SQL for a row's lists, and the join that brings them."""

    holds: ClassVar[str]
    """SQL that tells whether a row's text holds a string."""

    def holding(self, numbers: Sequence[int], strings: Sequence[str]) -> Rows:
        """Return those of the rows whose text holds all the strings, the latest report first. One query."""
        if not numbers:
            return joined([])
        columns = f"entry.number, entry.report_id, {self.lists}"
        return joined(self._of(_in("entry.number", numbers), columns, self.beside, strings, LATEST_FIRST))

    def texts(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[tuple[int, str]]:
        """Return the texts of those of the rows that hold all the strings, by their numbers. One query."""
        return self._of(_in("entry.number", numbers), "entry.number, entry.text", "", strings) if numbers else []

    def candidates(self, numbers: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return those of the rows whose text holds all the strings, with all that ranks them. One query.

        Only published reports have rows, by the transaction that publishes or withdraws.
        """
        return self._candidates(_in("entry.number", numbers), strings) if numbers else []

    def copies(self, groups: Sequence[int], strings: Sequence[str] = ()) -> list[Candidate]:
        """Return the rows of groups of near-copies, at most `MAX_COPIES`, as `candidates` does. One query."""
        # By their keys: joined to the groups, the rows would be walked in the order of their numbers.
        own = _in('"group"', groups)
        keys = f"SELECT report_id FROM reports_nearcopy WHERE {own}"  # noqa: S608
        chosen = f"entry.report_id IN ({keys} ORDER BY report_id DESC LIMIT {MAX_COPIES})"
        return self._candidates(chosen, strings) if groups else []

    def _candidates(self, chosen: str, strings: Sequence[str]) -> list[Candidate]:
        columns = (
            f"entry.number, entry.report_id, {self.lists}, entry.headings, entry.text, {self.published},"
            ' report.popularity, report.is_recommended, copies."group"'
        )
        joins = (
            "JOIN reports_report report ON report.id = entry.report_id"
            f" LEFT JOIN reports_nearcopy copies ON copies.report_id = entry.report_id {self.beside}"
        )
        return list(map(Candidate._make, self._of(chosen, columns, joins, strings)))

    def count_copies(self, reports: Sequence[int]) -> int:
        """Return how many of the reports are near-copies of another one of them. One query."""
        if not reports:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                'SELECT count(*) - count(DISTINCT "group") FROM reports_nearcopy'  # noqa: S608
                f" WHERE {_in('report_id', reports)}"
            )
            return int(cursor.fetchone()[0])

    def parameter(self, string: str) -> str | bytes:
        """Return a string in the form in which `holds` takes it."""
        return string

    def _of(self, chosen: str, columns: str, joins: str, strings: Sequence[str], order: str = "") -> list[Any]:
        held = f" AND {self.holds}" * len(strings)
        with connection.cursor() as cursor:
            cursor.execute(
                # All parts are words of this package or numbers, never input.
                f"SELECT {columns} FROM reports_searchentry entry {joins}"  # noqa: S608
                f" WHERE {chosen}{held} {order}",
                [self.parameter(string) for string in strings],
            )
            return cursor.fetchall()


def joined(rows: Sequence[tuple[int, int, bytes]]) -> Rows:
    """Return rows with their lists joined."""
    numbers, reports, lists = zip(*rows, strict=True) if rows else ((), (), ())
    return Rows(list(numbers), list(reports), b"".join(lists))


def _in(column: str, keys: Sequence[int]) -> str:
    return f"{column} IN ({', '.join(map(str, keys))})"
