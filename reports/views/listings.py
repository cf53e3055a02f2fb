"""Lists of reports: all of them, of a category, a unit, a period, a tag."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from reports.discovery import Trend, trends_of_unit
from reports.enums import Language, PeriodKind, SectionKind
from reports.forms import ListRequest, UnknownValue, read_list_request
from reports.listings import ALL, MAX_FACET_ROWS, Listing, path_prefixes, scope_of
from reports.models import Category, Period, Report, Unit
from reports.periods import CalendarPeriod
from reports.views.excerpts import COLUMNS, TableRow, table_of
from reports.views.pagination import PageNumbers, number_pages

MAX_OPTIONS = 40
_DIVISIBLE = {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH}
"""The kinds of periods whose lists hold the reports of shorter periods as well."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to narrow a list: the value in the address, what it is called, how many reports are left."""

    value: str
    label: str
    count: int
    is_active: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which a list can be narrowed, with its values."""

    name: str
    label: str
    options: Sequence[Option]

    def narrows(self, total: int) -> bool:
        """Tell whether a choice leaves fewer reports than the `total`, or was made and can be taken back."""
        return any(option.is_active or option.count < total for option in self.options)

    @property
    def active(self) -> Option | None:
        """The value that narrows the list now, if any."""
        return next((option for option in self.options if option.is_active), None)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list, ready for the template."""

    reports: Sequence[Report]
    pages: PageNumbers
    facets: Sequence[Facet]
    by_popularity: bool
    is_narrowed: bool
    counts: dict[str, int] = field(default_factory=dict)
    periods: Sequence[Period] = ()
    columns: Sequence[SectionKind] = ()
    table: Sequence[TableRow] = ()

    @property
    def can_be_narrowed(self) -> bool:
        """Tell whether a choice is left to offer."""
        return any(not facet.active for facet in self.facets)


def show_listing(
    request: HttpRequest,
    template: str,
    scope: str,
    context: dict[str, object],
    child_scopes: Iterable[str] = (),
    entries: Callable[[Sequence[Report]], object] | None = None,
    *,
    has_timeline: bool = False,
) -> HttpResponse:
    """Render the page of the list `scope` that the address asks for, its values checked. At most 6 queries.

    `entries` makes what the template shows as `entries` of the reports, with their prepared text. `has_timeline` says
    that it shows all periods, not only those that most reports are on.
    """
    try:
        wanted = read_list_request(request.GET)
    except UnknownValue as error:
        raise Http404(str(error)) from error
    if entries:
        # Shown in their own way, as no table.
        wanted = replace(wanted, is_table=False)
    with_text = wanted.is_table or entries is not None
    page = build_list_page(scope, wanted, child_scopes, with_text=with_text, has_timeline=has_timeline)
    context |= {"page": page, "wanted": wanted, "entries": entries(page.reports) if entries else ()}
    return render(request, template, context)


def build_list_page(
    scope: str,
    wanted: ListRequest,
    child_scopes: Iterable[str] = (),
    *,
    with_text: bool = False,
    has_timeline: bool = False,
) -> ListPage:
    """Return the wanted page of a list with its narrowings and their counts."""
    listing = Listing(scope, _narrowing_scopes(wanted))
    counts = listing.counts(also=child_scopes)
    pages = number_pages(counts.get(ALL, 0), wanted.page)
    frequent = _most_frequent(counts, "period", MAX_FACET_ROWS if has_timeline else MAX_OPTIONS)
    periods = list(Period.objects.latest_first().filter(pk__in=frequent))
    reports = listing.reports(by_popularity=wanted.by_popularity, start=pages.start, stop=pages.stop)
    shown = list(reports.with_prepared_text() if with_text else reports)
    columns = _columns(wanted, shown)
    return ListPage(
        reports=shown,
        columns=columns,
        table=table_of(sorted(shown, key=_place_in_table), columns) if columns else (),
        pages=pages,
        facets=[facet for facet in _facets(wanted, counts, periods) if facet.narrows(pages.total)],
        by_popularity=wanted.by_popularity,
        is_narrowed=bool(listing.narrowed_by),
        counts=counts,
        periods=periods,
    )


def _columns(wanted: ListRequest, shown: Sequence[Report]) -> list[SectionKind]:
    """Return the kinds that stand side by side, where that is wanted: the one narrowed to, else all that occur."""
    if not wanted.is_table:
        return []
    kinds = [SectionKind(wanted.kind)] if wanted.kind else COLUMNS
    return [kind for kind in kinds if any(kind in report.section_kinds for report in shown)]


def _place_in_table(report: Report) -> tuple[bool, str, int]:
    """Order the rows of a table by unit, each unit's latest period first."""
    start = report.period.start if report.period else None
    return report.unit is None, report.unit.path if report.unit else "", -start.toordinal() if start else 0


def _narrowing_scopes(wanted: ListRequest) -> tuple[str, ...]:
    scopes = []
    if wanted.period:
        scopes.append(scope_of("period", get_object_or_404(Period.objects.only("pk"), code=wanted.period).pk))
    if wanted.unit:
        scopes.append(scope_of("unit", get_object_or_404(Unit.objects.only("pk"), slug=wanted.unit).pk))
    if wanted.language:
        scopes.append(scope_of("language", wanted.language))
    if wanted.kind:
        scopes.append(scope_of("kind", wanted.kind))
    return tuple(scopes)


def _most_frequent(counts: dict[str, int], sort: str, most: int) -> list[int]:
    """Return the keys of the rows of a sort that hold most reports; `counts` is ordered by number."""
    return [int(scope.split(":")[1]) for scope in counts if scope.startswith(f"{sort}:")][:most]


def _facets(wanted: ListRequest, counts: dict[str, int], periods: Sequence[Period]) -> list[Facet]:
    units = list(Unit.objects.filter(pk__in=_most_frequent(counts, "unit", MAX_OPTIONS)).order_by("path"))
    top = min((unit.depth for unit in units), default=1)
    offered = set(_most_frequent(counts, "period", MAX_OPTIONS))
    return [
        Facet(
            "period",
            _("Period"),
            [
                Option(row.code, row.label, counts[scope_of("period", row.pk)], row.code == wanted.period)
                for row in periods
                if row.pk in offered
            ],
        ),
        Facet(
            "unit",
            _("Unit"),
            [
                Option(
                    row.slug,
                    row.short_name,
                    counts[scope_of("unit", row.pk)],
                    row.slug == wanted.unit,
                    row.depth - top,
                )
                for row in units
            ],
        ),
        _closed_facet("kind", _("Contains"), SectionKind, wanted.kind, counts),
        _closed_facet("language", _("Language"), Language, wanted.language, counts),
    ]


def _closed_facet(
    name: str, label: str, members: type[SectionKind] | type[Language], active: str, counts: dict[str, int]
) -> Facet:
    options = [
        Option(member.value, str(member.label), counts[scope_of(name, member.value)], member.value == active)
        for member in members
        if counts.get(scope_of(name, member.value))
    ]
    return Facet(name, label, options)


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """All published reports."""
    return show_listing(request, "reports/report_list.html", ALL, {})


@require_safe
def category_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports of a category and of everything below it."""
    category = get_object_or_404(Category, slug=slug)
    ancestors, children = _family(category)
    return show_listing(
        request,
        "reports/category_detail.html",
        scope_of("category", category.pk),
        {"category": category, "ancestors": ancestors, "children": children},
        [scope_of("category", child.pk) for child in children],
    )


@require_safe
def unit_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports of a unit and of its sub-units, along time."""
    unit = get_object_or_404(Unit, slug=slug)
    ancestors, children = _family(unit)
    return show_listing(
        request,
        "reports/unit_detail.html",
        scope_of("unit", unit.pk),
        {"unit": unit, "ancestors": ancestors, "children": children, "trends": _trends_beside(request, unit)},
        [scope_of("unit", child.pk) for child in children],
        has_timeline=True,
    )


@require_safe
def period_detail(request: HttpRequest, value: CalendarPeriod) -> HttpResponse:
    """All units' reports of a period and of the shorter ones within it."""
    period = get_object_or_404(Period, code=value.code)
    around = {
        "previous": value.previous(),
        "next": value.next(),
        **{f"containing-{n}": wider for n, wider in enumerate(value.containing())},
    }
    codes = {place: neighbour.code for place, neighbour in around.items() if neighbour}
    within = Q(pk__in=[])
    if period.start and period.kind in _DIVISIBLE:
        within = Q(start__gte=period.start, end__lte=period.end) & ~Q(start=period.start, end=period.end)
    rows = list(Period.objects.filter(Q(code__in=codes.values()) | within).latest_first())
    by_code = {row.code: row for row in rows}
    return show_listing(
        request,
        "reports/period_detail.html",
        scope_of("period", period.pk),
        {
            "period": period,
            "previous_period": by_code.get(codes.get("previous", "")),
            "next_period": by_code.get(codes.get("next", "")),
            "containing": [by_code[code] for place, code in codes.items() if "-" in place and code in by_code],
            # Half-years before quarters, and the latest first among those.
            "children": sorted((row for row in rows if row.code not in codes.values()), key=_place_of_kind),
        },
    )


def _place_of_kind(period: Period) -> int:
    return list(PeriodKind).index(PeriodKind(period.kind))


@require_safe
def tag_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports with a tag."""
    tag = get_object_or_404(Tag, slug=slug)
    return show_listing(request, "reports/tag_detail.html", scope_of("tag", tag.pk), {"tag": tag})


def _trends_beside(request: HttpRequest, unit: Unit) -> list[Trend]:
    """Return the unit's figures over time for the first page of its whole list."""
    return [] if request.GET else trends_of_unit(unit)


def _family(node: Category | Unit) -> tuple[list[Category | Unit], list[Category | Unit]]:
    """Return the ancestors of a node, root first, and its children in order. One query."""
    around = Q(path__in=path_prefixes(node)[:-1]) | Q(path__startswith=node.path, depth=node.depth + 1)
    rows: list[Any] = list(type(node).objects.filter(around).order_by("path"))
    return [row for row in rows if row.depth < node.depth], [row for row in rows if row.depth > node.depth]
