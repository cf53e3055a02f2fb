"""By which keys a text is found while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.models.suggestion import MAX_KEY
from reports.queries.keys import MOST_STARTS, key_of, keys_of


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("環境衛生", "环境卫生"),
        ("２０２５年 第三季度", "2025年第三季度"),
        ("Café — work done", "cafeworkdone"),
        ("zong jie", "zongjie"),
        ("（一）", "一"),
        ("\x00 %_' ", ""),
        ("\ud800", ""),
        ("卫" * 500, "卫" * MAX_KEY),
    ],
)
def test_what_is_typed_becomes_a_key_of_letters_and_digits(typed, key):
    assert key_of(typed) == key


@pytest.mark.parametrize(
    ("text", "beginnings", "others"),
    [
        ("Drains", ["drains"], []),
        ("Repair of the drains, 2025", ["repairofthedrains2025"], ["drains2025"]),
        ("銀行", ["银行", "yinhang", "yh"], []),
        (
            "柳桥镇2025年工作總結",
            ["柳桥镇2025年工作总结", "liuqiaozhen2025niangongzuozongjie", "lqz2025ngzzj"],
            ["工作总结", "gongzuozongjie", "gzzj", "总结", "zongjie", "zj"],
        ),
        ("2025年", ["2025年", "2025nian", "2025n"], []),
        ("HSE 培训", ["hse培训", "hsepeixun", "hsepx"], ["培训", "peixun", "px"]),
        ("…", [], []),
    ],
)
def test_text_is_found_by_the_beginnings_of_its_words(text, beginnings, others):
    keys = keys_of(text)
    assert [key.text for key in keys if key.is_beginning] == beginnings
    assert [key.text for key in keys if not key.is_beginning] == others


def test_long_text_has_few_keys_and_its_last_word_is_among_them():
    keys = [key.text for key in keys_of("alpha bravo charlie delta echo foxtrot golf hotel india")]
    assert len(keys) == MOST_STARTS
    assert keys[-1] == "india"


@given(text=st.text(max_size=60))
def test_any_text_begins_with_what_is_typed_of_it(text):
    keys = keys_of(text)
    assert len(keys) <= 3 * MOST_STARTS
    assert all(1 <= len(key.text) <= MAX_KEY for key in keys)
    assert not key_of(text) or key_of(text) in {key.text for key in keys if key.is_beginning}
