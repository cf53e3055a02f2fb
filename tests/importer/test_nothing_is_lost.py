"""Round trip: every letter and digit of a source stands somewhere in what the importer gives, in order."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents.readers import UnreadableSource
from reports.documents.tree import Paragraph
from reports.importer.artefacts import clean
from reports.importer.pipeline import import_document

CASES = Path(__file__).parent / "cases"
LABELS = ("当前位置", "您的位置", "Location", "相关阅读", "推荐阅读", "热门文章", "上一篇", "下一篇")


def letters(text):
    return "".join(char for char in text if char.isalnum())


def text_of(blocks):
    return "".join(b.text if isinstance(b, Paragraph) else "".join("".join(row) for row in b.rows) for b in blocks)


def report_text(report):
    parts = [report.marker, report.title or "", report.byline]
    for section in report.sections:
        parts += [section.marker, section.heading, text_of(section.blocks)]
        for point in section.points:
            parts += [point.marker, point.heading, text_of(point.blocks)]
        parts.append(text_of(section.closing))
    return "".join([*parts, report.signature])


def everything(result):
    result = result.as_written or result
    reports, links = result.reports, result.links
    return letters(
        "".join(result.breadcrumb)
        + (result.title or "")
        + result.introduction
        + "".join(map(report_text, reports))
        + "".join(links.related + links.recommended + links.popular)
        + result.attribution
    )


def is_named_furniture(line, result):
    dates = {letters(f"{r.date.year}年{r.date.month}月{r.date.day}日") for r in result.reports if r.date}
    dates |= {letters(f"{r.date.day} {r.date:%B} {r.date.year}") for r in result.reports if r.date}
    named = letters("".join(dropped.text for dropped in result.dropped))
    return letters(line) in dates or letters(line) in named or line.strip().startswith(LABELS)


@pytest.mark.parametrize("source", sorted(CASES.glob("*/source.txt")), ids=lambda path: path.parent.name)
def test_every_line_of_a_text_is_kept_or_is_named_furniture(source):
    result = import_document(source.read_bytes(), source.name)
    lines = result.text.split("\n")
    if result.as_written:
        lines = clean(result.text).split("\n")
    kept = everything(result)
    assert [line for line in lines if letters(line) not in kept and not is_named_furniture(line, result)] == []


MARKERS = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "(1)",
    "一是",
    "二是",
    "首先，",
    "First, ",
    "Second, ",
    "I. ",
    "",
]
BODIES = [
    "清扫街道12条",
    "存在的问题",
    "下一步打算：",
    "加强管理。全年完成3次检查；二是改造水管。三是巡查",
    "Leaks fell. We repaired 4 pipes",
    "主要做了以下工作：",
]
LINES = st.lists(st.tuples(st.sampled_from(MARKERS), st.sampled_from(BODIES)), min_size=1, max_size=14)


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_any_mixture_of_numbered_lines_keeps_every_letter(lines):
    text = "某某单位工作总结\n\n" + "\n\n".join(marker + body for marker, body in lines) + "。\n"
    result = import_document(text.encode(), "generated.txt")
    kept = everything(result)
    assert [marker + body for marker, body in lines if letters(marker + body) not in kept] == []


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_imported_or_refused_with_a_reason(data):
    try:
        text = import_document(data, "any.txt").text
    except UnreadableSource as error:
        text = error.reason
    assert text.strip()
