"""The original text of a report, where its editors let visitors read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.models import Report


@require_safe
def report_source(request: HttpRequest, pk: int) -> HttpResponse:
    """The text that a published report was imported from, and what was repaired; 2 queries.

    It is not there while another report made from the same text is not public.
    """
    reports = Report.objects.published()
    report = get_object_or_404(
        reports.filter(source__is_text_public=True).select_related("source").defer("prepared"), pk=pk
    )
    if report.source is None or report.source.reports.exclude(pk__in=reports.values("pk")).exists():
        raise Http404
    repairs = report.source.findings.get("repairs", [])
    return render(
        request, "reports/report_source.html", {"report": report, "source": report.source, "repairs": repairs}
    )
