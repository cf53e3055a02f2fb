"""Collections for programs: lists of them, and one with its reports in order."""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse

from reports.models import Collection, Report
from reports.views.api.answers import answer_json, answer_page, api_view
from reports.views.api.parameters import check_names, following_address, make_cursor, read_key, read_limit
from reports.views.api.rows import collection_row, report_row


@api_view
def collection_list(request: HttpRequest) -> HttpResponse:
    """Collections that hold a published report, with the number of those; 2 queries."""
    check_names(request, ("limit", "cursor"))
    limit = read_limit(request)
    public = Collection.objects.public().select_related("category").order_by("pk")
    rows = list(public.filter(pk__gt=read_key(request))[: limit + 1])
    shown = rows[:limit]
    counted = Report.objects.published().filter(collection__in=[row.pk for row in shown]).values_list("collection")
    sizes = dict(counted.annotate(number=Count("pk")).order_by())
    following = following_address(request, cursor=make_cursor(shown[-1].pk)) if len(rows) > limit else None
    return answer_page([{**collection_row(row, request), "reports": sizes.get(row.pk, 0)} for row in shown], following)


@api_view
def collection_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A collection with its published reports in its order; 3 queries."""
    check_names(request, ())
    collection = Collection.objects.public().select_related("category").filter(pk=pk).first()
    if collection is None:
        raise Http404
    parts = Report.objects.published().filter(collection=collection).with_api_row().order_by("position", "pk")
    reports = [{**report_row(report, request), "position": report.position} for report in parts]
    introduction = collection.introduction
    return answer_json({**collection_row(collection, request), "introduction": introduction, "reports": reports})
