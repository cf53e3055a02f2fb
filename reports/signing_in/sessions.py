"""Sessions that end: after some time without a request, after a day's work, and where a second step is missing."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.models import User
from reports.signing_in.second_step import is_asked_of

SINCE, SEEN = "signed_in_at", "seen_at"
"""The keys of the session that hold when it began and when it was used, in seconds."""

MINUTE = 60
"""How exactly it is known when a session was used: it is written no more often."""


class SessionsEndMiddleware:
    """Makes a stranger of who was away too long, or came in by half. Pages that ask for nobody cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session once somebody asks whose it is."""
        request.user = SimpleLazyObject(partial(_whose, request, request.user))  # type: ignore[assignment]
        return self.get_response(request)


def _whose(request: HttpRequest, user: Any) -> Any:  # noqa: ANN401
    if not user.is_authenticated:
        return user
    reason = _why_it_ends(request.session, user)
    if reason:
        request.session.flush()
        messages.warning(request, reason)
        return AnonymousUser()
    now = time.time()
    if now - request.session[SEEN] >= MINUTE:
        request.session[SEEN] = now
    return user


def _why_it_ends(session: Any, user: User) -> str:  # noqa: ANN401
    now, since, seen = time.time(), session.get(SINCE), session.get(SEEN)
    if since is None or seen is None or now - since >= settings.SESSION_COOKIE_AGE:
        return _("Please sign in again: you were signed in long enough.")
    if now - seen >= settings.SESSION_IDLE.total_seconds():
        return _("Please sign in again: nothing was done here for a while.")
    if not user.is_verified() and is_asked_of(user):  # type: ignore[attr-defined]
        return _("Please sign in again: what you may do here asks for a second step.")
    return ""


def _begin(request: HttpRequest, user: User, **_signal: object) -> None:
    request.session[SINCE] = request.session[SEEN] = time.time()
    if not user.language:
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save(update_fields=["language"])


# Django's own event: a session begins wherever somebody signs in, in a test too.
user_logged_in.connect(_begin, dispatch_uid="reports.signing_in.begin")
