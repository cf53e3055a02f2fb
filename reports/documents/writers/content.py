"""What is written: a report with all that its readers know of it, and a volume of one or several reports.

Plain values. `reports.volumes` makes them from stored reports, each writer renders them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from reports.enums import SectionKind
from reports.periods import CalendarPeriod

INTERFACES = {"zh": "zh-hans", "en": "en"}
"""The interface language in which a report's own language is spoken to."""


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PointContent:
    """A numbered item: marker as written and heading are plain text, `text` is small Markdown."""

    marker: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section: marker and heading are plain text, `body` and `closing` small Markdown; `anchor` is its place."""

    kind: SectionKind
    anchor: str
    marker: str
    heading: str
    body: str
    points: Sequence[PointContent] = ()
    closing: str = ""

    @property
    def has_headed_points(self) -> bool:
        """Whether its points stand under headings: where some have none, all are items of text."""
        return bool(self.points) and all(point.heading for point in self.points)


@dataclass(frozen=True, slots=True)
class FigureContent:
    """A key figure as it is stored, and the anchor of its section."""

    value: float
    unit: str
    amount: float
    measure: str
    bound: str
    counted: str
    text: str
    sentence: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A published report. Names are in its own language where they have one; `address` is its permanent address."""

    key: int
    title: str
    language: str
    address: str
    published_on: date
    updated_at: datetime
    summary: str = ""
    unit: str = ""
    period: CalendarPeriod | None = None
    category: Sequence[str] = ()
    tags: Sequence[str] = ()
    byline: str = ""
    attribution: str = ""
    source: str = ""
    source_url: str = ""
    collection: str = ""
    position: int | None = None
    sections: Sequence[SectionContent] = ()
    figures: Sequence[FigureContent] = ()

    def with_sections_of(self, kind: SectionKind) -> "ReportContent":
        """Return the same report with its sections of a kind alone, and the figures in them."""
        sections = [section for section in self.sections if section.kind is kind]
        anchors = {section.anchor for section in sections}
        figures = [figure for figure in self.figures if figure.anchor in anchors]
        return replace(self, sections=sections, figures=figures, summary="")

    @property
    def period_label(self) -> str:
        """The period in words of the report's language, "" for none."""
        with override(INTERFACES[self.language]):
            return self.period.label() if self.period else ""

    @property
    def summary_label(self) -> str:
        """The word before the summary, in the report's language."""
        with override(INTERFACES[self.language]):
            return pgettext("of a report", "Summary")

    def facts(self) -> list[tuple[str, str]]:
        """Return what stands under the title, label and value in the report's language."""
        with override(INTERFACES[self.language]):
            facts = [
                (_("Unit"), self.unit),
                (pgettext("title block", "Period"), self.period.label() if self.period else ""),
                (pgettext("title block", "Published"), date_format(self.published_on, "DATE_FORMAT")),
                (pgettext("title block", "Author"), "" if self.byline == self.unit else self.byline),
            ]
        return [(label, value) for label, value in facts if value]

    def colophon(self) -> list[tuple[str, str]]:
        """Return what stands below the text, label and value in the report's language."""
        with override(INTERFACES[self.language]):
            comma = pgettext("between items of a list", ", ")
            facts = [
                (_("Collection"), self.collection),
                (_("Category"), " > ".join(self.category)),
                (_("Tags"), comma.join(self.tags)),
                (_("Source"), self.source),
                (pgettext("of a report", "Attribution"), self.attribution),
                (_("Permanent address"), self.address),
            ]
        return [(label, value) for label, value in facts if value]

    def heading_of(self, section: SectionContent) -> str:
        """Return the heading under which readers see a section: its own, or what it is; "" for an opening text."""
        if section.heading or (section.kind is SectionKind.INTRODUCTION and section == self.sections[0]):
            return section.heading
        with override(INTERFACES[self.language]):
            return str(section.kind.label)


@dataclass(frozen=True, slots=True)
class Volume:
    """One or several reports to be taken away together.

    Several stand under a `title` of their own, with the `address` of the page that lists them, an `introduction` in
    small Markdown and `notes` (plain text); `total` is how many the page lists, of which these are the first.
    """

    reports: Sequence[ReportContent]
    title: str
    language: str
    address: str
    is_single: bool = False
    introduction: str = ""
    notes: Sequence[str] = ()
    total: int = 1

    @classmethod
    def of(cls, report: ReportContent) -> "Volume":
        """Return the volume of one report."""
        return cls([report], report.title, report.language, report.address, is_single=True)


def labelled(label: str, value: str, language: str) -> str:
    """Return "label: value" as the language writes it."""
    return f"{label}：{value}" if language == "zh" else f"{label}: {value}"


def gap_after(marker: str) -> str:
    """Return what stands between a marker and what it numbers: a space, but after full-width punctuation."""
    return " " if marker and (marker[-1].isascii() or marker[-1].isalnum()) else ""


def writable(text: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return _UNWRITABLE.sub("", text)
