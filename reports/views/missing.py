"""What to say where nothing is: that it has moved, that a report is gone, or what lies near."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from reports.models import Category, GoneReport, OldAddress, Topic, Unit

MODELS: dict[str, Any] = {"category": Category, "unit": Unit, "topic": Topic, "tag": Tag}
"""What has addresses made of slugs, by the first word of the names of these."""

NARROWED_BY = ("category", "unit", "tag")
MOST_COMPARED = 3000
NEAREST = 5
_WORDS = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A page that may be what was meant."""

    name: str
    address: str


def moved_to(request: HttpRequest) -> str:
    """Return where a page that is not there has moved to, with what narrowed it; "" for nowhere. A query or few."""
    match = request.resolver_match
    if match is None:
        return ""
    kwargs, parameters = dict(match.kwargs), request.GET.copy()
    sort = _sort_of(match)
    if sort and (slug := _slug_now(sort, kwargs["slug"])):
        kwargs["slug"] = slug
    for name in NARROWED_BY:
        if slug := _slug_now(name, parameters.get(name, "")):
            parameters[name] = slug
    if kwargs == match.kwargs and parameters == request.GET:
        return ""
    address = reverse(match.view_name, kwargs=kwargs)
    return f"{address}?{parameters.urlencode()}" if parameters else address


def gone_report(request: HttpRequest) -> GoneReport | None:
    """Return the report that stood at an address, or below it, and is gone. One query at most."""
    match = request.resolver_match
    if match is None or not (match.url_name or "").startswith("report-") or "pk" not in match.kwargs:
        return None
    number = int(match.kwargs["pk"])
    if number >= 2**63:
        return None
    return GoneReport.objects.select_related("unit", "period").filter(pk=number).first()


def nearest_places(request: HttpRequest) -> list[Place]:
    """Return what has an address or a name like the one that was asked for, the nearest first. One query."""
    match = request.resolver_match
    sort = _sort_of(match) if match else ""
    if not match or not sort:
        return []
    wanted = str(match.kwargs["slug"]).lower()
    places = _places(sort)
    found = get_close_matches(wanted, places, n=NEAREST, cutoff=0.6)
    found += [key for key in places if len(wanted) > 1 and wanted in key and key not in found]
    return list(dict.fromkeys(places[key] for key in found))[:NEAREST]


def words_in(request: HttpRequest) -> str:
    """Return the words of an address that nothing is at, to be searched for."""
    last = unquote(request.path.rstrip("/").rpartition("/")[2])
    return " ".join(_WORDS.findall(last.replace("-", " ")))[:60]


def index_of(request: HttpRequest) -> Place | None:
    """Return the index page of what was asked for, if it is none of those that every missing page offers."""
    indexes = {
        "topic": (_("Topics"), "topic-list"),
        "tag": (_("Tags"), "tag-list"),
        "period": (_("Periods"), "period-list"),
        "collection": (_("Collections"), "collection-list"),
    }
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    label, page = indexes.get(name.partition("-")[0], ("", ""))
    return Place(label, reverse(f"reports:{page}")) if page else None


def _sort_of(match: ResolverMatch) -> str:
    sort = (match.url_name or "").partition("-")[0]
    return sort if sort in MODELS and "slug" in match.kwargs else ""


def _slug_now(sort: str, old: str) -> str:
    """Return where an old slug leads, "" where none does or where a row bears it."""
    if not old or "\x00" in old:
        return ""
    now = OldAddress.objects.slug_now(sort, old)
    return now if now and not MODELS[sort].objects.filter(slug=old).exists() else ""


def _places(sort: str) -> dict[str, Place]:
    """Return the pages of a sort by their slugs and names."""
    names = ("name",) if sort == "tag" else ("name_en", "name_zh")
    places: dict[str, Place] = {}
    for row in MODELS[sort].objects.only("slug", *names).order_by("pk")[:MOST_COMPARED]:
        place = Place(row.name, reverse(f"reports:{sort}-detail", args=[row.slug]))
        for key in _keys(row, names):
            places.setdefault(key, place)
    return places


def _keys(row: Any, names: Sequence[str]) -> Iterable[str]:  # noqa: ANN401
    return (key for key in (row.slug.lower(), *(getattr(row, name).lower() for name in names)) if key)
