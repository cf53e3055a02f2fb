"""Text that a converter left half done: completed where the word is sure, left alone where it is not."""

import pytest

from reports.importer.pipeline import import_document
from reports.importer.scripts import complete_simplified, complete_traditional, script_repair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成效顯着，從這里開始", "成效顯著，從這裡開始"),
        ("活動以后繼續跟進", "活動以後繼續跟進"),
        ("發展社區教育，历時三年", "發展社區教育，歷時三年"),
        ("培訓干部三十人", "培訓幹部三十人"),
        ("聯系住戶", "聯係住戶"),
    ],
)
def test_traditional_text_is_completed_by_the_word(text, expected):
    assert complete_traditional(text) == expected


@pytest.mark.parametrize(
    "text", ["巡查公里數", "皇后大道西", "鄰里互助", "系統測試", "制度建設", "着手籌備", "批准立項", "干擾排除"]
)
def test_characters_of_both_scripts_are_left_where_they_are_right(text):
    assert complete_traditional(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("工作總結", "工作总结"), ("成效显着", "成效显著"), ("著手整改", "着手整改"), ("显著提升", "显著提升")],
)
def test_simplified_text_is_completed(text, expected):
    assert complete_simplified(text) == expected


@pytest.mark.parametrize("text", ["街道完成绿化三处，着手验收", "街道完成綠化三處，着手驗收", "Plain English"])
def test_text_of_one_script_needs_no_repair(text):
    assert script_repair(text) is None


def test_text_in_two_scripts_is_left_alone():
    assert script_repair("完成绿化三处，开展讲座。完成綠化三處，開展講座。") is None


def test_half_converted_report_keeps_what_was_written_beside_the_repair():
    text = "北港社區2022年工作總結\n\n一、主要工作\n\n全年巡查樓宇，這里的住戶以后可以網上報修，發現的隱患均獲處理。\n"
    result = import_document(text.encode(), "source.txt")
    assert result.as_written is not None
    texts = [result.reports[0].sections[0].blocks[0].text, result.as_written.reports[0].sections[0].blocks[0].text]
    assert texts == [
        "全年巡查樓宇，這裡的住戶以後可以網上報修，發現的隱患均獲處理。",
        "全年巡查樓宇，這里的住戶以后可以網上報修，發現的隱患均獲處理。",
    ]
    assert [(w.code, w.line) for w in result.warnings] == [("mixed_script", 5)]
