"""The site's addresses with those of the floors, under the same language prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from reports.models import Report
from summaries.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def floor_bare(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(b"x" * size)


def floor_with_query(request: HttpRequest, size: int, pk: int) -> HttpResponse:
    Report.objects.get(pk=pk)
    return HttpResponse(b"x" * size)


urlpatterns = [
    *urlpatterns,
    *i18n_patterns(path("floor/<int:size>/", floor_bare), path("floor/<int:size>/<int:pk>/", floor_with_query)),
]
