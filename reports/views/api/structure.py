"""What reports are ordered by, for programs: units, categories, periods, tags; and what this interface offers."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from taggit.models import Tag

from reports.listings import path_prefixes, scope_of, sizes_of
from reports.models import Category, Period, Unit
from reports.templatetags.addresses import site_address
from reports.views.api.answers import answer_json, answer_page, api_view
from reports.views.api.description import describe
from reports.views.api.parameters import (
    check_names,
    following_address,
    make_cursor,
    read_cursor,
    read_key,
    read_limit,
)
from reports.views.api.rows import node_row, period_row, tag_row


@api_view
def unit_list(request: HttpRequest) -> HttpResponse:
    """All units in the order of the tree; 3 queries."""
    return _tree(request, Unit, "unit")


@api_view
def category_list(request: HttpRequest) -> HttpResponse:
    """All categories in the order of the tree; 3 queries."""
    return _tree(request, Category, "category")


def _tree(request: HttpRequest, model: type[Unit] | type[Category], sort: str) -> HttpResponse:
    check_names(request, ("limit", "cursor"))
    limit, place = read_limit(request), read_cursor(request, 1)
    nodes: list[Any] = list(model.objects.filter(path__gt=place[0] if place else "").order_by("path")[: limit + 1])
    paths = {path for node in nodes for path in path_prefixes(node)[-2:-1]}
    parents = dict(model.objects.filter(path__in=paths).values_list("path", "slug"))
    return _page(
        request,
        sort,
        nodes,
        lambda node: node_row(node, parents.get((path_prefixes(node)[-2:-1] or [""])[0])),
        lambda node: node.path,
    )


@api_view
def period_list(request: HttpRequest) -> HttpResponse:
    """All periods; 2 queries."""
    return _by_key(request, Period, "period", period_row)


@api_view
def tag_list(request: HttpRequest) -> HttpResponse:
    """All tags; 2 queries."""
    return _by_key(request, Tag, "tag", tag_row)


def _by_key(
    request: HttpRequest, model: type[Model], sort: str, as_row: Callable[[Any], dict[str, Any]]
) -> HttpResponse:
    check_names(request, ("limit", "cursor"))
    limit = read_limit(request)
    rows = list(model._default_manager.filter(pk__gt=read_key(request)).order_by("pk")[: limit + 1])
    return _page(request, sort, rows, as_row, lambda row: row.pk)


def _page(
    request: HttpRequest,
    sort: str,
    rows: list[Any],
    as_row: Callable[[Any], dict[str, Any]],
    place_of: Callable[[Any], object],
) -> HttpResponse:
    """Return rows with the number of published reports in each of their lists, one query; one row too many is there."""
    limit = read_limit(request)
    shown = rows[:limit]
    sizes = sizes_of([scope_of(sort, row.pk) for row in shown])
    following = following_address(request, cursor=make_cursor(place_of(shown[-1]))) if len(rows) > limit else None
    return answer_page([{**as_row(row), "reports": sizes.get(scope_of(sort, row.pk), 0)} for row in shown], following)


@api_view
def root(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    check_names(request, ())
    names = ("description", "reports", "units", "categories", "periods", "tags", "collections", "search")
    return answer_json({name: request.build_absolute_uri(reverse(f"machines:api-{name}")) for name in names})


@api_view
def description(request: HttpRequest) -> HttpResponse:
    """What this interface offers, in the form of OpenAPI."""
    return answer_json(describe(site_address(request)))


@api_view
def nothing(request: HttpRequest) -> HttpResponse:
    """What is not there."""
    raise Http404
