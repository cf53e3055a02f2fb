"""Taking what was kept of a report out for good: of somebody who has a right that it is not."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, EventKind
from reports.models import Event, GoneReport, Remark, Report, Revision, User
from reports.workflow.events import record_event
from reports.workflow.permissions import TransitionRefused, check_permitted
from reports.workflow.refusals import demand

NOTHING = "–"
"""What stands in place of what was erased, where something has to."""

_SHORTENED = 200
"""Characters of a title that the admin's own log keeps."""


def erasable(report: Report) -> list[Revision]:
    """Return the versions of a report, and of its working copy, whose text can be erased, the latest first.

    What a report says now is no history of it: that has to be changed first. Two queries.
    """
    rows = Revision.objects.filter(_of_family("number", report))
    live = rows.filter(number__in=Report.objects.values("pk")).order_by()
    latest = live.values("number").annotate(last=Max("pk")).values("last")
    return list(rows.filter(erased_at=None).exclude(pk__in=latest).defer("content").order_by("-pk"))


def erasable_remarks(report: Report) -> list[Remark]:
    """Return the remarks on a report, and on its working copy, the latest first. One query."""
    return list(Remark.objects.filter(_of_family("report", report)).exclude(text=NOTHING).order_by("-made_at", "-pk"))


def erasable_reasons(report: Report) -> list[Event]:
    """Return what the audit log holds that somebody wrote about a report, the latest first. One query."""
    events = Event.objects.filter(_of_family("report_number", report)).exclude(kind=EventKind.ERASED)
    return list(events.exclude(reason__in=["", NOTHING]).order_by("-pk"))


@transaction.atomic
def erase_versions(
    report: Report,
    versions: Collection[int],
    *,
    remarks: Collection[int] = (),
    reasons: Collection[int] = (),
    reason: str,
    by: User | None = None,
) -> int:
    """Erase the text of versions of a report, which may be deleted, with remarks on it and reasons; return how many.

    Titles that are in no version any more go out of the logs too. That there was something, when, and by whom stays;
    the audit log keeps who erased it and why.
    """
    check_permitted(by, Action.ERASE, report)
    demand(by, reason, _("Give the reason; only the audit log shows it."))
    chosen = [row for row in erasable(report) if row.pk in versions]
    said = [row for row in erasable_remarks(report) if row.pk in remarks]
    written = [row for row in erasable_reasons(report) if row.pk in reasons]
    if not chosen and not said and not written:
        raise TransitionRefused(_("Choose what is to be erased."))
    titles = {row.title for row in chosen}
    _erase_texts(chosen)
    Remark.objects.filter(pk__in=[row.pk for row in said]).update(text=NOTHING, place="")
    _erase_reasons(written)
    _erase_titles(report, titles)
    detail: dict[str, Any] = {"versions": [row.made_at.isoformat(timespec="seconds") for row in chosen]}
    detail |= {name: len(rows) for name, rows in (("remarks", said), ("reasons", written)) if rows}
    record_event(EventKind.ERASED, by, report, reason=reason, detail=detail)
    return len(chosen) + len(said) + len(written)


def _of_family(field: str, report: Report) -> Q:
    """The rows of a report and of its working copy."""
    return Q((field, report.pk)) | Q((f"{field}__in", Report.objects.filter(revises=report.pk).values("pk")))


def _erase_texts(chosen: Sequence[Revision]) -> None:
    for row in chosen:
        row.content = {"language": row.content["language"], "tags": [], "sections": []}
        row.title, row.note, row.digest, row.erased_at = NOTHING, "", "", timezone.now()
    Revision.objects.bulk_update(chosen, ["content", "title", "note", "digest", "erased_at"])


def _erase_reasons(chosen: Sequence[Event]) -> None:
    for row in chosen:
        row.reason, row.detail = NOTHING, {key: value for key, value in row.detail.items() if key != "note"}
    Event.objects.bulk_update(chosen, ["reason", "detail"])


def _erase_titles(report: Report, titles: set[str]) -> None:
    """Take titles that no version holds any more out of the logs, and out of what is told of a report that is gone."""
    gone = titles - set(Revision.objects.filter(_of_family("number", report)).values_list("title", flat=True))
    Event.objects.filter(_of_family("report_number", report), report_title__in=gone).update(report_title=NOTHING)
    logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Report), object_id=str(report.pk))
    logged.filter(object_repr__in=[title[:_SHORTENED] for title in gone]).update(object_repr=NOTHING)
    GoneReport.objects.filter(number=report.pk, title__in=gone).update(title=NOTHING)
    if report.title in gone:
        report.title = NOTHING
