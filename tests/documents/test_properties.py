"""What holds for every source: bytes are read or refused, the same each time, and what is shown is not lost."""

import re
from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.documents.readers import UnreadableSource, read_source
from reports.documents.tree import Paragraph, Table
from tests.documents.word_files import docx, p, run, table

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"])
PLAIN = st.text(alphabet="工作总结，。：（一）1.、 Ab-%", min_size=1, max_size=30).map(str.strip).filter(bool)
TAGS = (
    "<p> </p> <div> </div> <br> <b> </b> <table> <tr> <td> </td> </tr> </table> <ul> <ol> <li> </ul> <h1> </h1> <a> "
    '</a> <!-- --> <script> </script> &nbsp; &#0; <nav> </nav> <span> <div|class="nav"> <pre> <sup> <aside> < > & 一 x '
    "<form> <svg> <math> <template> <caption> <th> 相关文章 您的位置： <font|size=5> <p|hidden>"
)
SIGNS = (
    "#_ -_ 1._ >_ / // ** * ` ``` [ ]( ) | /|-|-|/ <b> <!-- --- ___ [a]: &amp; \\ 一 x <br> === ![ ~~ <table> 1) &#0;"
)
HTML = st.lists(st.sampled_from([tag.replace("|", " ") for tag in TAGS.split()]), max_size=40).map("".join)
MARKDOWN = st.lists(
    st.sampled_from([sign.replace("_", " ").replace("/", "\n") for sign in SIGNS.split()]), max_size=40
).map("".join)
PIECES = (
    p("一"), p("x", "heading1"), p("y", numbered=(1, 0)), table(("a", "b")), table((p("a") + p("b"), "c"), ("d", "e")),
    p(""), p(run("b", bold=True) + run("c")), "<w:p><w:r><w:br/><w:tab/></w:r></w:p>", "<w:p/>", "<w:ins/>", "<w:tbl/>",
    "<w:sdt><w:sdtContent/></w:sdt>", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
    "<w:tbl><w:tr/></w:tbl>",
)  # fmt: skip
WORD = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def read(data, name):
    try:
        return read_source(data, name)
    except UnreadableSource as refusal:
        return refusal.reason


def shown(source):
    for block in source.document.blocks:
        yield from ((cell for row in block.rows for cell in row) if isinstance(block, Table) else (block.text,))


def check(source):
    """What later steps rely on in every document, and an editor in every refusal."""
    if isinstance(source, str):
        assert source.endswith(".")
        return
    lines = source.text.split("\n")
    assert "\x00" not in source.text
    source.text.encode()
    for block in source.document.blocks:
        assert 1 <= block.line <= len(lines)
        if isinstance(block, Paragraph):
            assert block.text == block.text.strip() != ""
            assert not re.search("[\x00-\x08\x0a-\x1f]", block.text)
            assert block.level in (None, 1, 2, 3, 4, 5, 6)
        else:
            assert block.rows


@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_read_or_refused(data, name):
    source = read(data, name)
    check(source)
    assert read(data, name) == source


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<html>", b"---\n", b"%PDF-", b"{\\rtf"]
)
@given(data=st.binary(max_size=200), name=NAMES)
def test_any_bytes_after_a_known_beginning_are_read_or_refused(start, data, name):
    check(read(start + data, name))


@given(st.text(max_size=300), NAMES)
def test_any_text_is_read(text, name):
    check(read(text.encode("utf-8", "surrogatepass"), name))


@given(HTML)
def test_any_page_is_read(page):
    check(read(f"<html><body>{page}".encode(), "a.html"))


@given(MARKDOWN)
def test_any_markdown_is_read(text):
    check(read(text.encode(), "a.md"))


@given(WORD)
def test_any_word_document_is_read(body):
    check(read(docx(body), "a.docx"))


@given(st.data())
def test_damaged_word_documents_are_read_or_refused(data):
    whole = bytearray(docx(p("一") + p("x"), styles="<w:style/>", numbering="<w:num/>"))
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)):
        whole[place] = value
    check(read(bytes(whole), "a.docx"))


# --- nothing is lost


def characters(texts):
    return sorted("".join("".join(texts).split()))


@given(st.lists(PLAIN, min_size=1, max_size=20), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_plain_text_keeps_every_character(lines, encoding):
    assume(not any(re.fullmatch(r"[-—.·]{5,}", line) for line in lines))
    source = read_source(("工作总结 Ab\n" + "\n".join(lines)).encode(encoding), "a.txt")
    assert characters(shown(source)) == characters(["工作总结Ab", *lines])


@given(
    st.lists(PLAIN, min_size=1, max_size=8), st.sampled_from(["p", "div", "li", "h2", "td", "blockquote", "dd", "pre"])
)
def test_page_keeps_every_character(texts, tag):
    page = "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
    page = f"<table><tr>{page}</tr></table>" if tag == "td" else page
    source = read_source(f"<html><body>{page}<p>end</p>".encode(), "a.html")
    assert characters(shown(source)) == characters([*texts, "end"])


@given(st.lists(PLAIN, min_size=1, max_size=8))
def test_word_document_keeps_every_character(texts):
    source = read_source(docx("".join(p(text) for text in texts) + table(texts, texts)), "a.docx")
    assert characters(shown(source)) == characters(texts * 3)


@given(st.lists(st.text(alphabet="工作总结，。：（一）Ab", min_size=1, max_size=30), min_size=1, max_size=8))
def test_markdown_keeps_every_character(texts):
    source = read_source("\n\n".join(texts).encode(), "a.md")
    assert characters(shown(source)) == characters(texts)
