"""Reports as Markdown: facts as front matter, headings for title, sections and points, the stored text as it is."""

import json
import re
from collections.abc import Iterator

from reports.documents.markup import escape
from reports.documents.writers.content import ReportContent, Volume, gap_after, labelled

_HEADING = re.compile(r"^(#{1,6})(?=[ \t]|$)", re.M)
_DEEPEST = 6


def write_markdown(volume: Volume) -> bytes:
    """Return the volume as UTF-8; sections of several reports stand one level below these."""
    blocks = list(_single(volume) if volume.is_single else _several(volume))
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _single(volume: Volume) -> Iterator[str]:
    report = volume.reports[0]
    yield _front_matter(report)
    yield f"# {_line(report.title)}"
    yield from _text(report, 2)


def _several(volume: Volume) -> Iterator[str]:
    yield f"# {_line(volume.title)}"
    yield from map(escape, volume.notes)
    yield volume.introduction
    yield f"<{volume.address}>"
    for report in volume.reports:
        yield f"## {_line(report.title)}"
        facts = [*report.facts(), *report.colophon()]
        yield "\n".join(f"- {_line(labelled(label, value, report.language))}" for label, value in facts)
        yield f"> {_line(report.summary)}" if report.summary else ""
        yield from _text(report, 3)


def _front_matter(report: ReportContent) -> str:
    """Return the facts as YAML; a JSON string is one of YAML too."""
    facts: dict[str, object] = {
        "title": report.title,
        "language": report.language,
        "unit": report.unit,
        "period": report.period.code if report.period else "",
        "published": report.published_on.isoformat(),
        "category": list(report.category),
        "tags": list(report.tags),
        "byline": report.byline,
        "source": report.source_url or report.source,
        "attribution": report.attribution,
        "collection": report.collection,
        "address": report.address,
        "summary": report.summary,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value]
    return "\n".join(["---", *lines, "---"])


def _text(report: ReportContent, level: int) -> Iterator[str]:
    for section in report.sections:
        if heading := report.heading_of(section):
            yield f"{'#' * level} {_numbered(section.marker, heading)}"
        yield _lowered(section.body, level + 1)
        for point in section.points:
            if section.has_headed_points:
                yield f"{'#' * (level + 1)} {_numbered(point.marker, point.heading)}"
                yield _lowered(point.text, level + 2)
            elif point.heading:
                yield f"**{_numbered(point.marker, point.heading)}**"
                yield _lowered(point.text, level + 2)
            else:
                yield _opened(point.marker, _lowered(point.text, level + 2))
        yield _lowered(section.closing, level + 1)


def _numbered(marker: str, heading: str) -> str:
    return _line(f"{marker}{gap_after(marker)}{heading}")


def _opened(marker: str, text: str) -> str:
    """Put a marker before a text; a list or table that begins it stays one."""
    if not marker:
        return text
    sign = escape(marker)
    return f"{sign}\n\n{text}" if re.match(r"[-*+>|#]|\d+[.)]\s", text) else f"{sign}{gap_after(marker)}{text}"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _lowered(markup: str, level: int) -> str:
    """Put the headings within a stored text below those of the report."""
    return _HEADING.sub("#" * min(level, _DEEPEST), markup.strip())
