"""Working together on a report: remarks, who is to do it until when, and what waits for whom."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, ReportStatus
from reports.models import Membership, Point, Remark, Report, Section, User
from reports.querysets import is_published
from reports.roles import IN_ITS_UNIT_ALONE
from reports.workflow.permissions import NotPermitted, may

WAITING_AT_MOST = 15
"""Reports of a sort that are named on somebody's first page."""

_ASSIGNING = (Action.EDIT, Action.RETURN, Action.PUBLISH, Action.REVISE)
_DONE = (ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN)


def may_assign(user: User | None, report: Report) -> bool:
    """Return whether somebody may say who is to work on a report: whoever may do something about it."""
    return any(may(user, action, report) for action in _ASSIGNING)


def is_colleague(user: User, report: Report) -> bool:
    """Return whether somebody works on reports of its unit; that anybody may read it is not enough."""
    return Report.objects.allowing(user, Action.VIEW).filter(pk=report.pk).exists()


def colleagues_of(report: Report) -> QuerySet[User]:
    """Return those who may be given a report: people with a role in its unit, above it, or on the whole site."""
    path = report.unit.path if report.unit else ""
    above = [path[:end] for end in range(4, len(path), 4)]
    inherited = Membership.objects.filter(unit__path__in=above).exclude(role__in=IN_ITS_UNIT_ALONE)
    reach = Q(is_superuser=True) | Q(memberships__unit__path=path) | Q(memberships__in=inherited)
    reach |= Q(memberships__isnull=False, memberships__unit=None)
    return User.objects.filter(reach, is_active=True, is_staff=True).distinct().order_by("username")


@transaction.atomic
def add_remark(
    report: Report, text: str, *, by: User | None = None, section: Section | None = None, point: Point | None = None
) -> Remark:
    """Put a remark on a report, or on a section or point of it; NotPermitted for who does not work on it."""
    if by is not None and not is_colleague(by, report):
        raise NotPermitted(_("You may not %(action)s “%(report)s”.") % {"action": Action.VIEW.label, "report": report})
    section = point.section if point else section
    place = str(point or section or "")[:120]
    name = by.get_username() if by else ""
    return Remark.objects.create(
        report=report, section=section, point=point, place=place, text=text.strip(), author=by, author_name=name
    )


@transaction.atomic
def settle_remark(remark: Remark, *, by: User | None = None) -> None:
    """Say that a remark is answered, or that it is not after all; NotPermitted for who does not work on the report."""
    if by is not None and not is_colleague(by, remark.report):
        text = _("You may not %(action)s “%(report)s”.")
        raise NotPermitted(text % {"action": Action.VIEW.label, "report": remark.report})
    is_open = remark.settled_at is None
    remark.settled_at, remark.settled_by = (timezone.now(), by) if is_open else (None, None)
    remark.save(update_fields=["settled_at", "settled_by"])


@transaction.atomic
def assign_report(report: Report, assignee: User | None, due_on: date | None, *, by: User | None = None) -> None:
    """Say who is to work on a report until when; NotPermitted for who may not, and for a stranger to the report."""
    if not may_assign(by, report):
        text = _("You may not %(action)s “%(report)s”.")
        raise NotPermitted(text % {"action": Action.EDIT.label, "report": report})
    if assignee is not None and not is_colleague(assignee, report):
        raise NotPermitted(_("%(user)s has no role in the unit of this report.") % {"user": assignee})
    report.assignee, report.due_on, report.reminded_on = assignee, due_on, None
    report.save(update_fields=["assignee", "due_on", "reminded_on"])


def waiting_for(user: User) -> Mapping[str, list[Report]]:
    """Return what waits for somebody: "assigned", "returned", "to_review", "remarked". Four queries at most."""
    # What is not public has an index, which SQLite finds by the words of its rule.
    open_ones = Report.objects.exclude(is_published()).select_related("unit", "period").defer("prepared", "imported")
    seen = open_ones.allowing(user, Action.VIEW)
    mine = Q(created_by=user) | Q(submitted_by=user)
    open_remarks = Remark.objects.filter(report=OuterRef("pk"), settled_at=None).exclude(author=user)
    sorts = {
        "assigned": seen.filter(assignee=user).exclude(status__in=_DONE).order_by("due_on", "pk"),
        "returned": seen.filter(mine, status=ReportStatus.RETURNED).order_by("-updated_at"),
        "remarked": seen.filter(mine).exclude(status__in=_DONE).filter(Exists(open_remarks)).order_by("-updated_at"),
    }
    if may(user, Action.PUBLISH):
        review = open_ones.allowing(user, Action.PUBLISH).filter(status=ReportStatus.IN_REVIEW)
        sorts["to_review"] = review.exclude(submitted_by=user).order_by("updated_at")
    return {sort: rows for sort, query in sorts.items() if (rows := list(query[:WAITING_AT_MOST]))}
