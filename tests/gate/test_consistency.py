"""Numbers, counts, periods and numbering that contradict each other, and such that agree."""
# ruff: noqa: E501 - a line each kind, as written in Chinese

import pytest

from tests.gate.reading import findings, found, kinds, section

WRONG_RATIOS = (
    "全年受理诉求620件，办结527件，办结率96%。",
    "应检水样240个，合格221个，合格率达99.2%。",
    "检查商户120家，其中合格90家，占85%。",
    "在400户中有300户签约，占比达82%。",
    "We answered 410 of 520 calls (92 %) in time.",
    "Of the pumps, 18 out of 24, or 85 per cent, run again.",
    "Attendance was 91% (52 of 80).",
    "抽查泵站30/48（75%）正常。",
)
RIGHT_RATIOS = (
    "全年受理诉求620件，办结608件，办结率98.1%，满意率99.4%。",
    "应检水样240个，合格238个，合格率达99.2%。",
    "检查商户120家，其中合格90家，占75%。",
    "人均办结274件，法定期限内办结率99%，全年收案8000件。",
    "实际投资8260万元，占年初计划的53.7%，另有91400万元在谈。",
    "办结500余件，受理620件，办结率约90%。",
    "We answered 410 of 520 calls (79 %) in time.",
    "Two of three crews were out; 45% of the pipes are new.",
    "收入238416元，支出191300元，行政费占比8.6%。",
    "同比下降3件，完成率100%，2024年共12件。",
)


def test_wrong_ratios_are_found_with_what_would_be_right():
    assert {text: kinds(text) for text in WRONG_RATIOS if kinds(text) != ["wrong_ratio"]} == {}
    (finding,) = findings("全年受理诉求620件，办结527件，办结率96%。")
    assert (finding.excerpt, finding.details) == (
        "96%",
        {"part": "527", "whole": "620", "value": "96", "right": "85.0"},
    )


def test_right_ratios_and_such_of_something_else_are_left_alone():
    assert {text: found(text) for text in RIGHT_RATIOS if found(text)} == {}


def test_a_list_without_full_stops_is_not_reckoned_with_for_seconds():
    assert kinds("受理诉求620件，办结527件，办结率96%，" * 900 + "完") == []


@pytest.mark.parametrize(
    ("body", "headings", "expected"),
    [
        ("我们建立健全了“五项制度”，常抓不懈。", ("值班制度", "巡查制度", "报告制度"), [("wrong_count", "“五项制度”")]),
        ("我们建立健全了“三项制度”，常抓不懈。", ("值班制度", "巡查制度", "报告制度"), []),
        ("落实“三个代表”要求，严格制度。", ("值班制度", "巡查制度"), []),
        ("主要做了以下四个方面的工作：", ("清淤", "检修", "培训"), [("wrong_count", "以下四个方面的工作：")]),
        ("主要做了以下三个方面的工作：", ("清淤", "检修", "培训"), []),
        ("四个月来做了以下工作：", ("清淤", "检修", "培训"), []),
        ("We took the following four measures:", ("Cleaning", "Repairs", "Training"), [("wrong_count", "the following four measures:")]),
        ("We took the following three measures:", ("Cleaning", "Repairs", "Training"), []),
        ("The last three months were dry:", ("Cleaning", "Repairs"), []),
    ],
)  # fmt: skip
def test_announced_counts_against_points(body, headings, expected):
    rows = [(f"{number}.", heading, "做了这件事。") for number, heading in enumerate(headings, start=1)]
    assert found(section(body, *rows)) == expected


def test_count_in_a_heading_against_points():
    rows = [("（一）", "清淤", "好。"), ("（二）", "检修", "好。")]
    assert found(section("", *rows, heading="实施三大工程")) == [("wrong_count", "三大工程")]
    assert found(section("", *rows, heading="实施两大工程")) == []


def test_slogans_of_which_some_are_not_taken_up():
    body = "抓好“一条主线”，做到“两个延伸”，搞好“三个结合”。"
    rows = [("（一）", "抓好“一条主线”", "巡河。"), ("（二）", "做到“两个延伸”", "到户。")]
    assert found(section(body, *rows)) == [("not_taken_up", "“三个结合”")]
    assert found(section(body, *rows, ("（三）", "搞好“三个结合”", "结合。"))) == []


def test_counts_within_a_paragraph():
    assert found("抓了三件事，即三个重点：一是清淤；二是检修；三是培训；四是值守。") == [("wrong_count", "三个重点：")]
    assert found("抓了四个重点：一是清淤；二是检修；三是培训；四是值守。") == []
    assert found("We named two goals: first, clean drains; second, dry cellars; third, quiet pumps.") == [
        ("wrong_count", "two goals: ")
    ]


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        (("一、", "二、", "二、", "三、"), [("number_repeated", "二、")]),
        (("（一）", "（二）", "（四）"), [("number_skipped", "（四）")]),
        (("1.", "2、", "3."), []),
        (("1.", "1.", "1."), []),
        (("", "二、", "三、"), []),
        (("一、", "1.", "2.", "二、"), []),
        (("I.", "II.", "IV."), [("number_skipped", "IV.")]),
        (("第一，", "第二，", "最后，"), []),
    ],
)
def test_numbers_of_points(markers, expected):
    assert found(section("", *((marker, "清淤", "好。") for marker in markers))) == expected


def test_numbers_of_sections_and_of_a_heading_that_slipped_into_a_paragraph():
    rows = [section("好。", heading=heading, marker=marker) for marker, heading in (("一、", "清淤"), ("三、", "检修"))]
    assert found(*rows) == [("number_skipped", "三、")]
    rows = [section("清了三处。二、对泵站实行分级检修", marker="一、"), section("好。", marker="二、")]
    assert found(*rows) == [("number_repeated", "二、对泵站实行分级检修")]


def test_numbers_within_and_across_paragraphs():
    assert found("一是清淤。二是检修。\n\n四是培训。") == [("number_skipped", "四是")]
    assert found("一是清淤。二是检修。\n\n三是培训。一是新人，二是老人。") == []
    assert found("First, we dug. The second is to drain. The third is to pump. Fourth, we rest.") == []
    assert found("First, we dug. Third, we pumped.") == [("number_skipped", "Third")]


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("第一季度即将过去，回首这段日子，感慨很多。", "2024-q4", [("wrong_period", "第一季度即将过去")]),
        ("第四季度即将过去，回首这段日子，感慨很多。", "2024-q4", []),
        ("第一季度工作结束后，我们着手二季度。", "2024", []),
        ("现将上半年工作总结如下。", "2024-h2", [("wrong_period", "现将上半年工作总结如下")]),
        ("The third quarter is over and the pumps run.", "2024-q2", [("wrong_period", "third quarter is over")]),
        ("The third quarter is over and the pumps run.", "2024-q3", []),
        ("We plan the third quarter with care.", "2024-q2", []),
    ],
)
def test_period_words_against_the_period(text, period, expected):
    assert found(text, period=period) == expected


def test_title_against_the_period():
    assert found("泵站正常。", title="2023年泵站工作总结", period="2024") == [("wrong_period", "2023年")]
    assert found("泵站正常。", title="2024年第三季度泵站工作总结", period="2024-q3") == []
    assert found("泵站正常。", title="泵站工作总结", period="2024") == []


def test_masked_year_where_the_year_is_known():
    rows = findings("20xx年，泵站正常。", period="2024")
    assert [(one.kind.value, one.excerpt, one.proposal) for one in rows if one.kind == "masked_year"] == [
        ("masked_year", "20xx", "2024")
    ]
    assert kinds("20xx年，泵站正常。", period="xxxx-q3") == ["masked"]
