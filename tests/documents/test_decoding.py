"""Bytes of any encoding become the text that was written, without what shows nothing."""
# ruff: noqa: RUF001 - look-alikes are wanted

import pytest

from reports.documents.readers.decoding import decode

SIMPLIFIED = "河东镇工作总结\n全年清扫街道的总里程上升，工作进行顺利。"
TRADITIONAL = "河東鎮工作總結\n全年清掃街道的總里程上升，工作進行順利，年度任務完成。"
ENGLISH = "The café’s team didn’t stop – it saved £45."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, name) for name in ("utf-8", "big5", "big5hkscs", "cp950", "gbk", "utf-16-be", "utf-32")),
        *((ENGLISH, name) for name in ("utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32")),
        ("嘅咗喺香港啲工作", "big5hkscs"),
        ("完成：①清運垃圾；②補種樹木", "big5"),
        ("𠮷野镇㐂工作总结", "gb18030"),
        ("總結(jié)工作(zuò)", "gb18030"),
        ("Größe der Straße", "cp1252"),
        ("שלום עולם", "utf-8"),
    ],
)
def test_text_of_any_encoding_is_read(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("通知", "gbk"), ("联通", "gbk"), ("年度工作", "gbk"), ("安全检查", "gbk"), ("一、主要工作", "gbk"),
        ("工作總結", "big5"), ("年度報告", "big5"), ("一、成效", "big5"), ("本府完成3項", "big5"), ("環境衛生", "gbk"),
        ("a" * 70000 + "主要工作", "gbk"),
    ],
)  # fmt: skip
def test_short_text_is_told_apart(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [('<meta charset="gb2312">', "gb18030"), ('<META content="text/html; charset=big5">', "big5"),
     ('<?xml version="1.0" encoding="GBK"?>', "gbk"), ('<meta charset="iso-8859-1">', "gbk"),
     ('<meta charset="utf-8">', "gbk"), ('<meta charset="gb2312">', "utf-8"), ('<meta charset="rot13">', "gbk")],
)  # fmt: skip
def test_declaration_decides_only_where_it_may_be_true(declaration, encoding):
    assert decode(f"{declaration}工作總結".encode(encoding)).endswith("工作總結")


def test_damaged_text_keeps_the_rest():
    text = SIMPLIFIED * 3
    assert decode(text.encode()[:-1]) == text[:-1] + "\ufffd"
    assert decode(text.encode("gbk")[:-1]) == text[:-1] + "\ufffd"
    assert decode(text.encode()[:34] + b"\xff" + text.encode()[34:]).replace("\ufffd", "") == text
    assert decode("x\ud800y".encode("utf-16", "surrogatepass")) == "x\ufffdy"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_line_ends_of_any_system_are_read(end):
    assert decode(f"一{end}二".encode()) == "一\n二"


def test_what_shows_nothing_is_removed_and_nothing_else():
    unseen = "\x00\x07\x1b\x7f\u00ad\u200b\u200e\u202e\u2066\u2069\ufeff\ufff9\ufffe\U000e0041"
    assert decode("工".join(unseen).encode() + b"\n\tx") == "工" * (len(unseen) - 1) + "\n\tx"
    shown = "Ａ１，。\u3000é‐–\ufffd\U0001f600\u200d\ue000"
    assert decode(shown.encode()) == shown


def test_utf8_in_which_characters_were_lost_before_stays_utf8():
    assert decode("Posts \ufffd\ufffd and notes\n· Summary of a day\n".encode()).startswith("Posts \ufffd\ufffd and")
