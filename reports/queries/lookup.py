"""The suggestions that begin as something typed does, the heaviest first: one query of bounded cost."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.expressions import RawSQL

from reports.enums import SuggestionKind
from reports.models import SuggestionKey
from reports.queries.keys import key_of
from reports.querysets import is_published

MOST = 8
MOST_BESIDE_TITLES = 5
"""Units, tags and queries among the suggestions, where there are titles too."""

LOOKED_AT = 200
"""Keys that are looked at in either order: more would be exact for prefixes that fit more, and slower."""

MOST_ROWS = 48
_LAST = "\U0010ffff"
"""Greater than any character that a key holds."""

# Two walks along an index: the keys that fit, in order of keys, which are all of them unless the prefix is a very
# frequent one; and for those the heaviest keys with the same first character, of which many fit then. The ORM cannot
# limit the parts of a union on SQLite.
_BEST = """
SELECT id FROM (
    SELECT * FROM (
        SELECT id, key, weight FROM reports_suggestionkey
        WHERE key >= %s AND key < %s ORDER BY key LIMIT %s
    ) AS fitting
    UNION ALL
    SELECT * FROM (
        SELECT id, key, weight FROM reports_suggestionkey WHERE head = %s ORDER BY weight DESC LIMIT %s
    ) AS heaviest WHERE key >= %s AND key < %s
) AS found ORDER BY weight DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion and where it leads: `target` is a report's number, a slug, or the query itself."""

    kind: SuggestionKind
    text: str
    target: int | str


def suggestions_for(typed: str) -> list[Suggested]:
    """Return what completes the words typed so far, the best first, at most `MOST`; [] for nothing. One query.

    Titles, names of units, tags and frequent queries are found by their beginning or by that of a word in them, in
    either script, in pinyin or by its initials.
    """
    prefix = key_of(typed)
    if not prefix:
        return []
    last = prefix + _LAST
    best = RawSQL(  # noqa: S611 - nothing typed becomes part of the statement
        _BEST, [prefix, last, LOOKED_AT, prefix[0], LOOKED_AT, prefix, last, MOST_ROWS]
    )
    keys = SuggestionKey.objects.filter(pk__in=best).filter(
        Q(suggestion__report=None) | is_published("suggestion__report__")
    )
    rows = keys.order_by("-weight", "-suggestion_id").values_list(
        "suggestion__kind", "suggestion__text", "suggestion__report", "suggestion__unit__slug", "suggestion__tag__slug"
    )
    return _chosen(
        Suggested(SuggestionKind(kind), text, report or unit or tag or text) for kind, text, report, unit, tag in rows
    )


def _chosen(suggestions: Iterable[Suggested]) -> list[Suggested]:
    """Return the first that lead to different places, not too many of them beside titles."""
    titles: list[Suggested] = []
    others: list[Suggested] = []
    seen: set[tuple[SuggestionKind, int | str]] = set()
    for one in suggestions:
        if (one.kind, one.target) not in seen:
            seen.add((one.kind, one.target))
            (titles if one.kind == SuggestionKind.TITLE else others).append(one)
    shown = others[: max(MOST_BESIDE_TITLES, MOST - len(titles))]
    return [*shown, *titles][:MOST]
