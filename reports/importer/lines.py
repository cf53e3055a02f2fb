"""A source as labelled lines: what an editor corrects, and what the sections of a report are built from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.documents.tree import Block, Point, Section
from reports.enums import LineLabel, SectionKind
from reports.importer.blocks import text_of

BODY = frozenset({LineLabel.HEADING, LineLabel.POINT, LineLabel.TEXT, LineLabel.CLOSING})
"""The labels of lines that are text of a report."""

NO_HEADING = "before the first heading"


@dataclass(frozen=True, slots=True)
class Change:
    """A repair inside a line: `text[start:end]` of the line stood in the source as `was`.

    `key` is what decisions and corrections name it by, "" for one that is part of another. `repaired` is what the
    importer had put there, once an editor put something else, such as `was` itself. A place where text is lost and
    nobody knows which stands as its own `was`.
    """

    start: int
    end: int
    was: str
    key: str = ""
    repaired: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a source, or a part of one, and what it is.

    `id` is "57" for the 57th paragraph and "57.2" for its second part, where the importer cuts one; it stays the same
    whatever an editor changes. `number` is the line of the source. `source` is the paragraph whole, as repaired.
    `starts` says that a report starts here, `kind` that a section of that kind does. `marker` and `heading` are those
    of the point or section that the line opens, `block` is what is left of it as text. `note` is the reason for the
    label or kind. `is_certain` is set once an editor has said what the line is.
    """

    id: str
    number: int | None
    source: Block
    label: LineLabel
    starts: bool = False
    kind: SectionKind | None = None
    marker: str = ""
    heading: str = ""
    block: Block | None = None
    note: str = ""
    changes: tuple[Change, ...] = ()
    is_certain: bool = False

    @property
    def text(self) -> str:
        """The line's text, a table's cells joined by spaces."""
        return text_of(self.source)


def letters(text: str) -> str:
    """Return the letters and digits of a text: what is compared where marks and spaces may differ."""
    return "".join(filter(str.isalnum, text))


def report_numbers(lines: Sequence[Line]) -> list[int]:
    """Return for each line the report that it is in, from 1; 0 before the first.

    What an editor made text above the first report is the beginning of that report's text.
    """
    numbers, current = [], 0
    first = int(any(line.starts for line in lines))
    for line in lines:
        current += line.starts
        numbers.append(current or (first if line.label in BODY else 0))
    return numbers


def reports_from(lines: Sequence[Line]) -> list[tuple[Section, ...]]:
    """Return the sections of every report, as the labels say."""
    return [tuple(section for _line, section in opened) for opened in sections_from(lines)]


def sections_from(lines: Sequence[Line]) -> list[list[tuple[Line, Section]]]:
    """Return the sections of every report, each with the line that opens it."""
    reports: list[list[_OpenSection]] = [[] for line in lines if line.starts]
    for line, number in zip(lines, report_numbers(lines), strict=True):
        if not number or line.label not in BODY:
            continue
        sections = reports[number - 1]
        if not sections or (line.kind is not None and not _introduces_on(sections[-1].line, line)):
            sections.append(_OpenSection(line))
        sections[-1].take(line)
    return [[(opened.line, opened.close()) for opened in sections if opened.is_filled()] for sections in reports]


def _introduces_on(opener: Line, line: Line) -> bool:
    """Whether a line that opens an introduction goes on with text that an editor put before it."""
    is_introduction = line.kind is SectionKind.INTRODUCTION and line.label is not LineLabel.HEADING
    return opener.kind is None and is_introduction


class _OpenSection:
    """A section that still takes lines."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.is_headed = line.label is LineLabel.HEADING
        self.blocks: list[Block] = []
        self.points: list[Point] = []
        self.closing: list[Block] = []

    def take(self, line: Line) -> None:
        added = [] if line.block is None else [line.block]
        if line.label is LineLabel.POINT:
            self._reopen()
            self.points.append(Point(line.marker, line.heading, tuple(added)))
        elif line.label is LineLabel.CLOSING or self.closing:
            self.closing += added
        elif self.points:
            self.points[-1] = replace(self.points[-1], blocks=(*self.points[-1].blocks, *added))
        else:
            self.blocks += added

    def _reopen(self) -> None:
        """A point below closing text: that text was the point's before it, or the section's."""
        if not self.closing:
            return
        if self.points:
            last = self.points[-1]
            self.points[-1] = replace(last, blocks=(*last.blocks, *self.closing))
        else:
            self.blocks += self.closing
        self.closing = []

    def is_filled(self) -> bool:
        return bool(self.blocks or self.points or self.closing or (self.is_headed and self.line.heading))

    def close(self) -> Section:
        if not self.points:
            self.blocks, self.closing = self.blocks + self.closing, []
        return Section(
            kind=self.line.kind or SectionKind.INTRODUCTION,
            heading=self.line.heading if self.is_headed else "",
            marker=self.line.marker if self.is_headed else "",
            blocks=tuple(self.blocks),
            points=tuple(self.points),
            closing=tuple(self.closing),
            evidence=self.line.note if self.line.kind else NO_HEADING,
        )


def with_ids(lines: Iterable[Line]) -> list[Line]:
    """Number the lines: those whose id starts with "." are further parts of the paragraph before."""
    numbered: list[Line] = []
    paragraph = 0
    for line in lines:
        paragraph += not line.id.startswith(".")
        numbered.append(replace(line, id=f"{paragraph}{line.id}"))
    return numbered
