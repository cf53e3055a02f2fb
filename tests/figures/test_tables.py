"""Cells of tables: bare numbers take their unit from header, label, column of units or caption."""

import pytest

from reports.documents.tree import Paragraph, Table
from reports.figures import find_in_blocks


def found(*rows, caption=None):
    blocks = ([Paragraph(caption)] if caption else []) + [Table(rows)]
    return [(figure.value, figure.unit) for figure in find_in_blocks(blocks)]


def test_unit_stands_in_the_brackets_of_the_header():
    assert found(("设备", "数量（台）", "金额(万元)"), ("清扫车", "12", "1,250.5"), ("洒水车", "3", "86")) == [
        (12, "台"), (1250.5, "万元"), (3, "台"), (86, "万元"),
    ]  # fmt: skip
    assert found(("Item", "Cost ($)", "Length (km)"), ("Mains", "14,500", "5.2")) == [(14500, "$"), (5.2, "km")]


def test_unit_stands_in_its_own_column():
    rows = ("指标", "单位", "本年"), ("修复路面", "平方米", "3,400"), ("办结率", "%", "97.2")
    assert found(*rows) == [(3400, "平方米"), (97.2, "%")]
    assert found(("Work", "Unit", "Done"), ("Drains", "metres", "420")) == [(420, "metres")]


def test_unit_stands_in_the_label_of_the_row():
    assert found(("项目", "一季度", "二季度"), ("清运量（吨）", "820", "911")) == [(820, "吨"), (911, "吨")]


def test_unit_stands_in_the_caption():
    assert found(("项目", "预算", "支出"), ("绿化", "120", "98.6"), caption="单位：万元") == [
        (120, "万元"),
        (98.6, "万元"),
    ]


def test_header_names_what_it_counts():
    assert found(("村", "户数", "人数"), ("上坑", "41", "126")) == [(41, "户"), (126, "人")]
    assert found(("District", "Households", "Visits"), ("North", "310", "1,204")) == [
        (310, "households"),
        (1204, "visits"),
    ]


def test_cell_with_its_own_unit_keeps_it():
    assert found(("项目", "完成情况"), ("公厕", "5座"), ("办结率", "98.5%")) == [(5, "座"), (98.5, "%")]


@pytest.mark.parametrize(
    "rows",
    [
        (("序号", "事项"), ("1", "巡查"), ("2", "培训")),
        (("No.", "Task"), ("1", "Patrol")),
        (("年份", "说明"), ("2023", "试点"), ("2024", "推广")),
        (("Team", "Phone"), ("North", "01154960012")),
    ],
)
def test_numbering_years_and_telephones_are_no_figures(rows):
    assert found(*rows) == []


def test_thousands_in_the_header_are_a_multiplier():
    figures = find_in_blocks([Table((("Fund", "Spent (£000)"), ("Roads", "1,250")))])
    assert [(figure.value, figure.unit, figure.amount, figure.measure) for figure in figures] == [
        (1250, "thousand £", 1_250_000, "GBP")
    ]


def test_figure_of_a_cell_says_what_is_counted_and_where():
    figure = find_in_blocks([Table((("设备", "数量（台）"), ("清扫车", "约12")), line=7)])[0]
    assert (figure.counted, figure.sentence, figure.line, figure.is_approximate) == (
        "清扫车", "清扫车 · 数量(台) · 约12", 7, True,
    )  # fmt: skip


def test_tables_without_rows_or_header_do_no_harm():
    assert find_in_blocks([Table(()), Table(((),)), Table((("5",),))]) == []


def test_table_drawn_with_tabs_bars_or_gaps_in_plain_text():
    lines = ["设备\t数量（台）", "清扫车\t12", "洒水车\t3"]
    for change in (str, lambda line: "| " + line.replace("\t", " | ") + " |", lambda line: line.replace("\t", "    ")):
        blocks = [Paragraph("概况如下："), *(Paragraph(change(line)) for line in lines), Paragraph("完毕，共3天。")]
        figures = [(figure.value, figure.unit) for figure in find_in_blocks(blocks)]
        assert figures == [(12, "台"), (3, "台"), (3, "天")]


def test_lines_with_gaps_that_are_no_table_stay_sentences():
    blocks = [Paragraph("一、工作  共3项"), Paragraph("二、问题  共2处"), Paragraph("（一）  5人参加")]
    assert [(figure.value, figure.unit) for figure in find_in_blocks(blocks)] == [(3, "项"), (2, "处"), (5, "人")]
