"""What pages say of themselves to search engines: linked data in the words of schema.org.

All functions return plain data with full addresses. What is written into prepared pages, which know no host, bears
`STAND_IN` in its place.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.models import Category, Report

STAND_IN = "https://site.invalid"
"""The site's address in what is written before it is known."""

CONTEXT = "https://schema.org"
LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en", "zh-hans": "zh-Hans"}
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
Data = dict[str, Any]


def data_block(data: Sequence[Data]) -> SafeString:
    """Return a `<script>` that holds data and nothing that runs, whatever the texts in it say."""
    text = json.dumps({"@context": CONTEXT, "@graph": data}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')  # noqa: S308


def report_data(report: Report, tags: Iterable[str], site: str) -> Data:
    """Return what a published report is: whose, of when, in which language. Its relations are to be loaded."""
    period, unit, collection = report.period, report.unit, report.collection
    image = card_address(report, site)
    data = {
        "@type": "Report",
        "@id": permanent_address(report.pk, site),
        "url": f"{site}{report.get_absolute_url()}",
        "headline": report.title[:110],
        "name": report.title,
        "abstract": report.summary or report.excerpt,
        "inLanguage": LANGUAGE_TAGS[report.language],
        "datePublished": report.published_at and report.published_at.isoformat(),
        "dateModified": report.changed_at and report.changed_at.isoformat(),
        "author": unit and {"@type": "Organization", "name": unit.name, "url": f"{site}{unit.get_absolute_url()}"},
        "publisher": {"@id": f"{site}/#organization"},
        "temporalCoverage": period and period.start and period.end and f"{period.start}/{period.end}",
        "keywords": list(tags),
        "articleSection": report.category and report.category.name,
        "image": {"@type": "ImageObject", "url": image, "width": 1200, "height": 630},
        "timeRequired": f"PT{report.reading_minutes}M",
        "isAccessibleForFree": True,
        "isPartOf": collection
        and {"@type": "Collection", "name": collection.title, "url": f"{site}{collection.get_absolute_url()}"},
    }
    return {name: value for name, value in data.items() if value}


def breadcrumb_data(crumbs: Sequence[tuple[str, str]], site: str) -> Data:
    """Return the way to a page: names and addresses of the steps, the last may have no address."""
    steps = [
        {"@type": "ListItem", "position": number, "name": name, **({"item": f"{site}{path}"} if path else {})}
        for number, (name, path) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def report_crumbs(report: Report, ancestors: Iterable[Category]) -> list[tuple[str, str]]:
    """Return the way to a report, through its categories where it has one."""
    root = (_("Categories"), "category-list") if report.category else (_("All reports"), "report-list")
    return [
        home_crumb(),
        (root[0], reverse(f"reports:{root[1]}")),
        *((node.name, node.get_absolute_url()) for node in ancestors),
        (report.title, ""),
    ]


def home_crumb() -> tuple[str, str]:
    """Return the first step of every way."""
    return _("Summaries"), reverse("reports:home")


def site_data(site: str) -> list[Data]:
    """Return what the site is, whose, and how it is searched."""
    search = f"{site}{reverse('reports:search')}?q={{search_term_string}}"
    return [
        {
            "@type": "Organization",
            "@id": f"{site}/#organization",
            "name": _("Summaries"),
            "url": f"{site}/",
            "logo": f"{site}{static('img/logo.svg')}",
        },
        {
            "@type": "WebSite",
            "@id": f"{site}/#website",
            "name": _("Summaries"),
            "url": f"{site}{reverse('reports:home')}",
            "inLanguage": list(dict.fromkeys(LANGUAGE_TAGS.values())),
            "publisher": {"@id": f"{site}/#organization"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        },
    ]


def permanent_address(number: int, site: str) -> str:
    """Return the address of a report that no language, title or template changes."""
    return f"{site}/reports/{number}/"


def card_address(report: Report, site: str) -> str:
    """Return the address of a report's picture, another one after each change."""
    changed = int(report.changed_at.timestamp()) if report.changed_at else 0
    return f"{site}{reverse('machines:report-card', args=[report.pk])}?v={changed}"


def card_properties(values: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    """Return the pairs of the Open Graph that have a value, one for each of several."""
    return [
        (name, one) for name, value in values.items() for one in ([value] if isinstance(value, str) else value) if one
    ]
