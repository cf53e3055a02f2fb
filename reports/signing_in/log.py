"""Who signed in and out, and who failed to, in the audit log."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from reports.enums import EventKind
from reports.models import User
from reports.workflow import record_event


def _note_login(user: User, **_signal: object) -> None:
    record_event(EventKind.LOGIN, user)


def _note_logout(user: User | None, **_signal: object) -> None:
    if user is not None:
        record_event(EventKind.LOGOUT, user)


def _note_failure(credentials: dict[str, Any], **_signal: object) -> None:
    """Name those whom the site knows; of others nothing is kept: it may be a password in the wrong field."""
    name = str(credentials.get(User.USERNAME_FIELD) or "")
    user = User.objects.filter(**{User.USERNAME_FIELD: name}).first() if "\x00" not in name else None
    record_event(EventKind.LOGIN_FAILED, user, detail={"is_known": user is not None})


# Django's own events: somebody signs in by whichever page.
user_logged_in.connect(_note_login, dispatch_uid="reports.signing_in.login")
user_logged_out.connect(_note_logout, dispatch_uid="reports.signing_in.logout")
user_login_failed.connect(_note_failure, dispatch_uid="reports.signing_in.failure")
