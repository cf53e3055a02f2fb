"""Publication and expiry at a date: carried out by the first request after it, so that no worker has to run."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, EventKind, ReportStatus
from reports.models import Report, User
from reports.workflow.events import record_event
from reports.workflow.permissions import TransitionRefused, check_permitted
from reports.workflow.refusals import approve
from reports.workflow.transitions import publish_report, withdraw_report

LOOK_EVERY = 5
"""Seconds between two looks of a process for reports that somebody scheduled meanwhile."""

AFTER_FAILURE = 60
"""Seconds until a process looks again where carrying out the schedule failed."""

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_next_look = float("-inf")


@transaction.atomic
def schedule_report(
    report: Report,
    publish_at: datetime | None,
    expires_at: datetime | None = None,
    *,
    by: User | None = None,
    override: str = "",
) -> None:
    """Set the dates at which a report becomes public and is withdrawn again; None takes a date away.

    Setting a date of publication approves the report as it stands: it needs what publishing needs, and the text cannot
    be changed until it is taken off the schedule. A public report has a date of expiry alone.
    """
    stored = Report.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if stored.status == ReportStatus.PUBLISHED:
        check_permitted(by, Action.WITHDRAW, stored)
        publish_at = None
    elif publish_at is not None:
        approve(report, by=by, override=override)
    else:
        check_permitted(by, Action.PUBLISH, stored)
    _check_dates(stored, publish_at, expires_at)
    if (publish_at, expires_at) == (stored.publish_at, stored.expires_at):
        return
    report.publish_at, report.expires_at = publish_at, expires_at
    report.save(update_fields=["publish_at", "expires_at", "updated_at"])
    dates = {"publish_at": _written(publish_at), "expires_at": _written(expires_at)}
    record_event(EventKind.SCHEDULED, by, report, detail=dates)


def publish_due(now: datetime | None = None) -> int:
    """Publish and withdraw the reports whose time has come, each in a transaction; return how many there were.

    What is refused when its time has come is taken off the schedule, and the audit log says why. What fails otherwise
    is logged, keeps nothing else from its turn, and is tried again.
    """
    now = now or timezone.now()
    waiting = Report.objects.filter(publish_at__lte=now).order_by("publish_at", "pk").values_list("pk", flat=True)
    done = sum(_safely(_publish, key, now) for key in list(waiting))
    expired = Report.objects.published().filter(expires_at__lte=now).order_by("expires_at", "pk")
    return done + sum(_safely(_withdraw, key, now) for key in list(expired.values_list("pk", flat=True)))


def publish_when_due() -> None:
    """Carry out the schedule if it is time to look; never fails. Two queries every few seconds in each process.

    The dates that are known are met to the second; what is scheduled at shorter notice is seen at the next look.
    """
    global _next_look
    now = time.monotonic()
    if now < _next_look or not _lock.acquire(blocking=False):
        return
    try:
        _next_look = now + AFTER_FAILURE
        moment = _next_date()
        if moment and moment <= timezone.now():
            publish_due()
            moment = _next_date()
        _next_look = now + _seconds_until(moment)
    except Exception:
        # Whatever is wrong with the schedule, a reader gets the page that was asked for.
        _log.exception("the schedule could not be carried out")
    finally:
        _lock.release()


def _safely(carry_out: Callable[[int, datetime], bool], key: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return carry_out(key, now)
    except Exception:
        _log.exception("report %s could not be published or withdrawn at its date", key)
        return False


def _publish(key: int, now: datetime) -> bool:
    rows = Report.objects.select_for_update(of=("self",)).select_related("unit", "period", "category")
    report = rows.filter(pk=key, publish_at__lte=now).first()
    if report is None:
        # Another process was faster, or it was taken off the schedule.
        return False
    try:
        with transaction.atomic():
            publish_report(report, None if report.published_at else report.publish_at)
    except TransitionRefused as refusal:
        Report.objects.filter(pk=key).update(publish_at=None)
        record_event(EventKind.SCHEDULE_FAILED, None, report, reason=str(refusal))
        return False
    return True


def _withdraw(key: int, now: datetime) -> bool:
    rows = Report.objects.published().select_for_update(of=("self",))
    report = rows.filter(pk=key, expires_at__lte=now).select_related("unit", "period", "category").first()
    if report is None:
        return False
    withdraw_report(report, reason=f"expired {_written(report.expires_at)}")
    return True


def _next_date() -> datetime | None:
    scheduled = Report.objects.filter(publish_at__isnull=False).order_by("publish_at")
    expiring = Report.objects.published().filter(expires_at__isnull=False).order_by("expires_at")
    found = [*scheduled.values_list("publish_at", flat=True)[:1], *expiring.values_list("expires_at", flat=True)[:1]]
    return min((moment for moment in found if moment), default=None)


def _seconds_until(moment: datetime | None) -> float:
    wait = (moment - timezone.now()).total_seconds() if moment else LOOK_EVERY
    # What is still due could not be carried out.
    return min(LOOK_EVERY, wait) if wait > 0 else AFTER_FAILURE


def _check_dates(report: Report, publish_at: datetime | None, expires_at: datetime | None) -> None:
    now = timezone.now()
    if (publish_at and publish_at <= now) or (expires_at and expires_at <= now):
        raise TransitionRefused(_("Choose a date that is still to come."))
    if publish_at and expires_at and expires_at <= publish_at:
        raise TransitionRefused(_("A report can be withdrawn only after it was published."))
    if expires_at and report.revises_id:
        raise TransitionRefused(_("A working copy has no date of expiry; the public report has one."))
    if expires_at and not publish_at and report.status != ReportStatus.PUBLISHED:
        raise TransitionRefused(_("A date of expiry needs a date of publication."))


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
