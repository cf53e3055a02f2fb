"""A report that was taken away and is imported again has the same title, unit, period, sections, kinds and points."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reports.documents.markup import to_markup, to_plain
from reports.documents.writers import FORMATS
from reports.documents.writers.content import PointContent, ReportContent, SectionContent, Volume
from reports.importer import import_document

DEMO = sorted(path for path in Path("reports/demo/documents").iterdir() if not path.name.startswith("collection"))
_LIST_NUMBER = re.compile(r"(?m)^(?:\d+[.)]|[-•])\s*")


def content_of(parsed, language):
    sections = [
        SectionContent(
            section.kind,
            f"s{place}",
            section.marker,
            section.heading,
            to_markup(section.blocks),
            [PointContent(point.marker, point.heading, to_markup(point.blocks)) for point in section.points],
            to_markup(section.closing),
        )
        for place, section in enumerate(parsed.sections, start=1)
    ]
    return ReportContent(
        key=1,
        title=parsed.title,
        language=language,
        address="https://reports.example/en/reports/1/",
        published_on=date(2026, 10, 9),
        updated_at=datetime(2026, 10, 9, tzinfo=UTC),
        summary="A summary that stands on the page. 摘要一句。",
        unit=parsed.unit or "",
        period=parsed.period,
        category=["Public works", "Drains"],
        tags=["drains", "防汛"],
        attribution="From the county’s site",
        source="page.html",
        sections=sections,
    )


def letters(*texts):
    """What is said, whatever stands between the words; the number of an item in a list is Word's, not its text's."""
    return re.sub(r"[\W_]+", "", " ".join(_LIST_NUMBER.sub("", to_plain(text)) for text in texts))


def outline(sections):
    """Kinds, headings and points. Where a point's heading ends is the importer's guess: all of its text is compared."""
    return [
        (
            section.kind,
            section.marker,
            section.heading,
            letters(section.body),
            [(point.marker, letters(point.heading, point.text)) for point in section.points],
            letters(section.closing),
        )
        for section in sections
    ]


@pytest.mark.parametrize("ending", ["docx", "md"])
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_report_comes_back_as_it_was(path, ending):
    result = import_document(path.read_bytes(), path.name)
    report = content_of(result.reports[0], result.language.value)
    again = import_document(FORMATS[ending].write(Volume.of(report)), f"taken.{ending}", known_units=[report.unit])
    assert len(again.reports) == 1
    found = content_of(again.reports[0], again.language.value)
    assert outline(found.sections) == outline(report.sections)
    assert (found.title, found.language) == (report.title, report.language)
    if ending == "docx":
        assert found.unit == report.unit
