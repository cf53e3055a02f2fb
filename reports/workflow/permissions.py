"""Whether somebody may do something: asked by the admin, by commands and by every transition alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.enums import Action, ReportStatus
from reports.models import Report, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class TransitionRefused(Exception):
    """A report cannot be treated as was asked for; the text says why, in the user's language."""


class NotPermitted(TransitionRefused):
    """Somebody asked for what their roles do not allow."""


class OverrideNeeded(TransitionRefused):
    """Rules stand against a transition; who may override them has to give a reason."""

    def __init__(self, *complaints: str) -> None:
        super().__init__(" ".join([*complaints, _("Give a reason to publish it nevertheless.")]))
        self.complaints = complaints


def may(user: "User | AnonymousUser | None", action: Action, report: Report | None = None) -> bool:
    """Return whether somebody may do something to a report as it is loaded; None is the system, which may everything.

    Without a report: whether they may do it to any at all. What anybody may read, everybody may view. Agrees with
    `Report.objects.allowing(user, action)`. No query, once the user's rights and the report's unit are loaded.
    """
    if user is None:
        return True
    status = ReportStatus(report.status) if report else None
    if action is Action.VIEW and status is ReportStatus.PUBLISHED:
        return True
    if not isinstance(user, User) and not user.is_authenticated:
        return False
    grants = user.grants()
    if report is None or status is None:
        return any(grant.rights.get(action) for grant in grants)
    path = report.unit.path if report.unit else None
    is_own = report.created_by_id == user.pk
    return any(grant.allows(action, status, path, is_own=is_own) for grant in grants)


def check_permitted(user: User | None, action: Action, report: Report) -> None:
    """Raise NotPermitted where somebody may not do something to a report."""
    if not may(user, action, report):
        text = _("You may not %(action)s “%(report)s”.")
        raise NotPermitted(text % {"action": action.label, "report": report})


def needs_second_person(report: Report, by: User | None) -> bool:
    """Return whether somebody may publish a report only by an override: it was not handed in by somebody else.

    What is withdrawn was approved once, and its text cannot have changed since.
    """
    if by is None or report.status == ReportStatus.WITHDRAWN:
        return False
    return report.status != ReportStatus.IN_REVIEW or report.submitted_by_id == by.pk
