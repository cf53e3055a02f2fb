"""Mails to those who work on a report: handed in, returned, approved, due. No mail that fails undoes anything."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from itertools import groupby
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.enums import Action, ReportStatus
from reports.models import Report, User
from reports.workflow.permissions import may
from reports.workflow.tasks import colleagues_of

logger = logging.getLogger(__name__)

REMINDED_BEFORE = timedelta(days=1)
"""How long before the day on which a report is due its mail is sent, and again on every day that it is late."""


def tell_of(action: Action, report: Report, *, by: User | None, remark: str = "") -> None:
    """Have a mail sent about a transition once it is stored, to those whom it concerns and in their languages."""
    transaction.on_commit(partial(_send_of, action, report, by, remark), robust=True)


def _send_of(action: Action, report: Report, by: User | None, remark: str) -> None:
    # Nothing that goes wrong here concerns who asked for the transition, which is stored.
    try:
        for user in _concerned(action, report, by):
            _send(user, _sort(action), [report], {"by": by, "remark": remark})
    except Exception:
        logger.exception("mails about report %s could not be sent", report.pk)


def _sort(action: Action) -> str:
    return {Action.SUBMIT: "submitted", Action.RETURN: "returned"}.get(action, "approved")


def _concerned(action: Action, report: Report, by: User | None) -> Iterable[User]:
    """Return who is told: of what is handed in who may publish it, of what became of it who made it."""
    if action is Action.SUBMIT:
        found = [user for user in colleagues_of(report) if may(user, Action.PUBLISH, report)] if by else []
    else:
        keys = {key for key in (report.created_by_id, report.submitted_by_id, report.assignee_id) if key}
        found = list(User.objects.filter(pk__in=keys, is_active=True)) if keys else []
    return [user for user in found if user.email and user != by]


def send_reminders() -> Iterator[bool]:
    """Write to everybody whose reports are due tomorrow or late, once a day; yields whether each mail was sent."""
    today = timezone.localdate()
    due = Report.objects.filter(due_on__lte=today + REMINDED_BEFORE, assignee__is_active=True)
    due = due.filter(status__in=[ReportStatus.DRAFT, ReportStatus.IN_REVIEW, ReportStatus.RETURNED]).exclude(
        assignee__email=""
    )
    due = due.filter(Q(reminded_on=None) | Q(reminded_on__lt=today)).select_related("assignee")
    for user, group in groupby(due.order_by("assignee_id", "due_on", "pk"), key=lambda report: report.assignee):
        reports = list(group)
        if user is None:
            continue
        try:
            _send(user, "due", reports, {})
        except (SMTPException, OSError):
            logger.exception("the reminder of user %s could not be sent", user.pk)
            yield False
        else:
            Report.objects.filter(pk__in=[report.pk for report in reports]).update(reminded_on=today)
            yield True


def _send(user: User, sort: str, reports: Iterable[Report], context: Mapping[str, object]) -> None:
    with override(user.language or settings.LANGUAGE_CODE):
        lines = [_line(report, sort) for report in reports]
        subject = {
            "submitted": _("To be reviewed: %(title)s"),
            "returned": _("Returned: %(title)s"),
            "approved": _("Approved: %(title)s"),
            "due": _("Reports that are due"),
        }[sort] % {"title": lines[0][0]}
        whole = {**context, "sort": sort, "lines": lines, "home": _address("admin:index")}
        text = render_to_string("mail/notice.txt", whole).strip() + "\n"
        mail = EmailMessage(" ".join(subject.split())[:150], text, to=[user.email])
        mail.extra_headers = {"Auto-Submitted": "auto-generated"}
        mail.send()


def _line(report: Report, sort: str) -> tuple[str, str, str]:
    """Return title, address and day of a report, as a mail tells them."""
    day = date_format(report.due_on, "DATE_FORMAT") if report.due_on else ""
    # A working copy is gone once it is published.
    key = (report.revises_id or report.pk) if sort == "approved" else report.pk
    return report.title, _address("admin:reports_report_change", key), day


def _address(name: str, *arguments: object) -> str:
    return settings.SITE_URL + reverse(name, args=arguments)
