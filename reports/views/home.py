"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.discovery import shelves_beside
from reports.enums import Shelf
from reports.listings import ALL, Listing, scope_of, sizes_of
from reports.models import Category, Period, Topic, Unit

NEWEST = 8
LATEST_PERIODS = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is here: categories with counts, newest, popular, recommended, topics, units, latest periods. 7 queries."""
    categories = list(Category.objects.get_tree())
    units = list(Unit.objects.filter(depth__lte=2).order_by("path"))
    periods = list(Period.objects.filter(start__isnull=False).latest_first()[: 5 * LATEST_PERIODS])
    sizes = sizes_of(
        [ALL]
        + [scope_of("category", row.pk) for row in categories]
        + [scope_of("unit", row.pk) for row in units]
        + [scope_of("period", row.pk) for row in periods]
    )
    shelves = shelves_beside(None)
    return render(
        request,
        "reports/home.html",
        {
            "categories": categories,
            "units": units,
            "periods": [row for row in periods if scope_of("period", row.pk) in sizes][:LATEST_PERIODS],
            "sizes": sizes,
            "total": sizes.get(ALL, 0),
            "newest": list(Listing(ALL).reports(by_popularity=False, start=0, stop=NEWEST)),
            "recommended": shelves[Shelf.RECOMMENDED],
            "popular": shelves[Shelf.POPULAR],
            "topics": list(Topic.objects.with_counts().order_by("position", "pk")[:6]),
        },
    )
