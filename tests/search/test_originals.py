"""Texts as written, packed by their folded form."""

import zlib

import pytest

from reports.search.originals import pack_original, unpack_original
from reports.search.tokens import fold

TEXT = "２０２４年第三季度，我中心检查水泵（共四十二台）；The Rest was Checked in October. " * 20


@pytest.mark.parametrize("text", ["", "a", TEXT, TEXT * 40, "總結\x1f\n\ue001 cafe\u0301 ﬁnal"])
def test_text_comes_back_as_written(text):
    assert unpack_original(pack_original(text, fold(text)), fold(text)) == text


def test_text_that_differs_in_little_takes_little_room():
    lines = "\n".join(f"{n}、检查第{n * 37}号泵站，更换阀门{n}个；Done by Team {n}." for n in range(60))
    assert len(pack_original(lines, fold(lines))) < len(lines.encode()) / 4


def test_text_cannot_be_read_by_another_one():
    with pytest.raises((zlib.error, UnicodeDecodeError, AssertionError)):
        assert unpack_original(pack_original(TEXT, fold(TEXT)), "pumps") == TEXT
