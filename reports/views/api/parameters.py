"""Reading of what a program asks for: sizes of pages, places in a list, what a list is narrowed to."""

import base64
import binascii
from collections.abc import Collection
from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from reports.views.api.answers import Refused, bad_parameter

PAGE, MOST = 20, 100
"""Rows of a page where nothing is said, and at most."""

BIGGEST_KEY = 2**63 - 1


def check_names(request: HttpRequest, known: Collection[str]) -> None:
    """Refuse parameters that mean nothing: who misspells a filter is not to get everything."""
    unknown = [(name, _("There is no such parameter here.")) for name in request.GET if name not in known]
    if unknown:
        raise Refused(HTTPStatus.BAD_REQUEST, _("Some parameters are not known."), unknown)


def read_limit(request: HttpRequest) -> int:
    """Return how many rows are wanted on a page."""
    raw = request.GET.get("limit", str(PAGE))
    if not (raw.isascii() and raw.isdecimal() and len(raw) <= 3 and 1 <= int(raw) <= MOST):
        raise bad_parameter("limit", _("A number from 1 to %(most)d is wanted.") % {"most": MOST})
    return int(raw)


def make_cursor(*values: object) -> str:
    """Return a place in a list as an opaque word."""
    return base64.urlsafe_b64encode(" ".join(map(str, values)).encode()).decode().rstrip("=")


def read_cursor(request: HttpRequest, parts: int) -> list[str] | None:
    """Return the values of which `make_cursor` made the cursor in the address, None where there is none."""
    raw = request.GET.get("cursor")
    if raw is None:
        return None
    try:
        values = base64.b64decode(raw + "=" * (-len(raw) % 4), b"-_", validate=True).decode().split(" ")
    except (binascii.Error, ValueError):
        raise _bad_cursor() from None
    if len(values) != parts or make_cursor(*values) != raw or "\x00" in raw:
        raise _bad_cursor()
    return values


def read_key(request: HttpRequest) -> int:
    """Return the key of the last row of the page before, 0 for the first page."""
    place = read_cursor(request, 1)
    key = place[0] if place else "0"
    if not (key.isascii() and key.isdecimal() and int(key[:20]) <= BIGGEST_KEY):
        raise bad_parameter("cursor", key)
    return int(key)


def read_place(request: HttpRequest) -> tuple[datetime, int] | None:
    """Return the moment and key of the last row of the page before, None for the first page."""
    values = read_cursor(request, 2)
    if values is None:
        return None
    moment, key = values
    try:
        place = datetime.fromisoformat(moment), int(key)
    except ValueError:
        raise _bad_cursor() from None
    if place[0].tzinfo != UTC or not 0 < place[1] <= BIGGEST_KEY:
        raise _bad_cursor()
    return place


def make_place(moment: datetime, key: int) -> str:
    """Return the cursor of the rows that follow one."""
    return make_cursor(moment.astimezone(UTC).isoformat(), key)


def following_address(request: HttpRequest, **changes: str | int) -> str:
    """Return the full address of the page that follows: the same one with another place."""
    fields = {**request.GET.dict(), **changes}
    return f"{request.build_absolute_uri(request.path)}?{urlencode(fields)}"


def _bad_cursor() -> Refused:
    return bad_parameter("cursor", _("Take the address of the next page as it was given."))
