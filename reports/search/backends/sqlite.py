"""SQLite: an FTS5 table over the index rows, kept in step by triggers (see the migration)."""

from collections.abc import Sequence

from django.db import connection


class SqliteBackend:
    """Looks tokens up in the FTS5 table."""

    def find(self, tokens: Sequence[str], limit: int, *, in_title: bool) -> list[int]:
        """Return the reports that hold all the tokens, the latest first, at most `limit`. One query."""
        # Tokens are letters and digits only, and quoted all the same: nothing typed is ever MATCH syntax.
        quoted = " ".join('"' + token.replace('"', '""') + '"' for token in tokens)
        column = "title_tokens" if in_title else "tokens"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM reports_searchentry_fts WHERE reports_searchentry_fts MATCH %s"
                " ORDER BY rowid DESC LIMIT %s",
                [f"{column} : ({quoted})", limit],
            )
            return [row[0] for row in cursor.fetchall()]
