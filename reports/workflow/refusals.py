"""What may become of a report, and what stands against it: one table, asked by every transition and by the admin.

Refusals are TransitionRefused, whose text says why; nothing has changed then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.enums import Action, EventKind, ReportStatus
from reports.models import Report, User
from reports.workflow.events import record_event
from reports.workflow.gating import GATE, check_gate
from reports.workflow.permissions import (
    NotPermitted,
    OverrideNeeded,
    TransitionRefused,
    check_permitted,
    may,
    needs_second_person,
)


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
    Action.TAKE_BACK: Transition(frozenset({ReportStatus.IN_REVIEW}), ReportStatus.DRAFT, EventKind.TAKEN_BACK),
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


def approve(report: Report, *, by: User | None, override: str) -> Report:
    """Return a report as it is stored if it may become public; TransitionRefused if not. Overridden rules are put down.

    Whoever schedules a report approves it then; when its time has come, the system publishes it.
    """
    before = check_move(report, Action.PUBLISH, by)
    if needs_second_person(before, by):
        _check_override(before, by, override)
        record_event(EventKind.OVERRIDE, by, before, reason=override, detail={"rule": SECOND_PERSON})
    if stopped := check_gate(before, by, override):
        record_event(EventKind.OVERRIDE, by, before, reason=override, detail={"rule": GATE, "findings": stopped})
    return before


def refusal_of(report: Report, action: Action, by: User | None) -> TransitionRefused | None:
    """Return what stands against a transition of a report as it is loaded, OverrideNeeded if a reason would help.

    Remarks and notices that it asks for are given later. No query, if the report's unit and the result of the gate are
    loaded.
    """
    try:
        check_status(report, action)
        check_permitted(by, action, report)
        if action is Action.PUBLISH:
            _check_rules(report, by)
        elif action is Action.TAKE_BACK:
            check_undecided(report, by)
    except TransitionRefused as refusal:
        return refusal
    return None


def _check_rules(report: Report, by: User | None) -> None:
    """Raise OverrideNeeded with everything that stands against a publication, NotPermitted if `by` may not override."""
    complaints: list[str] = []
    if needs_second_person(report, by):
        try:
            _check_override(report, by, "")
        except OverrideNeeded as needed:
            complaints += needed.complaints
    try:
        check_gate(report, by, "", as_kept=True)
    except OverrideNeeded as needed:
        complaints += needed.complaints
    if complaints:
        raise OverrideNeeded(*complaints)


def check_undecided(report: Report, by: User | None) -> None:
    """Let somebody take back only what they handed in themselves, and only while nobody has approved it for a date."""
    if by is not None and report.submitted_by_id != by.pk:
        text = _("Only who handed “%(report)s” in can take it back.")
        raise NotPermitted(text % {"report": report})
    if report.publish_at is not None:
        text = _("“%(report)s” is approved already, for a date.")
        raise InvalidTransition(text % {"report": report})


def stored(report: Report) -> Report:
    """Return what decides, as it is in the database, and keep others from changing it until the end. One query."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("unit")
    fields = ("title", "status", "created_by", "submitted_by", "revises", "publish_at", "unit__path")
    return rows.only(*fields).get(pk=report.pk)


def check_move(report: Report, action: Action, by: User | None) -> Report:
    """Return the report as it is stored; TransitionRefused where it, or who asks, may not go that way."""
    before = stored(report)
    check_status(before, action)
    check_permitted(by, action, before)
    return before


def check_status(report: Report, action: Action) -> None:
    """Raise InvalidTransition where a report cannot go that way from the status that it is loaded with."""
    transition = TRANSITIONS[action]
    if report.status == transition.target:
        told = {"report": report, "status": transition.target.label}
        raise InvalidTransition(_("“%(report)s” is “%(status)s” already.") % told)
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
        text = _("No second person has looked at “%(report)s”.")
        raise OverrideNeeded(text % {"report": report})


def demand(by: User | None, words: str, complaint: str) -> None:
    """Raise ReasonMissing with a complaint where somebody, not the system, left words out that are asked for."""
    if by is not None and not words.strip():
        raise ReasonMissing(complaint)
