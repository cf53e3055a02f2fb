"""What stands for the site elsewhere: pictures of reports, and the description by which browsers search it."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import condition, conditional_page, require_safe

from reports.cards import EDITION, chinese_font, draw_card
from reports.models import Report
from reports.templatetags.addresses import HREFLANG, site_address

SECONDS_KEPT = 86_400
INTERFACE = {"zh": "zh-hans", "en": "en"}
"""The language of the interface that a report's language is read in."""


def _card_tag(request: HttpRequest, pk: int) -> str | None:
    changed: datetime | None = Report.objects.published().filter(pk=pk).values_list("changed_at", flat=True).first()
    return f'"{pk}-{changed.timestamp()}-{EDITION}"' if changed else None


@require_safe
@condition(etag_func=_card_tag)
def report_card(request: HttpRequest, pk: int) -> HttpResponse:
    """A published report's title, unit and period as a picture, in its own language; 2 queries, 1 if it is known."""
    report = get_object_or_404(Report.objects.published().with_cards(), pk=pk)
    with override(INTERFACE[report.language]):
        facts = [report.unit.name if report.unit else "", report.period.label if report.period else ""]
        return _picture(report.title, [fact for fact in facts if fact])


@require_safe
@conditional_page
def site_card(request: HttpRequest, language: str) -> HttpResponse:
    """The picture of pages that have none of their own."""
    if language not in HREFLANG:
        raise Http404(language)
    with override(language):
        return _picture(_("What was done, what was learnt, what comes next"), [_("Work summaries, structured")])


def _picture(title: str, facts: list[str]) -> HttpResponse:
    font = chinese_font(settings.CARD_FONT)
    response = HttpResponse(draw_card(title, facts, _("Summaries"), font), content_type="image/png")
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


@require_safe
@conditional_page
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser or program searches the site in this language, and asks it for suggestions."""
    context = {"site": site_address(request)}
    return render(request, "reports/opensearch.xml", context, "application/opensearchdescription+xml; charset=utf-8")
