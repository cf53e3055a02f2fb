"""How editors come in and stay in: failed attempts, the second step, sessions that end."""

from reports.signing_in import log
from reports.signing_in.second_step import (
    PendingSignIn,
    accept_code,
    enrol,
    has_second_step,
    is_asked_of,
    needs_second_step,
    new_key,
    new_recovery_codes,
    pending_sign_in,
    picture_of,
    recovery_codes_left,
    remember_sign_in,
    remove_second_step,
    seconds_to_wait,
)
from reports.signing_in.sessions import SessionsEndMiddleware
from reports.signing_in.throttling import forget_failures

__all__ = [
    "PendingSignIn",
    "SessionsEndMiddleware",
    "accept_code",
    "enrol",
    "forget_failures",
    "has_second_step",
    "is_asked_of",
    "log",
    "needs_second_step",
    "new_key",
    "new_recovery_codes",
    "pending_sign_in",
    "picture_of",
    "recovery_codes_left",
    "remember_sign_in",
    "remove_second_step",
    "seconds_to_wait",
]
