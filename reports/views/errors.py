"""The pages for what is not there and for what went wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseServerError,
    UnreadablePostError,
)
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reports.views.missing import gone_report, index_of, moved_to, nearest_places, words_in

_CHUNK = 64 * 1024
_MOST_READ = 4096
"""Chunks of a refused request that are read at most: more than the largest upload."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead on to where a page has moved; else say that a report is gone, or that nothing is here, and what is near.

    What the public could read once is gone (410); what it never could is not there (404), like what never was.
    """
    if address := moved_to(request):
        return HttpResponsePermanentRedirect(address)
    if gone := gone_report(request):
        response = render(request, "reports/report_gone.html", {"gone": gone}, status=410)
        add_never_cache_headers(response)
        return response
    context = {"words": words_in(request), "places": nearest_places(request), "index": index_of(request)}
    return render(request, "404.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was too much, and how to send it instead.

    What is left of the request is read first: a browser that still sends shows no answer.
    """
    _read_to_the_end(request)
    title, advice = _too_much(exception)
    return render(request, "400.html", {"title": title, "advice": advice}, status=400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that somebody's roles do not reach so far."""
    advice = _("Nothing was changed. Your roles do not reach so far; if they should, ask who administers your unit.")
    context = {"title": _("You may not do this"), "advice": advice, "number": 403, "back": reverse("admin:index")}
    return render(request, "400.html", context, status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was not sent from a page of this site, or too long after it was loaded (CSRF)."""
    advice = _(
        "Nothing was changed. Most often you signed in or out in another window meanwhile, or cookies are off. "
        "Go back, load the page again and repeat what you did."
    )
    context = {"title": _("This form was out of date"), "advice": advice, "number": 403}
    return render(request, "400.html", context, status=403)


def too_many_sign_ins(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """Say that somebody has to wait before the next attempt to sign in."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    text = ngettext(
        "Wait %(number)d minute and try again. If you do not know the password, ask an administrator for a new one.",
        "Wait %(number)d minutes and try again. If you do not know the password, ask an administrator for a new one.",
        minutes,
    )
    context = {"title": _("Too many attempts to sign in"), "advice": text % {"number": minutes}, "number": 429}
    return render(request, "400.html", context, status=429)


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
