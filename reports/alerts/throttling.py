"""How often alerts may be asked for: by one visitor, for one address. Nothing personal is kept for it.

What is counted is a digest keyed by a random key of the day, which is deleted on the next one: then nobody, not even
with the whole database, can tell whose numbers they were.
"""

import hashlib
import hmac
import secrets
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reports.models import AlertAttempt, AlertKey

PER_VISITOR, PER_ADDRESS = 20, 5
"""Requests of one visitor, and mails to one address before it is confirmed to want them, on a day."""


class TooMany(Exception):
    """A visitor asked too often on one day."""


@transaction.atomic
def is_within(limit: int, sort: str, what: str) -> bool:
    """Count one more of a sort ("visitor", "address") for what is given, and tell whether it is within its limit."""
    today = timezone.localdate()
    key = _key_of(today)
    digest = hmac.new(key.secret.encode(), f"{sort}:{what}".encode(), hashlib.sha256).hexdigest()
    AlertAttempt.objects.bulk_create([AlertAttempt(key=key, digest=digest)], ignore_conflicts=True)
    AlertAttempt.objects.filter(key=key, digest=digest).update(times=F("times") + 1)
    return AlertAttempt.objects.values_list("times", flat=True).get(key=key, digest=digest) <= limit


def forget_attempts() -> None:
    """Delete the keys of past days, and what was counted with them."""
    AlertKey.objects.filter(day__lt=timezone.localdate()).delete()


def _key_of(day: date) -> AlertKey:
    key, is_new = AlertKey.objects.get_or_create(day=day, defaults={"secret": secrets.token_hex(32)})
    if is_new:
        forget_attempts()
    return key
