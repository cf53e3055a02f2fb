"""Signed links in mails: who has one may do what it says, and it says nothing about who that is."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.translation import override

from reports.models import Subscriber, Subscription

CONFIRM, MANAGE, UNSUBSCRIBE = "confirm", "manage", "unsubscribe"
LIVES = {CONFIRM: timedelta(days=7), MANAGE: timedelta(days=30), UNSUBSCRIBE: None}
"""How long a link works: for ever where it only ends what its owner may no longer want."""


class UnknownLink(Exception):
    """A link is not one of ours, is too old, or what it leads to is not there any more."""


def signed(purpose: str, key: int) -> str:
    """Return the part of an address that stands for a row and a purpose."""
    return _signer(purpose).sign(str(key))


def managing_token(subscriber: int) -> str:
    """Return the signed part of the address of somebody's own alerts."""
    return signed(MANAGE, subscriber)


def confirmed_by(token: str) -> Subscription:
    """Return the subscription that a link confirms; UnknownLink if there is none. One query."""
    return _subscription(CONFIRM, token)


def unsubscribed_by(token: str) -> Subscription | None:
    """Return the subscription that a link ends, None where it ended before; UnknownLink for a wrong link. One query."""
    return Subscription.objects.select_related("filter").filter(pk=_key(UNSUBSCRIBE, token)).first()


def managed_by(token: str) -> Subscriber:
    """Return whose alerts a link leads to; UnknownLink if it leads nowhere. One query."""
    found = Subscriber.objects.filter(pk=_key(MANAGE, token)).first()
    if found is None:
        raise UnknownLink(token)
    return found


def _subscription(purpose: str, token: str) -> Subscription:
    found = Subscription.objects.select_related("filter").filter(pk=_key(purpose, token)).first()
    if found is None:
        raise UnknownLink(token)
    return found


def absolute(address: str) -> str:
    """Return an address on this site with scheme and host, for mails."""
    return f"{settings.SITE_URL}{address}"


def link(purpose: str, key: int, language: str) -> str:
    """Return the whole address of a signed link, in a language of the interface."""
    with override(language):
        return absolute(reverse(f"reports:alert-{purpose}", args=[signed(purpose, key)]))


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"reports.alerts.{purpose}")


def _key(purpose: str, token: str) -> int:
    try:
        return int(_signer(purpose).unsign(token, max_age=LIVES[purpose]))
    except (BadSignature, ValueError) as error:
        raise UnknownLink(token) from error
