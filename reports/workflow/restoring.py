"""Going back to an earlier version of a report; nothing is lost by it, for what stood there is a version too."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reports.enums import Action, ReportStatus, RevisionKind
from reports.models import Report, Revision, User
from reports.workflow.content import write_sections
from reports.workflow.permissions import TransitionRefused, check_permitted
from reports.workflow.revisions import apply_content, record_as_it_is, sections_of
from reports.workflow.working_copies import revise_report


@transaction.atomic
def restore_revision(revision: Revision, *, by: User | None = None) -> Report:
    """Let a report say again what it said in a version, and return the row that does so now.

    Of a public report that is its working copy, made if there is none: the public reads on what it did. A deleted
    report is there again as a draft, under the number it had. Unit, category and the like are restored as far as they
    are still there; source and place in a collection are left alone.
    """
    if revision.erased_at is not None:
        raise TransitionRefused(_("The text of this version was erased."))
    report = Report.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=revision.number).first()
    if report is None:
        report = Report(pk=revision.number, title=revision.title, unit=revision.unit, created_by=by)
        check_permitted(by, Action.CREATE, report)
    else:
        if report.status == ReportStatus.PUBLISHED or Report.objects.filter(revises=report).exists():
            report = revise_report(report, by=by)
        check_permitted(by, Action.EDIT, report)
        if report.publish_at is not None:
            text = _("“%(report)s” is scheduled as it stands. Take it off the schedule to change it.")
            raise TransitionRefused(text % {"report": report})
        # Tags and the like may have changed without a save.
        record_as_it_is(report)
    apply_content(report, revision.content)
    moment = date_format(localtime(revision.made_at), "DATETIME_FORMAT")
    note = _("The version of %(moment)s") % {"moment": moment}
    write_sections(report, sections_of(revision.content), by=by, note=note, kind=RevisionKind.RESTORED)
    return report
