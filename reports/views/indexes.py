"""Index pages: all categories, units, periods, tags, collections, and the map of the whole site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from reports.enums import PeriodKind
from reports.forms import UnknownValue, read_page
from reports.listings import ALL, scope_of, sizes_of
from reports.models import Category, Collection, ListingCount, Period, Topic, Unit
from reports.views.initials import by_initial
from reports.views.pagination import number_pages

MOST_TAGS = 500
TAGS_ON_MAP = 40


@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    """The whole tree of categories with the number of reports in each; 2 queries."""
    return _tree(request, Category, "category")


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """The whole tree of units with the number of reports of each, or all of them from A to Z; 2 queries."""
    if _order(request, ("tree", "name")) == "name":
        units = list(Unit.objects.order_by("path"))
        letters = by_initial(units, lambda unit: unit.name)
        return render(request, "reports/unit_letters.html", {"letters": letters, "sizes": _sizes("unit")})
    return _tree(request, Unit, "unit")


def _tree(request: HttpRequest, model: type[Category] | type[Unit], sort: str) -> HttpResponse:
    nodes = list(model.objects.order_by("path"))
    return render(request, f"reports/{sort}_list.html", {"nodes": nodes, "sizes": _sizes(sort), "sort": sort})


def _sizes(sort: str) -> dict[str, int]:
    """Return the sizes of all lists of a sort, by their names. One query."""
    return dict(ListingCount.objects.filter(scope__startswith=f"{sort}:", within=ALL).values_list("scope", "count"))


def _order(request: HttpRequest, known: tuple[str, ...]) -> str:
    """Return the order that the address asks for, the first of those there are by default; Http404 for another."""
    order = request.GET.get("order", "") or known[0]
    if order not in known:
        raise Http404(order)
    return order


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
    """The tags that are used most, by name or by their number of reports; 2 queries."""
    order = _order(request, ("name", "size"))
    sizes = _frequent_tags(MOST_TAGS)
    tags = list(Tag.objects.filter(pk__in=[int(scope.split(":")[1]) for scope in sizes]).order_by("name"))
    # One letter of the alphabet does not suit two scripts; sorted anew because databases order Chinese differently.
    letters = [letter for letter in by_initial(tags, lambda tag: tag.name) if letter.rows]
    tags = [tag for letter in letters for tag in letter.rows]
    if order == "size":
        tags.sort(key=lambda tag: -sizes[scope_of("tag", tag.pk)])
    context = {"tags": tags, "letters": letters, "sizes": sizes, "order": order}
    return render(request, "reports/tag_list.html", context)


def _frequent_tags(number: int) -> dict[str, int]:
    """Return the sizes of the longest lists of tags, the longest first. One query."""
    counts = ListingCount.objects.filter(scope__startswith="tag:", within=ALL, count__gt=0)
    return dict(counts.order_by("-count", "scope").values_list("scope", "count")[:number])


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


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every way into the site on one page; 7 queries."""
    categories = list(Category.objects.order_by("path"))
    units = list(Unit.objects.filter(depth__lte=2).order_by("path"))
    tags = _frequent_tags(TAGS_ON_MAP)
    rows = [("category", row.pk) for row in categories] + [("unit", row.pk) for row in units]
    years = Period.objects.filter(kind=PeriodKind.YEAR, start__isnull=False).latest_first()
    periods = list(years)
    rows += [("period", row.pk) for row in periods]
    sizes = sizes_of([scope_of(sort, key) for sort, key in rows])
    named = Tag.objects.filter(pk__in=[int(scope.split(":")[1]) for scope in tags])
    return render(
        request,
        "reports/site_map.html",
        {
            "categories": categories,
            "units": units,
            "periods": [row for row in periods if scope_of("period", row.pk) in sizes],
            "topics": list(Topic.objects.with_counts().order_by("position", "pk")),
            "tags": [tag for letter in by_initial(named, lambda tag: tag.name) for tag in letter.rows],
            "sizes": sizes | tags,
        },
    )
