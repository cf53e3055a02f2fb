"""What a figure carries as data: amount, measure, bound, what is counted, its sentence."""

import pytest

from reports.enums import Bound
from reports.figures import Figure, find_figures


def test_figures_that_go_on_about_the_same_count_the_same():
    counted = [figure.counted for figure in find_figures("平均办理时间由三季度的6.2天缩短到4.5天。")]
    assert counted == ["平均办理时间", "平均办理时间"]
    counted = [figure.counted for figure in find_figures("财政收入4.92亿元，增长3.8%；立案17件。")]
    assert counted == ["财政收入", "财政收入增长", "立案"]
    two = "The turbidity of the water was 0.17 NTU and the average chlorine residual was 0.60 mg/L."
    assert [figure.counted for figure in find_figures(two)] == ["turbidity", "average chlorine residual"]
    counted = [figure.counted for figure in find_figures("Of 320 referrals, 290 were closed.")]
    assert counted == ["referrals", "referrals"]


def only(text) -> Figure:
    found = find_figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "amount", "measure"),
    [
        ("清运垃圾4.6万余吨。", 4.6, "万吨", 46_000, "t"),
        ("總投資3.2億元。", 3.2, "億元", 320_000_000, "CNY"),
        ("The loan of €1.5bn was repaid.", 1.5, "billion €", 1_500_000_000, "EUR"),
        ("占地1,320平方米。", 1320, "平方米", 1320, "m2"),
        ("The floor measures 560 square metres.", 560, "square metres", 560, "m2"),
        ("提高3.5个百分点。", 3.5, "个百分点", 3.5, "pp"),
        ("It rose 3.5 percentage points.", 3.5, "percentage points", 3.5, "pp"),
        ("补贴300元/亩。", 300, "元/亩", 300, "CNY/亩"),
        ("投入二十多万元。", 20, "万元", 200_000, "CNY"),
        ("总造价2亿3千万元。", 23, "千万元", 230_000_000, "CNY"),
        ("Crews cleared 412 gullies.", 412, "gullies", 412, "gullies"),
        ("到会５６人。", 56, "人", 56, "person"),
    ],
)
def test_amount_and_measure_can_be_compared(text, value, unit, amount, measure):
    figure = only(text)
    assert (figure.value, figure.unit, figure.amount, figure.measure) == (value, unit, amount, measure)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("走访186户。", Bound.EXACT),
        ("走访180余户。", Bound.MORE),
        ("走访超过180户。", Bound.MORE),
        ("合格率90%以上。", Bound.MORE),
        ("走访近190户。", Bound.LESS),
        ("不足20人到场。", Bound.LESS),
        ("降到5%以下。", Bound.LESS),
        ("走访约180户。", Bound.ABOUT),
        ("走访180户左右。", Bound.ABOUT),
        ("家庭医生签约180户。", Bound.EXACT),
        ("最近30天无事故。", Bound.EXACT),
        ("More than 1,200 residents signed.", Bound.MORE),
        ("We sent 8,000+ leaflets.", Bound.MORE),
        ("Nearly 40 schools joined.", Bound.LESS),
        ("Fewer than 10 complaints remain.", Bound.LESS),
        ("It takes about 40 minutes.", Bound.ABOUT),
        ("Spent on signs: £45,600.", Bound.EXACT),
    ],
)
def test_bound_says_how_the_number_is_meant(text, bound):
    figure = only(text)
    assert (figure.bound, figure.is_approximate) == (bound, bound is not Bound.EXACT)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("今年培训6名社区医生。", "社区医生"),
        ("全年共清运垃圾300吨。", "清运垃圾"),
        ("累计发放宣传单5000余份，", "发放宣传单"),
        ("垃圾分类准确率达到66%。", "垃圾分类准确率"),
        ("截至6月末，新增车位43个。", "新增车位"),
        ("全年清運生活垃圾63.5噸。", "清運生活垃圾"),
        ("We visited 17 administrative villages.", "administrative villages"),
        ("They renewed 14 km of water mains.", "water mains"),
        ("The average turbidity was 0.21 NTU.", "average turbidity"),
        ("About 97% of requests were met.", "requests"),
    ],
)
def test_what_is_counted(text, counted):
    assert only(text).counted == counted


def test_sentence_and_place_are_those_of_the_figure():
    text = "街道全部通车。新建公厕5座；改造旧厕12座！余下明年做。"
    assert [(figure.text, figure.sentence, figure.start) for figure in find_figures(text)] == [
        ("5座", "新建公厕5座；", 11),
        ("12座", "改造旧厕12座！", 18),
    ]
    text = "The U.S. grant ended. Crews laid 3.5 km. Nobody was hurt."
    assert [figure.sentence for figure in find_figures(text)] == ["Crews laid 3.5 km."]


def test_text_is_as_written():
    figure = only("走訪長者３,480餘戶。")
    assert (figure.text, figure.unit, figure.value) == ("３,480餘戶", "戶", 3480)


def test_list_shares_the_unit_of_its_last_number():
    found = find_figures("三村分别有12、15和18户完成改厕。")
    assert [(figure.value, figure.unit, figure.text) for figure in found] == [
        (12, "户", "12"),
        (15, "户", "15"),
        (18, "户", "18户"),
    ]


@pytest.mark.parametrize(
    "text", ["", "没有数字。", "No figure here.", "2024年", "￥", "1" * 400, "3-" * 500, "1,234," * 300]
)
def test_text_without_figures_has_none(text):
    assert find_figures(text) == []
