"""SQLite: an FTS5 table over the index rows, kept in step by triggers (see the migration)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import contains
from typing import Any, ClassVar

from django.db import OperationalError, connection

from reports.search.backends.reading import LATEST_FIRST, RowReader, joined
from reports.search.backends.wanted import Rows, SearchTimedOut, Tally, Wanted

STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite's machine between two looks at the clock, a fraction of a millisecond."""

ENTRY = "JOIN reports_searchentry entry ON entry.number = found.rowid"
NEARBY = "JOIN reports_searchentry_lists nearby ON nearby.number = {}"
"""The lists of index rows, close together."""


class SqliteBackend(RowReader):
    """Looks lexemes up in the FTS5 table, whose row numbers are those of the index rows."""

    published: ClassVar[str] = "round((julianday(entry.published_at) - 2440587.5) * 86400, 3)"
    # SQLite's own instr() takes twice as long, since it goes from character to character.
    holds: ClassVar[str] = "reports_holds(CAST(entry.text AS blob), %s)"

    # In the row itself they stand behind the tokens, some pages away.
    lists: ClassVar[str] = "nearby.lists"
    beside: ClassVar[str] = NEARBY.format("entry.number")

    def newest(self, wanted: Wanted, limit: int, *, likely: int) -> list[int]:
        """Return the numbers of the latest rows that hold what is wanted, the latest first. One query.

        It stops at the limit: the postings are read from their end.
        """
        return [row[0] for row in _select("found.rowid", wanted, "ORDER BY found.rowid DESC", limit)]

    def numbers(self, wanted: Wanted, limit: int) -> list[int]:
        """Return the numbers of rows that hold what is wanted, at most `limit`, in any order. One query."""
        return [row[0] for row in _select("found.rowid", wanted, "", limit)]

    def count(self, wanted: Wanted, limit: int) -> int | None:
        """Return how many rows hold what is wanted, at most `limit`; None if the index does not know. One query."""
        if wanted.bounds():
            return None
        found, parameters = _selection("found.rowid", wanted, "", limit)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({found})", parameters)  # noqa: S608
            return int(cursor.fetchone()[0])

    def rows(self, wanted: Wanted, limit: int | None = None, *, latest_first: bool = False) -> Rows | None:
        """Return all rows that hold what is wanted, in any order or by date; None for more than `limit`."""
        columns, order = "found.rowid, nearby.report_id, nearby.lists", LATEST_FIRST if latest_first else ""
        rows = _select(columns, wanted, order, -1 if limit is None else limit + 1, NEARBY.format("found.rowid"))
        return None if limit is not None and len(rows) > limit else joined(rows)

    def tally(self, wanted: Wanted, limit: int | None = None) -> Tally | None:
        """Return how many rows hold what is wanted, and their lists; None for more than `limit`. One query."""
        most = -1 if limit is None else limit + 1
        found, parameters = _selection("nearby.lists", wanted, "", most, NEARBY.format("found.rowid"))
        with connection.cursor() as cursor:
            # Joined within SQLite, which takes half the time of handing them over one by one.
            cursor.execute(f"SELECT count(*), CAST(group_concat(lists, '') AS blob) FROM ({found})", parameters)  # noqa: S608
            number, lists = cursor.fetchone()
        return None if limit is not None and number > limit else Tally(number, lists or b"")

    def parameter(self, string: str) -> bytes:
        """Return a string in the form in which `holds` takes it."""
        return string.encode()

    @contextmanager
    def limited(self, milliseconds: int) -> Iterator[None]:
        """Let no statement take longer; `SearchTimedOut` ends one that would."""
        connection.ensure_connection()
        raw, ends = connection.connection, 0.0

        def start(execute: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
            nonlocal ends
            ends = time.monotonic() + milliseconds / 1000
            return execute(*arguments)

        raw.create_function("reports_holds", 2, contains, deterministic=True)
        raw.set_progress_handler(lambda: time.monotonic() > ends, STEPS_BETWEEN_LOOKS)
        try:
            with connection.execute_wrapper(start):
                yield
        except OperationalError as error:
            if "interrupted" in str(error):
                raise SearchTimedOut from error
            raise
        finally:
            raw.set_progress_handler(None, 0)


def _select(columns: str, wanted: Wanted, order: str, limit: int, join: str = "") -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*_selection(columns, wanted, order, limit, join))
        return cursor.fetchall()


def _selection(columns: str, wanted: Wanted, order: str, limit: int, join: str = "") -> tuple[str, list[Any]]:
    """Return the statement that selects rows, and its parameters."""
    joins = f"{ENTRY} {join}" if wanted.bounds() or order == LATEST_FIRST else join
    bounds = "".join(f" AND entry.published_at {operator} %s" for operator, _date in wanted.bounds())
    dates = [connection.ops.adapt_datetimefield_value(date) for _operator, date in wanted.bounds()]
    # All parts are words of this module, never input.
    sql = (
        f"SELECT {columns} FROM reports_searchentry_fts found {joins}"  # noqa: S608
        f" WHERE reports_searchentry_fts MATCH %s{bounds} {order} LIMIT %s"
    )
    return sql, [_match(wanted), *dates, limit]


def _match(wanted: Wanted) -> str:
    """Return the FTS5 expression: lexemes are quoted, so that nothing typed is ever MATCH syntax."""
    parts = [*map(_quoted, wanted.all_of), *(f"({' OR '.join(map(_quoted, group))})" for group in wanted.any_of)]
    excluded = "".join(f" NOT {_quoted(lexeme)}" for lexeme in wanted.none_of)
    return f"({' AND '.join(parts)}){excluded}"


def _quoted(lexeme: str) -> str:
    return '"' + lexeme.replace('"', '""') + '"'
