"""Personal data with its masks, names of persons, and numbers and words that only look like them."""
# ruff: noqa: E501 - a line each kind

import pytest

from tests.gate.reading import findings, found, kinds

NUMBERS = {
    "电话13912345678，": ("mobile", "13912345678", "139****5678"),
    "请打+86 139 1234 5678。": ("mobile", "+86 139 1234 5678", "+86 139 **** 5678"),
    "行動電話0912-345-678": ("mobile", "0912-345-678", "0912-***-678"),
    "热线0571-88001234": ("telephone", "0571-88001234", "0571-8800****"),
    "Ring 020 7946 0123.": ("telephone", "020 7946 0123", "020 7946 ****"),
    "身份证11010519491231002X": ("identity", "11010519491231002X", "110105********002X"),
    "卡号6222021234567890128": ("bank_card", "6222021234567890128", "6222***********0128"),
    "Card 4111 1111 1111 1111 was": ("bank_card", "4111 1111 1111 1111", "4111 **** **** 1111"),
    "来信请寄li.ming@mail.example.com": ("email", "li.ming@mail.example.com", "l***@mail.example.com"),
    "车辆京A12345违停": ("plate", "京A12345", "京A***45"),
    "车牌粤BD12345已": ("plate", "粤BD12345", "粤B****45"),
}
NO_NUMBERS = (
    "合同编号110105194912310021。", "档案6222021234567890123号", "2023-2024学年共1,234,567元", "GB 12345-2023和ISBN 978-7-115-12345-6",
    "桂A级景区3处，鲁G20高速", "10:30-11:30，2023-10-12", "订单20231012000123", "第1391234号文",
)  # fmt: skip
SENSITIVE = {
    "走访残疾人黄志明，送去": "黄志明",
    "慰问低保户陈桂英、刘大海。": "陈桂英 刘大海",
    "为患者周小兰联系床位": "周小兰",
    "邀请郑敏等5名残疾人参加": "郑敏",
    "脑瘫儿童朴正宇的母亲": "朴正宇",
    "社区矫正对象罗强报到": "罗强",
    "留守儿童欧阳晓晓（女，8岁）": "欧阳晓晓",
    "The pupil Emily Carter, aged 9, was": "Emily Carter",
    "We helped Mrs Doyle, a widow, with": "Doyle",
    "Tenant Wang Xiaoli asked": "Wang Xiaoli",
}
OFFICIALS = {
    "由曾国强同志任组长": "曾国强",
    "镇党委书记林建国主持会议": "林建国",
    "表扬了孙立新同志、马超同志": "孙立新 马超",
    "Mayor Zhang Lin opened the works.": "Zhang Lin",
    "Ms Priya Nair took over.": "Priya Nair",
}
NO_NAMES = (
    "残疾人康复中心为残疾人高度负责", "学生周末参加志愿服务", "患者温馨提示，居民常年反映", "老人和儿童53人", "高龄老人共167名", "低保户严格审核，低保户申请",
    "患者方便就医；学生金融知识", "干部包村，党员包户", "贫困户易地搬迁", "职工江苏培训", "赵主任说，李某某认为", "儿童安全教育", "党员同志带头，老同志支持", "全体同志努力",
    "困难职工帮扶中心", "残疾人就业创业", "患者满意度", "学生毕业典礼", "村民自治，居民议事", "高校老师授课", "Dali Road, Mary Jones School, General Hospital",
    "Patients King Street clinic", "the West Lake District Office", "Annual Report of the Works",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_found_with_their_customary_mask(text):
    assert [(one.kind.value, one.excerpt, one.proposal) for one in findings(text)] == [NUMBERS[text]]


def test_masked_numbers_are_not_found_again():
    masked = [expected[2] for expected in NUMBERS.values()]
    again = {text: found(f"号码{text}。".replace("*", "\\*")) for text in masked}
    assert {text: rows for text, rows in again.items() if rows} == {}


def test_numbers_that_fail_their_check_or_are_something_else():
    assert {text: found(text) for text in NO_NUMBERS if found(text)} == {}


@pytest.mark.parametrize(("texts", "kind"), [(SENSITIVE, "sensitive_name"), (OFFICIALS, "name")])
def test_names_are_found(texts, kind):
    wrong = {
        text: found(text)
        for text, names in texts.items()
        if sorted(found(text)) != sorted((kind, name) for name in _names(names))
    }
    assert wrong == {}


def _names(names):
    return [names] if names.isascii() else names.split()


def test_words_that_begin_like_names_are_none():
    assert {text: found(text) for text in NO_NAMES if found(text)} == {}


def test_names_are_masked_as_custom_has_it():
    text = "慰问残疾人黄志明、低保户陈芳、儿童欧阳晓晓。"
    assert [one.proposal for one in findings(text)] == ["黄某某", "陈某", "欧阳某某"]
    assert kinds("慰问残疾人黄某某、低保户陈某。") == []
