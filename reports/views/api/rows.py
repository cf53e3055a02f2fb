"""Rows as a program gets them: the same in every language of the interface, with names in both."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from taggit.models import Tag

from reports.models import Category, Collection, Period, Report, Unit
from reports.structured_data import permanent_address
from reports.templatetags.addresses import site_address


def report_row(report: Report, request: HttpRequest) -> dict[str, Any]:
    """Return a report as lists give it; unit, period, category and tags are to be loaded."""
    return {
        "id": report.pk,
        "title": report.title,
        "language": report.language,
        "address": permanent_address(report.pk, site_address(request)),
        "self": request.build_absolute_uri(reverse("machines:api-report", args=[report.pk])),
        "published": report.published_at and report.published_at.isoformat(),
        "changed": report.changed_at and report.changed_at.isoformat(),
        "excerpt": report.summary or report.excerpt,
        "unit": report.unit and {"slug": report.unit.slug, "name": names_of(report.unit)},
        "period": report.period and period_row(report.period),
        "category": report.category and {"slug": report.category.slug, "name": names_of(report.category)},
        "tags": sorted(tag.name for tag in report.tags.all()),
        "kinds": report.section_kinds,
        "reading_minutes": report.reading_minutes,
    }


def collection_row(collection: Collection, request: HttpRequest) -> dict[str, Any]:
    """Return a collection as lists give it; with its category loaded. Its address suits every language."""
    category = collection.category
    return {
        "id": collection.pk,
        "title": collection.title,
        "language": collection.language,
        "address": f"{site_address(request)}/collections/{collection.pk}-{quote(collection.slug)}/",
        "self": collection_self(collection.pk, request),
        "category": category and {"slug": category.slug, "name": names_of(category)},
    }


def collection_self(key: int, request: HttpRequest) -> str:
    """Return the address of a collection for programs."""
    return request.build_absolute_uri(reverse("machines:api-collection", args=[key]))


def names_of(row: Category | Unit) -> dict[str, str | None]:
    """Return the names of a row by the language they are in, None where it has none."""
    return {"en": row.name_en or None, "zh": row.name_zh or None}


def period_row(period: Period) -> dict[str, Any]:
    """Return a period; the days are null where the source does not tell the year."""
    return {
        "code": period.code,
        "kind": period.kind,
        "start": period.start and period.start.isoformat(),
        "end": period.end and period.end.isoformat(),
    }


def node_row(node: Category | Unit, parent: str | None) -> dict[str, Any]:
    """Return a category or unit with the slug of the one above it."""
    kind = {"kind": node.kind} if isinstance(node, Unit) else {}
    descriptions = {"en": node.description_en or None, "zh": node.description_zh or None}
    return {"slug": node.slug, "parent": parent, "name": names_of(node), "description": descriptions, **kind}


def tag_row(tag: Tag) -> dict[str, Any]:
    """Return a tag."""
    return {"slug": tag.slug, "name": tag.name}
