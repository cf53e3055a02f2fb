"""What search engines are told to read: every public page, in chunks that cost the same wherever they stand.

A chunk is a range of keys, not a page of a list, so that the last one is found as fast as the first, and a report
that goes moves no other one into the next chunk.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import CharField, Exists, F, Max, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import get_script_prefix, reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from taggit.models import Tag

from reports.enums import SectionKind
from reports.listings import ALL, scope_of
from reports.models import Category, Collection, ListingCount, ListingEntry, Period, Report, Topic, Unit

KEYS_IN_A_CHUNK = 1000
"""Keys that a chunk spans. Each page is told once a language, with its alternates: some 5 MB at most."""

PAGES = (
    "home",
    "report-list",
    "category-list",
    "unit-list",
    "period-list",
    "topic-list",
    "collection-list",
    "tag-list",
    "section-kinds",
    "site-map",
)
"""The pages that are there whatever is published, by the names of their addresses."""


def _reports() -> QuerySet[Any]:
    return Report.objects.published().annotate(changed=F("changed_at"))


def _lists(model: type[Model], sort: str) -> QuerySet[Any]:
    """Return the rows whose lists hold a report, dated by the latest publication in them."""
    scope = Concat(Value(scope_of(sort, "")), Cast(OuterRef("pk"), CharField()))
    entries = ListingEntry.objects.filter(scope=scope).order_by("-published_at", "-report")
    filled = ListingCount.objects.filter(scope=scope, within=ALL, count__gt=0)
    return model._default_manager.filter(Exists(filled)).annotate(changed=Subquery(entries.values("published_at")[:1]))


def _selections(model: type[Model], name: str) -> QuerySet[Any]:
    """Return the rows that hold a public report, which names them so, dated by the latest change of those."""
    changes = Report.objects.published().filter(**{name: OuterRef("pk")}).order_by("-changed_at").values("changed_at")
    return model._default_manager.filter(Exists(changes)).annotate(changed=Subquery(changes[:1]))


def _sections() -> QuerySet[Any]:
    """Return the sizes of the lists of sections by kind that hold a report, dated by the latest publication in them."""
    entries = ListingEntry.objects.filter(scope=OuterRef("scope")).order_by("-published_at", "-report")
    scopes = [scope_of("kind", kind) for kind in SectionKind if kind is not SectionKind.OTHER]
    filled = ListingCount.objects.filter(scope__in=scopes, within=ALL, count__gt=0).order_by("scope")
    return filled.annotate(changed=Subquery(entries.values("published_at")[:1]))


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


class Sort(NamedTuple):
    """Rows that have a page each: the name of its address, the fields that stand in it, the rows with `changed`."""

    page: str
    fields: tuple[str, ...]
    rows: Callable[[], QuerySet[Any]]


SORTS: Mapping[str, Sort] = {
    "reports": Sort("report-detail", ("pk", "slug"), _reports),
    "collections": Sort("collection-detail", ("pk", "slug"), lambda: _selections(Collection, "collection")),
    "topics": Sort("topic-detail", ("slug",), lambda: _selections(Topic, "topics")),
    "categories": Sort("category-detail", ("slug",), lambda: _lists(Category, "category")),
    "units": Sort("unit-detail", ("slug",), lambda: _lists(Unit, "unit")),
    "periods": Sort("period-detail", ("code",), lambda: _lists(Period, "period")),
    "tags": Sort("tag-detail", ("slug",), lambda: _lists(Tag, "tag")),
}
"""The rows that have a page, by the sort that stands in the address of their chunks."""


class Told(NamedTuple):
    """A page: its address in the language in use, and when it last changed."""

    address: str
    changed: datetime | None = None


@dataclass
class Announced(Sitemap):
    """A chunk as the index tells of it: no pages, the date only."""

    lastmod: datetime | None = None


def announced_sitemaps() -> dict[str, Sitemap | type[Sitemap]]:
    """Return the chunks that hold a page, by name, with the date of their last change. A query a sort, and one."""
    found: dict[str, Sitemap | type[Sitemap]] = {"pages": Announced()}
    if latest := max((row.changed for row in _sections()), default=None):
        found["sections"] = Announced(latest)
    for name, sort in SORTS.items():
        chunks = sort.rows().order_by().values_list((F("pk") - 1) / KEYS_IN_A_CHUNK).annotate(last=Max("changed"))
        found |= {f"{name}-{number + 1}": Announced(last) for number, last in sorted(chunks)}
    return found


def pages_of(section: str) -> list[Told]:
    """Return the pages of a sitemap by its name in the index, none if there is no such sitemap. One query at most."""
    if section == "pages":
        return [Told(reverse(f"reports:{page}")) for page in PAGES]
    if section == "sections":
        return [Told(_section_address(row.scope), row.changed) for row in _sections()]
    name, _hyphen, number = section.rpartition("-")
    if name not in SORTS or not number.isdecimal() or len(number) > 12:
        return []
    sort, first = SORTS[name], (int(number) - 1) * KEYS_IN_A_CHUNK + 1
    rows = sort.rows().filter(pk__gte=first, pk__lt=first + KEYS_IN_A_CHUNK).order_by("pk")
    return [
        Told(reverse(f"reports:{sort.page}", args=[part or "-" for part in parts]), changed)
        for *parts, changed in rows.values_list(*sort.fields, "changed")
    ]


def _section_address(scope: str) -> str:
    return reverse("reports:section-list", args=[SectionKind(scope.partition(":")[2])])


def written(pages: Iterable[Told], site: str) -> str:
    """Return a sitemap: each page in every language of the interface, with its alternates; `site` has no path."""
    root = get_script_prefix()
    prefix, places = f"{root}{get_language()}/", [(code, f"{root}{code}/") for code, _name in settings.LANGUAGES]
    parts = [_HEAD]
    for page in pages:
        rest = escape(page.address.removeprefix(prefix))
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{site}{place}{rest}"/>'
            for code, place in [*places, ("x-default", root)]
        )
        date = f"<lastmod>{localtime(page.changed):%Y-%m-%d}</lastmod>" if page.changed else ""
        parts += [f"<url><loc>{site}{place}{rest}</loc>{date}{links}</url>\n" for _code, place in places]
    return "".join([*parts, "</urlset>\n"])
