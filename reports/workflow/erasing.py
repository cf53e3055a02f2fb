"""Taking the text out of versions for good: what was kept of somebody who has a right that it is not."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, EventKind
from reports.models import Report, Revision, User
from reports.workflow.events import record_event
from reports.workflow.permissions import TransitionRefused, check_permitted
from reports.workflow.refusals import demand

NOTHING = "–"
"""The title of a version that was erased."""


def erasable(report: Report) -> list[Revision]:
    """Return the versions of a report, and of its working copy, whose text can be erased, the latest first.

    What a report says now is no history of it: that has to be changed first. Two queries.
    """
    rows = Revision.objects.filter(Q(number=report.pk) | Q(number__in=Report.objects.filter(revises=report.pk)))
    live = rows.filter(number__in=Report.objects.values("pk")).order_by()
    latest = live.values("number").annotate(last=Max("pk")).values("last")
    return list(rows.filter(erased_at=None).exclude(pk__in=latest).defer("content").order_by("-pk"))


@transaction.atomic
def erase_versions(report: Report, versions: Collection[int], *, reason: str, by: User | None = None) -> int:
    """Erase the text of versions of a report, which may be deleted, and return of how many.

    That there was a version, when, and by whom stays; the audit log keeps who erased it and why.
    """
    check_permitted(by, Action.ERASE, report)
    demand(by, reason, _("Give the reason; only the audit log shows it."))
    chosen = [row for row in erasable(report) if row.pk in versions]
    if not chosen:
        raise TransitionRefused(_("Choose the versions that are to be erased."))
    for row in chosen:
        row.content = {"language": row.content["language"], "tags": [], "sections": []}
        row.title, row.note, row.digest, row.erased_at = NOTHING, "", "", timezone.now()
    Revision.objects.bulk_update(chosen, ["content", "title", "note", "digest", "erased_at"])
    moments = [row.made_at.isoformat(timespec="seconds") for row in chosen]
    record_event(EventKind.ERASED, by, report, reason=reason, detail={"versions": moments})
    return len(chosen)
