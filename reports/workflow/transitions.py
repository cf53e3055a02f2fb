"""The life of a report: draft, in review, returned, published, withdrawn.

Every transition takes `by`, who asks for it; None is the system (commands, due dates), which needs no permission, no
reason and no second person. Refusals are TransitionRefused, whose text says why; nothing has changed then.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import alerts, listings, queries, search
from reports.discovery import refresh_neighbours, reports_after
from reports.enums import Action, EventKind, ReportStatus, RevisionKind
from reports.models import GoneReport, Report, User
from reports.workflow.events import record_event, record_events
from reports.workflow.gating import NONE_HELD, Held, held_back, note_overrides
from reports.workflow.notices import tell_of
from reports.workflow.pages import prepare_pages
from reports.workflow.permissions import check_permitted
from reports.workflow.refusals import (
    TRANSITIONS,
    approve,
    check_move,
    check_status,
    check_undecided,
    demand,
    stored,
)
from reports.workflow.revisions import mark_public, record_as_it_is
from reports.workflow.showing import refresh_shelves, show
from reports.workflow.tasks import add_remark
from reports.workflow.working_copies import discard_copy, keep_discarded, refuse_beside_copy, release_copy


@transaction.atomic
def submit_report(report: Report, *, by: User | None = None) -> None:
    """Hand a draft, or what was returned, in for review."""
    before = check_move(report, Action.SUBMIT, by)
    report.submitted_by = by
    tell_of(Action.SUBMIT, report, by=by)
    _move(report, Action.SUBMIT, before, by, "submitted_by")


@transaction.atomic
def take_back_report(report: Report, *, by: User | None = None) -> None:
    """Make what somebody handed in a draft again, as long as nobody has decided on it; only they may do that."""
    before = check_move(report, Action.TAKE_BACK, by)
    check_undecided(before, by)
    report.submitted_by = None
    _move(report, Action.TAKE_BACK, before, by, "submitted_by")


@transaction.atomic
def return_report(report: Report, remark: str = "", *, by: User | None = None) -> None:
    """Give a report back to its author, with a remark that says what to do; people have to give one."""
    before = check_move(report, Action.RETURN, by)
    refuse_beside_copy(before)
    demand(by, remark, _("Say in a remark what the author should change."))
    report.publish_at = None
    _move(report, Action.RETURN, before, by, "publish_at", reason=remark)
    if by is not None:
        add_remark(report, remark, by=by)
    tell_of(Action.RETURN, report, by=by, remark=remark)


@transaction.atomic
def publish_report(
    report: Report,
    at: datetime | None = None,
    *,
    by: User | None = None,
    override: str = "",
    with_sidebars: bool = True,
) -> None:
    """Make a report public, dated `at` (now by default, its earlier date if it had one).

    A working copy takes the place of the public text instead, and is gone; the public report keeps its date.
    `override` is the reason for which somebody who may do so publishes what no second person has handed in, or what
    holds findings of the gate that block it.
    `with_sidebars=False` leaves the neighbours to a later `refresh_published`, for imports of many.
    """
    before = approve(report, by=by, override=override)
    tell_of(Action.PUBLISH, report, by=by)
    if before.revises_id:
        steps = {"from": before.status, "to": ReportStatus.PUBLISHED.value, "working_copy": before.pk}
        record_event(EventKind.PUBLISHED, by, release_copy(report, by=by), detail=steps)
        return
    is_new = report.published_at is None
    report.changed_at = timezone.now()
    report.published_at = at or report.published_at or report.changed_at
    report.publish_at = None
    _move(report, Action.PUBLISH, before, by, "published_at", "changed_at", "publish_at")
    GoneReport.objects.filter(pk=report.pk).delete()
    if is_new:
        alerts.note_new([report])
    mark_public([report])
    show(report, with_sidebars=with_sidebars)


@transaction.atomic
def publish_many(reports: Sequence[Report], *, override: str = "", checked: Held = NONE_HELD) -> Held:
    """Make drafts public in a few queries, however many: in the lists and in the search at once. For commands only.

    Their words, sidebars and pages are left to `complete_pages`, which has to follow; until then no query is corrected
    by them, nothing stands beside them, and a page is rendered at every reading. What the gate holds back stays as it
    is and is returned, by keys, unless `override` is a reason to publish it nevertheless, which the audit log keeps.
    `checked` holds what is known of reports that the gate has looked through as they are stored.
    """
    rows = Report.objects.filter(pk__in=[report.pk for report in reports])
    for row in rows.select_for_update().order_by("pk").only("status", "title"):
        check_status(row, Action.PUBLISH)
    if any(report.revises_id for report in reports):
        raise ValueError("working copies are published one by one")
    prefetch_related_objects(reports, "sections__points", "tags", "unit", "period", "category")
    known = {report.pk: checked[report.pk] for report in reports if checked.get(report.pk)}
    held = {**held_back([report for report in reports if report.pk not in checked]), **known}
    if override:
        note_overrides(reports, held, override)
        held = {}
    if public := [report for report in reports if report.pk not in held]:
        _publish_all(public)
    return held


def _publish_all(reports: Sequence[Report]) -> None:
    rows, now = Report.objects.filter(pk__in=[report.pk for report in reports]), timezone.now()
    alerts.note_new(report for report in reports if report.published_at is None)
    for report in reports:
        report.status, report.published_at = ReportStatus.PUBLISHED, report.published_at or now
        report.changed_at = report.updated_at = now
    rows.filter(published_at=None).update(published_at=now)
    rows.update(status=ReportStatus.PUBLISHED, changed_at=now, updated_at=now, publish_at=None)
    record_events(EventKind.PUBLISHED, None, reports)
    GoneReport.objects.filter(pk__in=[report.pk for report in reports]).delete()
    mark_public(reports)
    queries.enter_suggestions(reports, listings.enter_many(reports))
    search.index_many(reports)


@transaction.atomic
def withdraw_report(report: Report, note: str = "", *, reason: str = "", by: User | None = None) -> None:
    """Take a published report off the site: out of lists, search and sidebars in one step.

    `note` is what visitors read where the report stood, `reason` what the audit log keeps; people give both.
    """
    before = check_move(report, Action.WITHDRAW, by)
    demand(by, note, _("Write the notice that visitors read in place of the report."))
    demand(by, reason, _("Give the reason; only the audit log shows it."))
    report.expires_at = None
    _move(report, Action.WITHDRAW, before, by, "expires_at", reason=reason, detail={"note": note})
    _hide(report, note)


@transaction.atomic
def delete_report(report: Report, *, by: User | None = None) -> None:
    """Delete a report for good, whatever its status; that it was public is remembered, and its versions are kept.

    Its working copy goes with it. A working copy itself is discarded.
    """
    before = stored(report)
    check_permitted(by, Action.DELETE, before)
    if before.revises_id:
        detail = {"from": before.status, "working_copy_of": before.revises_id}
        record_event(EventKind.DELETED, by, report, detail=detail)
        discard_copy(report, by=by)
        return
    for copy in Report.objects.filter(revises=before):
        keep_discarded(copy, by=by)
    if before.status == ReportStatus.PUBLISHED:
        report.status = ReportStatus.WITHDRAWN
        report.save(update_fields=["status", "updated_at"])
        _hide(report, "")
    record_as_it_is(report, by=by, kind=RevisionKind.DELETED)
    record_event(EventKind.DELETED, by, report, detail={"from": before.status})
    report.delete()


def _hide(report: Report, note: str) -> None:
    """Take a report that is public no more out of everything that the public sees."""
    GoneReport.objects.update_or_create(
        number=report.pk,
        defaults={
            "title": report.title,
            "language": report.language,
            "unit_id": report.unit_id,
            "period_id": report.period_id,
            "gone_at": timezone.now(),
            "note": note,
        },
    )
    queries.remove_suggestions(report, listings.leave(report))
    search.unindex_report(report)
    prepare_pages(reports_after([report.pk]) | refresh_neighbours(report))
    refresh_shelves()


def _move(
    report: Report,
    action: Action,
    before: Report,
    by: User | None,
    *also: str,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    transition = TRANSITIONS[action]
    report.status = transition.target
    report.save(update_fields=["status", "updated_at", *also])
    steps = {"from": before.status, "to": transition.target.value}
    record_event(transition.event, by, report, reason=reason, detail={**steps, **(detail or {})})
