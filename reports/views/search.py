"""The search page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.forms import MAX_QUERY_LENGTH, UnknownValue, read_page
from reports.search import SearchRequest, search_reports
from reports.views.pagination import number_pages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Reports that hold all the words of `q`, the best first, with the passages marked."""
    query = request.GET.get("q", "").replace("\x00", "")[:MAX_QUERY_LENGTH]
    try:
        number = read_page(request.GET)
    except UnknownValue as error:
        raise Http404(str(error)) from error
    found = search_reports(SearchRequest(query, page=number))
    pages = number_pages(found.reachable, number, found.page_size)
    return render(request, "reports/search.html", {"query": query, "found": found, "pages": pages})
