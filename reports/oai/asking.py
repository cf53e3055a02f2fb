"""What a harvester asks: verb and arguments, checked; where it stands in a list, as a token that keeps no state."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

PREFIX = "oai_dc"
DATESTAMP = "%Y-%m-%dT%H:%M:%SZ"

_SELECTIVE = ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"})
VERBS: Mapping[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": _SELECTIVE,
    "ListRecords": _SELECTIVE,
}
"""The verbs of the protocol with the arguments that they need and those that they may have."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIGGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Error:
    """An error of the protocol: its code and what is wrong in words."""

    code: str
    text: str


class Errors(Exception):
    """What a harvester asks cannot be answered."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.error = Error(code, text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a harvester stands: after the record of a moment and key (of a list of sets: after a path).

    `count` is how many it has got so far.
    """

    moment: datetime | None = None
    key: int = 0
    path: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """A verb with its arguments, checked for form; `since` is included, `before` is not; "" and None where absent."""

    verb: str
    arguments: Mapping[str, str]
    since: datetime | None = None
    before: datetime | None = None
    set: str = ""
    identifier: str = ""
    place: Place = Place()

    def token(self, place: Place) -> str:
        """Return a token by which this list is gone on with after a place."""
        moments = (moment.astimezone(UTC).isoformat() if moment else "" for moment in (self.since, self.before))
        last = place.moment.astimezone(UTC).isoformat() if place.moment else ""
        parts = [*moments, self.set, last, str(place.key), place.path, str(place.count)]
        return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")


def read_asking(arguments: Iterable[tuple[str, Sequence[str]]]) -> Asking:
    """Return what is asked, from the names and values of an address or a form; Errors where it is none."""
    values = dict(arguments)
    verbs = values.pop("verb", [])
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Errors("badVerb", "One of these is needed as the verb, once: " + ", ".join(VERBS))
    needed, possible = VERBS[verbs[0]]
    for name, value in values.items():
        if name not in needed | possible:
            raise Errors("badArgument", f"{verbs[0]} has no such argument: {_plain(name)}")
        if len(value) != 1 or _NOT_XML.search(value[0]) or (not value[0] and name != "resumptionToken"):
            raise Errors("badArgument", f"This argument is given more than once, is empty, or is no text: {name}")
    asking = Asking(verbs[0], {name: value[0] for name, value in values.items()})
    if "resumptionToken" in values:
        return _resumed(asking)
    if missing := needed - values.keys():
        raise Errors("badArgument", f"{verbs[0]} needs " + ", ".join(sorted(missing)))
    if asking.arguments.get("metadataPrefix", PREFIX) != PREFIX:
        raise Errors("cannotDisseminateFormat", f"There is only {PREFIX}.")
    return _narrowed(asking)


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)[:100]


def _narrowed(asking: Asking) -> Asking:
    first, last = asking.arguments.get("from", ""), asking.arguments.get("until", "")
    since, until = _read_moment(first), _read_moment(last)
    if first and last and len(first) != len(last):
        raise Errors("badArgument", "“from” and “until” are to be given with the same granularity.")
    if since and until and since > until:
        raise Errors("badArgument", "“from” lies after “until”.")
    return replace(
        asking,
        since=since,
        before=until and until + (timedelta(days=1) if len(last) == 10 else timedelta(seconds=1)),
        set=asking.arguments.get("set", ""),
        identifier=asking.arguments.get("identifier", ""),
    )


def _read_moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        form = "%Y-%m-%d" if _DAY.fullmatch(text) else DATESTAMP
        moment = datetime.strptime(text, form).replace(tzinfo=UTC)
        if moment.year > 9998 or moment.strftime(form).rjust(len(text), "0") != text:
            raise ValueError(text)
    except ValueError:
        raise Errors("badArgument", "A date is given as 2024-05-31 or as 2024-05-31T08:30:00Z.") from None
    return moment


def _resumed(asking: Asking) -> Asking:
    if len(asking.arguments) > 1:
        raise Errors("badArgument", "A resumption token stands alone.")
    raw = asking.arguments["resumptionToken"]
    try:
        text = base64.b64decode(raw + "=" * (-len(raw) % 4), b"-_", validate=True).decode()
        since, before, chosen, moment, key, path, count = text.split("|")
        place = Place(_aware(moment), int(key), path, int(count))
        resumed = replace(asking, since=_aware(since), before=_aware(before), set=chosen, place=place)
    except (binascii.Error, ValueError, OverflowError):
        raise bad_token() from None
    is_place = bool(path) if asking.verb == "ListSets" else place.moment is not None
    if not is_place or resumed.token(place) != raw or not (0 <= place.key <= _BIGGEST_KEY and place.count > 0):
        raise bad_token()
    return resumed


def _aware(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    if moment and moment.tzinfo != UTC:
        raise ValueError(text)
    return moment


def bad_token() -> Errors:
    """Return the refusal of a token that this site never gave."""
    return Errors("badResumptionToken", "This token was not given here. Begin the list anew.")
