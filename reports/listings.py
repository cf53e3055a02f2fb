"""Lists of published reports by category, unit, period, tag, language and section kind.

A report is entered into all its lists when it is published and taken out when it is withdrawn; the number of
reports in each list, and in each pair of a list and a narrowing, is kept beside. Reading a page of a list is then
one step along an index, whatever the length of the list.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from reports.models import Category, ListingCount, ListingEntry, Report, Unit
from reports.models.period import Period
from reports.querysets import ReportQuerySet

ALL = "all"
FACETS = ("period", "unit", "language", "kind")
"""The sorts of scope that a list can be narrowed by."""

MAX_FACET_ROWS = 400
REBUILT_AT_ONCE = 500


def scope_of(sort: str, key: int | str) -> str:
    """Return the name of a list: `scope_of("category", 3)` is "category:3"."""
    return f"{sort}:{key}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of reports: its scope and what narrows it, each the name of another list."""

    scope: str
    narrowed_by: tuple[str, ...] = ()

    def counts(self, also: Iterable[str] = ()) -> dict[str, int]:
        """Return how many of the list's reports stand in each other list ("all": the list's size). One query.

        `also` names further lists whose own sizes are wanted; they are left out where the list is narrowed.
        """
        if self.narrowed_by:
            facets = Q(scope=ALL)
            for sort in FACETS:
                facets |= Q(scope__startswith=f"{sort}:")
            rows = ListingEntry.objects.filter(facets, report__in=self._entries().values("report"))
            return dict(rows.values_list("scope").annotate(number=Count("pk")).order_by("-number")[:MAX_FACET_ROWS])
        own = ListingCount.objects.filter(
            Q(scope=self.scope) | Q(scope__in=list(also), within=ALL), count__gt=0
        ).values_list("scope", "within", "count")
        return {
            (within if scope == self.scope else scope): count
            for scope, within, count in own.order_by("-count")[: MAX_FACET_ROWS * 2]
        }

    def size(self) -> int:
        """Return how many reports the list has. One query."""
        if self.narrowed_by:
            return self._entries().count()
        own = ListingCount.objects.filter(scope=self.scope, within=ALL)
        return own.values_list("count", flat=True).first() or 0

    def reports(self, *, by_popularity: bool, start: int, stop: int) -> ReportQuerySet:
        """Return the reports at places `start` to `stop` of the list, as cards. One query."""
        order = "-popularity" if by_popularity else "-published_at"
        page = self._entries().order_by(order, "-report").values("report")[start:stop]
        reports = Report.objects.published().filter(pk__in=page).with_cards()
        return reports.popular_first() if by_popularity else reports.newest_first()

    def reports_after(self, place: tuple[datetime, int] | None, number: int) -> ReportQuerySet:
        """Return `number` reports, the newest first, from the one that follows a moment and key on. One query.

        A place stays what it is while reports are published and withdrawn.
        """
        entries = self._entries()
        if place:
            moment, key = place
            # The first condition is implied by the second, and lets the database start at the place in the index.
            entries = entries.filter(published_at__lte=moment)
            entries = entries.filter(Q(published_at__lt=moment) | Q(report__lt=key))
        page = entries.order_by("-published_at", "-report").values("report")[:number]
        return Report.objects.published().filter(pk__in=page).newest_first()

    def _entries(self) -> QuerySet[ListingEntry]:
        entries = ListingEntry.objects.filter(scope=self.scope)
        for scope in self.narrowed_by:
            entries = entries.filter(report__in=ListingEntry.objects.filter(scope=scope).values("report"))
        return entries


def sizes_of(scopes: Sequence[str]) -> dict[str, int]:
    """Return the number of reports in each of the lists `scopes` that is not empty. One query."""
    return dict(ListingCount.objects.filter(scope__in=scopes, within=ALL, count__gt=0).values_list("scope", "count"))


@transaction.atomic
def enter(report: Report) -> set[str]:
    """Put a published report into all its lists, or move it where it stands in others already.

    Returns the lists in which it stands now or stood before.
    """
    left = leave(report)
    scopes = _Containers([report]).scopes(report)
    ListingEntry.objects.bulk_create(_entries_of(report, scopes))
    _add_to_counts(scopes, 1)
    return {*left, *scopes}


@transaction.atomic
def enter_many(reports: Sequence[Report]) -> set[str]:
    """Put published reports that stand in no list yet into all their lists, and return the names of these.

    A few queries, however many there are.
    """
    containers = _Containers(reports)
    entries: list[ListingEntry] = []
    steps: Counter[tuple[str, str]] = Counter()
    for report in reports:
        scopes = containers.scopes(report)
        entries += _entries_of(report, scopes)
        steps.update(_pairs(scopes))
    ListingEntry.objects.bulk_create(entries, batch_size=2000)
    _add_many_to_counts(steps)
    return {entry.scope for entry in entries}


@transaction.atomic
def leave(report: Report) -> set[str]:
    """Take a report out of all its lists, and return the names of these."""
    scopes = list(ListingEntry.objects.filter(report=report).values_list("scope", flat=True))
    if scopes:
        ListingEntry.objects.filter(report=report).delete()
        _add_to_counts(scopes, -1)
    return set(scopes)


@transaction.atomic
def rebuild(reports: Iterable[Report]) -> int:
    """Make all lists anew from the published reports given, return how many there were."""
    ListingEntry.objects.all().delete()
    ListingCount.objects.all().delete()
    counts: Counter[tuple[str, str]] = Counter()
    number = 0
    waiting = iter(reports)
    while some := list(islice(waiting, REBUILT_AT_ONCE)):
        containers = _Containers(some)
        entries: list[ListingEntry] = []
        for report in some:
            scopes = containers.scopes(report)
            entries += _entries_of(report, scopes)
            counts.update(_pairs(scopes))
        ListingEntry.objects.bulk_create(entries)
        number += len(some)
    write_counts(counts)
    return number


def _entries_of(report: Report, scopes: Iterable[str]) -> list[ListingEntry]:
    if report.published_at is None:
        raise ValueError(f"report {report.pk} is not published and stands in no list")
    return [
        ListingEntry(
            scope=scope,
            report=report,
            published_at=report.published_at,
            popularity=report.popularity,
            changed_at=report.changed_at if scope.startswith(scope_of("unit", "")) else None,
        )
        for scope in scopes
    ]


def write_counts(counts: Mapping[tuple[str, str], int]) -> None:
    """Store the sizes of pairs of lists that have no row yet."""
    ListingCount.objects.bulk_create(
        (ListingCount(scope=scope, within=within, count=count) for (scope, within), count in counts.items()),
        batch_size=2000,
    )


class _Containers:
    """What contains the categories, units and periods of reports."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Look up the nodes of trees above those of all the reports: one query for categories, one for units."""
        self.categories = _keys_by_path(Category, [report.category for report in reports if report.category])
        self.units = _keys_by_path(Unit, [report.unit for report in reports if report.unit])
        self.periods: dict[int, list[int]] = {}

    def scopes(self, report: Report) -> list[str]:
        """Return the lists that a report stands in. Up to three queries for a period not seen before."""
        scopes = [ALL, scope_of("language", report.language)]
        scopes += [scope_of("kind", kind) for kind in report.section_kinds]
        scopes += [scope_of("tag", tag.pk) for tag in report.tags.all()]
        nodes = (("category", report.category, self.categories), ("unit", report.unit, self.units))
        for sort, node, keys in nodes:
            scopes += [scope_of(sort, keys[path]) for path in path_prefixes(node) if path in keys] if node else []
        if period := report.period:
            if period.pk not in self.periods:
                self.periods[period.pk] = [around.pk for around in periods_around(period)]
            scopes += [scope_of("period", pk) for pk in self.periods[period.pk]]
        return scopes


def _keys_by_path(model: type[Category] | type[Unit], nodes: Iterable[Category | Unit]) -> dict[str, int]:
    """Return the keys of nodes of a tree and of all that contain them, by path. One query."""
    paths = {path for node in nodes for path in path_prefixes(node)}
    return dict(model.objects.filter(path__in=paths).values_list("path", "pk"))


def scopes_within(start: date, end: date) -> tuple[str, ...]:
    """Return the fewest lists of periods that hold all reports on periods within these days, and no others. One query.

    A report stands in the lists of the longer standard periods around its own as well, so that what lies in a year
    that is wanted whole needs no list of its own; a week that goes over the end of a month does.
    """
    periods = {row.code: row for row in Period.objects.within(start, end)}
    return tuple(
        scope_of("period", row.pk)
        for row in periods.values()
        if not any(longer.code in periods for longer in row.value.containing())
    )


def periods_around(period: Period) -> list[Period]:
    """Return the period and the longer standard ones that contain it, made where they have no row yet."""
    values = period.value.containing()
    known = {row.code: row for row in Period.objects.filter(code__in=[value.code for value in values])}
    return [period, *(known.get(value.code) or Period.objects.for_value(value) for value in values)]


def path_prefixes(node: Category | Unit) -> list[str]:
    """Return the tree paths of a node's ancestors and its own, root first."""
    return [node.path[:length] for length in range(node.steplen, len(node.path) + 1, node.steplen)]


def _pairs(scopes: Sequence[str]) -> list[tuple[str, str]]:
    narrowings = [scope for scope in scopes if scope == ALL or scope.split(":")[0] in FACETS]
    return [(scope, within) for scope in scopes for within in narrowings]


def _add_many_to_counts(steps: Mapping[tuple[str, str], int]) -> None:
    missing = steps.keys() - _keys_of_counts(steps).keys()
    # Somebody else may be about to make them too: of two who do, one waits here for the other.
    rows = (ListingCount(scope=scope, within=within) for scope, within in sorted(missing))
    ListingCount.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    by_step: dict[int, list[int]] = defaultdict(list)
    for pair, pk in _keys_of_counts(steps, is_locked=True).items():
        by_step[steps[pair]].append(pk)
    for step, keys in by_step.items():
        ListingCount.objects.filter(pk__in=keys).update(count=F("count") + step)


def _keys_of_counts(pairs: Collection[tuple[str, str]], *, is_locked: bool = False) -> dict[tuple[str, str], int]:
    """Return the keys of the counts of pairs of lists that have a row, kept from others if `is_locked`."""
    scopes, withins = {scope for scope, _within in pairs}, {within for _scope, within in pairs}
    # Locked in one order, so that two who do this at once wait for each other.
    rows = ListingCount.objects.filter(scope__in=scopes, within__in=withins).order_by("pk")
    found = (rows.select_for_update() if is_locked else rows).values_list("scope", "within", "pk")
    return {(scope, within): pk for scope, within, pk in found if (scope, within) in pairs}


def _add_to_counts(scopes: Sequence[str], step: int) -> None:
    pairs = _pairs(scopes)
    if step > 0:
        ListingCount.objects.bulk_create(
            (ListingCount(scope=scope, within=within) for scope, within in pairs), ignore_conflicts=True
        )
    withins = {within for _scope, within in pairs}
    ListingCount.objects.filter(scope__in=scopes, within__in=withins).update(count=F("count") + step)
