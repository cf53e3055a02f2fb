"""Reviews: corrections change what they should and nothing else, and no text is lost by any of them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.enums import Language, LineLabel, SectionKind
from reports.importer.corrections import ImpossibleCorrection, correct, replay
from reports.importer.lines import letters
from reports.importer.pipeline import import_document
from reports.importer.review import open_review, open_verdicts, result_of
from reports.importer.review_json import review_from_json, review_to_json
from tests.importer.test_labelling import PAGE, SOURCES


def review_text(text, name="page.txt"):
    return open_review(import_document(text.encode(), name))


def line_of(review, text):
    return next(line.id for line in review.lines if text in line.text)


def outlined(review):
    """Each report's title and its sections: kind, heading, number of points."""
    return [
        (report.title, [(section.kind.value, section.heading, len(section.points)) for section in report.sections])
        for report in result_of(review).reports
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_review_that_nobody_touched_is_the_import(path):
    result = import_document(path.read_bytes(), path.name)
    again = result_of(open_review(result))
    same = {"blocks": (), "start_line": None}  # a report starts at its title, and its text below that
    assert [replace(report, **same) for report in again.reports] == [
        replace(report, **same) for report in result.reports
    ]
    assert (again.title, again.language, again.text) == (result.title, result.language, result.text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_reviews_survive_json(path):
    review = open_review(import_document(path.read_bytes(), path.name))
    assert review_from_json(json.loads(json.dumps(review_to_json(review)))) == review


# --- lines

REPORT = """东街社区2024年工作总结

今年的工作如下。

一、主要工作
（一）清扫街道。全年清扫街道12条。
（二）修路。修路3公里。
居民说的话，我们记下了
资金不足，人手不够。

二、下一步打算
继续清扫。
"""


BEFORE, WORK, AFTER = ("introduction", "", 0), ("work_done", "主要工作", 2), ("next_steps", "下一步打算", 0)


def test_untouched_report():
    assert outlined(review_text(REPORT)) == [("东街社区2024年工作总结", [BEFORE, WORK, AFTER])]


@pytest.mark.parametrize(
    ("line", "label", "kind", "sections"),
    [
        ("居民说的话", "heading", None, [BEFORE, WORK, ("work_done", "居民说的话，我们记下了", 0), AFTER]),
        ("居民说的话", "heading", "problems", [BEFORE, WORK, ("problems", "居民说的话，我们记下了", 0), AFTER]),
        ("二、下一步打算", "text", None, [BEFORE, WORK]),
        ("二、下一步打算", "dropped", None, [BEFORE, WORK]),
        ("（一）清扫", "heading", None, [BEFORE, (*WORK[:2], 0), ("work_done", "清扫街道", 1), AFTER]),
        ("（二）修路", "text", None, [BEFORE, (*WORK[:2], 1), AFTER]),
        ("今年的工作", "dropped", None, [WORK, AFTER]),
        ("继续清扫", "point", None, [BEFORE, WORK, (*AFTER[:2], 1)]),
    ],
)
def test_a_line_gets_another_label(line, label, kind, sections):
    review = review_text(REPORT)
    changed = correct(review, {"do": "label", "lines": [line_of(review, line)], "label": label, "kind": kind})
    assert outlined(changed) == [("东街社区2024年工作总结", sections)]


def test_a_heading_takes_the_label_of_its_line_and_leaves_the_rest_as_text():
    review = review_text(REPORT)
    changed = correct(review, {"do": "label", "lines": [line_of(review, "（二）修路")], "label": "heading"})
    section = next(s for s in result_of(changed).reports[0].sections if s.heading == "修路")
    assert (section.marker, [block.text for block in section.blocks]) == (
        "（二）",
        ["修路3公里。", "居民说的话，我们记下了", "资金不足，人手不够。"],
    )


def test_lines_can_be_named_title_byline_and_signature():
    review = review_text(REPORT.replace("继续清扫。", "继续清扫。\n\n东街社区居委会\n书记"))
    changed = correct(review, {"do": "label", "lines": [line_of(review, "东街社区居委会")], "label": "signature"})
    changed = correct(changed, {"do": "label", "lines": [line_of(review, "今年的工作")], "label": "byline"})
    report = result_of(changed).reports[0]
    assert (report.signature, report.byline) == ("东街社区居委会", "今年的工作如下。")
    changed = correct(changed, {"do": "label", "lines": [line_of(review, "今年的工作")], "label": "title"})
    assert result_of(changed).reports[0].title == "今年的工作如下。"


def test_a_line_is_joined_to_the_one_above():
    review = review_text(REPORT)
    changed = correct(review, {"do": "join", "line": line_of(review, "资金不足")})
    assert [line.text for line in changed.lines if "居民说" in line.text] == [
        "居民说的话，我们记下了资金不足，人手不够。"
    ]
    closing = result_of(changed).reports[0].sections[1].closing
    assert [block.text for block in closing] == ["居民说的话，我们记下了资金不足，人手不够。"]


def test_a_line_is_cut_in_two():
    review = review_text(REPORT.replace("修路3公里。\n居民说的话，我们记下了", "修路3公里。三、存在的问题"))
    line = next(line for line in review.lines if "修路" in line.text)
    changed = correct(review, {"do": "cut", "line": line.id, "at": line.text.index("三、")})
    cut = line_of(changed, "三、存在的问题")
    changed = correct(changed, {"do": "label", "lines": [cut], "label": "heading"})
    assert outlined(changed)[0][1] == [BEFORE, WORK, ("problems", "存在的问题", 0), AFTER]


# --- reports


def test_reports_are_joined_and_split_again():
    review = review_text(PAGE)
    whole = outlined(review)
    second = line_of(review, "篇二")
    joined = correct(review, {"do": "merge", "line": second})
    assert [title for title, _sections in outlined(joined)] == ["北区排水工作总结"]
    assert ("problems", "存在的问题", 0) in outlined(joined)[0][1]
    again = correct(joined, {"do": "split", "line": second})
    assert outlined(again) == [whole[0], ("篇二：南区排水工作总结", whole[1][1])]


TWO_IN_ONE = """北区排水队2023年工作总结

一、主要工作
疏通管道九段。

二、下一步打算
购置水泵。

北区排水队
2024年1月3日

南区排水队2024年第三季度总结如下

一、主要工作
（一）新建管道。
（二）修理闸门。

二、存在的问题
资金不足。

南区排水队
2024年10月3日
"""


def test_a_split_reads_both_halves_again():
    review = review_text(TWO_IN_ONE)
    assert len(result_of(review).reports) == 1
    changed = correct(review, {"do": "split", "line": line_of(review, "南区排水队2024年第三季度")})
    first, second = result_of(changed).reports
    assert (first.title, first.signature, first.period.code) == ("北区排水队2023年工作总结", "北区排水队", "2023")
    assert (second.title, second.signature) == ("南区排水队2024年第三季度总结如下", "南区排水队")
    assert (second.unit, second.period.code, second.date.isoformat()) == ("南区排水队", "2024-q3", "2024-10-03")
    assert outlined(changed)[1][1] == [("work_done", "主要工作", 2), ("problems", "存在的问题", 0)]


def test_what_an_editor_said_of_a_line_or_a_fact_outlives_a_split():
    review = review_text(TWO_IN_ONE)
    kept = line_of(review, "购置水泵")
    corrections = [
        {"do": "label", "lines": [kept], "label": "heading", "kind": "lessons"},
        {"do": "fact", "line": review.lines[0].id, "field": "unit", "value": "排水公司"},
        {"do": "split", "line": line_of(review, "南区排水队2024年第三季度")},
    ]
    first, second = result_of(replay(review, corrections)).reports
    assert first.unit == "排水公司"
    assert second.unit == "南区排水队"
    assert (first.sections[-1].kind, first.sections[-1].heading) == (SectionKind.LESSONS, "购置水泵")


def test_what_is_no_report_is_left_out():
    review = review_text(PAGE)
    changed = correct(review, {"do": "leave_out", "line": line_of(review, "篇一")})
    assert [title for title, _sections in outlined(changed)] == ["南区排水工作总结"]
    assert {line.label for line in changed.lines if "疏通" in line.text} == {LineLabel.DROPPED}


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("title", "新标题", "title", "新标题"),
        ("title", " ", "title", None),
        ("unit", "排水公司", "unit", "排水公司"),
        ("unit", None, "unit", None),
        ("byline", "张三", "byline", "张三"),
    ],
)
def test_facts_are_corrected(field, value, attribute, expected):
    review = review_text(PAGE)
    start = line_of(review, "篇一")
    changed = correct(review, {"do": "fact", "line": start, "field": field, "value": value})
    assert getattr(result_of(changed).reports[0], attribute) == expected
    assert result_of(changed).reports[1] == result_of(review).reports[1]


def test_the_period_is_corrected_by_its_code():
    review = review_text(PAGE)
    changed = correct(review, {"do": "fact", "line": line_of(review, "篇一"), "field": "period", "value": "2024-q3"})
    assert [report.period.code for report in result_of(changed).reports] == ["2024-q3", "2024"]


def test_title_and_language_of_the_whole_source():
    review = review_text("Nine drains\n\nWork done\nThe team cleared nine drains.\n")
    changed = correct(review, {"do": "page", "field": "title", "value": "Ten drains"})
    changed = correct(changed, {"do": "page", "field": "language", "value": "zh"})
    result = result_of(changed)
    assert (result.title, result.reports[0].title, result.language) == ("Ten drains", "Ten drains", Language.CHINESE)


# --- decisions


def test_doubts_are_settled_by_accepting_or_correcting_them():
    review = review_text("Notes\n\n1. Cleared nine drains.\n2. Repaired two pumps.\n")
    start = review.lines[0].id
    assert {verdict.key for verdict in open_verdicts(review)} >= {f"unit:{start}", f"period:{start}"}
    changed = correct(review, {"do": "accept", "keys": [f"unit:{start}"]})
    changed = correct(changed, {"do": "fact", "line": start, "field": "period", "value": "2024"})
    left = {verdict.key for verdict in open_verdicts(changed)}
    assert left == {verdict.key for verdict in open_verdicts(review)} - {f"unit:{start}", f"period:{start}"}


def test_doubts_about_what_is_no_more_are_gone():
    review = review_text(PAGE)
    second = line_of(review, "篇二")
    assert f"unit:{second}" in {verdict.key for verdict in review.verdicts}
    joined = correct(review, {"do": "merge", "line": second})
    assert [verdict for verdict in open_verdicts(joined) if verdict.at == second] == []


@pytest.mark.parametrize(
    "correction",
    [
        {"do": "nothing"},
        {},
        {"do": "label", "lines": ["99"], "label": "text"},
        {"do": "label", "lines": ["1"], "label": "poem"},
        {"do": "label", "lines": ["1"], "label": "heading", "kind": "poem"},
        {"do": "split", "line": "99"},
        {"do": "merge", "line": "1"},
        {"do": "join", "line": "1"},
        {"do": "cut", "line": "5", "at": 0},
        {"do": "cut", "line": "5", "at": 999},
        {"do": "cut", "line": "99", "at": 1},
        {"do": "heading", "line": "1", "text": "x"},
        {"do": "fact", "line": "4", "field": "period", "value": "last summer"},
        {"do": "fact", "line": "1", "field": "title", "value": "x"},
        {"do": "fact", "line": "4", "field": "author", "value": "x"},
        {"do": "page", "field": "language", "value": "fr"},
        {"do": "leave_out", "line": "2"},
    ],
)
def test_impossible_corrections_are_refused_and_passed_over_in_a_replay(correction):
    review = review_text(PAGE)
    with pytest.raises(ImpossibleCorrection):
        correct(review, correction)
    assert replay(review, [correction]) == review


def test_paragraph_that_an_editor_joined_is_not_cut_again():
    review = review_text(TWO_IN_ONE)
    changed = replay(review, [{"do": "join", "line": "4"}, {"do": "split", "line": "2"}])
    assert letters("".join(line.text for line in changed.lines)) == letters(TWO_IN_ONE)


OPERATIONS = st.one_of(
    st.builds(
        lambda line, at: {"do": "cut", "line": str(line), "at": at},
        st.integers(1, 18),
        st.integers(-1, 20),
    ),
    st.builds(
        lambda line, label: {"do": "label", "lines": [str(line)], "label": label},
        st.integers(1, 18),
        st.sampled_from([label.value for label in LineLabel]),
    ),
    st.builds(
        lambda do, line: {"do": do, "line": str(line)},
        st.sampled_from(["split", "merge", "join", "leave_out"]),
        st.integers(1, 18),
    ),
    st.builds(
        lambda line, kind: {"do": "kind", "line": str(line), "kind": kind},
        st.integers(1, 18),
        st.sampled_from(["problems", "lessons"]),
    ),
)


@given(st.lists(OPERATIONS, max_size=8), st.sampled_from([PAGE, TWO_IN_ONE, REPORT]))
@settings(max_examples=150)
def test_no_sequence_of_corrections_loses_a_letter(corrections, text):
    review = review_text(text)
    changed = replay(review, corrections)
    assert letters("".join(line.text for line in changed.lines)) == letters(text)
    assert len({line.id for line in changed.lines}) == len(changed.lines)
    assert review_from_json(json.loads(json.dumps(review_to_json(changed)))) == changed
    result_of(changed)
    open_verdicts(changed)
