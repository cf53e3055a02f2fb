"""Masks, lost text and personal data: wordings that are one, and look-alikes that are none."""
# ruff: noqa: RUF001 - look-alikes are what is tested

import pytest

from reports.importer.pipeline import import_document
from reports.importer.warnings import find_places

MASKED = ("20xx年", "201*年", "XX局", "走访×户", "李某某", "＿＿社区", "第X季度", "x月x日", "by xx%", "X% of all")
GARBLED = ("资料锟斤拷", "乱\ufffd码", "å·¥ä½œæ€»ç»“", "¹¤×÷×Ü½á", "Â£500", "â‚¬20", "donâ€™t", "工作??完成", "銆傚叏")
PERSONAL = (
    "0571-88001234", "13812345678", "86-571-88001234", "查詢：2345 6789", "(852) 2345-6789", "853-2856 1234",
    "02-2345-6789", "555-0148", "(555) 555-0148", "1-800-555-0148", "020 7946 0123", "07700 900123", "123-45-6789",
    "身份證A123456(7)", "身分證字號A123456789", "330102199001011234", "li.ming@mail.example.com",
)  # fmt: skip
CLEAN = (
    "X光机一台", "A×B两种", "3×4米的展板", "XML格式", "Size XXL", "the XX century", "Chapter XX of the Act",
    "2023-2024学年", "1,234,567元", "GB 12345-2023", "ISBN 978-7-115-12345-6", "10:30-11:30", "2023-10-12",
    "Why?", "Café Müller",
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "texts"), [("masked_value", MASKED), ("garbled_text", GARBLED), ("personal_data", PERSONAL)]
)
def test_places_of_a_line(code, texts):
    found = {text: {place.code for place in find_places(f"本周{text}，完成。")} for text in texts}
    assert {text: codes for text, codes in found.items() if code not in codes} == {}


def test_look_alikes_are_no_places():
    found = {text: find_places(f"完成（{text}）。") for text in CLEAN}
    assert {text: places for text, places in found.items() if places} == {}


def test_single_report_without_a_title_is_untitled():
    text = "这一年，我在窗口接待群众，学到了不少，现总结如下。\n\n一、主要工作\n\n办件900件。\n"
    result = import_document(text.encode(), "source.txt")
    assert result.title is None
    assert [w.text[:3] for w in result.warnings if w.code == "untitled_part"] == ["这一年"]
    titled = import_document(f"窗口工作总结\n\n{text}".encode(), "source.txt")
    assert [w for w in titled.warnings if w.code == "untitled_part"] == []


def test_unit_is_asked_for_only_where_a_body_wrote():
    asked = {"单位工作总结": True, "个人工作总结": False, "停车须知": False}
    text = "20xx年，本站完成设备检修40台。\n\n一、主要做法\n\n检修设备40台。\n"
    found = {title: import_document(f"{title}\n\n{text}".encode(), "source.txt") for title in asked}
    assert {title: "no_unit" in {w.code for w in result.warnings} for title, result in found.items()} == asked
    assert found["单位工作总结"].reports[0].sections[0].blocks[0].text.startswith("20xx年，本站")
