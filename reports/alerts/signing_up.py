"""Asking for alerts, confirming, changing and ending them."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.alerts import mails
from reports.alerts.throttling import PER_ADDRESS, PER_VISITOR, TooMany, forget_attempts, is_within
from reports.alerts.wishes import Wish
from reports.enums import AlertFrequency
from reports.models import AlertFilter, Subscriber, Subscription

DAYS_UNCONFIRMED = 7
MOST_WAITING = 20
"""Subscriptions of one address that wait to be confirmed."""


def sign_up(address: str, wish: Wish, frequency: AlertFrequency, language: str, visitor: str) -> None:
    """Note that somebody wants to follow something, and write to the address; nothing tells whether it is known.

    Raises TooMany for a visitor who asked too often, SaysNothing for a wish that nothing answers, MailNotSent where
    the mail server takes nothing. An address that was written to too often today is written to no more.
    """
    address = address.lower()
    if not is_within(PER_VISITOR, "visitor", visitor):
        raise TooMany
    clear_unconfirmed()
    if not is_within(PER_ADDRESS, "address", address):
        return
    try:
        subscription = _note(address, wish, frequency, language)
    except IntegrityError:
        # What was there a moment ago was tidied up after somebody else.
        subscription = _note(address, wish, frequency, language)
    if subscription is None:
        return
    if subscription.confirmed_at:
        mails.send_known(subscription, language)
    else:
        mails.send_question(subscription)


@transaction.atomic
def _note(address: str, wish: Wish, frequency: AlertFrequency, language: str) -> Subscription | None:
    """Return the subscription, asked for anew unless it is confirmed; None for an address with too many that wait."""
    row = wish.store()
    subscriber, _is_new = Subscriber.objects.get_or_create(address=address)
    known = Subscription.objects.filter(subscriber=subscriber, filter=row).first()
    if known and known.confirmed_at:
        return known
    if known is None and subscriber.subscriptions.filter(confirmed_at=None).count() >= MOST_WAITING:
        return None
    values = {"frequency": frequency, "language": language, "asked_at": timezone.now()}
    subscription, _is_new = Subscription.objects.update_or_create(subscriber=subscriber, filter=row, defaults=values)
    return subscription


def ask_for_link(address: str, language: str, visitor: str) -> None:
    """Write to an address the link to its alerts, or that it has none: an answer that takes as long says nothing.

    Raises TooMany and MailNotSent as `sign_up` does.
    """
    address = address.lower()
    if not is_within(PER_VISITOR, "visitor", visitor):
        raise TooMany
    if not is_within(PER_ADDRESS, "address", address):
        return
    confirmed = Subscription.objects.confirmed().filter(subscriber__address=address).select_related("subscriber")
    subscription = confirmed.first()
    mails.send_link(address, subscription.subscriber if subscription else None, language)


@transaction.atomic
def confirm(subscription: Subscription) -> None:
    """Begin to send; a subscription that is confirmed already stays as it is."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
        confirmed_at=timezone.now(), digest_on=timezone.localdate()
    )


def change_frequency(subscription: Subscription, frequency: AlertFrequency) -> None:
    """Send more or less often."""
    Subscription.objects.filter(pk=subscription.pk).update(frequency=frequency)


@transaction.atomic
def follow_instead(old: str, new: str) -> None:
    """Let everybody who follows the list `old` ("unit:5") follow `new`, which has taken over its reports."""
    for row in AlertFilter.objects.filter(scopes__contains=old):
        wish = Wish.of(row)
        if old not in wish.scopes:
            continue
        scopes = tuple(dict.fromkeys(new if scope == old else scope for scope in wish.scopes))
        other = replace(wish, scopes=scopes).store()
        Subscription.objects.filter(filter=row).exclude(
            subscriber__in=Subscription.objects.filter(filter=other).values("subscriber")
        ).update(filter=other)
        # Who followed both gets one of them from now on.
        row.delete()
    _tidy_up()


def unsubscribe(subscription: Subscription) -> None:
    """End one subscription; what nobody needs any more goes with it, the address above all."""
    subscription.delete()
    _tidy_up()


def unsubscribe_all(subscriber: Subscriber) -> None:
    """End all subscriptions of an address, and forget it."""
    subscriber.delete()
    _tidy_up()


def clear_unconfirmed() -> int:
    """Delete what nobody confirmed within a week, addresses included; return how many subscriptions there were."""
    forget_attempts()
    before = timezone.now() - timedelta(days=DAYS_UNCONFIRMED)
    number, _by_model = Subscription.objects.unconfirmed_since(before).delete()
    if number:
        _tidy_up()
    return number


def _tidy_up() -> None:
    """Delete addresses that follow nothing, and filters that nobody follows."""
    for model in (Subscriber, AlertFilter):
        # Somebody may ask for one of them just now; it stays, then.
        with suppress(IntegrityError), transaction.atomic():
            model.objects.filter(subscriptions=None).delete()
