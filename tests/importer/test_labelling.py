"""Labelled lines: the importer's own reports come back from them, and no line of the source is missing."""

from pathlib import Path

import pytest
from hypothesis import given

from reports.enums import LineLabel, SectionKind
from reports.importer.changes import compare
from reports.importer.labelling import label_lines
from reports.importer.lines import Change, letters, report_numbers, reports_from
from reports.importer.pipeline import import_document
from tests.importer.test_nothing_is_lost import LINES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "tests" / "importer" / "cases").glob("*/source.*"))
SOURCES += sorted((ROOT / "reports" / "demo" / "documents").iterdir())


def import_text(text, name="page.txt"):
    result = import_document(text.encode(), name)
    return result, label_lines(result)


def shown(lines):
    """Label, kind and text of the lines, with a mark where a report starts."""
    return [
        ((">" if line.starts else "") + line.label.value + (f":{line.kind.value}" if line.kind else ""), line.text)
        for line in lines
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_reports_come_back_from_their_lines(path):
    result = import_document(path.read_bytes(), path.name)
    lines = label_lines(result)
    assert reports_from(lines) == [report.sections for report in result.reports]
    assert len({line.id for line in lines}) == len(lines)


@given(LINES)
def test_reports_come_back_from_any_mixture_of_numbered_lines(mixture):
    text = "某某单位工作总结\n\n" + "\n\n".join(marker + body for marker, body in mixture) + "。\n"
    result, lines = import_text(text)
    assert reports_from(lines) == [report.sections for report in result.reports]
    assert letters("".join(line.text for line in lines)) == letters(text)


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".txt"], ids=lambda path: path.parent.name)
def test_every_line_of_a_text_has_a_label(path):
    result = import_document(path.read_bytes(), path.name)
    labelled = {line.number for line in label_lines(result)}
    above, missing = "", []
    for number, line in enumerate(result.text.split("\n"), start=1):
        above = above if number not in labelled else line
        if letters(line) and number not in labelled and not above:
            missing.append((number, line))
    assert missing == []


PAGE = """首页 > 工作总结 > 排水

排水工作总结2篇

以下是小编整理的2篇排水工作总结，供大家参考。

篇一：北区排水工作总结

2024年，北区排水队疏通管道。

一、主要工作
（一）疏通管道九段。
（二）修理水泵两台。

篇二：南区排水工作总结

2024年，南区排水队新建管道。

一、存在的问题
资金不足。

南区排水队
2025年1月3日

相关文章
排水工作总结怎么写
"""


def test_every_line_of_a_page_gets_the_label_of_what_it_is():
    _result, lines = import_text(PAGE)
    assert shown(lines) == [
        ("breadcrumb", "首页 > 工作总结 > 排水"),
        ("title", "排水工作总结2篇"),
        ("blurb", "以下是小编整理的2篇排水工作总结，供大家参考。"),
        (">title", "篇一：北区排水工作总结"),
        ("text:introduction", "2024年，北区排水队疏通管道。"),
        ("heading:work_done", "一、主要工作"),
        ("point", "（一）疏通管道九段。"),
        ("point", "（二）修理水泵两台。"),
        (">title", "篇二：南区排水工作总结"),
        ("text:introduction", "2024年，南区排水队新建管道。"),
        ("heading:problems", "一、存在的问题"),
        ("text", "资金不足。"),
        ("signature", "南区排水队"),
        ("signature", "2025年1月3日"),
        ("link", "相关文章"),
        ("link", "排水工作总结怎么写"),
    ]
    assert report_numbers(lines) == [0] * 3 + [1] * 5 + [2] * 8


def test_a_single_report_starts_at_its_title():
    _result, lines = import_text("Report on drains in 2024\n\nWork done\nThe team cleared nine drains.\n")
    assert [(line.label, line.starts) for line in lines][:2] == [(LineLabel.TITLE, True), (LineLabel.HEADING, False)]


def test_points_inside_a_paragraph_are_lines_of_their_own_and_keep_all_its_text():
    text = "某镇上半年工作小结\n\n一、工作情况\n主要抓了两件事：一是清淤渠道14公里；二是除险4座。\n"
    _result, lines = import_text(text)
    assert [(line.id, line.marker, line.text) for line in lines if line.number == 4] == [
        ("3", "", "主要抓了两件事："),
        ("3.2", "一是", "一是清淤渠道14公里；"),
        ("3.3", "二是", "二是除险4座。"),
    ]


def test_a_part_glued_to_a_paragraph_starts_on_a_line_of_its_own():
    path = ROOT / "tests" / "importer" / "cases" / "en-collection-glued" / "source.txt"
    lines = label_lines(import_document(path.read_bytes(), path.name))
    assert [(line.label, line.starts, line.text) for line in lines if line.number == 15] == [
        (LineLabel.TEXT, False, "The oven broke down twice."),
        (LineLabel.TITLE, True, "Monthly Work Summary Part 2"),
    ]


def test_repairs_are_shown_inside_the_line_with_what_stood_there():
    path = ROOT / "tests" / "importer" / "cases" / "zh-converted-page" / "source.txt"
    result = import_document(path.read_bytes(), path.name)
    lines = {line.number: line for line in label_lines(result)}
    for repair in result.repairs:
        line = lines[repair.line]
        assert line.changes
        restored = repair.after
        for change in reversed(line.changes):
            restored = restored[: change.start] + change.was + restored[change.end :]
        if not line.id.count("."):
            assert restored == repair.before


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("same", "same", []),
        ("總結(jié)是", "總結是", [Change(2, 2, "(jié)")]),
        ("a\u200bbcd", "abcd", [Change(1, 1, "\u200b")]),
        ("end\u200b", "end", [Change(3, 3, "\u200b")]),
        ("实(shí),强(qiáng)化", "实,强化", [Change(1, 1, "(shí)"), Change(3, 3, "(qiáng)")]),
        ("x&amp;yzw", "x&yzw", [Change(2, 2, "amp;")]),
        ("", "new", [Change(0, 3, "")]),
        ("区(qū)业(yè)主对(duì)", "区业主对", [Change(1, 1, "(qū)"), Change(2, 2, "(yè)"), Change(4, 4, "(duì)")]),
    ],
)
def test_changes_are_the_short_places_where_texts_differ(before, after, changes):
    assert compare(before, after) == changes


def test_comparing_long_texts_takes_linear_time():
    long = "".join(map(str, range(40_000)))
    assert compare(long, long[:100] + "替换" + long[102:]) == [Change(100, 102, long[100:102])]


def test_sections_without_heading_keep_their_kind():
    _result, lines = import_text("某社区2024年工作总结\n\n今年工作如下。\n\n1.清扫街道。\n2.修路。\n")
    assert [line.kind for line in lines if line.kind] == [SectionKind.INTRODUCTION, SectionKind.WORK_DONE]
