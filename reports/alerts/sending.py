"""Sending of digests, each at most once.

A digest is claimed, handed to the mail server, and then done with; each step is a transaction of its own. What a kill
leaves claimed may have been sent or not: it is never sent again, and said to be uncertain. Everything else is taken up
by the next run. Several runs at once share the work.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import override

from reports.alerts.describing import describe
from reports.alerts.mails import MailNotSent, digest_mail
from reports.alerts.signing_up import unsubscribe
from reports.alerts.wishes import Wish
from reports.models import AlertItem, Report, Subscription
from reports.querysets import SubscriptionQuerySet, is_published

AT_ONCE = 100
"""Digests sent over one connection."""

MOST_LISTED = 30
"""Reports listed in a digest; the list on the site has the others."""

MOST_FAILURES = 5
"""Refusals of an address, for good and in a row, after which it is given up, if the server takes other mail."""

CUT_OFF = timedelta(hours=1)
"""After this time a digest that is still claimed was cut off."""


class Outcome(StrEnum):
    """What became of a digest."""

    SENT = "sent"
    REFUSED = "refused"
    GIVEN_UP = "given up"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest that is due: its subscription and the number of reports that it tells of."""

    subscription: Subscription
    number: int


def due_digests() -> list[Digest]:
    """Return what would be sent now, in order. One query."""
    rows = _due_with_news(timezone.localdate()).select_related("filter")
    waiting = Q(items__is_handed_over=False) & is_published("items__report__")
    return [Digest(row, row.number) for row in rows.annotate(number=Count("items", filter=waiting))]


def send_due() -> Iterator[Outcome]:
    """Send all digests that are due, and yield what became of each; MailNotSent where no mail server answers.

    A query for each hundred, and five for each mail.
    """
    today = timezone.localdate()
    last, has_sent = 0, False
    while batch := list(_due_with_news(today).filter(pk__gt=last).select_related("subscriber", "filter")[:AT_ONCE]):
        last = batch[-1].pk
        for outcome in _send_batch(batch, today):
            has_sent = has_sent or outcome is Outcome.SENT
            yield outcome
    # The others have nothing to tell: their day is over as well.
    Subscription.objects.due(today).filter(handed_over_at=None).exclude(_has_news()).update(digest_on=today)
    if has_sent:
        for subscription in Subscription.objects.filter(failures__gte=MOST_FAILURES):
            unsubscribe(subscription)
            yield Outcome.GIVEN_UP


def _send_batch(batch: Sequence[Subscription], today: date) -> Iterator[Outcome]:
    connection = _connected()
    try:
        for subscription in batch:
            outcome = _send_one(subscription, today, connection)
            if outcome is Outcome.UNCERTAIN:
                connection.close()
                connection = _connected()
            if outcome:
                yield outcome
    finally:
        connection.close()


def settle_cut_off() -> int:
    """Close what an earlier run was cut off in: may be sent or not, so not sent again. Return how many there were."""
    before = timezone.now() - CUT_OFF
    keys = list(Subscription.objects.filter(handed_over_at__lt=before).values_list("pk", flat=True))
    for key in keys:
        _done(key)
    return len(keys)


def _due_with_news(today: date) -> SubscriptionQuerySet:
    return Subscription.objects.due(today).filter(_has_news(), handed_over_at=None).order_by("pk")


def _has_news() -> Exists:
    return Exists(AlertItem.objects.filter(is_published("report__"), subscription=OuterRef("pk"), is_handed_over=False))


def _connected() -> BaseEmailBackend:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's exceptions are OSErrors
        raise MailNotSent(str(error)) from error
    return connection


def _send_one(subscription: Subscription, today: date, connection: BaseEmailBackend) -> Outcome | None:
    """Send one digest; None if another run has it."""
    before = subscription.digest_on
    with transaction.atomic():
        if not _claim(subscription, today):
            return None
        total, reports = _take_items(subscription)
    with override(subscription.language):
        description = describe([Wish.of(subscription.filter)])[0]
        mail = digest_mail(subscription, description, reports, total)
    try:
        connection.send_messages([mail])
    except SMTPRecipientsRefused as refusal:
        return _give_back(subscription, before, is_final=_is_final(refusal))
    except SMTPResponseException:
        return _give_back(subscription, before, is_final=False)
    except OSError:
        _done(subscription.pk)
        return Outcome.UNCERTAIN
    _done(subscription.pk)
    return Outcome.SENT


def _claim(subscription: Subscription, today: date) -> bool:
    rows = Subscription.objects.filter(pk=subscription.pk, digest_on=subscription.digest_on, handed_over_at=None)
    subscription.digest_on = today
    return rows.update(digest_on=today, handed_over_at=timezone.now()) == 1


def _take_items(subscription: Subscription) -> tuple[int, Sequence[Report]]:
    """Mark what the digest tells of; return how many reports these are, and the newest of them as cards."""
    items = AlertItem.objects.filter(subscription=subscription, is_handed_over=False)
    # By key: SQLite updates no joined rows.
    shown = Report.objects.published().filter(alert_items__in=items)
    total = items.filter(report__in=shown.values("pk")).update(is_handed_over=True)
    taken = Report.objects.published().filter(alert_items__subscription=subscription, alert_items__is_handed_over=True)
    return total, list(taken.with_cards().newest_first()[:MOST_LISTED])


@transaction.atomic
def _done(key: int) -> None:
    AlertItem.objects.filter(subscription=key, is_handed_over=True).delete()
    Subscription.objects.filter(pk=key).update(handed_over_at=None, failures=0)


def _give_back(subscription: Subscription, digest_on: date | None, *, is_final: bool) -> Outcome:
    """Let the next run try again; count where the address itself was refused for good."""
    with transaction.atomic():
        AlertItem.objects.filter(subscription=subscription).update(is_handed_over=False)
        Subscription.objects.filter(pk=subscription.pk).update(
            digest_on=digest_on, handed_over_at=None, failures=F("failures") + int(is_final)
        )
    return Outcome.REFUSED


def _is_final(refusal: SMTPRecipientsRefused) -> bool:
    return all(code >= 500 for code, _text in refusal.recipients.values())
