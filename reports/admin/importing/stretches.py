"""Lines of a source as they are shown: in pieces, with reasons, beside the section that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.admin.importing.doubts import reason_of
from reports.documents.markup import to_markup
from reports.documents.tree import Section
from reports.documents.writers.html import PointText, render_section
from reports.enums import LineLabel, SectionKind
from reports.importer import BODY, Line


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: `was` is what stood in its place in the source, None where nothing was repaired."""

    text: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the source with its label."""

    line: Line
    is_doubtful: bool

    @property
    def segments(self) -> list[Segment]:
        """The text in pieces, repaired ones apart."""
        text, found, done = self.line.text, [], 0
        for change in self.line.changes:
            if change.start > done:
                found.append(Segment(text[done : change.start]))
            found.append(Segment(text[change.start : change.end], change.was))
            done = max(done, change.end)
        return [*found, Segment(text[done:])] if done < len(text) else found

    @property
    def kind_label(self) -> str:
        """The kind of the section that the line opens."""
        return str(SectionKind(self.line.kind).label) if self.line.kind else ""

    @property
    def reason(self) -> str:
        """Why the line is left out, or is in doubt."""
        if self.line.is_certain or not (self.is_doubtful or self.line.label is LineLabel.DROPPED):
            return ""
        return reason_of(self.line.note)

    @property
    def tooltip(self) -> str:
        """Why the line has its label."""
        return reason_of("editor" if self.line.is_certain else self.line.note)


@dataclass(slots=True)
class Stretch:
    """Lines of the source, and beside them the section that they make; none where they stand around the text."""

    lines: list[ShownLine] = field(default_factory=list)
    opener: Line | None = None
    section: Section | None = None

    @property
    def html(self) -> str:
        """The section as visitors will see it."""
        if self.section is None:
            return ""
        points = [PointText(point.marker, point.heading, to_markup(point.blocks)) for point in self.section.points]
        anchor = f"s{self.opener.id if self.opener else 0}"
        return render_section(anchor, to_markup(self.section.blocks), points, to_markup(self.section.closing))

    @property
    def has_heading(self) -> bool:
        """Whether the section has a heading that can be changed."""
        return self.opener is not None and self.opener.label is LineLabel.HEADING

    @property
    def labels(self) -> list[LineLabel]:
        """What the lines are, each label once."""
        return list(dict.fromkeys(shown.line.label for shown in self.lines))


@dataclass(frozen=True, slots=True)
class Residue:
    """A line that was repaired or left out: its number, the report it is in, what changed, why."""

    number: int | None
    report: int
    line_id: str
    pieces: Sequence[Segment]
    reason: str


def stretches_of(lines: Sequence[Line], sections: Sequence[tuple[Line, Section]], doubtful: set[str]) -> list[Stretch]:
    """Return the lines of one report in stretches: what stands above its text, each section, what stands below."""
    openers = {line.id: section for line, section in sections}
    last = max((at for at, line in enumerate(lines) if line.label in BODY), default=-1)
    stretches = [Stretch()]
    for at, line in enumerate(lines):
        if line.id in openers:
            stretches.append(Stretch(opener=line, section=openers[line.id]))
        elif at == last + 1 and stretches[-1].section is not None:
            stretches.append(Stretch())
        stretches[-1].lines.append(ShownLine(line, line.id in doubtful))
    return [stretch for stretch in stretches if stretch.lines]
