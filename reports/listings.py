"""Lists of published reports by category, unit, period, tag, language and section kind.

A report is entered into all its lists when it is published and taken out when it is withdrawn; the number of
reports in each list, and in each pair of a list and a narrowing, is kept beside. Reading a page of a list is then
one step along an index, whatever the length of the list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet

from reports.models import Category, ListingCount, ListingEntry, Report, Unit
from reports.models.period import Period
from reports.querysets import ReportQuerySet

ALL = "all"
FACETS = ("period", "unit", "language", "kind")
"""The sorts of scope that a list can be narrowed by."""

MAX_FACET_ROWS = 400


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
    scopes = _scopes_of(report, _Containers())
    ListingEntry.objects.bulk_create(_entries_of(report, scopes))
    _add_to_counts(scopes, 1)
    return {*left, *scopes}


@transaction.atomic
def enter_many(reports: Sequence[Report]) -> set[str]:
    """Put published reports that stand in no list yet into all their lists, and return the names of these.

    A few queries, however many there are.
    """
    containers = _Containers()
    entries: list[ListingEntry] = []
    steps: Counter[tuple[str, str]] = Counter()
    for report in reports:
        scopes = _scopes_of(report, containers)
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
    counts: dict[tuple[str, str], int] = {}
    entries: list[ListingEntry] = []
    containers = _Containers()
    number = 0
    for report in reports:
        scopes = _scopes_of(report, containers)
        number += 1
        entries += _entries_of(report, scopes)
        for pair in _pairs(scopes):
            counts[pair] = counts.get(pair, 0) + 1
        if len(entries) > 5000:
            ListingEntry.objects.bulk_create(entries)
            entries = []
    ListingEntry.objects.bulk_create(entries)
    write_counts(counts)
    return number


def _entries_of(report: Report, scopes: Iterable[str]) -> list[ListingEntry]:
    if report.published_at is None:
        raise ValueError(f"report {report.pk} is not published and stands in no list")
    return [
        ListingEntry(scope=scope, report=report, published_at=report.published_at, popularity=report.popularity)
        for scope in scopes
    ]


def write_counts(counts: Mapping[tuple[str, str], int]) -> None:
    """Store the sizes of pairs of lists that have no row yet."""
    ListingCount.objects.bulk_create(
        (ListingCount(scope=scope, within=within, count=count) for (scope, within), count in counts.items()),
        batch_size=2000,
    )


@dataclass(frozen=True, slots=True)
class _Containers:
    """What contains categories, units and periods, each looked up once."""

    known: dict[tuple[type, int], list[int]] = field(default_factory=dict)

    def of(self, row: Category | Unit | Period) -> list[int]:
        """Return the keys of a row and of all that contains it. One query for a row not seen before."""
        place = (type(row), row.pk)
        if place not in self.known:
            if isinstance(row, Period):
                self.known[place] = [period.pk for period in periods_around(row)]
            else:
                self.known[place] = _path_ids(type(row), row)
        return self.known[place]


def _scopes_of(report: Report, containers: _Containers) -> list[str]:
    scopes = [ALL, scope_of("language", report.language)]
    scopes += [scope_of("kind", kind) for kind in report.section_kinds]
    scopes += [scope_of("tag", tag.pk) for tag in report.tags.all()]
    for sort, row in (("category", report.category), ("unit", report.unit), ("period", report.period)):
        if row:
            scopes += [scope_of(sort, pk) for pk in containers.of(row)]
    return scopes


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


def _path_ids(model: type[Category] | type[Unit], node: Category | Unit) -> list[int]:
    return list(model.objects.filter(path__in=path_prefixes(node)).values_list("pk", flat=True))


def path_prefixes(node: Category | Unit) -> list[str]:
    """Return the tree paths of a node's ancestors and its own, root first."""
    return [node.path[:length] for length in range(node.steplen, len(node.path) + 1, node.steplen)]


def _pairs(scopes: Sequence[str]) -> list[tuple[str, str]]:
    narrowings = [scope for scope in scopes if scope == ALL or scope.split(":")[0] in FACETS]
    return [(scope, within) for scope in scopes for within in narrowings]


def _add_many_to_counts(steps: Mapping[tuple[str, str], int]) -> None:
    counts = _locked_counts(steps)
    missing = steps.keys() - counts.keys()
    if missing and connection.features.has_select_for_update:
        # Somebody else may be about to make them too: of two who do, one waits here for the other.
        rows = (ListingCount(scope=scope, within=within) for scope, within in sorted(missing))
        ListingCount.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
        counts |= _locked_counts(missing)
    ListingCount.objects.bulk_create(
        (
            ListingCount(scope=scope, within=within, count=counts.get((scope, within), 0) + step)
            for (scope, within), step in steps.items()
        ),
        update_conflicts=True,
        unique_fields=["scope", "within"],
        update_fields=["count"],
        batch_size=2000,
    )


def _locked_counts(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the counts of pairs of lists that have a row, kept from others until the end of the transaction."""
    wanted = set(pairs)
    scopes, withins = {scope for scope, _within in wanted}, {within for _scope, within in wanted}
    # Locked in one order, so that two who do this at once wait for each other.
    rows = ListingCount.objects.select_for_update().filter(scope__in=scopes, within__in=withins).order_by("pk")
    found = rows.values_list("scope", "within", "count")
    return {(scope, within): count for scope, within, count in found if (scope, within) in wanted}


def _add_to_counts(scopes: Sequence[str], step: int) -> None:
    pairs = _pairs(scopes)
    if step > 0:
        ListingCount.objects.bulk_create(
            (ListingCount(scope=scope, within=within) for scope, within in pairs), ignore_conflicts=True
        )
    withins = {within for _scope, within in pairs}
    ListingCount.objects.filter(scope__in=scopes, within__in=withins).update(count=F("count") + step)
