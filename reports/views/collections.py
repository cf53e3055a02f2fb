"""A collection: several reports on one page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from reports.enums import ReportStatus
from reports.listings import path_prefixes
from reports.models import Category, Collection, Report


@require_safe
def collection_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Introduction, contents and all published parts, each with its own address; 3 queries.

    Editors see the other parts as well.
    """
    collection = get_object_or_404(Collection.objects.select_related("category"), pk=pk)
    parts = list(
        Report.objects.visible_to(request.user)
        .filter(collection=collection)
        .select_related("unit", "period")
        .order_by("position", "pk")
    )
    if not parts:
        raise Http404
    if slug != collection.slug:
        return HttpResponsePermanentRedirect(collection.get_absolute_url())
    ancestors = []
    if collection.category:
        ancestors = list(Category.objects.filter(path__in=path_prefixes(collection.category)).order_by("depth"))
    response = render(
        request,
        "reports/collection_detail.html",
        {
            "collection": collection,
            "parts": parts,
            "ancestors": ancestors,
            "published_count": sum(part.status == ReportStatus.PUBLISHED for part in parts),
        },
    )
    if any(part.status != ReportStatus.PUBLISHED for part in parts):
        add_never_cache_headers(response)
    return response
