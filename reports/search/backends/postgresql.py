"""PostgreSQL: a GIN index over the tokens as exact lexemes, without any extension (see the migration)."""

from collections.abc import Sequence

from django.db import connection


class PostgresqlBackend:
    """Looks tokens up through the GIN index."""

    def find(self, tokens: Sequence[str], limit: int, *, in_title: bool) -> list[int]:
        """Return the reports that hold all the tokens, the latest first, at most `limit`. One query."""
        # Tokens are letters and digits only, and quoted all the same: nothing typed is ever tsquery syntax.
        quoted = " & ".join("'" + token.replace("\\", "\\\\").replace("'", "''") + "'" for token in tokens)
        column = "title_tokens" if in_title else "tokens"
        with connection.cursor() as cursor:
            cursor.execute(
                # `column` is one of two names above, never input.
                f"SELECT report_id FROM reports_searchentry"  # noqa: S608
                f" WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery"
                f" ORDER BY report_id DESC LIMIT %s",
                [quoted, limit],
            )
            return [row[0] for row in cursor.fetchall()]
