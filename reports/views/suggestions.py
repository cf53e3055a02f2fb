"""Suggestions while a visitor types, for the script of the search field."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from reports.enums import SuggestionKind
from reports.forms import MAX_QUERY_LENGTH
from reports.queries import Suggested, suggestions_for

SECONDS_KEPT = 60
"""How long a browser may show the same answer: a report that is withdrawn is suggested no longer than that."""


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What completes `q`, in the form of OpenSearch suggestions: typed, texts, kinds, addresses. One query."""
    typed = request.GET.get("q", "")[:MAX_QUERY_LENGTH]
    found = suggestions_for(typed)
    response = JsonResponse(
        [
            typed,
            [one.text for one in found],
            [str(one.kind.label) for one in found],
            [request.build_absolute_uri(address_of(one)) for one in found],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


def address_of(suggested: Suggested) -> str:
    """Return the address that a suggestion leads to."""
    if suggested.kind == SuggestionKind.QUERY:
        return f"{reverse('reports:search')}?{urlencode({'q': suggested.target})}"
    names = {
        SuggestionKind.TITLE: "report-redirect",
        SuggestionKind.UNIT: "unit-detail",
        SuggestionKind.TAG: "tag-detail",
    }
    return reverse(f"reports:{names[suggested.kind]}", args=[suggested.target])
