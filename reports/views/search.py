"""The search page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.forms import UnknownValue, read_search_request
from reports.queries import note_query
from reports.views.search_page import asks_for_words_only, build_search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Reports that hold what the address asks for, the best first, with the passages marked."""
    try:
        asked = read_search_request(request.GET)
    except UnknownValue as error:
        raise Http404(str(error)) from error
    page = build_search_page(asked)
    if page.found and not page.found.has_timed_out and asks_for_words_only(asked.form):
        total = 0 if page.found.is_relaxed else page.found.total
        note_query(request.headers.get("User-Agent", ""), asked.form.query, total)
    return render(request, "reports/search.html", {"form": asked.form, "page": page}, status=page.status)
