"""Reports for programs: lists of them, one whole, those that hold some words."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from taggit.models import Tag

from reports.documents.writers.json import report_json
from reports.enums import Language, SectionKind
from reports.forms import read_search_request
from reports.listings import ALL, Listing, scope_of
from reports.models import Category, Period, Report, Unit
from reports.search import MAX_PAGE, Hit, SearchRequest, search_reports
from reports.templatetags.addresses import site_address
from reports.views.api.answers import Refused, answer_json, answer_page, api_view, bad_parameter
from reports.views.api.parameters import (
    check_names,
    following_address,
    make_place,
    read_limit,
    read_place,
)
from reports.views.api.rows import collection_self, report_row
from reports.volumes import contents_of

ROWS: Mapping[str, tuple[type, str]] = {
    "category": (Category, "slug"),
    "unit": (Unit, "slug"),
    "tag": (Tag, "slug"),
    "period": (Period, "code"),
}
"""What a list is narrowed to by a row, named by one of its fields."""

VOCABULARIES = {"kind": SectionKind, "language": Language}
SEARCHED = ("q", "where", "category", "unit", "tag", "period", "kind", "language", "from", "to", "since", "until")


@api_view
def report_list(request: HttpRequest) -> HttpResponse:
    """Published reports, the newest first; 2 queries, and one for each row that they are narrowed to."""
    check_names(request, (*ROWS, *VOCABULARIES, "limit", "cursor"))
    limit, place = read_limit(request), read_place(request)
    scopes = _scopes(request)
    found = list(Listing(scopes[0], tuple(scopes[1:])).reports_after(place, limit + 1).with_api_row())
    reports, last = found[:limit], found[limit - 1 : limit]
    following = None
    if len(found) > limit and last[0].published_at:
        following = following_address(request, cursor=make_place(last[0].published_at, last[0].pk))
    return answer_page([report_row(report, request) for report in reports], following)


def _scopes(request: HttpRequest) -> list[str]:
    """Return the lists whose reports are wanted, those of rows first; a query a row."""
    scopes = []
    for name, (model, field) in ROWS.items():
        if value := request.GET.get(name):
            row = None if "\x00" in value else model._default_manager.filter(**{field: value}).only("pk").first()  # type: ignore[attr-defined]
            if row is None:
                raise bad_parameter(name, _("There is none with this name."))
            scopes.append(scope_of(name, row.pk))
    for name, members in VOCABULARIES.items():
        if value := request.GET.get(name):
            if value not in list(members):
                raise bad_parameter(name, _("One of these is wanted: %(values)s.") % {"values": ", ".join(members)})
            scopes.append(scope_of(name, value))
    return scopes or [ALL]


@api_view
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A published report with all that it says; 8 queries."""
    check_names(request, ())
    report = Report.objects.published().with_api_row().filter(pk=pk).first()
    contents = contents_of([pk], site_address(request)) if report else []
    if report is None or not contents:
        raise Http404
    whole = report_json(contents[0])
    kept = ("summary", "byline", "attribution", "source", "collection", "sections", "figures")
    told = {**report_row(report, request), **{name: whole[name] for name in kept}}
    if report.collection_id:
        told["collection"] |= {"id": report.collection_id, "self": collection_self(report.collection_id, request)}
    return answer_json(told)


@api_view
def search(request: HttpRequest) -> HttpResponse:
    """Published reports that hold some words, the best first, with the passages; as many queries as the search."""
    check_names(request, (*SEARCHED, "order", "page"))
    asked = read_search_request(request.GET)
    if asked.request is None:
        errors = [(name, str(text)) for name, text in asked.form.errors.items()]
        raise Refused(HTTPStatus.BAD_REQUEST, _("A parameter makes no sense."), errors)
    if not asked.request.query.strip():
        raise bad_parameter("q", _("Say what is searched for."))
    found = search_reports(asked.request)
    if found.has_timed_out:
        text = _("This search takes too long. Make it narrower, or try again later.")
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, text)
    hits = {hit.report.pk: hit for hit in found.hits}
    rows = {row.pk: row for row in Report.objects.published().filter(pk__in=hits).with_api_row()}
    items = [
        {**report_row(rows[key], request), "passages": _passages(hit), "similar": [row.pk for row in hit.similar]}
        for key, hit in hits.items()
        if key in rows
    ]
    data = {
        "query": asked.request.query,
        "total": found.total,
        "is_exact": found.is_exact,
        "is_relaxed": found.is_relaxed,
        "items": items,
        "next": _following(request, asked.request, found.reachable),
    }
    return answer_json(data)


def _passages(hit: Hit) -> list[dict[str, Any]]:
    return [
        {
            "heading": passage.section_heading,
            "kind": passage.section_kind or None,
            "anchor": passage.anchor or None,
            "parts": [{"text": text, "is_match": is_match} for text, is_match in passage.parts],
        }
        for passage in hit.passages
    ]


def _following(request: HttpRequest, asked: SearchRequest, reachable: int) -> str | None:
    has_more = asked.page < MAX_PAGE and reachable > asked.page * asked.page_size
    return following_address(request, page=asked.page + 1) if has_more else None
