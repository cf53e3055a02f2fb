"""What a figure is called."""

import pytest

from reports.figures import key_of_name, name_figure


@pytest.mark.parametrize(
    ("counted", "sentence", "text", "name"),
    [
        ("near misses", "In all 52 near misses were reported.", "52 near misses", "near misses"),
        ("", "全季度清运生活垃圾 8,490 吨，比上年同期减少420吨。", "8,490 吨", "清运生活垃圾"),
        ("", "一至三月清运生活垃圾 8,580 吨。", "8,580 吨", "清运生活垃圾"),
        ("", "清运 8,490 吨，同比减少180吨。", "180吨", ""),
        ("比上季度", "就餐66人次，比上季度减少5人次。", "5人次", ""),
        ("", "以学校周边和老街工地的液化气用户为重点进行排查的安全隐患 188 处。", "188 处", ""),
        ("", "Of 2,310 samples 99.7% met the limit.", "99.7%", ""),
        ("", "九条沟渠。", "8吨", ""),
    ],
)
def test_figure_has_the_name_that_its_sentence_gives_it(counted, sentence, text, name):
    assert name_figure(counted, sentence, text) == name


def test_names_agree_across_scripts_cases_and_spans():
    assert key_of_name("全月清運生活垃圾") == key_of_name("清运生活垃圾")
    assert key_of_name("Near misses") == key_of_name("near misses")
    assert key_of_name("开展培训") != key_of_name("开展检查")
