"""What a page's head tells programs: linked data, and the card that stands for the page where it is shared."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import structured_data
from reports.enums import ReportStatus
from reports.models import Category, Report
from reports.structured_data import STAND_IN
from reports.templatetags.addresses import site_address

register = template.Library()

LOCALES = {"en": "en_US", "zh-hans": "zh_CN"}


class TitledNode(template.Node):
    """The title of a page, written once and told twice."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the title for the reader, and the one for the card, without the site's name."""
        title = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308 (escaped by the template)
        parts = (title, _("Summaries"), title)
        return format_html('<title>{} · {}</title>\n<meta property="og:title" content="{}">', *parts)


@register.tag
def titled(parser: Parser, token: Token) -> TitledNode:
    """Make what stands up to `endtitled` the title of the page."""
    nodelist = parser.parse(("endtitled",))
    parser.delete_first_token()
    return TitledNode(nodelist)


@register.simple_tag(takes_context=True)
def site_card(context: RequestContext) -> SafeString | str:
    """Return the card of a page that has no picture of its own."""
    request: HttpRequest | None = getattr(context, "request", None)
    if request is None:
        return ""
    image = f"{site_address(request)}{reverse('machines:site-card', args=[get_language()])}"
    return _properties({"og:type": "website", **_picture(image, _("Summaries"))})


@register.simple_tag(takes_context=True)
def site_linked_data(context: RequestContext) -> SafeString:
    """Return what the site is, for its first page."""
    return structured_data.data_block(structured_data.site_data(site_address(context.request)))


@register.simple_tag
def report_head(report: Report, ancestors: Iterable[Category], tags: Iterable[Any]) -> SafeString | str:
    """Return card and linked data of a published report, with a stand-in for the site's address."""
    if report.status != ReportStatus.PUBLISHED or report.published_at is None or report.changed_at is None:
        return ""
    names = [tag.name for tag in tags]
    card = {
        "og:type": "article",
        **_picture(structured_data.card_address(report, STAND_IN), report.title),
        "article:published_time": report.published_at.isoformat(),
        "article:modified_time": report.changed_at.isoformat(),
        "article:section": report.category.name if report.category else "",
        "article:tag": names,
    }
    crumbs = structured_data.report_crumbs(report, ancestors)
    data = [
        structured_data.report_data(report, names, STAND_IN),
        structured_data.breadcrumb_data(crumbs, STAND_IN),
    ]
    return format_html("{}\n{}", _properties(card), structured_data.data_block(data))


@register.simple_tag(takes_context=True)
def at_site(context: RequestContext, html: str) -> SafeString:
    """Return a prepared head, made by `report_head`, with the site's address in the place of its stand-in."""
    return mark_safe(html.replace(STAND_IN, site_address(context.request)))  # noqa: S308


@register.simple_tag(takes_context=True)
def crumbs_data(
    context: RequestContext, root_url: str, root_label: str, ancestors: Iterable[Category], current: str
) -> SafeString | str:
    """Return the breadcrumbs of a page as linked data; "" in a part that is prepared without a request."""
    request: HttpRequest | None = getattr(context, "request", None)
    if request is None:
        return ""
    steps = [structured_data.home_crumb()]
    steps += [(root_label, root_url)] if root_url else []
    steps += [(node.name, node.get_absolute_url()) for node in ancestors or ()]
    steps += [(current, "")] if current else []
    return structured_data.data_block([structured_data.breadcrumb_data(steps, site_address(request))])


def _picture(address: str, text: str) -> dict[str, str]:
    return {"og:image": address, "og:image:width": "1200", "og:image:height": "630", "og:image:alt": text}


def _properties(values: dict[str, Any]) -> SafeString:
    language = get_language() or "en"
    more = {
        "og:site_name": _("Summaries"),
        "og:locale": LOCALES[language],
        "og:locale:alternate": [locale for code, locale in LOCALES.items() if code != language],
    }
    pairs = structured_data.card_properties({**values, **more})
    lines = format_html_join("\n", '<meta property="{}" content="{}">', pairs)
    return format_html('{}\n<meta name="twitter:card" content="{}">', lines, "summary_large_image")
