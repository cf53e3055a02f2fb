"""The units and categories of the site by the names that documents use."""

import re
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.functional import cached_property

from reports.documents.readings import is_spelled
from reports.models import Category, CategoryAlias, Period, Unit, UnitAlias
from reports.models.bilingual import free_slug
from reports.periods import CalendarPeriod
from reports.search import fold, tokenise

MAX_NAME = 200
MAX_BREADCRUMB = 500
_MASK = re.compile(r"[xX×*_＊]{2,}|[xX×]+(?=[\u4e00-\u9fff])")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SITE_NAME = re.compile(r"(?i)\b(?:web)?site\b|^home$|^(?:首页|首頁|主页|主頁)$|(?:网|網|网站|網站)$")


class Breadcrumbed(Protocol):
    """A source whose breadcrumb is known."""

    @property
    def title(self) -> str | None: ...  # noqa: D102

    @property
    def breadcrumb(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def permalink(self) -> str: ...  # noqa: D102


def is_masked(name: str) -> bool:
    """Whether a document hides a name (XX局): it names no unit."""
    return _MASK.search(name) is not None


def known_unit_names() -> list[str]:
    """Return all names and aliases of units that the importer should recognise. Two queries."""
    return KnownNames().unit_names


class KnownNames:
    """Units, categories and periods by name, loaded when first asked for and then kept: make one for a whole run.

    Four queries, whatever the number of documents. What the site lacks is made by `unit_for` and `category_for`;
    a transaction that rolls back has to `clear()` what it may have made.
    """

    def __init__(self) -> None:
        self._periods: dict[str, Period] = {}

    def clear(self) -> None:
        """Forget everything; it is loaded again when asked for."""
        for name in ("unit_rows", "_units", "_categories", "_breadcrumbs"):
            self.__dict__.pop(name, None)
        self._periods.clear()

    @cached_property
    def unit_rows(self) -> list[tuple[str, Unit]]:
        """Names with their units, aliases first: an editor chose those."""
        aliases = [(row.name, row.unit) for row in UnitAlias.objects.select_related("unit").order_by("pk")]
        return aliases + [(name, unit) for unit in Unit.objects.order_by("path") for name in _unit_names(unit) if name]

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {fold(name): unit for name, unit in reversed(self.unit_rows)}

    @cached_property
    def _categories(self) -> dict[frozenset[str], Category]:
        rows = list(Category.objects.order_by("path"))
        return {_name_key(name): row for row in reversed(rows) for name in (row.name_en, row.name_zh) if name}

    @cached_property
    def _breadcrumbs(self) -> dict[str, Category]:
        aliases = CategoryAlias.objects.select_related("category").order_by("pk")
        return {fold(row.breadcrumb): row.category for row in aliases}

    @property
    def unit_names(self) -> list[str]:
        """All names and aliases of units, for the importer to recognise."""
        return sorted({name for name, _unit in self.unit_rows})

    def period_for(self, value: CalendarPeriod | None) -> Period | None:
        """Return the row of a period, made if it is new."""
        if value is None:
            return None
        if value.code not in self._periods:
            self._periods[value.code] = Period.objects.for_value(value)
        return self._periods[value.code]

    def find_unit(self, name: str | None) -> Unit | None:
        """Return the unit that a document names; None if the site does not know it."""
        return self._units.get(fold(name[:MAX_NAME])) if name and not _MASK.search(name) else None

    def unit_for(self, name: str | None) -> Unit | None:
        """Return the unit that a document names, made if it is new; a masked name is none."""
        if not name or is_masked(name):
            return None
        name = name[:MAX_NAME]
        return self.find_unit(name) or self._make_unit(name)

    def _make_unit(self, name: str) -> Unit:
        # Somebody may have made it since the names were loaded.
        unit = Unit.objects.filter(Q(name_zh=name) | Q(name_en=name) | Q(aliases__name=name)).first()
        if unit is None:
            unit = Unit.objects.add_root({**_bilingual(name), "slug": free_slug(Unit.objects.all(), name)})
            # Documents go on to use this name when an editor gives the unit a better one.
            UnitAlias.objects.create(unit=unit, name=name)
        self.unit_rows.append((name, unit))
        self._units[fold(name)] = unit
        return unit

    def find_category(self, result: Breadcrumbed) -> Category | None:
        """Return the category that the whole breadcrumb of a source leads to; None if the site does not know it."""
        crumbs = category_crumbs(result)
        node, start = self._deepest(crumbs)
        return node if start == len(crumbs) else None

    def category_for(self, result: Breadcrumbed) -> Category | None:
        """Return the category that the breadcrumb leads to; crumbs that the site lacks are made below those it has."""
        crumbs = category_crumbs(result)
        node, start = self._deepest(crumbs)
        for place in range(start, len(crumbs)):
            node = self._make_category(crumbs[: place + 1], node)
        return node

    def _deepest(self, crumbs: Sequence[str]) -> tuple[Category | None, int]:
        """Return the category of the longest part of a breadcrumb that leads to one, and that part's length."""
        for length in range(len(crumbs), 0, -1):
            known = self._breadcrumbs.get(fold(joined(crumbs[:length])))
            if node := known or self._categories.get(_name_key(crumbs[length - 1])):
                return node, length
        return None, 0

    def _make_category(self, crumbs: Sequence[str], parent: Category | None) -> Category:
        name = crumbs[-1]
        values = {**_bilingual(name), "slug": free_slug(Category.objects.all(), name)}
        if parent:
            # The tree's place and number of children as they are now: others may have changed them.
            node = Category.objects.add_child(Category.objects.get(pk=parent.pk), values)
        else:
            node = Category.objects.add_root(values)
        CategoryAlias.objects.get_or_create(breadcrumb=joined(crumbs), defaults={"category": node})
        self._breadcrumbs[fold(joined(crumbs))] = self._categories[_name_key(name)] = node
        return node


def remember_unit(name: str, unit: Unit) -> None:
    """Let documents' name for a unit lead to it from now on; a masked name is not remembered."""
    if not name or is_masked(name):
        return
    known = [pk for pk, other in UnitAlias.objects.values_list("pk", "name") if fold(other) == fold(name)]
    if not UnitAlias.objects.filter(pk__in=known).update(unit=unit):
        UnitAlias.objects.create(name=name[:MAX_NAME], unit=unit)


def remember_category(result: Breadcrumbed, category: Category) -> None:
    """Let the breadcrumb of a source lead to a category from now on; a source without one is not remembered."""
    breadcrumb = joined(category_crumbs(result))
    if not breadcrumb:
        return
    rows = CategoryAlias.objects.values_list("pk", "breadcrumb")
    known = [pk for pk, other in rows if fold(other) == fold(breadcrumb)]
    if not CategoryAlias.objects.filter(pk__in=known).update(category=category):
        CategoryAlias.objects.create(breadcrumb=breadcrumb, category=category)


def joined(crumbs: Sequence[str]) -> str:
    """Return a breadcrumb as it is stored."""
    return " > ".join(crumbs)[:MAX_BREADCRUMB]


def category_crumbs(result: Breadcrumbed) -> list[str]:
    """Return the breadcrumb without the site's own name and without the page's title."""
    crumbs = [crumb[:MAX_NAME] for crumb in result.breadcrumb]
    if crumbs and result.title and _name_key(crumbs[-1]) == _name_key(result.title):
        crumbs.pop()
    while crumbs and (_SITE_NAME.search(crumbs[0]) or _is_host(crumbs[0], result.permalink)):
        crumbs.pop(0)
    return crumbs


def _is_host(crumb: str, permalink: str) -> bool:
    """Tell whether a crumb is the name of the site itself: its letters (or readings) are the host's name."""
    return is_spelled(crumb, filter(None, (urlsplit(permalink).hostname or "").split(".")))


def _unit_names(unit: Unit) -> tuple[str, ...]:
    return unit.name_en, unit.name_zh, unit.short_name_en, unit.short_name_zh


def _name_key(name: str) -> frozenset[str]:
    return frozenset(tokenise(name))


def _bilingual(name: str) -> dict[str, str]:
    return {"name_zh" if _CHINESE.search(name) else "name_en": name[:MAX_NAME]}
