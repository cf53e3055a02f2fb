"""What search engines and other programs ask for first: sitemaps, robots.txt."""

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from reports.sitemaps import announced_sitemaps, sitemap_named

SECONDS_KEPT = 3600
"""How long a cache may keep a sitemap: it tells of pages, and takes none of them away."""

SECONDS_DATED = 600
"""How long the dates of all sitemaps are kept: every published report is looked at for them."""

CLOSED = (
    "/*/alerts/",
    "/*/compare/",
    "/*/search/",
    "/*?*order=",
    "/*?*period=",
    "/*?*unit=",
    "/*?*kind=",
    "/*?*language=",
)
"""What robots are asked to leave alone: no end of narrowed and sorted lists, all of whose reports stand elsewhere."""


@require_safe
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All sitemaps with the dates of their last changes; a query for each sort of pages, or none."""
    announced = cache.get_or_set("sitemaps", announced_sitemaps, SECONDS_DATED) or {}
    return _kept(sitemap_views.index(request, announced, sitemap_url_name="machines:sitemap"))


@require_safe
@conditional_page
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """The pages of one sitemap in every language; 1 query."""
    chosen = sitemap_named(section)
    if chosen is None:
        raise Http404(section)
    return _kept(sitemap_views.sitemap(request, {section: chosen}, section))


@require_safe
@conditional_page
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read, and where the sitemaps are."""
    index = request.build_absolute_uri(reverse("machines:sitemap-index"))
    # An address of its own is not told to whoever asks: the admin's pages themselves keep robots off.
    closed = ("/admin/", *CLOSED) if settings.ADMIN_PATH == "admin/" else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {index}", ""]
    return _kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response
