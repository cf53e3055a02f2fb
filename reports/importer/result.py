"""What an import gives: plain values, made before any database is asked."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from reports.documents.tree import Block, Section
from reports.documents.values import quickly_made
from reports.enums import Language
from reports.figures import Figure, find_in_blocks
from reports.periods import CalendarPeriod


@quickly_made
@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something an editor should look at: `count` places show the same `text`, the first on `line`.

    Codes: garbled_text, masked_value, personal_data, untitled_part, count_mismatch, no_unit, no_period.
    """

    code: str
    text: str
    line: int | None = None
    count: int = 1


@quickly_made
@dataclass(frozen=True, slots=True)
class Decision:
    """What the importer decided, by what evidence, and how sure it is (0 to 1; below `DOUBTFUL` an editor should look).

    Subjects: title, language, boundary (where a report starts), unit, period, kind (of a section), repair (an unsure
    one: `value` is the new text). `report` and `section` count from 1, None where the decision is about the whole
    source; `value` is "" where nothing was found.
    """

    subject: str
    value: str
    evidence: str
    confidence: float
    line: int | None = None
    report: int | None = None
    section: int | None = None


DOUBTFUL = 0.7
"""Decisions less sure than this are shown to an editor first."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Repair:
    """A block whose text was repaired: as it stood on `line` of the source, and as it was imported."""

    line: int | None
    before: str
    after: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Dropped:
    """A block of the source that is no report's text, and the step that took it off (its name in `STEPS`)."""

    line: int | None
    text: str
    step: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Links:
    """Titles of other pages that the source lists, by the block they stood in."""

    related: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    popular: tuple[str, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class ParsedReport:
    """One report of a source. None means that the source does not say, never a guess.

    `marker` is the part marker as written ("篇一", "Part 2", "" for a single report), `start_line` the first line
    of the report's marker or text in the source, `evidence` the words that decided unit and period, `blocks` the
    paragraphs that the sections were made of, whole and in order.
    """

    title: str | None
    marker: str = ""
    unit: str | None = None
    period: CalendarPeriod | None = None
    sections: tuple[Section, ...] = ()
    start_line: int | None = None
    signature: str = ""
    byline: str = ""
    date: "date | None" = None
    evidence: dict[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        """The key figures of the text; looked for at every call, because few uses of a parsed report ask for them."""
        return find_in_blocks(self.blocks)

    def to_json(self, source: "ParsedReport") -> dict[str, Any]:
        """Return the report in the importer's output format.

        `source` is the same report in the script of the source: headings and figures are given as written (that is
        what the output promises), the repaired heading beside them.
        """
        sections = []
        for section, written in zip(self.sections, source.sections, strict=True):
            entry: dict[str, Any] = {
                "kind": section.kind.value,
                "heading": written.heading,
                "items": len(section.points),
            }
            if written.heading != section.heading:
                entry["heading_repaired"] = section.heading
            sections.append(entry | {"marker": section.marker, "evidence": section.evidence})
        return {
            "title": source.title,
            "title_repaired": self.title,
            "marker": self.marker,
            "unit": source.unit,
            "period": None if self.period is None else _period_json(self.period),
            "sections": sections,
            "figures": [_figure_json(figure) for figure in sorted(source.figures, key=lambda figure: figure.is_worded)],
            "start_line": self.start_line,
            "signature": self.signature,
            "byline": self.byline,
            "date": self.date.isoformat() if self.date else None,
            "evidence": self.evidence,
        }


def _figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure; those in Chinese numerals come after the others, because the output promises Arabic numbers."""
    return {
        "value": figure.value,
        "unit": figure.unit,
        "text": figure.text,
        "is_approximate": figure.is_approximate,
        "bound": figure.bound.value,
        "amount": figure.amount,
        "measure": figure.measure,
        "counted": figure.counted,
        "sentence": figure.sentence,
        "is_worded": figure.is_worded,
    }


def _period_json(period: CalendarPeriod) -> dict[str, Any]:
    return {"kind": period.kind.value, "year": period.year, "ordinal": period.ordinal, "code": period.code}


@quickly_made
@dataclass(frozen=True, slots=True)
class ImportResult:
    """Everything an import found in one source; `text` is the source as decoded, untouched.

    `as_written` is the same result in the source's own script, where that was repaired (pages garbled or left half
    done by an automatic conversion), else None.
    """

    source: str
    format: str
    language: Language
    title: str | None
    breadcrumb: tuple[str, ...]
    introduction: str
    reports: tuple[ParsedReport, ...]
    links: Links
    warnings: tuple[SourceWarning, ...]
    attribution: str
    permalink: str
    copyright: str
    text: str
    as_written: "ImportResult | None" = None
    decisions: tuple[Decision, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def is_collection(self) -> bool:
        """Whether the source holds two or more reports."""
        return len(self.reports) > 1

    def to_json(self) -> dict[str, Any]:
        """Return the object that `import_reports --dry-run --json` prints for this source: everything as written."""
        source = self.as_written or self
        links = source.links
        return {
            "source": self.source,
            "format": self.format,
            "language": self.language.value,
            "title": source.title,
            "title_repaired": self.title,
            "breadcrumb": list(source.breadcrumb),
            "is_collection": self.is_collection,
            "introduction": source.introduction,
            "reports": [report.to_json(other) for report, other in zip(self.reports, source.reports, strict=True)],
            "links": {
                "related": list(links.related),
                "recommended": list(links.recommended),
                "popular": list(links.popular),
            },
            "warnings": [{"code": w.code, "text": w.text, "line": w.line, "count": w.count} for w in self.warnings],
            "attribution": self.attribution,
            "permalink": self.permalink,
            "copyright": self.copyright,
            "decisions": [asdict(decision) for decision in self.decisions],
            "repairs": [asdict(repair) for repair in self.repairs],
            "dropped": [asdict(dropped) for dropped in self.dropped],
        }
