"""The pages for what is not there and for what went wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, UnreadablePostError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_CHUNK = 64 * 1024
_MOST_READ = 4096
"""Chunks of a refused request that are read at most: more than the largest upload."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is at this address, and offer the search."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was too much, and how to send it instead.

    What is left of the request is read first: a browser that still sends shows no answer.
    """
    _read_to_the_end(request)
    title, advice = _too_much(exception)
    return render(request, "400.html", {"title": title, "advice": advice}, status=400)


def _too_much(exception: Exception) -> tuple[str, str]:
    if isinstance(exception, TooManyFilesSent):
        text = _(
            "At most %(limit)d files can be sent at a time. Pack them into one zip file and send that, or send them in "
            "several parts. None of them was taken in."
        )
        return _("Too many files at once"), text % {"limit": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        text = _("At most %(limit)d MB of text can be pasted. Save it as a file and send that. Nothing was taken in.")
        return _("Too much text at once"), text % {"limit": limit // 1024 // 1024}
    return _("This request makes no sense"), _("Go back, load the page again and repeat what you did.")


def _read_to_the_end(request: HttpRequest) -> None:
    try:
        for _chunk in range(_MOST_READ):
            if not request.read(_CHUNK):
                return
    except (UnreadablePostError, ValueError):
        return


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, without touching the database."""
    return HttpResponseServerError(loader.render_to_string("500.html", {"LANGUAGE_CODE": get_language()}))
