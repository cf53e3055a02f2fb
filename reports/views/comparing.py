"""Two reports of one unit side by side."""

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from reports.documents.comparing import Item, Part, compare
from reports.documents.markup import paragraphs_of
from reports.enums import ReportStatus, SectionKind
from reports.models import Report, Section

MAX_OFFERED = 40


@require_safe
def report_compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """A report beside another one of its unit, section by section; 4 queries. Editors may compare drafts as well."""
    visible = Report.objects.visible_to(request.user).defer("prepared", "imported")
    found = {
        report.pk: report
        for report in visible.filter(Q(pk=pk) | Q(pk=other)).select_related("unit", "period").with_text()
    }
    if pk == other or len(found) != 2 or found[pk].unit_id is None or found[pk].unit_id != found[other].unit_id:
        raise Http404
    after, before = found[pk], found[other]
    offered = (
        visible.filter(unit=after.unit_id)
        .exclude(pk=pk)
        .with_links()
        .order_by(F("period__start").desc(nulls_last=True), "-pk")
    )
    response = render(
        request,
        "reports/report_compare.html",
        {
            "before": before,
            "after": after,
            "comparisons": compare(_parts(before), _parts(after)),
            "offered": offered[:MAX_OFFERED],
        },
    )
    if {after.status, before.status} != {ReportStatus.PUBLISHED}:
        add_never_cache_headers(response)
    return response


def _parts(report: Report) -> list[Part]:
    return [
        Part(SectionKind(section.kind), section.marker, section.heading, f"s{number}", _items(section))
        for number, section in enumerate(report.sections.all(), start=1)
    ]


def _items(section: Section) -> list[Item]:
    items = [Item("", "", text) for text in paragraphs_of(section.body)]
    items += [Item(point.marker, point.heading, "\n".join(paragraphs_of(point.text))) for point in section.points.all()]
    return items + [Item("", "", text) for text in paragraphs_of(section.closing)]
