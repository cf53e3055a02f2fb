"""PostgreSQL: a GIN index over tokens and facets as exact lexemes, without any extension (see the migration)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import OperationalError, connection, transaction

from reports.search.backends.reading import LATEST_FIRST, RowReader
from reports.search.backends.wanted import Rows, SearchTimedOut, Tally, Wanted

CHUNKS = (("chunk", 4096), ("era", 65536))
"""Rows are numbered by recency and hold the lexemes of the stretches of numbers that they stand in: the newest of a
frequent word are found by asking for the last stretches as well, which lets GIN skip all others."""


SOON_SORTED = 2000
"""As many rows are found and sorted in less time than the last stretches take to be asked for."""


class PostgresqlBackend(RowReader):
    """Looks lexemes up through the GIN index; made for one search."""

    published: ClassVar[str] = "extract(epoch FROM entry.published_at)::float8"
    holds: ClassVar[str] = "strpos(entry.text, %s) > 0"

    _last: int | None = None
    """The highest number of a row when the search began, once it has."""

    def newest(self, wanted: Wanted, limit: int, *, likely: int) -> list[int]:
        """Return the numbers of the latest rows that hold what is wanted, the latest first. One to four queries."""
        if (last := self._last) is None or likely <= SOON_SORTED:
            return _newest(wanted, limit)
        for name, length in CHUNKS:
            # The last two: the very last one may have begun just now.
            recent = wanted.with_one_of(
                *(f"{name}:{last // length - back}" for back in (0, 1) if last >= back * length)
            )
            found = _newest(recent, limit)
            if len(found) >= limit or last < 2 * length:
                return found
        return _newest(wanted, limit)

    def numbers(self, wanted: Wanted, limit: int) -> list[int]:
        """Return the numbers of rows that hold what is wanted, at most `limit`, in any order. One query."""
        return [row[0] for row in _select("entry.number", wanted, "", limit)]

    def count(self, _wanted: Wanted, _limit: int) -> int | None:
        """Return None: GIN reads all rows of a frequent lexeme, however few are asked for, and the table knows which
        of them are seen."""
        return None

    def rows(self, wanted: Wanted, limit: int | None = None, *, latest_first: bool = False) -> Rows | None:
        """Return all rows that hold what is wanted, in any order or by date; None for more than `limit`."""
        most, order = None if limit is None else limit + 1, LATEST_FIRST if latest_first else ""
        sql, parameters = _selection("entry.number, entry.report_id, entry.lists", wanted, order, most)
        with connection.cursor() as cursor:
            # Thousands of rows as one: taking them apart would take longer than finding them.
            columns = "array_agg(number), array_agg(report_id), string_agg(lists, '')"
            cursor.execute(f"SELECT {columns} FROM ({sql}) found", parameters)  # noqa: S608
            numbers, reports, lists = cursor.fetchone()
        if limit is not None and len(numbers or []) > limit:
            return None
        return Rows(numbers or [], reports or [], lists or b"")

    def tally(self, wanted: Wanted, limit: int | None = None) -> Tally | None:
        """Return how many rows hold what is wanted, and their lists; None for more than `limit`. One query."""
        most = None if limit is None else limit + 1
        sql, parameters = _selection("entry.lists", wanted, "", most)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*), string_agg(lists, '') FROM ({sql}) found", parameters)  # noqa: S608
            number, lists = cursor.fetchone()
        return None if limit is not None and number > limit else Tally(number, lists or b"")

    @contextmanager
    def limited(self, milliseconds: int) -> Iterator[None]:
        """Let no statement take longer; `SearchTimedOut` ends one that would."""
        is_nested = connection.in_atomic_block
        # Workers take 3 to 10 ms to start, more than most lookups; the planner thinks that they save the rows' lexemes.
        wanted = {"statement_timeout": str(milliseconds), "max_parallel_workers_per_gather": "0"}
        try:
            with transaction.atomic():
                before, self._last = _set(wanted)
                yield
                if is_nested:
                    # Else the end of the transaction puts them back, as does the way back to a savepoint on an error.
                    _set(before)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == "57014":  # query_canceled
                raise SearchTimedOut from error
            raise


def _set(values: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Set the server's settings until the transaction ends, return those there were, and the last row's number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name), set_config(name, value, true),"
            " (SELECT max(number) FROM reports_searchentry)"
            " FROM unnest(%s::text[], %s::text[]) AS wanted(name, value)",
            [list(values), list(values.values())],
        )
        rows = cursor.fetchall()
    return {name: before for name, before, _now, _last in rows}, rows[0][3] or 0


def _newest(wanted: Wanted, limit: int) -> list[int]:
    # The sum keeps the planner from walking the primary key, where it makes each row's lexemes anew
    # (1.8 s instead of 5 ms at 10,000 reports).
    return [row[0] for row in _select("entry.number", wanted, "ORDER BY entry.number + 0 DESC", limit)]


def _select(columns: str, wanted: Wanted, order: str, limit: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*_selection(columns, wanted, order, limit))
        return cursor.fetchall()


def _selection(columns: str, wanted: Wanted, order: str, limit: int | None) -> tuple[str, list[Any]]:
    """Return the statement that selects rows, and its parameters."""
    bounds = "".join(f" AND entry.published_at {operator} %s" for operator, _date in wanted.bounds())
    # All parts are words of this module, never input.
    sql = (
        f"SELECT {columns} FROM reports_searchentry entry"  # noqa: S608
        f" WHERE reports_lexemes(entry.number, entry.facets, entry.tokens) @@ %s::tsquery{bounds} {order} LIMIT %s"
    )
    return sql, [_tsquery(wanted), *(date for _operator, date in wanted.bounds()), limit]


def _tsquery(wanted: Wanted) -> str:
    """Return the query: lexemes are quoted, so that nothing typed is ever tsquery syntax."""
    return " & ".join(
        [
            *map(_quoted, wanted.all_of),
            *(f"({_any(group)})" for group in wanted.any_of),
            *(f"!{_quoted(lexeme)}" for lexeme in wanted.none_of),
        ]
    )


def _any(group: Sequence[str]) -> str:
    return " | ".join(map(_quoted, group))


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
