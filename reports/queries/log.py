"""What visitors searched for: noted without personal data, and without a write in the page's way.

Queries are gathered in the worker's memory and written together, after a response, every `INTERVAL` seconds. Kept are
the folded query, the day, how often it was asked and how many reports it found; nothing says who asked.
"""

import logging
import re
import threading
import time
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from django.core.signals import request_finished
from django.db import DatabaseError, transaction
from django.db.models import Count, F, Sum

from reports.documents.personal_data import personal_spans
from reports.enums import SuggestionKind
from reports.models import AskedQuery, Suggestion
from reports.models.asked_query import MAX_QUERY
from reports.queries.entering import refresh_queries
from reports.search import fold
from reports.visitors import is_person

INTERVAL = 30
DAYS_KEPT = 90
FREQUENT_TIMES = 5
FREQUENT_DAYS = 2
"""A query is suggested to others once it was asked so often and on so many days: never one person's own of one day."""

MOST_WAITING = 1000
"""Different queries that a worker gathers; what comes on top of them before they are written is not noted."""

_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){6,}")
"""Any number that may be somebody's: of a telephone, an account, a card."""

_lock = threading.Lock()
_asked: dict[str, tuple[int, int]] = {}
_last_flush = time.monotonic()
_forgotten_on: date | None = None
logger = logging.getLogger(__name__)


def normal_query(text: str) -> str:
    """Return a query as it is compared with others: folded, with single blanks."""
    return " ".join("".join(char if char.isprintable() else " " for char in fold(text)).split())


def note_query(user_agent: str, text: str, found: int) -> None:
    """Note that a person asked a query without any narrowing, and how many reports it found.

    Queries of more than `MAX_QUERY` characters are pasted text, and none that may hold personal data is kept.
    """
    query = normal_query(text)
    if not 0 < len(query) <= MAX_QUERY or not is_person(user_agent) or _may_be_personal(query):
        return
    with _lock:
        times, _found = _asked.get(query, (0, 0))
        if times or len(_asked) < MOST_WAITING:
            _asked[query] = (times + 1, found)


def _may_be_personal(query: str) -> bool:
    return "@" in query or bool(_LONG_NUMBER.search(query)) or bool(personal_spans(query))


def flush_queries(today: date | None = None) -> int:
    """Write the gathered queries and forget the old ones once a day; return how many different ones were written."""
    global _last_flush, _forgotten_on
    with _lock:
        asked = dict(_asked)
        _asked.clear()
        _last_flush = time.monotonic()
    today = today or datetime.now(UTC).date()
    with transaction.atomic():
        rows = [AskedQuery(query=query, day=today) for query in sorted(asked)]
        AskedQuery.objects.bulk_create(rows, ignore_conflicts=True)
        # In one order, so that two workers who do this at once wait for each other.
        for query, (times, found) in sorted(asked.items()):
            AskedQuery.objects.filter(query=query, day=today).update(times=F("times") + times, found=found)
        found_some = [query for query, (_times, found) in asked.items() if found]
        refresh_queries(asked, _frequent_among(found_some))
        if _forgotten_on != today:
            forget_queries(today)
    _forgotten_on = today
    return len(asked)


@transaction.atomic
def forget_queries(today: date | None = None) -> int:
    """Delete what is older than `DAYS_KEPT` days, and suggestions no longer asked; return the rows deleted."""
    today = today or datetime.now(UTC).date()
    number, _by_model = AskedQuery.objects.filter(day__lt=today - timedelta(days=DAYS_KEPT)).delete()
    suggested = list(Suggestion.objects.filter(kind=SuggestionKind.QUERY).values_list("text", flat=True))
    refresh_queries(suggested, _frequent_among(suggested))
    return number


def _frequent_among(queries: Collection[str]) -> dict[str, int]:
    """Return those of the queries that are asked often, with the number of times. One query."""
    rows = AskedQuery.objects.filter(query__in=queries).values("query").annotate(total=Sum("times"), days=Count("day"))
    frequent = rows.filter(total__gte=FREQUENT_TIMES, days__gte=FREQUENT_DAYS)
    return dict(frequent.values_list("query", "total"))


def write_queries_when_due(**_signal: object) -> None:
    """Write the queries once it is time; where the database takes no writes (a replica), they are lost."""
    if not _asked or time.monotonic() - _last_flush < INTERVAL:
        return
    try:
        flush_queries()
    except DatabaseError:
        logger.exception("queries could not be written")


# Django's own signal, as for the views that are counted: the one way to do work after a response has gone out.
request_finished.connect(write_queries_when_due, dispatch_uid="reports.queries.write_queries_when_due")
