"""The way from a list or a search to the page on which it is followed."""

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import reverse
from django.utils.http import urlencode

from reports.alerts import FOLLOWED, is_mail_sent
from reports.periods import CalendarPeriod

register = template.Library()

_LISTS = {
    "report-list": "",
    "category-detail": "category",
    "unit-detail": "unit",
    "period-detail": "period",
    "tag-detail": "tag",
    "section-list": "kind",
    "search": "",
}
"""The pages whose reports can be followed, and the field of a search that says the same."""


register.simple_tag(is_mail_sent)


@register.simple_tag(takes_context=True)
def follow_address(context: RequestContext) -> str:
    """Return the address on which the list of this page, narrowed as it is, can be followed; "" for other pages."""
    request: HttpRequest | None = getattr(context, "request", None)
    match = request.resolver_match if request else None
    if request is None or match is None or match.url_name not in _LISTS:
        return ""
    fields = {name: request.GET[name] for name in FOLLOWED if request.GET.get(name)}
    if (name := _LISTS[match.url_name]) and name not in fields:
        value = next(iter(match.kwargs.values()))
        fields[name] = value.code if isinstance(value, CalendarPeriod) else value
    return f"{reverse('reports:alert-new')}{'?' if fields else ''}{urlencode(fields)}"
