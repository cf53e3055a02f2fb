"""A report's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from reports import workflow
from reports.discovery import count_view
from reports.enums import ReportStatus
from reports.models import Report


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
    """A report as it was prepared; 2 queries. Drafts are there for editors only, and rendered as they read them."""
    report = (
        Report.objects.published().with_prepared_page(get_language() or "", workflow.edition()).filter(pk=pk).first()
    )
    if report is None:
        report = get_object_or_404(Report.objects.visible_to(request.user).with_page(), pk=pk)
    if slug != (report.slug or "-"):
        return HttpResponsePermanentRedirect(report.get_absolute_url())
    is_published = report.status == ReportStatus.PUBLISHED
    permalink = reverse("reports:report-redirect", args=[pk])
    response = render(
        request,
        "reports/report_detail.html",
        {
            "report": report,
            "parts": getattr(report, "parts", None) or workflow.render_parts(report),
            "permalink": permalink,
            "full_address": request.build_absolute_uri(permalink),
            "shelves": workflow.prepared_shelves(),
            "draft_status": "" if is_published else ReportStatus(report.status).label,
        },
    )
    if is_published:
        count_view(request.headers.get("User-Agent", ""), pk)
    else:
        add_never_cache_headers(response)
    return response
