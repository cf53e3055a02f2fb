"""Prepared HTML: complete, and safe whatever was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reports.documents.markup import PARSER, plain_paragraphs
from reports.documents.writers.html import _CLEANER, PointText, render_markup, render_section

ALLOWED = {
    "p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3",
    "table", "thead", "tbody", "tr", "th", "td", "div", "span",
}  # fmt: skip
TABLE = (
    '<div class="table-scroll" tabindex="0"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n'
    "<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table></div>\n"
)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("", ""),
        (" \n", ""),
        ("One *soft* and **strong** word.", "<p>One <em>soft</em> and <strong>strong</strong> word.</p>\n"),
        ("# Heading\n## Heading", "<h3>Heading</h3>\n<h3>Heading</h3>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        (
            "[site](https://example.org 'A site')",
            '<p><a href="https://example.org" title="A site" rel="nofollow noopener">site</a></p>\n',
        ),
        ("| a |\n| - |\n| b |", TABLE),
        ("| a |\n| :-: |\n| b |", render_markup("| a |\n| - |\n| b |")),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ('<img src=x onerror="alert(1)">', '<p>&lt;img src=x onerror="alert(1)"&gt;</p>\n'),
        ("<!-- note -->", "<p>&lt;!-- note --&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        ("[x](vbscript:x)", "<p>[x](vbscript:x)</p>\n"),
        ("[x](ftp://example.org)", '<p><a rel="nofollow noopener">x</a></p>\n'),
        (
            "![x](https://example.org/x.png)",
            '<p>!<a href="https://example.org/x.png" rel="nofollow noopener">x</a></p>\n',
        ),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
        ("&lt;b&gt; &copy;", "<p>&lt;b&gt; ©</p>\n"),
        ("```html\n<table>\n```", "<pre><code>&lt;table&gt;\n</code></pre>\n"),
    ],
)
def test_markup_becomes_html(markup, html):
    assert render_markup(markup) == html


dangerous = st.lists(
    st.sampled_from(
        [
            "<script>",
            "</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](<java\nscript:x>)",
            "\n\n",
            "<a href='x' onclick=y>",
            "style=",
            "<svg/onload=x>",
            "| a |\n| - |\n",
            "- ",
            "> ",
            "`",
            "[a](data:x)",
            "<b",
            ">",
            '"',
            '[a](https://example.org "t\' onclick=x")',
            "&#60;script&#62;",
            "<iframe src=//x>",
            "java&#115;cript:",
            "卫生",
            "\\",
        ]
    ),
    max_size=12,
).map("".join)


def problems(html):
    tree = HTMLParser(f"<main>{html}</main>").css_first("main")
    for node in tree.css("*"):
        if node.tag not in ALLOWED | {"main"}:
            yield node.tag
        for name, value in node.attributes.items():
            if name not in {"href", "title", "start", "rel", "class", "id", "tabindex"}:
                yield f"{node.tag} {name}"
            if name == "href" and not re.match(r"(https?:|mailto:|[^:]*$)", value):
                yield f"{node.tag} {value}"


@given(dangerous)
def test_nothing_typed_becomes_active(markup):
    assert list(problems(render_markup(markup))) == []


@given(dangerous, dangerous, dangerous, dangerous)
def test_no_part_of_a_section_becomes_active(marker, heading, text, closing):
    html = render_section("s1", text, [PointText(marker, heading, text)], closing)
    assert list(problems(html)) == []
    assert len(HTMLParser(html).css("#s1-p1")) == 1


UNNUMBERED = '<a class="point__marker point__marker--none" href="#s4-p1">¶</a> '
TITLE = '<p class="point__title"><a class="point__marker" href="#s4-p1">{}'
TITLE += '<strong class="point__heading">{}</strong></p>'


@pytest.mark.parametrize(
    ("point", "html"),
    [
        (PointText("（一）", "加强领导", "落实责任。"), f"{TITLE.format('（一）</a>', '加强领导')}<p>落实责任。</p>\n"),
        (
            PointText("", "Drains", ""),
            f'<p class="point__title">{UNNUMBERED}<strong class="point__heading">Drains</strong></p>',
        ),
        (PointText("1.", "", "Nine drains."), '<p><a class="point__marker" href="#s4-p1">1.</a> Nine drains.</p>\n'),
        (PointText("1.", "", "- a"), '<p><a class="point__marker" href="#s4-p1">1.</a> </p><ul>\n<li>a</li>\n</ul>\n'),
        (PointText("", "", "Nine drains."), f"<p>{UNNUMBERED}Nine drains.</p>\n"),
        (PointText("<i>", "<b>", "x"), f"{TITLE.format('&lt;i&gt;</a> ', '&lt;b&gt;')}<p>x</p>\n"),
    ],
)
def test_point_shows_its_number_as_written(point, html):
    assert render_section("s4", "", [point], "") == f'<div class="point" id="s4-p1">{html}</div>'


def test_section_numbers_the_anchors_of_its_points():
    html = render_section("s2", "Before.", [PointText("1.", "", "a"), PointText("2.", "", "b")], "After.")
    tree = HTMLParser(html)
    assert [node.attributes["id"] for node in tree.css(".point")] == ["s2-p1", "s2-p2"]
    assert [node.text() for node in tree.css("p")] == ["Before.", "1. a", "2. b", "After."]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_plain_text_is_rendered_as_the_parser_and_the_cleaner_would(text):
    if text.strip() and plain_paragraphs(text) is not None:
        assert render_markup(text) == _CLEANER.clean(PARSER.render(text))
