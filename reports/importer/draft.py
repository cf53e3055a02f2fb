"""The value that the steps of the pipeline hand on: a source on its way to being reports."""

from dataclasses import dataclass, field
from datetime import date

from reports.documents.tree import Block, Paragraph, Section
from reports.documents.values import quickly_made
from reports.enums import Language
from reports.importer.result import Decision, Dropped, Links, ParsedReport, Repair, SourceWarning


@quickly_made
@dataclass(frozen=True, slots=True)
class Part:
    """One report's own stretch of blocks, before its outline is known."""

    title: str | None
    marker: str
    blocks: tuple[Block, ...]
    start_line: int | None
    byline: str = ""
    signature: str = ""
    signed_on: date | None = None
    sections: tuple[Section, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a source so far. Steps return a changed copy and touch nothing else."""

    source: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    known_units: tuple[str, ...] = ()
    language: Language = Language.CHINESE
    is_converted: bool = False
    title: str | None = None
    title_evidence: str = ""
    split_evidence: str = ""
    breadcrumb: tuple[str, ...] = ()
    page_head: tuple[Block, ...] = ()
    introduction: tuple[Paragraph, ...] = ()
    byline: str = ""
    letterhead: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    reports: tuple[ParsedReport, ...] = ()
    links: Links = field(default_factory=Links)
    warnings: tuple[SourceWarning, ...] = ()
    attribution: str = ""
    permalink: str = ""
    copyright: str = ""
    decisions: tuple[Decision, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    as_written: "Draft | None" = None
