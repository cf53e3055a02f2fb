"""A report's text on its way into the database, or out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.documents.values import quickly_made
from reports.enums import SectionKind
from reports.models import Report, Section


@quickly_made
@dataclass(frozen=True, slots=True)
class PointDraft:
    """A point to be written; `text` is small Markdown."""

    marker: str
    heading: str
    text: str


@quickly_made
@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section to be written; `body` and `closing` are small Markdown."""

    kind: SectionKind
    marker: str
    heading: str
    body: str
    points: Sequence[PointDraft] = ()
    closing: str = ""


def stored_sections(report: Report) -> list[SectionDraft]:
    """Return a report's text in the form in which it is written. Two queries, unless it is loaded."""
    rows: Iterable[Section] = report.sections.all()
    if "sections" not in getattr(report, "_prefetched_objects_cache", {}):
        rows = report.sections.prefetch_related("points")
    return [
        SectionDraft(
            SectionKind(row.kind),
            row.marker,
            row.heading,
            row.body,
            [PointDraft(point.marker, point.heading, point.text) for point in row.points.all()],
            row.closing,
        )
        for row in rows
    ]
