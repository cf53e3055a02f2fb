"""The records of the site in the order of their last change: published reports, and those that are gone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from reports.listings import path_prefixes, scope_of
from reports.models import GoneReport, ListingEntry, Report, Unit
from reports.oai.asking import Asking, Errors, bad_token

AT_ONCE = 100
_SET = re.compile("unit-([0-9]{1,18})")
_PATH = re.compile("[0-9A-Z]{4,255}")


@dataclass(frozen=True, slots=True)
class Item:
    """A record: its number, when it last changed, the sets it is in, and the report, None for one that is gone."""

    number: int
    changed_at: datetime
    sets: tuple[str, ...]
    report: Report | None = None


def items_from(asking: Asking, *, with_text: bool) -> tuple[list[Item], bool]:
    """Return the records that are asked for after a place, and whether there are more. 4 queries at most.

    Without text only the headers can be written. Both tables are walked along their dates, each from its place on.
    """
    unit = set_of(asking.set) if asking.set else None
    reports: QuerySet[Any] = Report.objects.published().filter(changed_at__isnull=False)
    gone: QuerySet[Any] = GoneReport.objects.select_related("unit")
    reports = _loaded(reports) if with_text else reports.select_related("unit").only("changed_at", "unit__path")
    if unit:
        entries = ListingEntry.objects.filter(scope=scope_of("unit", unit.pk), changed_at__isnull=False)
        # In no order: asked for one, SQLite walks along the dates of all reports. They are sorted below.
        reports = reports.filter(pk__in=_walked(entries, "changed_at", "report", asking).values("report"))
        gone = gone.filter(unit__path__startswith=unit.path)
    else:
        reports = _walked(reports, "changed_at", "pk", asking)
    rows = [(row.changed_at, row.pk, row) for row in reports]
    rows += [(row.gone_at, row.pk, row) for row in _walked(gone, "gone_at", "number", asking)]
    rows.sort(key=lambda row: row[:2])
    chosen = rows[:AT_ONCE]
    return _items([row for _moment, _key, row in chosen]), len(rows) > AT_ONCE


def item_of(number: int) -> Item:
    """Return the record of a number, Errors if there never was a public one. 3 queries at most."""
    rows: list[Any] = list(_loaded(Report.objects.published()).filter(pk=number, changed_at__isnull=False))
    rows = rows or list(GoneReport.objects.select_related("unit").filter(pk=number))
    if not rows:
        raise Errors("idDoesNotExist", "There is no record of this identifier.")
    return _items(rows)[0]


def earliest_change() -> datetime | None:
    """Return the date before which nothing changed. 2 queries."""
    firsts = [
        Report.objects.published().exclude(changed_at=None).order_by("changed_at", "pk").values_list("changed_at"),
        GoneReport.objects.order_by("gone_at", "number").values_list("gone_at"),
    ]
    return min((moment for rows in firsts for (moment,) in rows[:1] if moment), default=None)


def set_of(name: str) -> Unit:
    """Return the unit of a set; Errors if there is none. One query."""
    match = _SET.fullmatch(name)
    unit = Unit.objects.filter(pk=int(match[1])).first() if match else None
    if unit is None:
        raise Errors("noRecordsMatch", "There is no set of this name.")
    return unit


def set_name(number: int) -> str:
    """Return the name of a unit's set."""
    return f"unit-{number}"


def sets_after(path: str) -> tuple[list[Unit], bool]:
    """Return units in the order of the tree after a path, and whether there are more. One query."""
    if path and not _PATH.fullmatch(path):
        raise bad_token()
    units = list(Unit.objects.filter(path__gt=path).order_by("path")[: AT_ONCE + 1])
    return units[:AT_ONCE], len(units) > AT_ONCE


def _loaded(reports: QuerySet[Any]) -> QuerySet[Any]:
    loaded = reports.select_related("unit", "period", "category", "collection").prefetch_related("tags")
    return loaded.defer("prepared", "imported", "attribution")


def _walked(rows: QuerySet[Any], date: str, key: str, asking: Asking) -> QuerySet[Any]:
    """Return the first rows of a table after the place and within the dates, one more than a page holds."""
    place = asking.place
    if asking.since:
        rows = rows.filter(**{f"{date}__gte": asking.since})
    if asking.before:
        rows = rows.filter(**{f"{date}__lt": asking.before})
    if place.moment:
        # The first condition is implied by the second, and lets the database start at the place in the index.
        rows = rows.filter(**{f"{date}__gte": place.moment})
        rows = rows.filter(Q(**{f"{date}__gt": place.moment}) | Q(**{f"{key}__gt": place.key}))
    return rows.order_by(F(date).asc(), key)[: AT_ONCE + 1]


def _items(rows: list[Any]) -> list[Item]:
    numbers = _numbers_of_units(rows)
    items = []
    for row in rows:
        sets = tuple(set_name(numbers[path]) for path in _paths(row) if path in numbers)
        is_there = isinstance(row, Report)
        items.append(Item(row.pk, row.changed_at if is_there else row.gone_at, sets, row if is_there else None))
    return items


def _numbers_of_units(rows: list[Any]) -> Mapping[str, int]:
    """Return the keys of the rows' units and of all that contain them, by path. One query."""
    paths = {path for row in rows for path in _paths(row)}
    return dict(Unit.objects.filter(path__in=paths).values_list("path", "pk")) if paths else {}


def _paths(row: Report | GoneReport) -> list[str]:
    return path_prefixes(row.unit) if row.unit else []
