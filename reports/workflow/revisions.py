"""Versions of reports: written whenever a report is saved, one row for all that it says."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from reports.enums import ReportStatus, RevisionKind, SectionKind
from reports.models import Category, Period, Report, ReportType, Revision, Unit, User
from reports.models.revision import CompactEncoder
from reports.workflow.drafts import PointDraft, SectionDraft, stored_sections

FIELDS = ("title", "language", "summary", "report_type", "category", "unit", "period", "byline", "attribution")
"""What a version holds of a report's fields; relations as keys. Its tags and sections stand beside them."""

RELATIONS: dict[str, Any] = {"report_type": ReportType, "category": Category, "unit": Unit, "period": Period}
"""The fields that are kept as keys of other rows."""

MOST_OF_A_NOTE = 500
_ALWAYS_KEPT = {RevisionKind.RELEASED, RevisionKind.DISCARDED, RevisionKind.DELETED}
"""Versions that are kept though nothing changed: they say who did what."""


def content_of(report: Report, sections: Sequence[SectionDraft], tags: Sequence[str]) -> dict[str, Any]:
    """Return all that a report says as one value: its fields, "tags" and "sections" as lists of texts.

    A section is [kind, marker, heading, body, closing, points], a point [marker, heading, text].
    """
    return {
        **{field: getattr(report, f"{field}_id" if field in RELATIONS else field) for field in FIELDS},
        "tags": sorted(tags),
        "sections": [
            [
                draft.kind.value,
                draft.marker,
                draft.heading,
                draft.body,
                draft.closing,
                [[point.marker, point.heading, point.text] for point in draft.points],
            ]
            for draft in sections
        ],
    }


def sections_of(content: dict[str, Any]) -> list[SectionDraft]:
    """Return the text that a version holds, in the form in which it is written."""
    return [
        SectionDraft(SectionKind(kind), marker, heading, body, [PointDraft(*point) for point in points], closing)
        for kind, marker, heading, body, closing, points in content["sections"]
    ]


def content_as_it_is(report: Report) -> dict[str, Any]:
    """Return all that a report says as it stands in the database. Three queries."""
    return content_of(report, stored_sections(report), list(report.tags.names()))


def apply_content(report: Report, content: dict[str, Any]) -> None:
    """Store a report with the fields and tags of a version; what these lead to and is no longer there stays as it was.

    The text is left to `write_sections`.
    """
    for field in FIELDS:
        value = content.get(field)
        model = RELATIONS.get(field)
        if model is None:
            setattr(report, field, value)
        elif value == getattr(report, f"{field}_id") or value is None:
            setattr(report, f"{field}_id", value)
        elif (row := model.objects.filter(pk=value).first()) is not None:
            setattr(report, field, row)
    report.save()
    report.tags.set(content["tags"])


def record_revision(
    report: Report,
    sections: Sequence[SectionDraft],
    *,
    by: User | None = None,
    note: str = "",
    kind: RevisionKind = RevisionKind.SAVED,
) -> Revision | None:
    """Keep what a stored report says now as its latest version; None where that is kept already.

    Three queries: its tags, the version before, the new one.
    """
    return record_content(report, content_of(report, sections, list(report.tags.names())), by=by, note=note, kind=kind)


def record_content(
    report: Report,
    content: dict[str, Any],
    *,
    by: User | None = None,
    note: str = "",
    kind: RevisionKind = RevisionKind.SAVED,
) -> Revision | None:
    """Keep a value of `content_of` as the latest version of a report; None where that is kept already. Two queries.

    What somebody writes a note on is kept though it says the same as before.
    """
    revision = _row(report, content, by, note, kind)
    if not note and kind not in _ALWAYS_KEPT and _latest_digest(report.pk) == revision.digest:
        return None
    revision.save(force_insert=True)
    return revision


def record_new(
    reports: Sequence[Report],
    texts: Sequence[Sequence[SectionDraft]],
    tags: Sequence[Sequence[str]],
    *,
    by: User | None = None,
) -> None:
    """Keep the first versions of new reports, noting the names of their sources. One query, if these are loaded."""
    Revision.objects.bulk_create(
        _row(
            report,
            content_of(report, text, names),
            by,
            report.source.name if report.source else "",
            RevisionKind.IMPORTED,
        )
        for report, text, names in zip(reports, texts, tags, strict=True)
    )


def record_as_it_is(report: Report, **said: Any) -> Revision | None:  # noqa: ANN401
    """Keep what a report says as it stands in the database, with what `record_revision` is told. Five queries."""
    return record_revision(report, stored_sections(report), **said)


def mark_public(reports: Sequence[Report]) -> None:
    """Note that the public reads the latest versions of reports from now on. Two queries."""
    versions = Revision.objects.filter(number__in=[report.pk for report in reports])
    latest = versions.order_by().values("number").annotate(last=Max("pk")).values_list("last", flat=True)
    Revision.objects.filter(pk__in=list(latest), public_at=None).update(public_at=timezone.now())


def _latest_digest(number: int) -> str | None:
    rows = Revision.objects.filter(number=number).order_by("-pk")
    return rows.values_list("digest", flat=True).first()


def _row(report: Report, content: dict[str, Any], by: User | None, note: str, kind: RevisionKind) -> Revision:
    now = timezone.now()
    return Revision(
        number=report.pk,
        kind=kind,
        title=report.title,
        unit_id=report.unit_id,
        status=report.status,
        content=content,
        digest=hashlib.sha256(json.dumps(content, cls=CompactEncoder).encode()).hexdigest(),
        author=by,
        author_name=by.get_username() if by else "",
        note=note[:MOST_OF_A_NOTE],
        made_at=now,
        public_at=now if report.status == ReportStatus.PUBLISHED else None,
    )
