"""What a search is narrowed to, and what it can be narrowed by, with the number of reports that are left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from taggit.models import Tag

from reports.enums import Language, SectionKind
from reports.forms import Asked, SearchForm
from reports.listings import scope_of
from reports.models import Category, Period, Unit
from reports.search import IN_TITLE_ONLY

MAX_LOOKED_UP = 120
MAX_OPTIONS = 40
MODELS: Mapping[str, Any] = {"category": Category, "unit": Unit, "period": Period, "tag": Tag}


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that narrows a search: what it is, its fields in the address, and the address without it."""

    label: str
    value: str
    names: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a search, and how many reports are left."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A property by which a search can be narrowed, with its values."""

    name: str
    label: str
    choices: Sequence[Choice]


def chips_of(asked: Asked) -> list[Chip]:
    """Return what the search is narrowed to, in the order of the page."""
    form, rows = asked.form, asked.rows
    where = _("Titles") if form.where == IN_TITLE_ONLY else form.where and str(SectionKind(form.where).label)
    values = [
        (pgettext("search", "Words in"), where, ("where",)),
        (_("Category"), rows.category.name if rows.category else "", ("category",)),
        (_("Unit"), rows.unit.short_name if rows.unit else "", ("unit",)),
        (_("Period"), rows.period.label if rows.period else "", ("period",)),
        (_("Periods"), _periods(form), ("from", "to")),
        (_("Published"), _days(form), ("since", "until")),
        (_("Contains"), form.kind and str(SectionKind(form.kind).label), ("kind",)),
        (_("Language"), form.language and str(Language(form.language).label), ("language",)),
        (_("Tag"), rows.tag.name if rows.tag else "", ("tag",)),
    ]
    return [
        Chip(label, value, names, form.address(**dict.fromkeys(names, ""))) for label, value, names in values if value
    ]


def _periods(form: SearchForm) -> str:
    return _stretch(*(period.label() if period else "" for period in (form.first, form.last)))


def _days(form: SearchForm) -> str:
    return _stretch(*(date_format(day, "DATE_FORMAT") if day else "" for day in (form.since_day, form.until_day)))


def _stretch(first: str, last: str) -> str:
    if first and last:
        both = {"start": first, "end": last}
        return first if first == last else pgettext("period", "%(start)s – %(end)s") % both
    if first:
        return pgettext("period", "from %(start)s on") % {"start": first}
    return pgettext("period", "up to %(end)s") % {"end": last} if last else ""


def narrowings_of(asked: Asked, counts: Mapping[str, int], total: int) -> list[Narrowing]:
    """Return the properties that tell the results apart; `counts` maps names of lists to sizes. Four queries.

    Of trees one level is shown, below what is chosen already: narrowing goes down step by step.
    """
    form, rows = asked.form, asked.rows
    keys = _frequent_keys(counts)
    found = {key: model.objects.filter(pk__in=keys.get(key, [])) for key, model in MODELS.items()}
    categories = _next_nodes("category", found["category"], rows.category, counts, total)
    units = _next_nodes("unit", found["unit"], rows.unit, counts, total)
    periods = _next_periods(found["period"].latest_first(), rows.period, counts, total)
    tags = sorted((tag for tag in found["tag"] if tag != rows.tag), key=lambda tag: -counts[scope_of("tag", tag.pk)])
    offers = [
        ("category", _("Category"), [(row.name, row.slug, counts[scope_of("category", row.pk)]) for row in categories]),
        ("unit", _("Unit"), [(row.short_name, row.slug, counts[scope_of("unit", row.pk)]) for row in units]),
        ("period", _("Period"), [(row.label, row.code, counts[scope_of("period", row.pk)]) for row in periods]),
        ("kind", _("Contains"), [] if form.kind else _members("kind", SectionKind, counts)),
        ("language", _("Language"), [] if form.language else _members("language", Language, counts)),
        ("tag", _("Tag"), [(tag.name, tag.slug, counts[scope_of("tag", tag.pk)]) for tag in tags]),
    ]
    return [
        Narrowing(
            name,
            label,
            [Choice(text, count, form.address(**{name: value})) for text, value, count in values[:MAX_OPTIONS]],
        )
        for name, label, values in offers
        if any(count < total for _text, _value, count in values)
    ]


def _frequent_keys(counts: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the keys of the rows that hold most reports, by sort of list."""
    keys: dict[str, list[int]] = {}
    for scope, _count in sorted(counts.items(), key=lambda pair: -pair[1]):
        sort, _colon, key = scope.partition(":")
        if key.isdecimal() and len(keys.setdefault(sort, [])) < MAX_LOOKED_UP:
            keys[sort].append(int(key))
    return keys


def _members(
    sort: str, members: type[SectionKind] | type[Language], counts: Mapping[str, int]
) -> list[tuple[str, str, int]]:
    sizes = [(member, counts.get(scope_of(sort, member.value), 0)) for member in members]
    return [(str(member.label), member.value, count) for member, count in sizes if count]


def _next_nodes(
    sort: str, nodes: Iterable[Any], chosen: Category | Unit | None, counts: Mapping[str, int], total: int
) -> list[Any]:
    """Return the nodes to offer below what is chosen: the first level of the tree that divides the results."""
    below = [node for node in nodes if chosen is None or (node.path.startswith(chosen.path) and node != chosen)]
    while below:
        top = min(node.depth for node in below)
        level = [node for node in below if node.depth == top]
        if len(level) > 1 or counts[scope_of(sort, level[0].pk)] < total:
            return sorted(level, key=lambda node: node.path)
        below = [node for node in below if node.depth > top]
    return []


def _next_periods(
    periods: Iterable[Period], chosen: Period | None, counts: Mapping[str, int], total: int
) -> list[Period]:
    """Return the periods to offer within the chosen one: the longest that divide the results, the latest first."""
    around = {row: {value.code for value in row.value.containing()} for row in periods}
    if chosen:
        around = {row: codes for row, codes in around.items() if chosen.code in codes}
    while around:
        present = {row.code for row in around}
        level = [row for row, codes in around.items() if not codes & present]
        if len(level) > 1 or counts[scope_of("period", level[0].pk)] < total:
            return level
        del around[level[0]]
    return []
