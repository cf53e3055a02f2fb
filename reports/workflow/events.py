"""The audit log: what was done, by whom, to which report."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from reports.enums import EventKind
from reports.models import Event, Report, User

_LONGEST_NAME = 150


def record_event(
    kind: EventKind,
    by: User | None,
    report: Report | None = None,
    *,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Put down what somebody did, or the system for None; `detail` is kept as JSON. One query."""
    return record_events(kind, by, [report], reason=reason, detail=detail)[0]


def record_events(
    kind: EventKind,
    by: User | None,
    reports: Iterable[Report | None],
    *,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> list[Event]:
    """Put down that the same was done to several reports. One query for some hundred of them."""
    now = timezone.now()
    return Event.objects.bulk_create(
        Event(
            kind=kind.value,
            happened_at=now,
            actor_id=by.pk if by else None,
            actor_name=by.get_username()[:_LONGEST_NAME] if by else "",
            report_number=report.pk if report else None,
            report_title=report.title if report else "",
            reason=reason.strip(),
            detail=dict(detail or {}),
        )
        for report in reports
    )
