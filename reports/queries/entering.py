"""Writing of suggestions: `reports.workflow` calls it in the transaction that publishes, changes or withdraws."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet
from taggit.models import Tag

from reports.enums import SuggestionKind
from reports.listings import ALL, scope_of, sizes_of
from reports.models import ListingCount, Report, Suggestion, SuggestionKey, Unit
from reports.queries.keys import Key, keys_of

_KIND_WEIGHTS = {
    SuggestionKind.TITLE: 100_000,
    SuggestionKind.TAG: 200_000,
    SuggestionKind.UNIT: 200_000,
    SuggestionKind.QUERY: 300_000,
}
_BEGINNING = 150_000
"""What begins as it was typed goes before what holds such a word further on."""

_RECOMMENDED = 20_000
_MOST = 60_000
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_AT_ONCE = 1000

_Place = tuple[str, int, str, int]
"""What tells a suggestion of a unit or tag from others: sort, key, text, weight."""


@transaction.atomic
def enter_suggestions(reports: Sequence[Report], scopes: Iterable[str]) -> None:
    """Enter the titles of published reports, and bring up to date the units and tags among the lists `scopes`.

    `scopes` names every list that the reports stand in now or stood in before. At most 14 queries, however many.
    """
    stored = {row.report_id: row for row in Suggestion.objects.filter(report__in=reports)}
    wanted = [_title_of(report) for report in reports]
    changed = [row for row in wanted if not _is_same(row, stored.get(row.report_id))]
    _delete(stored[row.report_id].pk for row in changed if row.report_id in stored)
    _insert(changed)
    _refresh_lists(scopes)


@transaction.atomic
def remove_suggestions(report: Report, scopes: Iterable[str]) -> None:
    """Take away a report that is not public any more; units and tags of its lists `scopes` go with the last report."""
    _delete(Suggestion.objects.filter(report=report).values_list("pk", flat=True))
    _refresh_lists(scopes)


@transaction.atomic
def rebuild_suggestions() -> None:
    """Make the suggestions of titles, units and tags anew from the published reports, which stand in their lists."""
    outdated = Suggestion.objects.exclude(kind=SuggestionKind.QUERY)
    SuggestionKey.objects.filter(suggestion__in=outdated).delete()
    outdated.delete()
    batch: list[Suggestion] = []
    reports = Report.objects.published().only("title", "published_at", "is_recommended")
    for report in reports.iterator(chunk_size=_AT_ONCE):
        batch.append(_title_of(report))
        if len(batch) >= _AT_ONCE:
            _insert(batch)
            batch = []
    _insert(batch)
    lists = ListingCount.objects.filter(within=ALL, count__gt=0).values_list("scope", flat=True)
    for sort in ("unit", "tag"):
        _refresh_lists(lists.filter(scope__startswith=scope_of(sort, "")))


@transaction.atomic
def refresh_queries(queries: Iterable[str], frequent: Mapping[str, int]) -> None:
    """Bring the suggestions of `queries` up to date: `frequent` says which there are, and how often asked."""
    weights = {text: _size_weight(times) for text, times in frequent.items()}
    stored = Suggestion.objects.filter(kind=SuggestionKind.QUERY, text__in=list(queries))
    known = {(text, weight): pk for text, weight, pk in stored.values_list("text", "weight", "pk")}
    _delete(pk for place, pk in known.items() if place not in weights.items())
    fresh = weights.items() - known.keys()
    _insert([Suggestion(kind=SuggestionKind.QUERY, text=text, weight=weight) for text, weight in sorted(fresh)])


def _title_of(report: Report) -> Suggestion:
    """Return a report's suggestion, not stored; newer reports go first, recommended ones before all."""
    days = (report.published_at - _EPOCH).days if report.published_at else 0
    weight = min(max(days, 0), _MOST - _RECOMMENDED) + _RECOMMENDED * report.is_recommended
    return Suggestion(kind=SuggestionKind.TITLE, text=report.title, weight=weight, report=report)


def _is_same(one: Suggestion, other: Suggestion | None) -> bool:
    return other is not None and (one.text, one.weight) == (other.text, other.weight)


def _refresh_lists(scopes: Iterable[str]) -> None:
    """Bring the suggestions of units and tags up to date: those whose list holds a report are there, by every name."""
    keys: dict[str, list[int]] = defaultdict(list)
    for scope in scopes:
        sort, _colon, key = scope.partition(":")
        if sort in {"unit", "tag"}:
            keys[sort].append(int(key))
    sizes = sizes_of([scope_of(sort, key) for sort, numbers in keys.items() for key in numbers])
    wanted: dict[_Place, Suggestion] = {}
    units = Unit.objects.filter(pk__in=[key for key in keys["unit"] if scope_of("unit", key) in sizes])
    for unit in units.prefetch_related("aliases"):
        own = _size_weight(sizes[scope_of("unit", unit.pk)])
        for name, weight in _names_of(unit, own).items():
            wanted["unit", unit.pk, name, weight] = Suggestion(
                kind=SuggestionKind.UNIT, text=name, weight=weight, unit=unit
            )
    for tag in Tag.objects.filter(pk__in=[key for key in keys["tag"] if scope_of("tag", key) in sizes]):
        weight = _size_weight(sizes[scope_of("tag", tag.pk)])
        wanted["tag", tag.pk, tag.name, weight] = Suggestion(
            kind=SuggestionKind.TAG, text=tag.name, weight=weight, tag=tag
        )
    stored = _stored_lists("unit", keys["unit"]) | _stored_lists("tag", keys["tag"])
    _delete(pk for place, pk in stored.items() if place not in wanted)
    _insert([row for place, row in wanted.items() if place not in stored])


def _stored_lists(sort: str, keys: Sequence[int]) -> dict[_Place, int]:
    rows: QuerySet[Suggestion] = Suggestion.objects.filter(**{f"{sort}__in": keys})
    found = rows.values_list(f"{sort}_id", "text", "weight", "pk")
    return {(sort, key, text, weight): pk for key, text, weight, pk in found}


def _size_weight(size: int) -> int:
    """Return what the number of reports weighs: in steps, so that few publications change it."""
    return size.bit_length() * 1000


def _names_of(unit: Unit, weight: int) -> dict[str, int]:
    """Return the names of a unit with their weights; what documents call it weighs less than its own names."""
    names = {alias.name: 0 for alias in unit.aliases.all()}
    names |= dict.fromkeys([unit.name_en, unit.name_zh, unit.short_name_en, unit.short_name_zh], weight)
    return {name: weight for name, weight in names.items() if name}


def _insert(suggestions: Sequence[Suggestion]) -> None:
    Suggestion.objects.bulk_create(suggestions, batch_size=_AT_ONCE)
    SuggestionKey.objects.bulk_create(
        (
            SuggestionKey(
                suggestion=row,
                key=key.text,
                head=key.text[0],
                weight=_weight(row, key),
            )
            for row in suggestions
            for key in keys_of(row.text)
        ),
        batch_size=5 * _AT_ONCE,
    )


def _weight(row: Suggestion, key: Key) -> int:
    return _KIND_WEIGHTS[SuggestionKind(row.kind)] + _BEGINNING * key.is_beginning + row.weight + key.is_written


def _delete(keys: Iterable[int]) -> None:
    gone = list(keys)
    if gone:
        SuggestionKey.objects.filter(suggestion__in=gone).delete()
        Suggestion.objects.filter(pk__in=gone).delete()
