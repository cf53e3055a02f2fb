"""Sections of one kind, browsed across units and periods: all problems, all next steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.enums import PeriodKind, SectionKind
from reports.listings import ALL, scope_of
from reports.models import ListingCount, Period
from reports.views.excerpts import sections_in_short
from reports.views.listings import show_listing

COMMON = (PeriodKind.YEAR, PeriodKind.QUARTER)
LATEST_PERIODS = 6
MOST_PERIODS = 4 * LATEST_PERIODS
"""Of the periods that most units report on, how many are shown, and among how many those are looked for."""


@require_safe
def section_kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of sections with the number of reports that have one, in all and in the latest periods; 2 queries."""
    # A year before its quarters.
    latest = list(Period.objects.filter(start__isnull=False, kind__in=COMMON).order_by("-end", "start")[:MOST_PERIODS])
    scopes = {scope_of("kind", kind): kind for kind in SectionKind if kind is not SectionKind.OTHER}
    within = [ALL, *(scope_of("period", period.pk) for period in latest)]
    rows = ListingCount.objects.filter(scope__in=scopes, within__in=within, count__gt=0)
    sizes = {(scope, place): count for scope, place, count in rows.values_list("scope", "within", "count")}
    kinds = []
    for scope, kind in scopes.items():
        periods = [(period, sizes.get((scope, scope_of("period", period.pk)), 0)) for period in latest]
        filled = [(period, size) for period, size in periods if size]
        kinds.append((kind, sizes.get((scope, ALL), 0), filled[:LATEST_PERIODS]))
    return render(request, "reports/section_kinds.html", {"kinds": kinds})


@require_safe
def section_list(request: HttpRequest, kind: SectionKind) -> HttpResponse:
    """The sections of a kind in short, report by report, in the order and with the narrowing of any list."""
    return show_listing(
        request,
        "reports/section_list.html",
        scope_of("kind", kind),
        {"kind": kind, "kinds": [other for other in SectionKind if other is not SectionKind.OTHER]},
        entries=lambda reports: [(report, sections_in_short(report, [kind])) for report in reports],
    )
