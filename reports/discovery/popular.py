"""Counting of views without personal data, and without a write in the page's way.

Views are gathered in the worker's memory and written together, after a response, every `INTERVAL` seconds; a worker
that is killed loses at most those. Popularity is the logarithm of a sum of views that weigh 2^(t / half-life), so that
it decays by itself: newer views simply weigh more, and nothing has to be recomputed as time goes by.
"""

import math
import threading
import time
from collections import Counter
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Ln, Power

from reports.discovery.shelves import refresh_popular
from reports.models import ListingEntry, Report, ViewCount
from reports.visitors import is_person

INTERVAL = 30
HALF_LIFE_DAYS = 14
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)

_lock = threading.Lock()
_views: Counter[int] = Counter()
_last_flush = time.monotonic()


def count_view(user_agent: str, report_id: int) -> None:
    """Note that a person read a report; programs that call themselves robots do not count."""
    if not is_person(user_agent):
        return
    with _lock:
        _views[report_id] += 1


def flush_views(now: datetime | None = None) -> int:
    """Write the gathered views, return how many there were. 4 queries per report read."""
    global _last_flush
    with _lock:
        views = Counter(_views)
        _views.clear()
        _last_flush = time.monotonic()
    if not views:
        return 0
    now = now or datetime.now(UTC)
    weight = 2 ** ((now - EPOCH).total_seconds() / 86_400 / HALF_LIFE_DAYS)
    with transaction.atomic():
        published = set(Report.objects.published().filter(pk__in=views).values_list("pk", flat=True))
        for report_id in sorted(published):
            _write(report_id, views[report_id], weight, now)
        refresh_popular()
    return sum(views[pk] for pk in published)


def _write(report_id: int, number: int, weight: float, now: datetime) -> None:
    count, _created = ViewCount.objects.get_or_create(report_id=report_id, day=now.date())
    ViewCount.objects.filter(pk=count.pk).update(count=F("count") + number)
    popularity = Ln(Power(2.0, F("popularity")) + number * weight) / math.log(2)
    Report.objects.filter(pk=report_id).update(popularity=popularity)
    value = Report.objects.values_list("popularity", flat=True).get(pk=report_id)
    ListingEntry.objects.filter(report_id=report_id).update(popularity=value)


def views_are_due() -> bool:
    """Tell whether there are views and `INTERVAL` seconds have gone by since the last were written."""
    return bool(_views) and time.monotonic() - _last_flush >= INTERVAL
