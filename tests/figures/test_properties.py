"""The finder on any text: no error, and every figure is a piece of it."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents.tree import Paragraph, Table
from reports.figures import find_figures, find_in_blocks

PIECES = st.sampled_from(
    """
    0 1 2 3 4 5 6 7 8 9 ０ ５ , ， . ． % ‰ ％ - — ~ ～ 、 : ： / ( ) （ ） [ ] " “ ” + × * _ # $ £ € ¥ ￥ 20xx RMB
    第 号 年 月 日 个 名 户 元 万 亿 千 百 十 一 二 两 余 多 近 约 至 到 分 点 级 路 层 人次 平方米 百分之 个百分点 阅读
    million km m² Room the pumps In May about
    """.split()  # noqa: SIM905
)
PHRASES = st.sampled_from([" ", "  ", "\t", "\n", "\u3000", "\u00a0", "per cent", "percentage points", "of them"])
TEXTS = st.lists(PIECES | PHRASES, max_size=40).map("".join) | st.text(max_size=80)


@given(TEXTS)
def test_every_figure_is_a_piece_of_its_text(text):
    for figure in find_figures(text, 7):
        assert figure.text
        assert text[figure.start :].startswith(figure.text)
        assert figure.sentence in text
        assert math.isfinite(figure.amount)
        assert figure.line == 7
        assert figure.is_approximate == (figure.bound != "exact")


@given(st.lists(st.lists(TEXTS, max_size=4), max_size=4), TEXTS)
def test_any_table_is_read(rows, caption):
    for figure in find_in_blocks([Paragraph(caption), Table(tuple(map(tuple, rows)))]):
        assert figure.text
        assert math.isfinite(figure.amount)


@pytest.mark.parametrize(
    "piece", ["1 ", "1,", "3-", "12、", "$1 ", "1\t", "5 of the 12 ", "一百", "Room 4, ", "中", "（1）"]
)
def test_time_grows_with_the_text_and_no_faster(piece):
    def seconds(size):
        blocks = [Paragraph((piece * size)[:size])]
        start = time.process_time()
        find_in_blocks(blocks)
        return time.process_time() - start

    seconds(1_000)
    # Four times the text takes four times as long, more on a busy machine; a quadratic pattern would take 16 times.
    assert seconds(40_000) < 12 * seconds(10_000) + 0.2
