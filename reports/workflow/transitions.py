"""The life of a report: draft, in review, returned, published, withdrawn.

Every transition takes `by`, who asks for it; None is the system (commands, due dates), which needs no permission, no
reason and no second person. Refusals are TransitionRefused, whose text says why; nothing has changed then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from reports.workflow.gating import GATE, check_gate
from reports.workflow.notices import tell_of
from reports.workflow.pages import prepare_pages
from reports.workflow.permissions import (
    NotPermitted,
    OverrideNeeded,
    TransitionRefused,
    check_permitted,
    may,
    needs_second_person,
)
from reports.workflow.revisions import mark_public, record_as_it_is
from reports.workflow.showing import refresh_shelves, show
from reports.workflow.tasks import add_remark
from reports.workflow.working_copies import discard_copy, keep_discarded, refuse_beside_copy, release_copy


@dataclass(frozen=True, slots=True)
class Transition:
    """From which statuses to which, and what the audit log calls it."""

    sources: frozenset[ReportStatus]
    target: ReportStatus
    event: EventKind


TRANSITIONS: Mapping[Action, Transition] = {
    Action.SUBMIT: Transition(
        frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED}), ReportStatus.IN_REVIEW, EventKind.SUBMITTED
    ),
    Action.RETURN: Transition(
        frozenset({ReportStatus.IN_REVIEW, ReportStatus.WITHDRAWN}), ReportStatus.RETURNED, EventKind.RETURNED
    ),
    Action.PUBLISH: Transition(
        frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED, ReportStatus.IN_REVIEW, ReportStatus.WITHDRAWN}),
        ReportStatus.PUBLISHED,
        EventKind.PUBLISHED,
    ),
    Action.WITHDRAW: Transition(frozenset({ReportStatus.PUBLISHED}), ReportStatus.WITHDRAWN, EventKind.WITHDRAWN),
}
"""What may become of a report, whoever asks; who may ask stands in `reports.roles`."""

SECOND_PERSON = "second_person"
"""The rule that who hands a report in does not approve it, as the audit log names it when it is overridden."""


class InvalidTransition(TransitionRefused):
    """A report cannot go from the status it has to the one that was asked for."""


class ReasonMissing(TransitionRefused):
    """A transition needs words that were not given: a remark, a notice, a reason."""


@transaction.atomic
def submit_report(report: Report, *, by: User | None = None) -> None:
    """Hand a draft, or what was returned, in for review."""
    before = _check_move(report, Action.SUBMIT, by)
    report.submitted_by = by
    tell_of(Action.SUBMIT, report, by=by)
    _move(report, Action.SUBMIT, before, by, "submitted_by")


@transaction.atomic
def return_report(report: Report, remark: str = "", *, by: User | None = None) -> None:
    """Give a report back to its author, with a remark that says what to do; people have to give one."""
    before = _check_move(report, Action.RETURN, by)
    refuse_beside_copy(before)
    _demand(by, remark, _("Say in a remark what the author should change."))
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


def approve(report: Report, *, by: User | None, override: str) -> Report:
    """Return a report as it is stored if it may become public; TransitionRefused if not. Overridden rules are put down.

    Whoever schedules a report approves it then; when its time has come, the system publishes it.
    """
    before = _check_move(report, Action.PUBLISH, by)
    if needs_second_person(before, by):
        _check_override(before, by, override)
        record_event(EventKind.OVERRIDE, by, before, reason=override, detail={"rule": SECOND_PERSON})
    if stopped := check_gate(before, by, override):
        record_event(EventKind.OVERRIDE, by, before, reason=override, detail={"rule": GATE, "findings": stopped})
    return before


@transaction.atomic
def publish_many(reports: Sequence[Report]) -> None:
    """Make drafts public in a few queries, however many: in the lists and in the search at once. For commands only.

    Their words, sidebars and pages are left to `complete_pages`, which has to follow; until then no query is corrected
    by them, nothing stands beside them, and a page is rendered at every reading.
    """
    rows = Report.objects.filter(pk__in=[report.pk for report in reports])
    for row in rows.select_for_update().order_by("pk").only("status", "title"):
        _check_status(row, Action.PUBLISH)
    if any(report.revises_id for report in reports):
        raise ValueError("working copies are published one by one")
    now = timezone.now()
    alerts.note_new(report for report in reports if report.published_at is None)
    for report in reports:
        report.status, report.published_at = ReportStatus.PUBLISHED, report.published_at or now
        report.changed_at = report.updated_at = now
    rows.filter(published_at=None).update(published_at=now)
    rows.update(status=ReportStatus.PUBLISHED, changed_at=now, updated_at=now, publish_at=None)
    record_events(EventKind.PUBLISHED, None, reports)
    GoneReport.objects.filter(pk__in=[report.pk for report in reports]).delete()
    mark_public(reports)
    prefetch_related_objects(reports, "sections__points", "tags", "unit", "period", "category")
    queries.enter_suggestions(reports, listings.enter_many(reports))
    search.index_many(reports)


@transaction.atomic
def withdraw_report(report: Report, note: str = "", *, reason: str = "", by: User | None = None) -> None:
    """Take a published report off the site: out of lists, search and sidebars in one step.

    `note` is what visitors read where the report stood, `reason` what the audit log keeps; people give both.
    """
    before = _check_move(report, Action.WITHDRAW, by)
    _demand(by, note, _("Write the notice that visitors read in place of the report."))
    _demand(by, reason, _("Give the reason; only the audit log shows it."))
    report.expires_at = None
    _move(report, Action.WITHDRAW, before, by, "expires_at", reason=reason, detail={"note": note})
    _hide(report, note)


@transaction.atomic
def delete_report(report: Report, *, by: User | None = None) -> None:
    """Delete a report for good, whatever its status; that it was public is remembered, and its versions are kept.

    Its working copy goes with it. A working copy itself is discarded.
    """
    before = _stored(report)
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


# --- checks


def refusal_of(report: Report, action: Action, by: User | None) -> TransitionRefused | None:
    """Return what stands against a transition of a report as it is loaded, OverrideNeeded if a reason would help.

    Remarks and notices that it asks for are given later. No query, if the report's unit and the result of the gate are
    loaded.
    """
    try:
        _check_status(report, action)
        check_permitted(by, action, report)
        if action is Action.PUBLISH:
            _check_rules(report, by)
    except TransitionRefused as refusal:
        return refusal
    return None


def _check_rules(report: Report, by: User | None) -> None:
    """Raise OverrideNeeded with everything that stands against a publication, NotPermitted if `by` may not override."""
    complaints = []
    if needs_second_person(report, by):
        try:
            _check_override(report, by, "")
        except OverrideNeeded as needed:
            complaints.append(str(needed))
    try:
        check_gate(report, by, "", as_kept=True)
    except OverrideNeeded as needed:
        complaints.append(str(needed))
    if complaints:
        raise OverrideNeeded(" ".join(complaints))


def _stored(report: Report) -> Report:
    """Return what decides, as it is in the database, and keep others from changing it until the end. One query."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("unit")
    fields = ("title", "status", "created_by", "submitted_by", "revises", "unit__path")
    return rows.only(*fields).get(pk=report.pk)


def _check_move(report: Report, action: Action, by: User | None) -> Report:
    """Return the report as it is stored; TransitionRefused where it, or who asks, may not go that way."""
    before = _stored(report)
    _check_status(before, action)
    check_permitted(by, action, before)
    return before


def _check_status(report: Report, action: Action) -> None:
    transition = TRANSITIONS[action]
    if report.status not in transition.sources:
        raise InvalidTransition(
            _("“%(report)s” is “%(status)s” and cannot become “%(wanted)s”.")
            % {"report": report, "status": ReportStatus(report.status).label, "wanted": transition.target.label}
        )


def _check_override(report: Report, by: User | None, override: str) -> None:
    """Let somebody approve what no other person handed in only if they may, and for a reason."""
    if not may(by, Action.OVERRIDE, report):
        text = _("“%(report)s” has to be handed in by one person and published by another.")
        raise NotPermitted(text % {"report": report})
    if not override.strip():
        text = _("No second person has looked at “%(report)s”. Give a reason to publish it nevertheless.")
        raise OverrideNeeded(text % {"report": report})


def _demand(by: User | None, words: str, complaint: str) -> None:
    if by is not None and not words.strip():
        raise ReasonMissing(complaint)


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
