"""The small Markdown: what is stored reads back as the same text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.documents.markup import PARSER, _plain, escape, paragraphs_of, plain_paragraphs, to_markup, to_plain
from reports.documents.tree import Paragraph, Table

# A reader may drop NUL and lone surrogates; no source text that is stored holds them.
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
syntax = st.text(alphabet="[](){}<>!*_`~#+-=>|\\&;:.1 a:\"'http卫\n", max_size=40)


def normalised(text):
    return " ".join(text.split())


@given(texts | syntax)
@example("[a[b]c](d)")
@example("[a]: b")
@example("[[a]](b)")
@example("1. item")
@example("12345678. a")
@example("１. a")
@example("# a")
@example("---")
@example("***")
@example("___")
@example("~~~")
@example("```")
@example("> a")
@example("| a |")
@example("===")
@example("<b>a</b> &amp; <http://a.b>")
@example("a\\")
@example("snake_case and _this_")
@example("![a](b)")
def test_paragraph_reads_back_as_the_same_text(text):
    assert paragraphs_of(to_markup([Paragraph(text)])) == [wanted for wanted in [normalised(text)] if wanted]


@given(st.lists(syntax, max_size=5))
def test_paragraphs_stay_apart(lines):
    stored = to_markup(Paragraph(line) for line in lines)
    assert paragraphs_of(stored) == [wanted for line in lines if (wanted := normalised(line))]


@given(st.lists(st.tuples(syntax, st.sampled_from(["", "-", "1.", "2.", "•", "10)"]), st.integers(1, 4)), max_size=6))
@example([("a", "-", 1), ("b", "2.", 1)])
@example([("a", "-", 3)])
@example([("a", "10.", 1), ("b", "-", 2), ("c", "-", 3), ("d", "-", 1)])
def test_list_items_of_any_depth_stay_apart(items):
    stored = to_markup(Paragraph(text, marker=marker, depth=depth) for text, marker, depth in items)
    assert paragraphs_of(stored) == [wanted for text, _marker, _depth in items if (wanted := normalised(text))]


@given(st.lists(st.lists(syntax, min_size=1, max_size=3), min_size=1, max_size=4), st.booleans())
def test_table_cells_read_back(rows, has_header):
    stored = to_markup([Paragraph("before"), Table(tuple(map(tuple, rows)), has_header=has_header), Paragraph("after")])
    cells = [wanted for row in rows for cell in row if (wanted := normalised(cell))]
    assert paragraphs_of(stored) == ["before", *cells, "after"]


def test_empty_blocks_leave_nothing():
    assert to_markup([Paragraph(" "), Table(()), Table(((),)), Paragraph("")]) == ""


def test_ordinary_sentences_are_stored_as_they_are():
    sentences = [
        "清理排水沟九条（含背街小巷），清运垃圾42吨；",
        "（一）加强领导，落实责任。",
        "一、主要工作",
        "Costs fell by 3.5 % - the best since 2019, see https://example.org/a_b?c=d&e=f.",
        "A+B [draft] costs < 5 & more, #1 of all!",
        "snake_case stays",
    ]
    assert [escape(sentence) for sentence in sentences] == sentences


def test_blocks_become_small_markdown():
    blocks = [
        Paragraph("First *paragraph*."),
        Paragraph("one", marker="1.", depth=1),
        Paragraph("inner", marker="•", depth=2),
        Paragraph("two", marker="2.", depth=1),
        Table((("name", "tons"), ("a|b", ""))),
        Paragraph("1. no list"),
    ]
    assert to_markup(blocks) == (
        "First \\*paragraph\\*.\n\n1. one\n   - inner\n2. two\n\n"
        "| name | tons |\n| --- | --- |\n| a\\|b |  |\n\n1\\. no list"
    )


def test_table_without_header_gets_an_empty_one():
    assert to_markup([Table((("a", "b"), ("c",)), has_header=False)]) == "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("", []),
        ("One **bold** and _soft_ [link](https://example.org).", ["One bold and soft link."]),
        ("one\ntwo", ["one two"]),
        ("one  \ntwo\\\nthree", ["one two three"]),
        ("# Heading\n\ntext", ["Heading", "text"]),
        ("- a\n- b\n\n> c", ["a", "b", "c"]),
        ("| a | b |\n| - | - |\n| c |  |", ["a", "b", "c"]),
        ("`code` and <b>raw</b>", ["code and <b>raw</b>"]),
        ("    indented", ["indented"]),
        ("```\nfenced\n```", ["fenced"]),
        ("![picture](x.png)", ["!picture"]),
    ],
)
def test_paragraphs_of_what_editors_write(markup, paragraphs):
    assert paragraphs_of(markup) == paragraphs
    assert to_plain(markup) == "\n".join(paragraphs)


@given(texts | syntax | st.lists(texts, max_size=4).map("\n\n".join))
@example("2025年，清理排水沟九条。\n\n修泵两台。")
@example("12. a")
@example(" a")
@example("a\n\n\nb")
@example("a\nb")
@example("a\n\n- b")
def test_plain_text_is_read_as_the_parser_reads_it(text):
    plain = plain_paragraphs(text)
    if plain is not None:
        assert plain == [_plain(token) for token in PARSER.parse(text) if token.type == "inline"]


def test_most_paragraphs_are_plain_text():
    assert plain_paragraphs("2025年，清理排水沟九条（东区）。\n\n“修泵两台”, 3.5% more!") is not None
    assert plain_paragraphs("a *b*") is None
