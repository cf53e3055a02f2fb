"""Working copies: a public report is revised in a row beside it, which the public never sees.

A copy is written, submitted and returned like any report. Publishing it puts its text and fields into the public row in
one transaction: address, views, date of publication and place in a collection stay.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, ReportStatus, RevisionKind
from reports.models import GoneReport, Remark, Report, Revision, User
from reports.workflow.content import write_sections
from reports.workflow.drafts import stored_sections
from reports.workflow.permissions import NotPermitted, TransitionRefused, check_permitted, may
from reports.workflow.revisions import (
    FIELDS,
    apply_content,
    content_as_it_is,
    record_as_it_is,
    record_content,
    sections_of,
)
from reports.workflow.showing import show

_WHEN_WITHDRAWN = {ReportStatus.PUBLISHED: Action.WITHDRAW, ReportStatus.WITHDRAWN: Action.PUBLISH}
"""What somebody has to be allowed to do with a public report to put another text in its place, by its status."""


class WorkingCopyConflict(TransitionRefused):
    """The public text was changed after the working copy of it was begun."""


class HasWorkingCopy(TransitionRefused):
    """A report is being revised in a working copy, and cannot be changed beside it."""


@transaction.atomic
def revise_report(report: Report, *, by: User | None = None) -> Report:
    """Return the working copy of a published report, made if there is none yet."""
    original = _locked(report.pk)
    copy = Report.objects.filter(revises=original).first()
    if copy:
        check_permitted(by, Action.VIEW, copy)
        return copy
    if original.status != ReportStatus.PUBLISHED:
        text = _("“%(report)s” is not public: change it directly.")
        raise TransitionRefused(text % {"report": original})
    check_permitted(by, Action.REVISE, original)
    copy = Report(revises=original, title=original.title, created_by=by)
    apply_content(copy, content_as_it_is(original))
    write_sections(copy, stored_sections(original), by=by, kind=RevisionKind.BEGUN)
    return copy


def release_copy(copy: Report, *, by: User | None = None) -> Report:
    """Put a working copy into the place of the public text, and return the report that is public now.

    What was changed on the public report meanwhile (its tags, its unit) stays unless the copy changed it too. To be
    called in a transaction, once it is known that `copy` may be published.
    """
    original = _locked(copy.revises_id)
    if not may(by, _WHEN_WITHDRAWN.get(ReportStatus(original.status), Action.OVERRIDE), original):
        raise NotPermitted(_("You may not change what is public of “%(report)s”.") % {"report": original})
    record_as_it_is(original)
    content = _merged(_content_begun_with(copy), content_as_it_is(copy), content_as_it_is(original), copy)
    was_withdrawn = original.status == ReportStatus.WITHDRAWN
    original.status, original.submitted_by = ReportStatus.PUBLISHED, copy.submitted_by
    original.changed_at = timezone.now()
    _hand_over_versions(copy, original)
    apply_content(original, content)
    write_sections(original, sections_of(content), by=by, kind=RevisionKind.RELEASED)
    Report.objects.filter(pk=copy.pk).delete()
    if was_withdrawn:
        GoneReport.objects.filter(pk=original.pk).delete()
    show(original, with_sidebars=True)
    return original


@transaction.atomic
def accept_public_changes(copy: Report, *, by: User | None = None) -> None:
    """Let a working copy replace the public text as it is now, though that was changed after the copy was begun."""
    copy = _locked(copy.pk)
    check_permitted(by, Action.EDIT, copy)
    if copy.revises is not None:
        record_content(copy, content_as_it_is(copy.revises), by=by, kind=RevisionKind.BEGUN)
        record_as_it_is(copy, by=by)


@transaction.atomic
def discard_copy(copy: Report, *, by: User | None = None) -> None:
    """Give up a working copy; its versions stay with those of the report that it would have changed."""
    copy = _locked(copy.pk)
    check_permitted(by, Action.EDIT, copy)
    keep_discarded(copy, by=by)
    Report.objects.filter(pk=copy.pk).delete()


def keep_discarded(copy: Report, *, by: User | None) -> None:
    """Keep what a working copy says, and all its versions, with those of the report that it revises."""
    record_as_it_is(copy, by=by, kind=RevisionKind.DISCARDED)
    if copy.revises is not None:
        _hand_over_versions(copy, copy.revises)


def refuse_beside_copy(report: Report) -> None:
    """Raise HasWorkingCopy for a report that is being revised. One query."""
    if Report.objects.filter(revises=report.pk).exists():
        text = _("“%(report)s” has a working copy. Publish or discard that first.")
        raise HasWorkingCopy(text % {"report": report})


def working_copy_of(report: Report) -> Report | None:
    """Return the working copy in which a report is being revised, None if there is none. One query the first time."""
    may_have_one = report.status in {ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN}
    return getattr(report, "working_copy", None) if may_have_one else None


def is_locked(report: Report) -> bool:
    """Return whether a report's text is not to be changed in its own row: public, scheduled, being revised."""
    is_approved = report.status == ReportStatus.PUBLISHED or report.publish_at is not None
    return is_approved or working_copy_of(report) is not None


def is_behind(copy: Report) -> bool:
    """Return whether the public text was changed after a working copy of it was begun. Some eight queries."""
    if copy.revises is None:
        return False
    begun, now = _content_begun_with(copy)["sections"], content_as_it_is(copy.revises)["sections"]
    return begun != now and now != content_as_it_is(copy)["sections"]


def _merged(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], copy: Report) -> dict[str, Any]:
    """Return what is to be public: what the copy changed since it was begun, else what is public now."""
    if theirs["sections"] not in (base["sections"], mine["sections"]) and mine["sections"] != base["sections"]:
        text = _(
            "The public text of “%(report)s” was changed after this working copy was begun. Compare the two, take over "
            "what is needed, and say that it is done."
        )
        raise WorkingCopyConflict(text % {"report": copy})
    return {key: mine[key] if mine[key] != base[key] else theirs[key] for key in (*FIELDS, "tags", "sections")}


def _content_begun_with(copy: Report) -> dict[str, Any]:
    rows = Revision.objects.filter(number=copy.pk, kind=RevisionKind.BEGUN)
    content: dict[str, Any] = rows.order_by("-pk").values_list("content", flat=True)[0]
    return content


def _hand_over_versions(copy: Report, original: Report) -> None:
    Revision.objects.filter(number=copy.pk).update(number=original.pk)
    Remark.objects.filter(report=copy).update(report=original, section=None, point=None)


def _locked(pk: Any) -> Report:  # noqa: ANN401 (a key, or None for one that is not there)
    """Return a report as it is stored, and keep others from changing it until the end. One query."""
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "period", "category", "revises__unit").get(pk=pk)
