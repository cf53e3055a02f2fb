"""A report that is not public yet, for whoever was sent a link to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports import workflow
from reports.enums import ReportStatus
from reports.models import Report


@require_safe
def report_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a draft as it stands; lead to its page once it is public. 404 for a link that is over or was taken back."""
    link = workflow.link_of_preview(token)
    if link is None or link.report.status not in {*workflow.UNPUBLISHED, ReportStatus.PUBLISHED}:
        raise Http404
    if link.report.status == ReportStatus.PUBLISHED:
        return _private(redirect(link.report))
    report = Report.objects.with_page().get(pk=link.report_id)
    permalink = reverse("reports:report-redirect", args=[report.pk])
    until = date_format(localtime(link.expires_at), "DATETIME_FORMAT")
    context = {
        "report": report,
        "parts": workflow.render_parts(report),
        "permalink": permalink,
        "full_address": request.build_absolute_uri(permalink),
        "shelves": workflow.prepared_shelves(),
        "draft_status": _("Preview"),
        "banner": _("This report is not public yet. Whoever has this link can read it until %(until)s.")
        % {"until": until},
        "is_private": True,
    }
    return _private(render(request, "reports/report_detail.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches and search engines, and its address to itself when links are followed."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
