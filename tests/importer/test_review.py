"""Reviews: corrections change what they should and nothing else, and no text is lost by any of them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents.tree import Table
from reports.enums import Language, LineLabel, SectionKind
from reports.importer.corrections import ImpossibleCorrection, correct, replay
from reports.importer.lines import letters
from reports.importer.pipeline import import_document
from reports.importer.repairs import LOST
from reports.importer.result import DOUBTFUL
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


# --- repairs

GARBLED = "社區(qū)2024年總結(jié)\n\n一、主要工作\n加強(qiáng)衛(wèi)生工作，完成了任?wù)，隊(duì)員都說好。\n"
READING, GUESSED = "reading behind the character", "word completed by its reading"


def repairs_of(review):
    """The keys of repairs by evidence, and what stands in their places now."""
    found = {change.key: line.text[change.start : change.end] for line in review.lines for change in line.changes}
    verdicts = [verdict for verdict in review.verdicts if verdict.subject == "repair"]
    return [(verdict.evidence, found[verdict.at], verdict.at) for verdict in verdicts]


def keys_of(review, evidence):
    return [key for found, _now, key in repairs_of(review) if found == evidence]


def body_of(review):
    return [block.text for section in result_of(review).reports[0].sections for block in section.blocks]


def test_an_unsure_repair_is_a_doubt_with_evidence_confidence_and_place():
    review = review_text(GARBLED)
    (doubt,) = [verdict for verdict in open_verdicts(review) if verdict.subject == "repair"]
    line = next(line for line in review.lines if any(change.key == doubt.at for change in line.changes))
    assert (doubt.value, doubt.evidence, line.number) == ("务", GUESSED, 4)
    assert 0 < doubt.confidence < DOUBTFUL
    assert {evidence for evidence, _now, _key in repairs_of(review)} == {READING, GUESSED}


@pytest.mark.parametrize(
    ("values", "text", "is_asked"),
    [
        ({"to": "written"}, "加强卫生工作，完成了任?wù)，队员都说好。", False),
        ({"to": "text", "text": "期"}, "加强卫生工作，完成了任期，队员都说好。", False),
        ({"to": "repaired"}, "加强卫生工作，完成了任务，队员都说好。", False),
    ],
)
def test_the_text_follows_what_an_editor_chose_for_a_repair(values, text, is_asked):
    review = review_text(GARBLED)
    changed = correct(review, {"do": "repair", "changes": keys_of(review, GUESSED), **values})
    assert body_of(changed) == [text]
    assert any(verdict.subject == "repair" for verdict in open_verdicts(changed)) is is_asked
    back = correct(changed, {"do": "repair", "changes": keys_of(review, GUESSED), "to": "repaired"})
    assert result_of(back) == result_of(review)


def test_sure_repairs_are_taken_back_and_title_and_text_follow():
    review = review_text(GARBLED)
    changed = correct(review, {"do": "repair", "changes": keys_of(review, READING), "to": "written"})
    assert body_of(changed) == ["加强(qiáng)卫(wèi)生工作，完成了任务，队(duì)员都说好。"]
    assert result_of(changed).reports[0].title == "社区(qū)2024年总结(jié)"
    one = correct(changed, {"do": "repair", "changes": keys_of(review, READING)[2:3], "to": "repaired"})
    assert body_of(one) == ["加强卫(wèi)生工作，完成了任务，队(duì)员都说好。"]


def test_repairs_are_found_again_after_a_line_was_cut_joined_or_split_off():
    review = review_text(GARBLED.replace("隊(duì)員", "三隊(duì)員").replace("好。\n", "好。\n\n請(qǐng)看下文。\n"))
    line = next(line for line in review.lines if "任务" in line.text)
    below = next(line for line in review.lines if "请看" in line.text)
    written = {"do": "repair", "changes": keys_of(review, READING) + keys_of(review, GUESSED), "to": "written"}
    for corrections in (
        [{"do": "cut", "line": line.id, "at": line.text.index("三")}],
        [{"do": "join", "line": below.id}],
        [{"do": "split", "line": below.id}],
    ):
        changed = replay(review, [*corrections, written])
        text = "".join(line.text for line in changed.lines)
        assert "任?wù)，三队(duì)员都说好。请(qǐng)看下文。" in text, corrections
        if corrections[0]["do"] != "cut":  # that counts letters
            assert replay(review, [written, *corrections]).lines == changed.lines, corrections


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("北港社區總結\n\n一、加強干部培訓和長遠發展。全年办班九期。\n", "一、加強干部培訓和長遠發展。全年办班九期。"),
        (
            "北港社區總結\n\n一、主要工作\n（一）干部培訓。全年办班九期，辦得很好。\n",
            "（一）干部培訓。全年办班九期，辦得很好。",
        ),
    ],
)
def test_heading_marker_and_text_of_a_line_follow_a_repair(text, words):
    review = review_text(text)
    keys = [change.key for line in review.lines for change in line.changes]
    assert len(keys) == 2
    changed = correct(review, {"do": "repair", "changes": keys, "to": "written"})
    line = next(line for line in changed.lines if "办班" in line.text)
    assert line.text == words
    assert (f"{line.marker}{line.heading}" + "。" + line.block.text).replace("。。", "。") == words
    assert (line.label, line.kind) == next((one.label, one.kind) for one in review.lines if one.id == line.id)
    assert correct(changed, {"do": "repair", "changes": keys, "to": "repaired"}) == replace(
        review, settled=changed.settled
    )


def test_a_repair_in_a_table_is_taken_back():
    rows = "".join(
        f"<tr><td>{name}</td><td>{number}</td></tr>"
        for name, number in [("人員", "人次"), ("干部", "9"), ("隊員", "30")]
    )
    html = f"<h1>總結</h1><h2>一、工作</h2><p>培訓隊員九人次。</p><table>{rows}</table>"
    review = open_review(import_document(html.encode(), "a.html"))
    line = next(line for line in review.lines if isinstance(line.source, Table))
    changed = correct(review, {"do": "repair", "changes": [line.changes[0].key], "to": "written"})
    table = next(one for one in changed.lines if one.id == line.id)
    assert (line.source.rows[1], table.source.rows[1]) == (("幹部", "9"), ("干部", "9"))
    assert table.block == table.source


def test_lost_text_is_asked_for_place_by_place_and_written_in():
    review = review_text("东街社区2024年总结\n\n一、主要工作\n全年清�街道12条，修��路灯。\n")
    doubts = [verdict for verdict in open_verdicts(review) if verdict.subject == "repair"]
    assert [(doubt.value, doubt.evidence) for doubt in doubts] == [("�", LOST), ("��", LOST)]
    changed = correct(review, {"do": "repair", "changes": [doubts[0].at], "to": "text", "text": "扫"})
    assert body_of(changed) == ["全年清扫街道12条，修��路灯。"]
    assert [verdict.at for verdict in open_verdicts(changed) if verdict.subject == "repair"] == [doubts[1].at]
    back = correct(changed, {"do": "repair", "changes": [doubts[0].at], "to": "written"})
    assert body_of(back) == body_of(review)


def test_a_text_without_artefacts_has_no_repairs():
    assert repairs_of(review_text(REPORT)) == repairs_of(review_text("Ready (or not?) we left.\n")) == []


# --- what was left out


def test_a_line_that_was_left_out_is_put_back_into_the_report():
    review = review_text(f"{REPORT}\n上一篇：别的总结\n")
    changed = correct(review, {"do": "put_back", "lines": [line_of(review, "上一篇")]})
    last = result_of(changed).reports[0].sections[-1]
    assert [block.text for block in last.blocks] == ["继续清扫。", "上一篇：别的总结"]


def test_a_line_above_the_title_is_put_back_at_the_beginning():
    review = review_text(f"打印本页\n\n{REPORT}")
    line = line_of(review, "打印本页")
    review = correct(review, {"do": "label", "lines": [line], "label": "dropped"})
    changed = correct(review, {"do": "put_back", "lines": [line]})
    first = result_of(changed).reports[0].sections[0]
    assert [block.text for block in first.blocks] == ["打印本页", "今年的工作如下。"]
    assert [block.text for block in result_of(changed).reports[0].blocks][:2] == ["打印本页", "今年的工作如下。"]


def test_a_line_above_a_collection_is_put_back_into_its_introduction():
    review = review_text(PAGE)
    line = line_of(review, "排水工作总结2篇")
    review = correct(review, {"do": "label", "lines": [line], "label": "dropped"})
    changed = correct(review, {"do": "put_back", "lines": [line]})
    assert result_of(changed).introduction == "以下是小编整理的2篇排水工作总结，供大家参考。\n\n排水工作总结2篇"
    assert outlined(changed) == outlined(review)


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
        {"do": "put_back", "lines": ["5"]},
        {"do": "put_back", "lines": []},
        {"do": "repair", "changes": ["r1"], "to": "written"},
        {"do": "repair", "changes": [""], "to": "written"},
        {"do": "repair", "changes": [], "to": "better"},
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
    st.builds(lambda line: {"do": "put_back", "lines": [str(line)]}, st.integers(1, 18)),
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


REPAIRS = st.builds(
    lambda keys, to: {"do": "repair", "changes": [f"r{key}" for key in keys], "to": to, "text": "换"},
    st.sets(st.integers(1, 6), min_size=1, max_size=3),
    st.sampled_from(["written", "repaired", "text"]),
)


@given(st.lists(st.one_of(REPAIRS, OPERATIONS.filter(lambda one: one["do"] != "cut")), max_size=8))
@settings(max_examples=150)
def test_whatever_an_editor_did_every_repair_can_be_made_again(corrections):
    review = review_text(GARBLED)
    keys = [change.key for line in review.lines for change in line.changes]
    changed = replay(review, corrections)
    assert [change.key for line in changed.lines for change in line.changes] == keys
    assert review_from_json(json.loads(json.dumps(review_to_json(changed)))) == changed
    result_of(changed)
    again = correct(changed, {"do": "repair", "changes": keys, "to": "repaired"})
    assert "".join(line.text for line in again.lines) == "".join(line.text for line in review.lines)
