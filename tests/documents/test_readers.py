"""Readers: bytes of any encoding and format become blocks, or a reason why not."""

import pytest

from reports.documents.readers import read_source
from reports.documents.tree import Paragraph, Table

TEXT = "河东镇工作总结\n\n全年清扫街道的总里程上升，工作进行顺利。"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_system_are_read(end):
    document, _format, _text = read_source(TEXT.replace("\n", end).encode(), "a.txt")
    assert [block.line for block in document.blocks] == [1, 3]


def test_wrapped_lines_are_joined_and_items_kept_apart():
    lines = [
        "The crews repaired the two bridges in the western park and cleaned the",
        "paths, which had been closed since the storm in the first week of the",
        "year, so that visitors could use them again before the summer holidays",
        "began in the whole region and in the neighbouring towns as well.",
        "",
        "1. Benches were painted in the colours that residents had chosen in the",
        "vote held last winter, and broken ones were replaced by new ones made of",
        "local oak.",
        "2. Lamps were renewed.",
    ]
    document, _format, _text = read_source("\n".join(lines).encode(), "a.txt")
    assert [(block.line, block.text[:10], block.text[-10:]) for block in document.blocks] == [
        (1, "The crews ", "s as well."),
        (6, "1. Benches", "local oak."),
        (9, "2. Lamps w", "e renewed."),
    ]


def test_markdown_keeps_levels_numbers_nesting_and_tables():
    text = "# Title\n\n## Work\n\n3. **First.** text\n4. second\n   - inner\n\n**Bold line**\n\n"
    text += "| a | b |\n|---|---|\n| 1 | 2 |\n"
    document, source_format, _text = read_source(text.encode(), "a.md")
    assert source_format == "md"
    assert document.blocks == (
        Paragraph("Title", 1, level=1),
        Paragraph("Work", 3, level=2),
        Paragraph("First. text", 5, marker="3.", depth=1),
        Paragraph("second", 6, marker="4.", depth=1),
        Paragraph("inner", 7, marker="-", depth=2),
        Paragraph("Bold line", 9, role="strong"),
        Table((("a", "b"), ("1", "2")), 11),
    )


def test_html_gives_the_article_without_the_page():
    page = """<!DOCTYPE html><html><head><title>x - site</title><script>var a = 1;</script></head><body>
    <nav><a href="/">Menu</a></nav><nav class="breadcrumb"><a>Home</a> &gt; <a>Reports</a></nav>
    <article><h1>Title</h1><p>One <b>two</b> three</p><ol start="2"><li>item</li></ol>
    <table><tr><th>a</th></tr><tr><td>1</td></tr></table></article>
    <aside><h3>Related</h3><a href="/1">Other</a></aside><footer>Foot</footer></body></html>"""
    document, source_format, _text = read_source(page.encode(), "page.txt")
    assert source_format == "html"
    assert [(b.text, b.level, b.marker, b.role) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("Home > Reports", None, "", "breadcrumb"),
        ("Title", 1, "", ""),
        ("One two three", None, "", ""),
        ("item", None, "2.", ""),
        ("Related", None, "", "links"),
        ("Other", None, "", "link"),
    ]
    assert [block.rows for block in document.blocks if isinstance(block, Table)] == [(("a",), ("1",))]


def test_html_charset_of_its_meta_is_used():
    page = '<html><head><meta charset="gb2312"></head><body><p>简短</p></body></html>'
    document, _format, _text = read_source(page.encode("gb18030"), "a.html")
    assert [block.text for block in document.blocks] == ["简短"]
