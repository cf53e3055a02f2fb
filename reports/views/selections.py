"""What a list page lists, found again by its address: to be taken away in a file, to be followed in a feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from taggit.models import Tag

from reports.enums import Language, SearchOrder, SectionKind
from reports.forms import ListRequest, UnknownValue, read_list_request, read_search_request
from reports.listings import ALL, Listing, scope_of
from reports.models import Category, Period, Report, Topic, Unit
from reports.periods import CalendarPeriod
from reports.search import MAX_PAGE, search_reports
from reports.views.search_narrowing import chips_of

_MODELS: Mapping[str, Any] = {"category": Category, "unit": Unit, "tag": Tag, "topic": Topic}


@dataclass(frozen=True, slots=True)
class Selection:
    """Published reports in the order of their list: the first `keys` of `total` (about as many, unless exact).

    `title` names the list with all that narrows it, `page` is its address, `description` says what it is.
    """

    title: str
    page: str
    keys: Sequence[int]
    total: int
    is_exact: bool = True
    description: str = ""


def select_reports(
    request: HttpRequest, sort: str, key: str | CalendarPeriod | None, most: int, *, newest: bool = False
) -> Selection:
    """Return what the list of a sort ("all", "category", ... "section", "search") lists, `most` at most.

    `newest` overrides the order of the query. Http404 for what is no list. A fixed number of queries for each sort, at
    most 8, and 25 for a search.
    """
    page = escape_uri_path(request.path.rpartition("/")[0] + "/")
    try:
        if sort == "search":
            return _select_search(request.GET, page, most, newest=newest)
        if sort == "topic":
            return _select_topic(get_object_or_404(Topic, slug=key), page, most, newest=newest)
        return _select_list(request.GET, page, _List.find(sort, key), most, newest=newest)
    except UnknownValue as error:
        raise Http404(str(error)) from error


@dataclass(frozen=True, slots=True)
class _List:
    """A list that stands ready: its name in the tables and on its page."""

    scope: str
    title: str
    description: str = ""

    @classmethod
    def find(cls, sort: str, key: str | CalendarPeriod | None) -> "_List":
        if sort == "all":
            return cls(ALL, _("All reports"))
        if sort == "section":
            kind = SectionKind(str(key))
            return cls(scope_of("kind", kind), str(kind.label))
        if isinstance(key, CalendarPeriod):
            period = get_object_or_404(Period, code=key.code)
            return cls(scope_of("period", period.pk), period.label)
        row = get_object_or_404(_MODELS[sort], slug=key)
        return cls(scope_of(sort, row.pk), row.name, getattr(row, "description", ""))


def _select_list(parameters: Mapping[str, str], page: str, found: _List, most: int, *, newest: bool) -> Selection:
    wanted = read_list_request(parameters)
    scopes, labels = _narrowing(wanted)
    listing = Listing(found.scope, scopes)
    by_popularity = wanted.by_popularity and not newest
    fields = {"period": wanted.period, "unit": wanted.unit, "kind": wanted.kind, "language": wanted.language}
    fields["order"] = "popular" if by_popularity else ""
    reports = listing.reports(by_popularity=by_popularity, start=0, stop=most)
    return Selection(
        title=" · ".join([found.title, *labels]),
        page=_with_query(page, fields),
        keys=list(reports.values_list("pk", flat=True)),
        total=listing.size(),
        description=found.description,
    )


def _narrowing(wanted: ListRequest) -> tuple[tuple[str, ...], list[str]]:
    """Return the lists that narrow a list, and what they are called."""
    scopes, labels = [], []
    if wanted.period:
        period = get_object_or_404(Period, code=wanted.period)
        scopes.append(scope_of("period", period.pk))
        labels.append(period.label)
    if wanted.unit:
        unit = get_object_or_404(Unit, slug=wanted.unit)
        scopes.append(scope_of("unit", unit.pk))
        labels.append(unit.short_name)
    if wanted.kind:
        scopes.append(scope_of("kind", wanted.kind))
        labels.append(str(SectionKind(wanted.kind).label))
    if wanted.language:
        scopes.append(scope_of("language", wanted.language))
        labels.append(str(Language(wanted.language).label))
    return tuple(scopes), labels


def _select_topic(topic: Topic, page: str, most: int, *, newest: bool) -> Selection:
    reports = Report.objects.published().filter(topic_entries__topic=topic)
    reports = reports.newest_first() if newest else reports.order_by("topic_entries__position", "pk")
    keys = list(reports.values_list("pk", flat=True)[:most])
    return Selection(topic.name, page, keys, reports.count(), description=topic.description)


def _select_search(parameters: Mapping[str, str], page: str, most: int, *, newest: bool) -> Selection:
    """Select what a search finds; near-copies are left out, as the page folds them."""
    changed = {name: value for name, value in parameters.items() if name != "page"}
    if newest:
        changed["order"] = SearchOrder.NEWEST.value
    asked = read_search_request(changed)
    if asked.request is None or asked.form.is_empty:
        raise UnknownValue("search")
    found = search_reports(replace(asked.request, page_size=most))
    # Near-copies stand under others; beyond the last page nobody has counted how many do.
    is_limited = found.total > found.reachable == MAX_PAGE * found.page_size
    fields = {name: value for name, value in asked.form.fields.items() if not (newest and name == "order")}
    query = asked.form.query.strip()
    words = [pgettext("search", "“%(words)s”") % {"words": query}] if query else []
    return Selection(
        title=" · ".join([pgettext("noun", "Search"), *words, *(chip.value for chip in chips_of(asked))]),
        page=_with_query(page, fields),
        keys=[] if found.is_relaxed else [hit.report.pk for hit in found.hits],
        total=0 if found.is_relaxed else found.total if is_limited else found.reachable,
        is_exact=found.is_exact,
    )


def _with_query(page: str, fields: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in fields.items() if value})
    return f"{page}?{query}" if query else page
