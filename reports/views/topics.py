"""Topics: editors' selections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.forms import UnknownValue, read_page
from reports.models import Report, Topic
from reports.views.pagination import number_pages


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """All topics with the number of reports in each; 1 query."""
    topics = list(Topic.objects.with_counts().order_by("position", "pk"))
    return render(request, "reports/topic_list.html", {"topics": topics})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's reports in the editor's order; 3 queries."""
    topic = get_object_or_404(Topic, slug=slug)
    reports = Report.objects.published().filter(topic_entries__topic=topic).with_cards()
    try:
        pages = number_pages(reports.count(), read_page(request.GET))
    except UnknownValue as error:
        raise Http404(str(error)) from error
    chosen = reports.order_by("topic_entries__position", "pk")[pages.start : pages.stop]
    return render(request, "reports/topic_detail.html", {"topic": topic, "reports": list(chosen), "pages": pages})
