"""Neighbours of a report: the same unit's periods before and after, units above and below, the same subject.

Every neighbour has a reason that can be told; where little is alike, a list is short but never filled up.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter

from django.db import transaction
from django.db.models import QuerySet

from reports.discovery.profiles import describe
from reports.discovery.subjects import Alike, same_subject
from reports.enums import Relation, Shelf
from reports.listings import path_prefixes
from reports.models import Report, SidebarEntry

LENGTH = 6

Neighbour = tuple[int, Relation, list[str]]
Timeline = list[tuple[date, int]]
Place = tuple[int, str, str, tuple[str, ...], int]
"""What is told of a neighbour: report, shelf, reason, terms and position."""


@transaction.atomic
def refresh_neighbours(report: Report) -> set[int]:
    """Work out anew what stands beside a report and beside those that show it or may.

    A report that is not published leaves every sidebar. Returns the keys of the reports whose sidebars changed and of
    those that show the report. About 50 queries.
    """
    describe([report.pk])
    showing = set(SidebarEntry.objects.filter(target=report, report__isnull=False).values_list("report", flat=True))
    changed = restock([report.pk])
    beside = set(SidebarEntry.objects.filter(report=report).values_list("target", flat=True))
    return {report.pk} | showing | changed | restock((showing | beside) - {report.pk})


@transaction.atomic
def restock(keys: Collection[int]) -> set[int]:
    """Work out anew what stands beside some reports, and return those for which it is not what it was.

    They are compared by what is known of them (`describe`). About 13 queries, and one to three for each report.
    """
    wanted = set(keys)
    if not wanted:
        return set()
    before = _stored(wanted)
    reports = list(Report.objects.published().filter(pk__in=wanted).select_related("unit", "period").with_tags())
    alike, lines, parts = same_subject(reports, most=2 * LENGTH), _timelines(reports), _parts_around(reports)
    now = {
        report.pk: _places(report, _same_unit_in_time(report, lines), alike[report.pk]) | parts.get(report.pk, set())
        for report in reports
    }
    changed = {pk for pk in wanted if before.get(pk, set()) != now.get(pk, set())}
    SidebarEntry.objects.filter(report__in=changed).delete()
    hidden = wanted - now.keys()
    if hidden:
        SidebarEntry.objects.filter(target__in=hidden).delete()
    SidebarEntry.objects.bulk_create(
        SidebarEntry(report_id=pk, target_id=target, shelf=shelf, reason=reason, terms=list(terms), position=position)
        for pk in sorted(changed & now.keys())
        for target, shelf, reason, terms, position in sorted(now[pk], key=lambda place: (place[1], place[4]))
    )
    return changed


def _stored(keys: Collection[int]) -> dict[int, set[Place]]:
    rows = SidebarEntry.objects.filter(report__in=keys)
    found: dict[int, set[Place]] = {}
    for pk, target, shelf, reason, terms, position in rows.values_list(
        "report", "target", "shelf", "reason", "terms", "position"
    ):
        found.setdefault(pk, set()).add((target, shelf, reason, tuple(terms), position))
    return found


def _places(report: Report, steps: Sequence[int | None], alike: Sequence[Alike]) -> set[Place]:
    """Return what stands beside a published report, which has the same unit's last and next one as `steps`.

    Up to two queries.
    """
    places: set[Place] = {
        (pk, shelf.value, "", (), 0) for shelf, pk in zip((Shelf.PREVIOUS, Shelf.NEXT), steps, strict=True) if pk
    }
    related = _related(report, [pk for pk in steps if pk], alike)
    for position, (pk, reason, terms) in enumerate(related):
        places.add((pk, Shelf.RELATED.value, reason.value, tuple(terms), position))
    return places


def _timelines(reports: Iterable[Report]) -> dict[tuple[int, str], Timeline]:
    """Return the published reports of the same units on periods of one kind, in order of time. One query."""
    units = {report.unit_id for report in reports if report.unit_id and report.period_id}
    lines: dict[tuple[int, str], Timeline] = defaultdict(list)
    if units:
        dated = Report.objects.published().filter(unit__in=units, period__start__isnull=False)
        for unit, kind, start, pk in dated.values_list("unit", "period__kind", "period__start", "pk"):
            lines[unit, kind].append((start, pk))  # type: ignore[arg-type] # dated ones alone are asked for
    for line in lines.values():
        line.sort()
    return lines


def _parts_around(reports: Iterable[Report]) -> dict[int, set[Place]]:
    """Return the parts before and after each report in its collection. One query."""
    collections = {report.collection_id for report in reports if report.collection_id and report.position}
    lines: dict[int, list[int]] = defaultdict(list)
    if collections:
        rows = Report.objects.published().filter(collection__in=collections, position__isnull=False)
        for collection, pk in rows.order_by("position").values_list("collection", "pk"):
            lines[collection].append(pk)
    found: dict[int, set[Place]] = defaultdict(set)
    for line in lines.values():
        for one, other in pairwise(line):
            found[other].add((one, Shelf.PART_BEFORE.value, "", (), 0))
            found[one].add((other, Shelf.PART_AFTER.value, "", (), 0))
    return found


def _same_unit_in_time(report: Report, lines: Mapping[tuple[int, str], Timeline]) -> tuple[int | None, int | None]:
    """Return the same unit's reports on the period of the same kind just before and just after."""
    if not (report.unit_id and report.period and report.period.start):
        return None, None
    line, start = lines[report.unit_id, report.period.kind], report.period.start
    before = bisect_left(line, start, key=itemgetter(0))
    after = bisect_right(line, start, key=itemgetter(0))
    return (line[before - 1][1] if before else None), (line[after][1] if after < len(line) else None)


def _related(report: Report, taken: Iterable[int], alike: Iterable[Alike]) -> list[Neighbour]:
    chosen: list[Neighbour] = []
    seen = {report.pk, *taken}
    for pk, reason in _relatives(report):
        if pk not in seen and len(chosen) < LENGTH // 2:
            chosen.append((pk, reason, []))
            seen.add(pk)
    for other in alike:
        if other.report not in seen and len(chosen) < LENGTH:
            chosen.append((other.report, Relation.SAME_SUBJECT, other.tags))
            seen.add(other.report)
    return chosen


def _relatives(report: Report) -> list[tuple[int, Relation]]:
    """Return reports of the same period by units above and below."""
    if not (report.unit and report.period):
        return []
    same_period = Report.objects.published().filter(period=report.period).exclude(pk=report.pk)
    found: list[tuple[int, Relation]] = []
    if not report.unit.is_root():
        above = same_period.filter(unit__path__in=path_prefixes(report.unit)[:-1])
        found += [(pk, Relation.PARENT_UNIT) for pk in _keys(above.order_by("-unit__depth", "-pk"))]
    if not report.unit.is_leaf():
        below = same_period.filter(unit__path__startswith=report.unit.path, unit__depth__gt=report.unit.depth)
        found += [(pk, Relation.SUB_UNIT) for pk in _keys(below.order_by("unit__path", "-pk"))]
    return found


def _keys(reports: QuerySet[Report]) -> list[int]:
    return list(reports.values_list("pk", flat=True)[:LENGTH])
