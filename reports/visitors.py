"""Who reads: people count, programs that call themselves robots do not; and where they come from."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address

_ROBOT_WORDS = ("bot", "crawl", "spider", "slurp", "curl", "wget", "python", "http", "monitor", "preview")


def is_person(user_agent: str) -> bool:
    """Tell whether a request's User-Agent is one of a browser."""
    words = user_agent.lower().replace("https://", "").replace("http://", "")
    return bool(words) and not any(word in words for word in _ROBOT_WORDS)


def visitor_of(meta: Mapping[str, object], *, behind_proxy: bool) -> str:
    """Return the network that a request comes from: an IPv4 address, or the half of an IPv6 address that is given out.

    Behind a proxy it is what that one added at the end of X-Forwarded-For; what stands before may be made up.
    """
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() if behind_proxy else ""
    given = forwarded or str(meta.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(given)
    except ValueError:
        return given
    return address.exploded[:19] if isinstance(address, IPv6Address) else str(address)
