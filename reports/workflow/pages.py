"""The pages of published reports, rendered in both interface languages at publication instead of at every reading."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template import engines
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from taggit.models import Tag

from reports.discovery import Trend, shelves_beside, shelves_beside_many, trends_of
from reports.enums import Language
from reports.listings import path_prefixes
from reports.models import Category, PreparedPage, Report
from reports.workflow.content import SectionDraft, prepare_text

AT_ONCE = 100
PARTS = ("head", "breadcrumbs", "article", "colophon", "citation_gbt", "citation_apa", "beside")


@lru_cache(maxsize=1)
def edition() -> str:
    """Return a fingerprint of all that pages are made with: templates and message catalogues."""
    folders = [Path(folder) for folder in engines["django"].dirs]
    files = [file for folder in folders for file in folder.rglob("*.html")]
    files += [file for folder in settings.LOCALE_PATHS for file in Path(folder).rglob("*.mo")]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:40]


def render_parts(report: Report) -> dict[str, str]:
    """Return the parts of a report's page in the active language. Seven queries, if its relations are loaded."""
    return _render(report, _ancestors_of([report]), shelves_beside(report.pk), trends_of([report])[report.pk])


def render_draft(report: Report, sections: Sequence[SectionDraft], tags: Iterable[Tag]) -> dict[str, str]:
    """Return the parts of the page that a report would have, which need not be stored: without sidebars and figures.

    The report is given what follows from its text. One query, if its relations are loaded.
    """
    made = prepare_text(sections, report.summary)
    report.prepared, report.excerpt, report.reading_minutes = made.prepared, made.excerpt, made.reading_minutes
    return _render(report, _ancestors_of([report]), {}, [], tags)


def _render(
    report: Report,
    categories: Mapping[str, Category],
    shelves: Mapping[str, Sequence[Report]],
    trends: Sequence[Trend],
    tags: Iterable[Tag] | None = None,
) -> dict[str, str]:
    context = {
        "report": report,
        "ancestors": [categories[path] for path in path_prefixes(report.category)] if report.category else [],
        # The database gives them in no order of its own.
        "tags": sorted(report.tags.all() if tags is None else tags, key=attrgetter("pk")),
        "shelves": shelves,
        "trends": trends,
        "has_before": any(trend.before for trend in trends),
        **_author_and_date(report),
    }
    return {part: render_to_string(f"reports/page/{part}.html", context).strip() for part in PARTS}


def _author_and_date(report: Report) -> dict[str, str]:
    """Return who a citation names, in the report's own language, and the date as APA writes it."""
    author = report.byline
    if not author and report.unit:
        names = (report.unit.name_zh, report.unit.name_en)
        author = next(filter(None, names if report.language == Language.CHINESE else reversed(names)), "")
    day = localtime(report.published_at) if report.published_at else None
    with override("en"):
        date = f"{day.year}, {date_format(day, 'F j')}" if day else "n.d."
    return {"author": author, "last_of_author": author[-1:], "apa_date": date}


def _ancestors_of(reports: Iterable[Report]) -> dict[str, Category]:
    """Return the categories of reports and all that contain them, by path. One query."""
    paths = {path for report in reports if report.category for path in path_prefixes(report.category)}
    return {row.path: row for row in Category.objects.filter(path__in=paths)} if paths else {}


def prepared_shelves() -> str:
    """Return the shelves that stand beside every report, in the active language. One query if they are prepared."""
    rows = PreparedPage.objects.filter(report=None, language=get_language() or "", edition=edition())
    parts = rows.values_list("parts", flat=True).first()
    return str(parts["shelves"]) if parts else _render_shelves()


def _render_shelves() -> str:
    return render_to_string("reports/page/shelves.html", {"shelves": shelves_beside(None)})


@transaction.atomic
def prepare_shelves() -> None:
    """Render and store the shelves that stand beside every report anew."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            values = {"edition": edition(), "parts": {"shelves": _render_shelves()}}
        PreparedPage.objects.update_or_create(report=None, language=language, defaults=values)


@transaction.atomic
def prepare_pages(report_ids: Iterable[int]) -> None:
    """Render and store the pages of published reports anew; those of others go. 10 queries for each 100 reports."""
    keys = sorted(set(report_ids))
    for start in range(0, len(keys), AT_ONCE):
        _prepare(keys[start : start + AT_ONCE])


def _prepare(keys: Sequence[int]) -> None:
    PreparedPage.objects.filter(report__in=keys).delete()
    reports = list(Report.objects.published().filter(pk__in=keys).with_page().with_tags())
    categories, shelves = _ancestors_of(reports), shelves_beside_many([report.pk for report in reports])
    trends = trends_of(reports)
    pages = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            for report in reports:
                parts = _render(report, categories, shelves[report.pk], trends[report.pk])
                pages.append(PreparedPage(report=report, language=language, edition=edition(), parts=parts))
    PreparedPage.objects.bulk_create(pages)
