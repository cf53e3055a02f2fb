"""The addresses in a page's head: the canonical one, those in other languages, those of its parts."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import get_script_prefix
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

NARROWING = {"order", "period", "unit", "kind", "language", "q", "view"}
"""Parameters that make a list another, which the site offers to people and not to search engines."""

NOT_INDEXED = mark_safe('<meta name="robots" content="noindex, follow">')
HREFLANG = {"en": "en", "zh-hans": "zh-Hans"}


@register.simple_tag(takes_context=True)
def head_addresses(context: RequestContext) -> SafeString | str:
    """Return the links to the canonical address and to the languages, or ask search engines to pass on.

    A page of a list is itself; a narrowed or sorted list is none of its own, and only its links are worth following.
    Where the language is not in the address, the site chooses it by what the reader's browser asks for.
    """
    request: HttpRequest | None = getattr(context, "request", None)
    if request is None:
        return ""
    if any(request.GET.get(name) for name in NARROWING):
        return NOT_INDEXED
    places = alternates(request)
    if places is None:
        return ""
    links = format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', places)
    own = canonical_address(request)
    return format_html('<link rel="canonical" href="{}">\n<meta property="og:url" content="{}">\n{}', own, own, links)


def canonical_address(request: HttpRequest) -> str:
    """Return the one full address of the page that was asked for, without what does not change it."""
    return f"{site_address(request)}{quote(request.path)}{_page(request)}"


@register.simple_tag(takes_context=True)
def printed_address(context: RequestContext) -> str:
    """Return the full address of the page as it was asked for, to be told on paper; "" where it is made for nobody."""
    request: HttpRequest | None = getattr(context, "request", None)
    return uri_to_iri(f"{site_address(request)}{request.get_full_path()}") if request else ""


def site_address(request: HttpRequest) -> str:
    """Return the address of the site without a path: "https://reports.example.org"."""
    return f"{request.scheme}://{request.get_host()}"


def alternates(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Return the languages and full addresses of a page, None for one that stands under no language."""
    root = get_script_prefix()
    prefix = f"{root}{get_language()}/"
    if not request.path.startswith(prefix):
        return None
    rest = f"{quote(request.path.removeprefix(prefix))}{_page(request)}"
    site = site_address(request)
    languages = [(HREFLANG[code], f"{site}{root}{code}/{rest}") for code, _name in settings.LANGUAGES]
    return [*languages, ("x-default", f"{site}{root}{rest}")]


def _page(request: HttpRequest) -> str:
    page = request.GET.get("page", "1")
    return f"?page={page}" if page.isascii() and page.isdecimal() and page != "1" else ""
