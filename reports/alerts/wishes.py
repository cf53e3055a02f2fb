"""What somebody wants to follow, as a value."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Self

from reports.models import AlertFilter, Period
from reports.periods import CalendarPeriod
from reports.search import SearchRequest, anchor_of, fold


class SaysNothing(ValueError):
    """The words of a wish hold neither letters nor digits: nothing could ever answer it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is followed: words and where they stand, lists to stand in ("unit:5"), bounds of the period as its codes.

    Everything is "" or empty where it does not matter; a wish of nothing at all follows every report.
    """

    query: str = ""
    where: str = ""
    scopes: tuple[str, ...] = ()
    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, row: AlertFilter) -> Self:
        """Return the wish that a stored filter holds."""
        return cls(row.query, row.where, tuple(row.scopes.split()), row.first, row.last)

    @property
    def request(self) -> SearchRequest:
        """The search that finds the same reports, but for the bounds of the period."""
        return SearchRequest(self.query, self.where if self.query else "", tuple((scope,) for scope in self.scopes))

    @property
    def can_be_answered(self) -> bool:
        """Whether there is anything to look for in its words, if it has any."""
        return bool(anchor_of(self.request))

    @property
    def fingerprint(self) -> str:
        """The same text for all wishes that ask for the same."""
        words = " ".join(fold(self.query).split())
        parts = (words, self.where if words else "", *sorted(self.scopes), self.first, self.last)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def is_within(self, period: Period | None) -> bool:
        """Tell whether a report's period lies within the bounds; one without known dates lies within none."""
        start, end = self.bounds
        if start is None and end is None:
            return True
        if period is None or period.start is None or period.end is None:
            return False
        return (start is None or period.start >= start) and (end is None or period.end <= end)

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The first and the last day of the periods wanted, None where there is no bound."""
        first = CalendarPeriod.parse(self.first).start if self.first else None
        last = CalendarPeriod.parse(self.last).end if self.last else None
        return first, last

    def store(self) -> AlertFilter:
        """Return the stored filter of the wish, made if it is new; SaysNothing if nothing can answer it."""
        anchor = anchor_of(self.request)
        if not anchor:
            raise SaysNothing(self.query)
        row, _is_new = AlertFilter.objects.get_or_create(
            fingerprint=self.fingerprint,
            defaults={
                "query": " ".join(self.query.split()),
                "where": self.where if self.query else "",
                "scopes": " ".join(sorted(self.scopes)),
                "first": self.first,
                "last": self.last,
                "anchor": anchor,
            },
        )
        return row
