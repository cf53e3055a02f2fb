"""Figures in Chinese numerals: amounts are found, set phrases are not."""

import pytest

from reports.enums import Bound
from reports.figures import find_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入二十多万元，解决一百多个问题。", [(200_000, "二十多万元", Bound.MORE), (100, "一百多个", Bound.MORE)]),
        ("三成居民参加，惠及两千余人次。", [(3, "三成", Bound.EXACT), (2000, "两千余人次", Bound.MORE)]),
        ("走訪三百二十戶。", [(320, "三百二十戶", Bound.EXACT)]),
        ("合格率百分之九十五点五。", [(95.5, "百分之九十五点五", Bound.EXACT)]),
        ("近百户居民签字，上千人到场。", [(100, "百户", Bound.LESS), (1000, "千人", Bound.EXACT)]),
        (
            "总投资三亿五千万元，惠及四万余人。",
            [(350_000_000, "三亿五千万元", Bound.EXACT), (40_000, "四万余人", Bound.MORE)],
        ),
        ("共一万二千户，新增两名护士。", [(12_000, "一万二千户", Bound.EXACT), (2, "两名", Bound.EXACT)]),
        ("三十八名干警获奖，产量是去年的两倍。", [(38, "三十八名", Bound.EXACT), (2, "两倍", Bound.EXACT)]),
        ("十余场，二十几个。", [(10, "十余场", Bound.MORE), (20, "二十几个", Bound.MORE)]),
    ],
)
def test_amount_in_chinese_numerals_is_found(text, found):
    figures = find_figures(text)
    assert [(figure.amount, figure.text, figure.bound) for figure in figures] == found
    assert all(figure.is_worded for figure in figures)


@pytest.mark.parametrize(
    "text",
    [
        "从一个方面看，这是一次性投入，一方面抓进度。",
        "三个代表、四个意识、两个维护、八项规定、三会一课。",
        "“十四五”规划开局，二十大精神，十九届六中全会。",
        "第三次会议，三季度，九月份，十一月，二〇二三年，五一节，双十一。",
        "一是统一思想，二是落实责任，三是加强督查。",
        "十分重视，千家万户，百年大计，千方百计，百日攻坚。",
        "三农、五保户、四好农村路、两不愁三保障、五位一体、六稳六保。",
        "数百名群众，几十户居民，若干个。",
        "九年义务教育，二次供水，三轮车，二手房，万人。",
        "一、加强领导；（二）狠抓落实；十三、其他。",
    ],
)
def test_set_phrase_is_no_figure(text):
    assert find_figures(text) == []


def test_numerals_follow_the_arabic_figures_of_a_paragraph():
    found = find_figures("二十多万元用于道路，3名工人受奖。")
    assert [(figure.text, figure.is_worded) for figure in found] == [("3名", False), ("二十多万元", True)]
