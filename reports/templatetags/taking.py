"""What leads from a page to its files and its feed."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.documents.writers import MAX_REPORTS, formats_for
from reports.templatetags.summaries import counted

register = template.Library()

NARROWING = ("q", "where", "category", "unit", "tag", "period", "kind", "language", "from", "to", "since", "until")
FOLLOWED = {
    "report-list", "category-detail", "unit-detail", "period-detail", "tag-detail", "topic-detail", "section-list",
    "search",
}  # fmt: skip
"""The names of the pages that have a feed of their own."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that a page offers: its format, the ending of its name and its address."""

    name: str
    ending: str
    address: str


def extent_of(number: int, total: int, most: int, *, is_exact: bool = True) -> str:
    """Return how many of a list's reports a file holds, `most` at most, in words of the active language."""
    if number < total:
        text = _("The first %(number)s of %(total)s reports in this list; a file holds at most %(most)s.")
        return text % {"number": number, "total": counted(total, is_exact), "most": most}
    return ngettext("%(number)s report", "%(number)s reports", number) % {"number": number}


@register.inclusion_tag("includes/take_away.html", takes_context=True)
def take_away(
    context: RequestContext, sort: str, total: int = 1, is_exact: bool = True, page: str = ""
) -> dict[str, Any]:
    """Return the files of a page of a sort ("report", "collection", "list") that shows `total` reports.

    `page` is the address of the page, where it is not the one that was asked for.
    """
    request = context.request
    place = page or escape_uri_path(request.path)
    query = _query(request, "order")
    files = [File(each.name, each.ending, f"{place}download.{each.ending}{query}") for each in formats_for(total)]
    return {
        "sort": sort,
        "files": files if total else [],
        "has_pdf": any(file.ending == "pdf" for file in files),
        "total": total,
        "is_exact": is_exact,
        "most": MAX_REPORTS,
        "is_cut": total > MAX_REPORTS,
        "feed": feed_of(request) if sort == "list" else "",
    }


@register.inclusion_tag("includes/feed_link.html", takes_context=True)
def feed_link(context: RequestContext) -> dict[str, str]:
    """Return the feed that programs find at a page: its own, else that of all reports."""
    request = getattr(context, "request", None)
    own = feed_of(request) if request else ""
    return {"own": own, "all": reverse("reports:all-feed")}


def feed_of(request: HttpRequest) -> str:
    """Return the address of a page's own feed, narrowed as the page is; "" where it has none."""
    match = request.resolver_match
    query = _query(request)
    if match is None or match.url_name not in FOLLOWED or (match.url_name == "search" and not query):
        return ""
    return f"{escape_uri_path(request.path)}feed.atom{query}"


def _query(request: HttpRequest, *further: str) -> str:
    """Return the query of a page with what narrows it, without its page number."""
    fields = {name: request.GET[name] for name in (*NARROWING, *further) if request.GET.get(name)}
    return f"?{urlencode(fields)}" if fields else ""
