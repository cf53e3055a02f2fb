"""A report's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from reports.discovery import count_view
from reports.enums import ReportStatus
from reports.listings import path_prefixes
from reports.models import Category, Report
from reports.views.sidebars import shelves_beside


@require_safe
def report_redirect(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the number alone to the full address."""
    report = get_object_or_404(Report.objects.visible_to(request.user).only("pk", "slug", "status"), pk=pk)
    response = redirect(report, permanent=True)
    if report.status != ReportStatus.PUBLISHED:
        add_never_cache_headers(response)
    return response


@require_safe
def report_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A report with its breadcrumb, tags and sidebars; 4 queries. Drafts are there for editors only."""
    report = get_object_or_404(Report.objects.visible_to(request.user).with_page(), pk=pk)
    if slug != (report.slug or "-"):
        return HttpResponsePermanentRedirect(report.get_absolute_url())
    ancestors = []
    if report.category:
        ancestors = list(Category.objects.filter(path__in=path_prefixes(report.category)).order_by("depth"))
    response = render(
        request,
        "reports/report_detail.html",
        {
            "report": report,
            "ancestors": ancestors,
            "tags": list(report.tags.all()),
            "shelves": shelves_beside(report.pk),
        },
    )
    if report.status == ReportStatus.PUBLISHED:
        count_view(request.headers.get("User-Agent", ""), report.pk)
    else:
        add_never_cache_headers(response)
    return response
