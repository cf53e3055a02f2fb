"""The body of a Word document: title, facts, sections, points, and where the report stands on the site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.documents.writers.content import ReportContent, SectionContent, Volume, gap_after, labelled
from reports.documents.writers.word.numbering import counted
from reports.documents.writers.word.styles import (
    ADDRESS,
    COLOPHON,
    CONTENTS,
    NOTE,
    SUMMARY,
    body_style,
    first_line_of,
    heading_style,
)
from reports.documents.writers.word.text import Number, TextWriter
from reports.documents.writers.word.xml import add, add_run, name_of

_WIDE_GAP = "\u3000\u3000"


def write_body(volume: Volume, writer: TextWriter) -> None:
    """Write one report under its title, or several, each on a page of its own, under that of the volume."""
    if volume.is_single:
        report = volume.reports[0]
        writer.paragraph("Title", report.title)
        _ReportWriter(report, writer, 1, volume.language).write()
        return
    writer.paragraph("Title", volume.title)
    for note in volume.notes:
        writer.paragraph(NOTE, note)
    _write_address(volume.address, writer)
    writer.markup(volume.introduction, body_style(volume.language, volume.language))
    for place, report in enumerate(volume.reports, start=1):
        _write_contents_line(writer.paragraph(CONTENTS), place, report.title)
    for place, report in enumerate(volume.reports, start=1):
        heading = writer.paragraph(heading_style(1, report.language, volume.language), "")
        add(heading[0], "w:pageBreakBefore")
        add(heading, "w:bookmarkStart", id=place, name=f"report{place}")
        add_run(heading, report.title)
        add(heading, "w:bookmarkEnd", id=place)
        _ReportWriter(report, writer, 2, volume.language).write()


def _write_contents_line(paragraph: Any, place: int, title: str) -> None:  # noqa: ANN401
    link = add(paragraph, "w:hyperlink")
    link.set(name_of("w:anchor"), f"report{place}")
    add_run(link, f"{place}. {title}")


def _write_address(address: str, writer: TextWriter) -> None:
    writer.link(writer.paragraph(ADDRESS), address, address)


@dataclass(frozen=True, slots=True)
class _ReportWriter:
    """Writes a report below its title, in a document whose main language is `main`.

    `level` is the rank of the headings of sections.
    """

    report: ReportContent
    writer: TextWriter
    level: int
    main: str

    def write(self) -> None:
        self._write_facts()
        report = self.report
        if report.summary:
            self.writer.paragraph(SUMMARY, labelled(report.summary_label, report.summary, report.language))
        headings = [(section, report.heading_of(section)) for section in report.sections]
        numbers = self._numbers([section.marker for section, heading in headings if heading], report.language)
        for section, heading in headings:
            if heading:
                self.writer.paragraph(self._heading(0), heading, next(numbers))
            self._write_section(section)
        for at, (label, value) in enumerate(report.colophon()):
            paragraph = self.writer.paragraph(NOTE if at else COLOPHON, labelled(label, "", report.language))
            self.writer.link(paragraph, report.source_url if value == report.source else value, value)

    def _write_facts(self) -> None:
        """Unit, period, date: beside each other in Chinese, below each other in English. Our importer reads them."""
        facts = [labelled(label, value, self.report.language) for label, value in self.report.facts()]
        for line in [_WIDE_GAP.join(facts)] if self.report.language == "zh" else facts:
            self.writer.paragraph("Subtitle", line)
        _write_address(self.report.address, self.writer)

    def _write_section(self, section: SectionContent) -> None:
        style = body_style(self.report.language, self.main)
        self.writer.markup(section.body, style)
        numbers = self._numbers([point.marker for point in section.points], self.report.language)
        for point, number in zip(section.points, numbers, strict=True):
            if section.has_headed_points:
                self.writer.paragraph(self._heading(1), point.heading, number)
            elif point.heading:
                self.writer.paragraph(style, point.heading, number, is_strong=True)
            self.writer.markup(point.text, style, None if point.heading else number)
        self.writer.markup(section.closing, style)

    def _heading(self, depth: int) -> str:
        return heading_style(self.level + depth, self.report.language, self.main)

    def _numbers(self, markers: Sequence[str], language: str) -> Iterator[Number | None]:
        """Yield what numbers each item: a list that counts as they are numbered, else the markers, to be typed."""
        level = counted([marker for marker in markers if marker])
        key = self.writer.lists.use(level, first_line_of(language)) if level else None
        for marker in markers:
            yield Number(key, f"{marker}{gap_after(marker)}") if marker else None
