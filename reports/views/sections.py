"""Sections of one kind, browsed across units and periods: all problems, all next steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.enums import SectionKind
from reports.listings import scope_of, sizes_of
from reports.views.excerpts import sections_in_short
from reports.views.listings import show_listing


@require_safe
def section_kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of sections with the number of reports that have one; 1 query."""
    sizes = sizes_of([scope_of("kind", kind) for kind in SectionKind])
    kinds = [(kind, sizes.get(scope_of("kind", kind), 0)) for kind in SectionKind if kind is not SectionKind.OTHER]
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
