"""What was left over in a text, and what only looks like it."""
# ruff: noqa: E501 - a line each kind

import pytest

from tests.gate.reading import findings, found, kinds, section

MASKED = (
    "20xx年，水厂检修了四台泵。", "20__年度共有", "走访农户××户，发放", "投入***万元用于", "In 20XX the team", "由XX公司承建，", "第X季度完成",
    "共有x余名职工", "The sum of *** yuan was", "____年工作", "Paid by xx on time",
)  # fmt: skip
UNFILLED = (
    "负责人：[填写姓名]，", "（此处插入图表）下一步", "经费（待补充）万元", "[insert name of unit] did", "Total: [to be confirmed] in all",
    "Lorem ipsum dolor", "预算【待定】", "see [TBC] below",
)  # fmt: skip
GARBLED = ("资料锟斤拷齐全", "乱\ufffd码", "工作??完成", "donâ€™t know")
ADVERTS = (
    "关注微信公众号获取范文", "以下是小编整理的范文，", "转载请注明出处：某网", "欢迎阅读收藏。", "更多工作总结请点击", "希望对大家有所帮助！",
    "Welcome to read and collect the sample.", "Please indicate the source when", "Related articles:",
)  # fmt: skip
CLEAN = (
    "联系电话138****1234，李某某反映", "王某被罚款，卡号6222 **** **** 0123", "X光机一台，3×4米展板两块", "the XX century, size XXL, XML files",
    "用户邮箱l***@example.org已核实", "Why? We asked twice.", "补充水源两处，填写登记表五份，确认名单", "希望各单位帮助", "欢迎新同事；推荐三人入选",
    "我们整理档案400卷，关注舆情", "to be completed in May by the team", "Please insert the new filter yearly",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "texts"), [("masked", MASKED), ("unfilled", UNFILLED), ("garbled", GARBLED), ("advert", ADVERTS)]
)
def test_left_overs_are_found(kind, texts):
    assert {text: kinds(f"我们说，{text}") for text in texts if kind not in kinds(f"我们说，{text}")} == {}


def test_what_looks_alike_is_left_alone():
    assert {text: found(text) for text in CLEAN if found(text)} == {}


def test_anonymous_place_is_told_from_a_mask():
    assert found("某县组织两次演练。") == [("anonymous", "某")]


def test_number_of_a_collection_in_a_title_goes_by_a_click():
    finding = found("泵站正常。", title="泵站年度工作总结篇3")
    assert finding == [("part_marker", "篇3")]
    assert kinds("泵站正常。", title="Phase 2 of the pump report") == []


def test_text_that_breaks_off_is_found_and_a_list_is_not():
    assert kinds("今年以来，泵站职工参加了水利局组织的防汛演练和技能比武，") == ["broken_off"]
    assert kinds("今年以来，泵站职工参加了水利局组织的防汛演练和技能比武：", "一是演练。") == []


def test_places_are_counted_from_one_and_tell_field_and_paragraph():
    text = section(
        "第一段没有问题。\n\n第二段有××户。", ("1.", "", "查看了*\\*\\*处。"), heading="20xx年工作", closing="共xx件。"
    )
    places = [(p.section, p.point, p.field, p.paragraph) for p in (one.place for one in findings(text))]
    assert places == [(1, 0, "heading", 0), (1, 0, "body", 1), (1, 1, "text", 0), (1, 0, "closing", 0)]
