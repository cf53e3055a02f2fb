"""Matches are marked in the text as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.highlighting import PASSAGE_LENGTH, mark, passage
from reports.search.query import read_terms
from reports.search.tokens import fold


def marked(text, query):
    return [part for part, is_match in mark(text, read_terms(query)) if is_match]


@pytest.mark.parametrize(
    ("text", "query", "matches"),
    [
        ("本鎮環境衛生整治", "环境卫生", ["環境衛生"]),
        ("Trained the trainers, then TRAINING.", "training", ["Trained", "TRAINING"]),
        ("Café near the caf\u00e9s", "cafe", ["Café", "cafés"]),
        ("共２０２４人", "2024", ["２０２４"]),
        ("5㎡ cafe\u0301", "cafe", ["cafe"]),
        ("按ISO标准", "iso", ["ISO"]),
        ("卫生卫生", "卫生", ["卫生卫生"]),
        ("环境卫生", "环境 境卫", ["环境卫"]),
        ("Nothing here", "卫生", []),
        ("大家 A_B", "b", ["B"]),
    ],
)
def test_matches_are_marked_as_written(text, query, matches):
    assert marked(text, query) == matches


@given(st.text(), st.text(max_size=8))
def test_marking_keeps_the_text(text, query):
    assert "".join(part for part, _is_match in mark(text, read_terms(query))) == text


@given(st.text(alphabet="清理溝渠drainage. "), st.text(alphabet="清理沟渠drainage. ", max_size=8))
def test_passage_is_a_stretch_of_the_text_and_short(text, query):
    parts = passage(text, read_terms(query), fold(text))
    shown = "".join(part for part, _is_match in parts).removeprefix("… ").removesuffix(" …")
    assert shown in text
    assert len(shown) <= PASSAGE_LENGTH + 40


def test_passage_leaves_out_the_far_ends_and_says_so():
    text = "前" * 100 + "疏通排水沟九条" + "后" * 200
    parts = passage(text, read_terms("排水沟"), fold(text))
    assert parts == [
        ("… ", False),
        ("前" * 38 + "疏通", False),
        ("排水沟", True),
        ("九条" + "后" * 115, False),
        (" …", False),
    ]


def test_passage_without_a_match_is_empty():
    assert passage("疏通排水沟", read_terms("卫生"), "疏通排水沟") == []


def test_passage_cuts_no_latin_word():
    text = "drainage " * 40 + "pumps " + "repairs " * 40
    shown = "".join(part for part, _is_match in passage(text, read_terms("pumps"), fold(text)))
    assert set(shown.replace("…", "").split()) == {"drainage", "pumps", "repairs"}
