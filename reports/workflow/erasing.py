"""Taking what was kept of a report out for good: of somebody who has a right that it is not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import Action, EventKind
from reports.models import Event, GoneReport, ImportItem, Remark, Report, Revision, Source, User
from reports.workflow.events import record_event
from reports.workflow.pages import prepare_pages
from reports.workflow.permissions import TransitionRefused, check_permitted, may
from reports.workflow.refusals import demand

NOTHING = "–"
"""What stands in place of what was erased, where something has to."""

_SHORTENED = 200
"""Characters of a title that the admin's own log keeps."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be erased: the keys of versions, remarks, events and sources, and whether the public notice is."""

    versions: Collection[int] = ()
    remarks: Collection[int] = ()
    reasons: Collection[int] = ()
    sources: Collection[int] = ()
    notice: bool = False


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


def erasable_notice(report: Report) -> str:
    """Return what visitors read where a withdrawn or deleted report stood. One query."""
    return GoneReport.objects.filter(number=report.pk).values_list("note", flat=True).first() or ""


def erasable_sources(report: Report, by: User | None) -> list[Source]:
    """Return the imported texts of a report, all versions of the file, each with its `report_count`, the latest first.

    None if one of them holds reports of which somebody may erase nothing. Up to three queries.
    """
    if report.source_id is None:
        return []
    first = Source.objects.values_list("first_version", flat=True).get(pk=report.source_id) or report.source_id
    family = Q(pk=first) | Q(first_version=first)
    held = Report.objects.filter(source__in=Source.objects.filter(family)).select_related("unit").defer("prepared")
    if by is not None and not all(may(by, Action.ERASE, one) for one in held):
        return []
    rows = Source.objects.filter(family).exclude(text="").defer("text")
    return list(rows.annotate(report_count=Count("reports")).order_by("-pk"))


@transaction.atomic
def erase_versions(report: Report, chosen: Chosen, *, reason: str, by: User | None = None) -> int:
    """Erase what was kept of a report, which may be deleted, and return how many entries that were.

    Titles that are in no version any more go out of the logs too. That there was something, when, and by whom stays;
    the audit log keeps who erased it and why.
    """
    check_permitted(by, Action.ERASE, report)
    demand(by, reason, _("Give the reason; only the audit log shows it."))
    versions = [row for row in erasable(report) if row.pk in chosen.versions]
    said = [row for row in erasable_remarks(report) if row.pk in chosen.remarks]
    written = [row for row in erasable_reasons(report) if row.pk in chosen.reasons]
    sources = [row for row in erasable_sources(report, by) if row.pk in chosen.sources]
    notices = [1] if chosen.notice and erasable_notice(report) else []
    counts = {"remarks": len(said), "reasons": len(written), "sources": len(sources), "notice": len(notices)}
    number = len(versions) + sum(counts.values())
    if not number:
        raise TransitionRefused(_("Choose what is to be erased."))
    titles = {row.title for row in versions}
    _erase_texts(versions)
    Remark.objects.filter(pk__in=[row.pk for row in said]).update(text=NOTHING, place="")
    _erase_reasons(written)
    _erase_sources(sources)
    if notices:
        GoneReport.objects.filter(number=report.pk).update(note="")
    _erase_titles(report, titles)
    detail: dict[str, Any] = {"versions": [row.made_at.isoformat(timespec="seconds") for row in versions]}
    detail |= {name: count for name, count in counts.items() if count}
    record_event(EventKind.ERASED, by, report, reason=reason, detail=detail)
    return number


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


def _erase_sources(chosen: Sequence[Source]) -> None:
    """Take the text out of sources, with what the importer made of it. The name and fingerprint of the file stay."""
    keys = [row.pk for row in chosen]
    Source.objects.filter(pk__in=keys).update(text="", findings={}, is_text_public=False)
    ImportItem.objects.filter(source__in=keys).update(content=None, review=None, corrections=[], title="")
    if any(row.is_text_public for row in chosen):
        prepare_pages(Report.objects.filter(source__in=keys).values_list("pk", flat=True))


def _erase_titles(report: Report, titles: set[str]) -> None:
    """Take titles that no version holds any more out of the logs, and out of what is told of a report that is gone."""
    gone = titles - set(Revision.objects.filter(_of_family("number", report)).values_list("title", flat=True))
    Event.objects.filter(_of_family("report_number", report), report_title__in=gone).update(report_title=NOTHING)
    logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Report), object_id=str(report.pk))
    logged.filter(object_repr__in=[title[:_SHORTENED] for title in gone]).update(object_repr=NOTHING)
    GoneReport.objects.filter(number=report.pk, title__in=gone).update(title=NOTHING)
    if report.title in gone:
        report.title = NOTHING
