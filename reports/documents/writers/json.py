"""Reports as JSON: one object each, of the same shape wherever they are given out.

A report: {"title", "language", "address", "published", "updated", "summary", "unit", "period", "category", "tags",
"byline", "attribution", "source", "collection", "sections", "figures"}. What is not known is null, "" or []. Dates are
ISO 8601; texts are small Markdown (CommonMark without HTML). "schema" says which version of the shape it is: fields may
be added to a version, none is taken away or changes its meaning.
"""

import json
from typing import Any

from reports.documents.writers.content import FigureContent, ReportContent, SectionContent, Volume

SCHEMA = "summaries-report/1"
VOLUME_SCHEMA = "summaries-reports/1"


def write_json(volume: Volume) -> bytes:
    """Return a report as an object, several as an object that holds them as "reports"."""
    reports = [report_json(report) for report in volume.reports]
    found: dict[str, Any] = {"schema": SCHEMA, **reports[0]} if volume.is_single else _volume_json(volume, reports)
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _volume_json(volume: Volume, reports: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schema": VOLUME_SCHEMA,
        "title": volume.title,
        "language": volume.language,
        "address": volume.address,
        "introduction": volume.introduction,
        "notes": list(volume.notes),
        "total": volume.total,
        "reports": reports,
    }


def report_json(report: ReportContent) -> dict[str, Any]:
    """Return a report as plain values."""
    period = report.period
    return {
        "title": report.title,
        "language": report.language,
        "address": report.address,
        "published": report.published_on.isoformat(),
        "updated": report.updated_at.isoformat(timespec="seconds"),
        "summary": report.summary,
        "unit": report.unit,
        "period": period
        and {
            "code": period.code,
            "kind": period.kind.value,
            "label": report.period_label,
            "start": period.start and period.start.isoformat(),
            "end": period.end and period.end.isoformat(),
        },
        "category": list(report.category),
        "tags": list(report.tags),
        "byline": report.byline,
        "attribution": report.attribution,
        "source": {"name": report.source, "url": report.source_url} if report.source else None,
        "collection": {"title": report.collection, "position": report.position} if report.collection else None,
        "sections": [_section_json(section) for section in report.sections],
        "figures": [_figure_json(figure) for figure in report.figures],
    }


def _section_json(section: SectionContent) -> dict[str, Any]:
    return {
        "kind": section.kind.value,
        "anchor": section.anchor,
        "marker": section.marker,
        "heading": section.heading,
        "text": section.body,
        "points": [{"marker": point.marker, "heading": point.heading, "text": point.text} for point in section.points],
        "closing": section.closing,
    }


def _figure_json(figure: FigureContent) -> dict[str, Any]:
    return {
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "amount": figure.amount,
        "measure": figure.measure,
        "bound": figure.bound,
        "counted": figure.counted,
        "sentence": figure.sentence,
        "section": figure.anchor,
    }
