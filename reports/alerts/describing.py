"""What is followed, in words of the active language and as an address where it can be read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from taggit.models import Tag

from reports.alerts.wishes import Wish
from reports.enums import Language, SectionKind
from reports.models import Category, Period, Unit
from reports.periods import CalendarPeriod
from reports.search import IN_TITLE_ONLY

FOLLOWED = ("q", "where", "category", "unit", "tag", "period", "kind", "language", "from", "to")
"""The fields of a search that can be followed: dates of publication and the order mean nothing for what is to come."""

_MODELS: Mapping[str, Any] = {"category": Category, "unit": Unit, "period": Period, "tag": Tag}
_PAGES = {"category": "category-detail", "unit": "unit-detail", "period": "period-detail", "tag": "tag-detail"}


@dataclass(frozen=True, slots=True)
class Description:
    """What is followed: labels with values, none for all reports, and the address (without a host) of the list.

    `is_complete` is false where something that was followed is no longer there.
    """

    parts: Sequence[tuple[str, str]]
    address: str
    is_complete: bool = True

    @property
    def title(self) -> str:
        """All of it in a line."""
        if not self.parts:
            return _("All reports")
        text = pgettext("alert", "%(label)s: %(value)s")
        return "\u00a0· ".join(text % {"label": label, "value": value} for label, value in self.parts)


def describe(wishes: Iterable[Wish]) -> list[Description]:
    """Return the descriptions of wishes, in order. At most four queries, however many there are."""
    wishes = list(wishes)
    keys = defaultdict(set)
    for wish in wishes:
        for scope in wish.scopes:
            sort, _colon, key = scope.partition(":")
            if sort in _MODELS:
                keys[sort].add(int(key))
    rows = {sort: _MODELS[sort].objects.in_bulk(found) for sort, found in keys.items()}
    return [_description(wish, rows) for wish in wishes]


def _description(wish: Wish, rows: Mapping[str, Mapping[int, Any]]) -> Description:
    parts: list[tuple[str, str]] = []
    fields: dict[str, str] = {}
    is_complete = True
    if wish.query:
        parts.append((pgettext("alert", "Words"), wish.query))
        fields["q"] = wish.query
        if wish.where:
            where = _("Titles") if wish.where == IN_TITLE_ONLY else str(SectionKind(wish.where).label)
            parts.append((pgettext("search", "Words in"), where))
            fields["where"] = wish.where
    for scope in wish.scopes:
        label, value, code = _named(scope, rows)
        is_complete = is_complete and bool(code)
        parts.append((label, value))
        fields[scope.partition(":")[0]] = code
    if wish.first or wish.last:
        parts.append((_("Periods"), _stretch(wish)))
        fields |= {"from": wish.first, "to": wish.last}
    return Description(parts, _address(fields, wish), is_complete)


def _named(scope: str, rows: Mapping[str, Mapping[int, Any]]) -> tuple[str, str, str]:
    """Return what a list is called (its sort, its name) and its value in addresses, "" if it is no longer there."""
    sort, _colon, key = scope.partition(":")
    if sort == "kind":
        return _("Contains"), str(SectionKind(key).label), key
    if sort == "language":
        return _("Language"), str(Language(key).label), key
    label = {"category": _("Category"), "unit": _("Unit"), "period": _("Period"), "tag": _("Tag")}[sort]
    row = rows[sort].get(int(key))
    if row is None:
        return label, _("no longer there"), ""
    return label, str(row.label if sort == "period" else row.name), str(row.code if sort == "period" else row.slug)


def _stretch(wish: Wish) -> str:
    first, last = (CalendarPeriod.parse(code).label() if code else "" for code in (wish.first, wish.last))
    if first and last:
        return first if first == last else pgettext("period", "%(start)s – %(end)s") % {"start": first, "end": last}
    if first:
        return pgettext("period", "from %(start)s on") % {"start": first}
    return pgettext("period", "up to %(end)s") % {"end": last}


def _address(fields: Mapping[str, str], wish: Wish) -> str:
    """Return the list's own page where there is one, else a search for the same."""
    given = {name: value for name, value in fields.items() if value}
    if not fields:
        return reverse("reports:report-list")
    if len(given) == len(fields) == 1 and not wish.query:
        name, value = next(iter(given.items()))
        if page := _PAGES.get(name):
            return reverse(f"reports:{page}", args=[value])
    return f"{reverse('reports:search')}?{urlencode({**given, 'order': 'newest'})}"
