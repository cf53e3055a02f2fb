"""Lines of a source as they are shown: in pieces, with reasons, beside the section that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.admin.importing.reasons import reason_of
from reports.admin.importing.residue import place_of
from reports.documents.markup import to_markup
from reports.documents.tree import Section
from reports.documents.writers.html import PointText, render_section
from reports.enums import LineLabel, SectionKind
from reports.importer import BODY, Line, sections_from

Questions = Mapping[str, Sequence[str]]
"""What is asked about lines, by their ids."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: `was` is what stood in its place in the source, None where nothing was repaired.

    `state` says what stands there: the importer's repair, the source's words, the editor's, or a place of lost text.
    """

    now: str
    was: str | None = None
    state: str = ""
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the source with its label."""

    line: Line
    questions: Sequence[str] = ()

    @property
    def segments(self) -> list[Segment]:
        """The text in pieces, repaired ones apart."""
        text, found, done = self.line.text, [], 0
        for change in self.line.changes:
            if change.start > done:
                found.append(Segment(text[done : change.start]))
            place = place_of(self.line, change)
            found.append(Segment(place.now, place.was, place.state, place.repaired))
            done = max(done, change.end)
        return [*found, Segment(text[done:])] if done < len(text) else found

    @property
    def kind_label(self) -> str:
        """The kind of the section that the line opens."""
        return str(SectionKind(self.line.kind).label) if self.line.kind else ""

    @property
    def reason(self) -> str:
        """Why the line is left out, or what is asked about it."""
        if self.questions:
            return " · ".join(dict.fromkeys(self.questions))
        return reason_of(self.line.note) if self.line.label is LineLabel.DROPPED and not self.line.is_certain else ""

    @property
    def tooltip(self) -> str:
        """Why the line has its label."""
        return reason_of("editor" if self.line.is_certain else self.line.note)


@dataclass(slots=True)
class Stretch:
    """Lines of the source, and beside them the section that they make; none where they stand around the text.

    A section without its opener is the rest of one that began on the page before.
    """

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


def stretches_of(lines: Sequence[Line], at: int, until: int, questions: Questions) -> list[Stretch]:
    """Return some lines of one report in stretches: what stands above its text, each section, what stands below.

    A section that began before line `at` goes on in the first stretch, one that goes on after `until` is cut there.
    """
    whole = {line.id: section for opened in sections_from(_as_report(lines)) for line, section in opened}
    shown = lines[at:until]
    openers = {line.id: section for opened in sections_from(_as_report(shown)) for line, section in opened}
    last = max((place for place, line in enumerate(shown) if line.label in BODY), default=-1)
    stretches = [Stretch(section=_going_on(lines[:at], whole, openers))]
    for place, line in enumerate(shown):
        if line.id in openers and line.id in whole:
            stretches.append(Stretch(opener=line, section=openers[line.id]))
        elif place == last + 1 and stretches[-1].section is not None:
            stretches.append(Stretch())
        stretches[-1].lines.append(ShownLine(line, questions.get(line.id, ())))
    return [stretch for stretch in stretches if stretch.lines]


def stretches_around(lines: Sequence[Line], questions: Questions) -> list[Stretch]:
    """Return lines that stand around the reports, all in one stretch."""
    return [Stretch([ShownLine(line, questions.get(line.id, ())) for line in lines])] if lines else []


def _as_report(lines: Sequence[Line]) -> list[Line]:
    """Return lines as those of one report, wherever it starts."""
    return [replace(line, starts=at == 0) if line.starts or at == 0 else line for at, line in enumerate(lines)]


def _going_on(before: Sequence[Line], whole: dict[str, Section], openers: dict[str, Section]) -> Section | None:
    """Return the section of the lines before the first that opens one: of the kind of the section it is part of."""
    running = next((whole[line.id] for line in reversed(before) if line.id in whole), None)
    rest = next((section for key, section in openers.items() if key not in whole), None)
    if running is None or rest is None:
        return None
    return replace(rest, kind=running.kind, heading=running.heading, marker=running.marker)
