"""Sections in short, for pages that show those of many reports: from the text as it is prepared, without a query."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from reports.enums import SectionKind
from reports.models import Report

MOST_POINTS = 6
MOST_TEXT = 160
_LOOKED_AT = 12_000
_POINT = re.compile(r'<div class="point" id="([^"]+)">')
_MARKER = re.compile(r'^<p[^>]*><a class="point__marker[^>]*>[^<]*</a> ?')
_HEADING = re.compile(r'<strong class="point__heading">(.*?)</strong>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>?")

COLUMNS = (SectionKind.WORK_DONE, SectionKind.LESSONS, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS)
"""The kinds that stand side by side."""


@dataclass(frozen=True, slots=True)
class ShortPoint:
    """A point in a line, with its anchor."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class ShortSection:
    """A section in a few lines: its first points, or the beginning of its text where it has none.

    `more` is how many points are left out.
    """

    kind: str
    anchor: str
    heading: str
    text: str
    points: Sequence[ShortPoint]
    more: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A report with its sections in short: for each column its kind and the sections of that kind."""

    report: Report
    cells: Sequence[tuple[str, Sequence[ShortSection]]]


def sections_in_short(report: Report, kinds: Iterable[str] = COLUMNS) -> list[ShortSection]:
    """Return the sections of some kinds of a report whose prepared text is loaded, in its order."""
    wanted = set(kinds)
    return [_shorten(section) for section in report.prepared if section["kind"] in wanted]


def table_of(reports: Iterable[Report], kinds: Sequence[str]) -> list[TableRow]:
    """Return a row for each report, with a cell for each kind."""
    rows = []
    for report in reports:
        sections = sections_in_short(report, kinds)
        rows.append(TableRow(report, [(kind, [one for one in sections if one.kind == kind]) for kind in kinds]))
    return rows


def _shorten(section: dict[str, object]) -> ShortSection:
    html = str(section["html"])[:_LOOKED_AT]
    starts = list(islice(_POINT.finditer(html), MOST_POINTS + 1))
    ends = [match.start() for match in starts[1:]] + [len(html)]
    points = [
        ShortPoint(match[1], _line(html[match.end() : end].partition("</div>")[0]))
        for match, end in zip(starts, ends, strict=False)
    ][:MOST_POINTS]
    marker, heading = str(section["marker"]), str(section["heading"])
    return ShortSection(
        str(section["kind"]),
        str(section["anchor"]),
        f"{marker} {heading}".strip() if heading[:1].isascii() else marker + heading,
        "" if points else _cut(html),
        points,
        max(0, int(str(section["points"])) - len(points)),
    )


def _line(html: str) -> str:
    heading = _HEADING.search(html)
    return _cut(heading[1] if heading else _MARKER.sub("", html))


def _cut(html: str) -> str:
    text = " ".join(unescape(_TAG.sub(" ", html)).split())
    if len(text) <= MOST_TEXT:
        return text
    cut = text[:MOST_TEXT]
    return f"{cut.rpartition(' ')[0] if ' ' in cut[MOST_TEXT // 2 :] else cut}…"
