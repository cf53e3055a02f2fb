"""The original text of a report, where its editors let visitors read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.models import Report


@require_safe
def report_source(request: HttpRequest, pk: int) -> HttpResponse:
    """The text that a published report was imported from, and what was repaired; 1 query.

    It is not there while another report made from the same text is not public.
    """
    public = Report.objects.published().with_original_text()
    report = get_object_or_404(public.select_related("source").defer("prepared"), pk=pk)
    if report.source is None:
        raise Http404
    repairs = report.source.findings.get("repairs", [])
    return render(
        request, "reports/report_source.html", {"report": report, "source": report.source, "repairs": repairs}
    )
