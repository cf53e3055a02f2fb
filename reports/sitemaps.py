"""What search engines are told to read: every public page, in chunks that cost the same wherever they stand.

A chunk is a range of keys, not a page of a list, so that the last one is found as fast as the first, and a report
that goes moves no other one into the next chunk.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import CharField, Exists, F, Max, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from taggit.models import Tag

from reports.enums import SectionKind
from reports.listings import ALL, scope_of
from reports.models import Category, Collection, ListingCount, ListingEntry, Period, Report, Topic, Unit

KEYS_IN_A_CHUNK = 250
"""Keys that a chunk spans. Each page is told once a language, with its alternates: a megabyte or so at most."""

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
    return Report.objects.published().only("slug").annotate(changed=F("changed_at"))


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


SORTS: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "reports": _reports,
    "collections": lambda: _selections(Collection, "collection"),
    "topics": lambda: _selections(Topic, "topics"),
    "categories": lambda: _lists(Category, "category"),
    "units": lambda: _lists(Unit, "unit"),
    "periods": lambda: _lists(Period, "period"),
    "tags": lambda: _lists(Tag, "tag"),
}
"""The rows that have a page, by the sort that stands in the address of their chunks; each with `changed`."""


class PublicSitemap(Sitemap):
    """Pages in every language of the interface, each with its alternates."""

    i18n = alternates = x_default = True


class FixedPages(PublicSitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return the names of their addresses."""
        return list(PAGES)

    def location(self, item: str) -> str:
        """Return the address of a page."""
        return reverse(f"reports:{item}")


class SectionPages(PublicSitemap):
    """The pages of all sections of a kind: all problems, all next steps."""

    def __init__(self) -> None:
        self.rows = list(_sections())

    def items(self) -> list[Any]:
        """Return the sizes of their lists; they were loaded in one query."""
        return self.rows

    def location(self, item: Any) -> str:  # noqa: ANN401
        """Return the address of a kind's page."""
        return reverse("reports:section-list", args=[SectionKind(item.scope.partition(":")[2])])

    def lastmod(self, item: Any) -> datetime | None:  # noqa: ANN401
        """Return when the latest report with such a section was published."""
        return item.changed


class Chunk(PublicSitemap):
    """The pages of a sort whose keys lie in a range."""

    def __init__(self, sort: str, number: int) -> None:
        first = (number - 1) * KEYS_IN_A_CHUNK + 1
        rows = SORTS[sort]().filter(pk__gte=first, pk__lt=first + KEYS_IN_A_CHUNK)
        self.rows = list(rows.order_by("pk"))

    def items(self) -> list[Any]:
        """Return the rows; they were loaded in one query."""
        return self.rows

    def location(self, item: Any) -> str:  # noqa: ANN401
        """Return the address of a row's page."""
        return reverse("reports:tag-detail", args=[item.slug]) if isinstance(item, Tag) else item.get_absolute_url()

    def lastmod(self, item: Any) -> datetime | None:  # noqa: ANN401
        """Return when the page last changed."""
        return item.changed


@dataclass
class Announced(Sitemap):
    """A chunk as the index tells of it: no pages, the date only."""

    lastmod: datetime | None = None


def announced_sitemaps() -> dict[str, Sitemap | type[Sitemap]]:
    """Return the chunks that hold a page, by name, with the date of their last change. A query a sort, and one."""
    found: dict[str, Sitemap | type[Sitemap]] = {"pages": Announced()}
    if latest := max((row.changed for row in _sections()), default=None):
        found["sections"] = Announced(latest)
    for sort, rows in SORTS.items():
        chunks = rows().order_by().values_list((F("pk") - 1) / KEYS_IN_A_CHUNK).annotate(last=Max("changed"))
        found |= {f"{sort}-{number + 1}": Announced(last) for number, last in sorted(chunks)}
    return found


def sitemap_named(section: str) -> PublicSitemap | None:
    """Return a sitemap by its name in the index, None if there is no page in it. One query at most."""
    if section == "pages":
        return FixedPages()
    if section == "sections":
        sections = SectionPages()
        return sections if sections.rows else None
    sort, _hyphen, number = section.rpartition("-")
    if sort not in SORTS or not number.isdecimal() or len(number) > 12:
        return None
    chunk = Chunk(sort, int(number))
    return chunk if chunk.rows else None
