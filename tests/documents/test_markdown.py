"""The reader of Markdown: what CommonMark would show, in the paragraphs that were written."""

import time

import pytest
from django.utils import translation

from reports.documents.readers import UnreadableSource, markdown
from reports.documents.readers.markdown import MAX_MARKS, read_markdown
from reports.documents.tree import Paragraph, Table


def texts(text):
    return [block.text for block in read_markdown(text).blocks]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("（一）加强领导\n我们开了九次会。\n（二）完善制度", ["（一）加强领导", "我们开了九次会。", "（二）完善制度"]),
        ("河东镇人民政府\n2025年1月3日", ["河东镇人民政府", "2025年1月3日"]),
        (
            "The crews repaired the two bridges in the western park and cleaned the\npaths, which were closed.",
            ["The crews repaired the two bridges in the western park and cleaned the paths, which were closed."],
        ),
        (
            "全年共清理排水沟九条，修补路面二十三处，并对背街小巷的\n照明作了一次检查。",
            ["全年共清理排水沟九条，修补路面二十三处，并对背街小巷的照明作了一次检查。"],
        ),
        ("一  二<br>三\\\n四", ["一  二", "三", "四"]),
        ("**加强领导。**全年开会九次，**没有**缺席", ["加强领导。全年开会九次，没有缺席"]),
        ("~~旧~~ ![图](a.png) [站](b) `码` &amp; <b>粗</b>", ["旧 图 站 码 & 粗"]),
        ("a&#0;b&#x202e;c&#10;d", ["a\ufffdbc d"]),
        ("[1]: 数据来自年报\n\n[^2]: 口径同上\n\n[a]: https://example.org", ["[1]: 数据来自年报", "[^2]: 口径同上"]),
        ("    缩进的一行\n    又一行", ["缩进的一行", "又一行"]),
        ("```\n代码\n\n里的字\n```", ["代码", "里的字"]),
        ("---\ntitle: 总结\ntags: [a]\n---\n正文", ["正文"]),
        ("---\n正文一\n\n---\n正文二", ["正文一", "正文二"]),
        ("<center>标题</center>\n\n<p>一<br>二</p>\n<script>x</script>", ["标题", "一", "二"]),
        ("<!-- 注 -->\n正文", ["正文"]),
    ],
)
def test_paragraphs_are_read_as_shown(text, paragraphs):
    assert texts(text) == paragraphs


def test_tables_in_html_and_in_markdown_are_tables():
    html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    rows = (("a", "b"), ("1", "2"))
    assert read_markdown(f"x\n\n{html}").blocks == (Paragraph("x", 1), Table(rows, 3))
    assert read_markdown("| a | b |\n|---|---|\n| 1 | 2 |").blocks == (Table(rows, 1),)


def test_paragraph_above_a_rule_is_no_heading():
    long = "全年共清理排水沟九条，修补路面二十三处，居民反映的情况逐件得到了答复。" * 4
    assert [block.level for block in read_markdown(f"{long}\n---\n\n标题\n===").blocks] == [None, 1]


@pytest.mark.parametrize("nest", [">", "> ", "- ", "1. ", "* 2) "])
def test_text_nested_without_end_is_kept(nest):
    assert texts(nest * 30_000 + "x") == ["x"]
    nested = "".join(f"{'  ' * depth}- {depth}\n" for depth in range(300))
    assert texts(nested) == [str(depth) for depth in range(300)]


@pytest.mark.parametrize("text", ["[" * 30_000 + "x", "![" * 300 + "> " * 9_000 + "x", "[" * 9_000 + "x" + "]" * 9_000])
def test_more_brackets_than_links_are_signs(text):
    assert texts(text) == [text]


def test_many_links_are_links():
    assert texts("[a](b) " * 9000) == ["a " * 8999 + "a"]


@pytest.mark.parametrize(
    "mark",
    ["- a\n", "+\n", "1. a\n", "2)\ta\n", "> ", "# a\n", "a\n\n", "a\n \t\n", "|a", "*a* ", "_a_ ", "~~a~~", "`a` "],
)
def test_more_marks_than_can_be_read_in_time_are_refused(monkeypatch, mark):
    monkeypatch.setattr(markdown, "MAX_MARKS", 100)
    assert texts("x " + mark * 20)
    with pytest.raises(UnreadableSource, match="at most 100 are read"):
        read_markdown("x " + mark * 101)


def test_as_many_marks_as_are_read_take_a_few_seconds():
    sample = MAX_MARKS // 20
    started = time.process_time()
    assert len(texts("- a\n" * (sample // 2))) == sample // 2
    assert (time.process_time() - started) * 20 < 15


def test_words_and_their_punctuation_are_no_marks(monkeypatch):
    monkeypatch.setattr(markdown, "MAX_MARKS", 0)
    text = "全年修路3.5公里（详见附表），well-known - 2023-2024; it's done! 100% (a)"
    assert texts(text.replace(" - ", " – ")) == [text.replace(" - ", " – ")]


def test_refusal_says_in_the_language_of_the_editor_what_to_do():
    with translation.override("zh-hans"), pytest.raises(UnreadableSource) as refusal:
        read_markdown("- a\n" * (MAX_MARKS // 2) + "- a")
    assert str(refusal.value) == (
        "这份 Markdown 的行数以及列表、表格和强调的标记共有 100001 处，最多只能读取 100000 处。"
        "请拆分后分别导入，或将文件名改为 .txt，按纯文本导入。"
    )
