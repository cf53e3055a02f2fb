"""Index pages: all categories, units, periods, tags, collections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from reports.forms import UnknownValue, read_page
from reports.listings import ALL
from reports.models import Category, Collection, ListingCount, Period, Unit
from reports.views.pagination import number_pages


@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    """The whole tree of categories with the number of reports in each; 2 queries."""
    return _tree(request, Category, "category")


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """The whole tree of units with the number of reports of each; 2 queries."""
    return _tree(request, Unit, "unit")


def _tree(request: HttpRequest, model: type[Category] | type[Unit], sort: str) -> HttpResponse:
    nodes = list(model.objects.order_by("path"))
    sizes = dict(ListingCount.objects.filter(scope__startswith=f"{sort}:", within=ALL).values_list("scope", "count"))
    return render(request, f"reports/{sort}_list.html", {"nodes": nodes, "sizes": sizes, "sort": sort})


@require_safe
def period_list(request: HttpRequest) -> HttpResponse:
    """All periods that have reports, by year, the latest first; 2 queries."""
    sizes = dict(
        ListingCount.objects.filter(scope__startswith="period:", within=ALL, count__gt=0).values_list("scope", "count")
    )
    periods = Period.objects.filter(pk__in=[int(scope.split(":")[1]) for scope in sizes]).latest_first()
    return render(request, "reports/period_list.html", {"periods": list(periods), "sizes": sizes})


@require_safe
def tag_list(request: HttpRequest) -> HttpResponse:
    """All tags in use, the most used first; 2 queries."""
    sizes = dict(
        ListingCount.objects.filter(scope__startswith="tag:", within=ALL, count__gt=0)
        .order_by("-count")
        .values_list("scope", "count")[:500]
    )
    tags = Tag.objects.filter(pk__in=[int(scope.split(":")[1]) for scope in sizes]).order_by("name")
    return render(request, "reports/tag_list.html", {"tags": list(tags), "sizes": sizes})


@require_safe
def collection_list(request: HttpRequest) -> HttpResponse:
    """All collections with a published report, the newest first; 2 queries."""
    collections = Collection.objects.with_published_parts().order_by("-pk")
    try:
        pages = number_pages(collections.count(), read_page(request.GET))
    except UnknownValue as error:
        raise Http404(str(error)) from error
    chosen = list(collections[pages.start : pages.stop])
    return render(request, "reports/collection_list.html", {"collections": chosen, "pages": pages})
