"""One artefact is one rule: each has a text that it transforms and a text that it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.importer import artefacts, scripts

TRANSFORMED = [
    (artefacts.strip_invisible, "工\u200b作\ufeff总结\x07", "工作总结"),
    (artefacts.decode_entities, "清扫&nbsp;街道&ldquo;双包&rdquo;", "清扫 街道“双包”"),
    (artefacts.drop_backticks, "搭建的`棚屋", "搭建的棚屋"),
    (artefacts.repair_slipped_bytes, "完成任務?,F(xiàn)將情況", "完成任務。現將情況"),
    (artefacts.repair_repeated_bytes, "完成任?wù)后", "完成任務后"),
    (artefacts.repair_repeated_bytes, "他們?cè)趧?chuàng)新", "他們在創新"),
    (artefacts.strip_readings, "總結(jié)會(huì)議", "總結會議"),
]
UNTOUCHED = [
    (artefacts.strip_invisible, "清扫街道\n第二行"),
    (artefacts.decode_entities, "A & B 公司, R&D"),
    (artefacts.drop_backticks, "运行 `make test` 命令"),
    (artefacts.repair_slipped_bytes, "为什么?,F(x)是函数"),
    (artefacts.repair_repeated_bytes, "好不好?(见附件)"),
    (artefacts.strip_readings, "系統(app)上線,負責人(wang)"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), TRANSFORMED)
def test_rule_transforms_its_artefact(rule, text, expected):
    assert rule(text) == expected


@pytest.mark.parametrize(("rule", "text"), UNTOUCHED)
def test_rule_leaves_clean_text_alone(rule, text):
    assert rule(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("從衛生著手,成效顯著", "从卫生着手,成效显著"),
        ("他著書立說", "他著书立说"),
        ("跟著走", "跟着走"),
        ("著名的茶鄉", "著名的茶乡"),
    ],
)
def test_to_simplified_tells_the_two_readings_of_zhu_apart(text, expected):
    assert scripts.to_simplified(text) == expected


def test_page_with_few_readings_is_no_converted_page():
    assert not artefacts.is_converted_page("本课讲“重(zhòng)要”和“重(chóng)复”的读音")


@given(st.text(alphabet="總結工作任務現在創們特?,F()(jié)wùxiànchuàng`&nbsp;\u200b。，", max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    once = artefacts.clean(text)
    assert artefacts.clean(once) == once
