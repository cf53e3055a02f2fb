"""The document tree: what every reader makes, every importer step changes and every writer renders.

A `Document` is one report (or one whole source before it is split). Text is plain text, without markup;
`reports.documents.markup` turns it into the small Markdown that is stored.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from reports.documents.values import quickly_made
from reports.enums import SectionKind


@quickly_made
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item of plain text without line breaks.

    `line` is its first line in the source (1-based). `level` is 1-6 where the source styles it as a heading,
    else None. `marker` is the list marker that the source's format (not its text) gives the paragraph:
    "1." of an ordered list, "-" of a bullet list, else "". `depth` is the nesting depth of that list, from 1.
    `role` is what the source's mark-up says the paragraph is for, where that is not body text: "breadcrumb"
    (crumbs joined by " > "), "links" (label of a list of links), "link" (one of its titles), or "strong" (a paragraph
    wholly in bold, which many writers use as a heading), or "note" (a footnote or endnote, behind what cites it).
    `lead` is the beginning of the text, number included, that is bold where the rest is not and no mark of punctuation
    stands between: a heading that the text runs on from.
    """

    text: str
    line: int | None = None
    level: int | None = None
    marker: str = ""
    depth: int = 0
    role: str = ""
    lead: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells of plain text; the first row is the header where `has_header`."""

    rows: tuple[tuple[str, ...], ...]
    line: int | None = None
    has_header: bool = True


Block: TypeAlias = Paragraph | Table


@quickly_made
@dataclass(frozen=True, slots=True)
class Point:
    """A numbered item of a section: marker as written ("（一）", "1.", "一是"), short heading or "", its blocks."""

    marker: str
    heading: str
    blocks: tuple[Block, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section: blocks before its points, the points, and closing blocks after them.

    `marker` is the enumerator of the heading as written ("一、", "2."), `evidence` says why it has its kind.
    """

    kind: SectionKind
    heading: str = ""
    marker: str = ""
    blocks: tuple[Block, ...] = ()
    points: tuple[Point, ...] = ()
    closing: tuple[Block, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A titled text: `blocks` as read from a source, `sections` once its structure is known."""

    title: str | None = None
    language: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = field(default=())
