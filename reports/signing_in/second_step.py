"""The second step of signing in: a code from an app (TOTP), or a recovery code where that is lost.

Between the two steps nobody is signed in: who gave the right password is remembered in the session, for ten minutes.
"""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp import devices_for_user, verify_token
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from reports.enums import Action
from reports.models import User
from reports.workflow import may

PENDING = "second_step"
"""The key of the session that holds who has yet to take the second step."""

PENDING_SECONDS = 600
RECOVERY_CODES = 10

Session = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """Somebody who gave the right password: by which backend it was accepted, and where they were going."""

    user: User
    backend: str
    next_address: str


def needs_second_step(user: User) -> bool:
    """Tell whether somebody has to take a second step: by the site's rule, or since they set it up themselves."""
    return is_asked_of(user) or has_second_step(user)


def is_asked_of(user: User) -> bool:
    """Tell whether the site's rule asks a second step of somebody, who then cannot do without."""
    return settings.TWO_FACTOR == "required" and may(user, Action.PUBLISH)


def has_second_step(user: User) -> bool:
    """Tell whether somebody set up an app."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def remember_sign_in(session: Session, user: User, backend: str, next_address: str) -> None:
    """Keep in the session that a password was right."""
    session[PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "backend": backend,
        "next": next_address,
        "at": time.time(),
    }


def pending_sign_in(session: Session) -> PendingSignIn | None:
    """Return who has yet to take the second step, None where that is nobody, or where it took too long."""
    kept = session.get(PENDING)
    if not kept or not 0 <= time.time() - kept["at"] < PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    # A password that was changed meanwhile is no longer the right one.
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return PendingSignIn(user, kept["backend"], kept["next"])


def new_key() -> str:
    """Return a secret to be shared with an app, as hexadecimal digits."""
    return str(random_hex(20))


def picture_of(user: User, key: str) -> tuple[str, str]:
    """Return the secret as a picture to be read by an app (a data: address) and as text to be typed in."""
    device = TOTPDevice(user=user, key=key)
    address = device.config_url
    text = address.partition("secret=")[2].partition("&")[0].rstrip("=")
    groups = " ".join(text[start : start + 4] for start in range(0, len(text), 4))
    return segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#1b2530", light="#ffffff"), groups


@transaction.atomic
def enrol(user: User, key: str, code: str) -> Device | None:
    """Take the app that knows `key` as somebody's second step, in place of any other, if its code is right."""
    device = TOTPDevice(user=user, name="app", key=key, confirmed=True)
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    if not (_is_number(code) and totp.verify(int(code), tolerance=1)):
        return None
    # The code is used up with that.
    device.last_t, device.drift = totp.t(), totp.drift
    remove_second_step(user)
    device.save()
    return device


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Return ten codes that each work once in place of the app; those made before no longer do."""
    # The device itself stays: it may be what this session was let in by.
    device, _is_new = StaticDevice.objects.get_or_create(user=user, name="recovery codes", confirmed=True)
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _code in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes somebody has not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def accept_code(user: User, code: str) -> Device | None:
    """Return the device whose code it is, and use the code up; None if it is none.

    Wrong codes make the next attempt wait, ever longer.
    """
    sort = TOTPDevice if _is_number(code) and len(code) == 6 else StaticDevice
    for device in sort.objects.devices_for_user(user, confirmed=True):
        if accepted := verify_token(user, device.persistent_id, code):
            return accepted
    return None


def seconds_to_wait(user: User) -> int:
    """Return how long somebody has to wait after wrong codes, 0 if not at all."""
    until = [told["locked_until"] for device in devices_for_user(user) if (told := device.verify_is_allowed()[1])]
    return max((int((moment - timezone.now()).total_seconds()) + 1 for moment in until), default=0)


@transaction.atomic
def remove_second_step(user: User) -> None:
    """Forget somebody's app and recovery codes."""
    for device in devices_for_user(user, confirmed=None):
        device.delete()


def _is_number(code: str) -> bool:
    return code.isascii() and code.isdecimal()
