"""What the gate reads: the places of a report and the plain paragraphs that stand there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from reports.documents.folding import fold
from reports.documents.markup import paragraphs_of
from reports.enums import SectionKind
from reports.periods import CalendarPeriod


class PointText(Protocol):
    """A point as it is written; `text` is small Markdown."""

    @property
    def marker(self) -> str:
        """Its number as written."""

    @property
    def heading(self) -> str:
        """Its heading, or nothing."""

    @property
    def text(self) -> str:
        """What it says."""


class SectionText(Protocol):
    """A section as it is written; `body` and `closing` are small Markdown."""

    @property
    def kind(self) -> SectionKind:
        """What it is about."""

    @property
    def marker(self) -> str:
        """Its number as written."""

    @property
    def heading(self) -> str:
        """Its heading, or nothing."""

    @property
    def body(self) -> str:
        """The text before its points."""

    @property
    def points(self) -> Sequence[PointText]:
        """Its points in order."""

    @property
    def closing(self) -> str:
        """The text after its points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the number of the section and the point (0: none), the field, the paragraph (from 0).

    Section 0 is the report itself, with its fields "title" and "summary".
    """

    section: int
    point: int
    field: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A plain paragraph in its place, as written and folded (offset by offset)."""

    place: Place
    text: str
    folded: str


@dataclass(frozen=True)
class ReportText:
    """A report as the gate reads it."""

    title: str
    sections: Sequence[SectionText]
    summary: str = ""
    period: CalendarPeriod | None = None

    @cached_property
    def passages(self) -> list[Passage]:
        """Everything that the report says, paragraph by paragraph, title and headings too."""
        return [Passage(place, text, fold(text)) for place, text in self._texts() if text]

    @cached_property
    def folded(self) -> str:
        """All passages, a line each: asked first what no passage can hold."""
        return "\n".join(passage.folded for passage in self.passages)

    @cached_property
    def by_section(self) -> dict[int, list[Passage]]:
        """The passages of each section, its points too."""
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.place.section, []).append(passage)
        return found

    def _texts(self) -> Iterator[tuple[Place, str]]:
        yield Place(0, 0, "title"), self.title
        yield from _paragraphs(0, 0, "summary", self.summary)
        for number, section in enumerate(self.sections, start=1):
            yield Place(number, 0, "heading"), section.heading
            yield from _paragraphs(number, 0, "body", section.body)
            for position, point in enumerate(section.points, start=1):
                yield Place(number, position, "heading"), point.heading
                yield from _paragraphs(number, position, "text", point.text)
            yield from _paragraphs(number, 0, "closing", section.closing)


def _paragraphs(section: int, point: int, field: str, markup: str) -> Iterator[tuple[Place, str]]:
    for paragraph, text in enumerate(paragraphs_of(markup)):
        yield Place(section, point, field, paragraph), text
