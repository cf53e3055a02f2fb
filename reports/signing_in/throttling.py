"""Failed attempts to sign in: counted by name and network, and by network alone."""

from ipaddress import ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from reports.visitors import visitor_of

NAMES_OF_A_NETWORK = 5
"""As many times the failures of one name may come from a network: an office of several people shares one."""


def network_of(request: HttpRequest) -> str | None:
    """Return the address that a request comes from; of IPv6 the first of the network that is given to a household."""
    given = visitor_of(request.META, behind_proxy=settings.BEHIND_PROXY)
    try:
        return str(ip_address(given if given.count(":") != 3 else f"{given}::"))
    except ValueError:
        return None


def forget_failures(username: str) -> None:
    """Let somebody try again at once, wherever they are."""
    reset(username=username)


class FailureCounter(AxesDatabaseHandler):
    """Counts as the library does, and takes attempts on many names from one network for what they are."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:  # noqa: ANN401
        """Return the failures of a name at a network, or a part of all those of the network where that is more."""
        own = int(super().get_failures(request, credentials))
        network = getattr(request, "axes_ip_address", None)
        if network is None:
            return own
        recent = AccessAttempt.objects.filter(ip_address=network, attempt_time__gte=get_cool_off_threshold(request))
        total = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return max(own, total // NAMES_OF_A_NETWORK)
