"""The reader of Word documents: what a document shows is what is read, and nothing else."""

import io
import time

import docx as python_docx
import pytest

from reports.documents.readers import UnreadableSource, read_source
from reports.documents.tree import Paragraph, Table
from tests.documents.word_files import (
    NAMESPACES,
    OFFICE,
    RELATIONS,
    definition,
    docx,
    levels,
    p,
    run,
    style,
    table,
    used,
)

LONG = "全年共清理排水沟九条，修补路面二十三处，并对背街小巷的照明作了一次完整的检查，居民反映的情况逐件得到了答复。"


def read(body, **parts):
    return read_source(docx(body, **parts), "a.docx")


def shown(body, **parts):
    return read(body, **parts).text.split("\n")


def test_source_made_by_a_library_is_read():
    made = python_docx.Document()
    made.add_heading("河东镇工作总结", 0)
    made.add_heading("一、主要工作", 1)
    made.add_paragraph("清理排水沟。")
    made.add_table(2, 2).rows[0].cells[0].text = "街道"
    made.add_paragraph("Second", style="List Bullet")
    stream = io.BytesIO()
    made.save(stream)
    source = read_source(stream.getvalue(), "report.txt")
    assert source.format == "docx"
    assert source.document.blocks == (
        Paragraph("河东镇工作总结", 1, level=1),
        Paragraph("一、主要工作", 2, level=2),
        Paragraph("清理排水沟。", 3),
        Table((("街道", ""), ("", "")), 4, has_header=False),
        Paragraph("Second", 6, marker="-", depth=1),
    )
    assert source.text == "河东镇工作总结\n一、主要工作\n清理排水沟。\n街道\t\n\t\n- Second"


def test_line_of_every_block_is_its_line_in_the_text():
    body = p("One") + table(("a", "b"), ("c", "d")) + p("Two<w:br/>".join([run("x"), run("y")])) + p("Three")
    source = read(body)
    lines = source.text.split("\n")
    assert lines == ["One", "a\tb", "c\td", "x", "y", "Three"]
    assert [block.line for block in source.document.blocks] == [1, 2, 4, 5, 6]


# --- automatic numbers


def test_automatic_numbers_stand_before_the_text():
    numbering = definition(
        0,
        levels(("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."), ("lowerLetter", "%4)")),
    ) + used(1, 0)
    body = "".join(p("甲", numbered=(1, depth)) for depth in (0, 1, 2, 2, 3, 1, 2, 0, 1, 2))
    assert shown(body, numbering=numbering) == [
        "一、甲", "（一）甲", "1. 甲", "2. 甲", "a) 甲", "（二）甲", "1. 甲", "二、甲", "（一）甲", "1. 甲",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number_format", "markers"),
    [
        ("decimal", ["1", "2", "3"]),
        ("decimalZero", ["01", "02", "03"]),
        ("decimalFullWidth", ["１", "２", "３"]),
        ("upperRoman", ["I", "II", "III"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperLetter", ["A", "B", "C"]),
        ("decimalEnclosedCircleChinese", ["①", "②", "③"]),
        ("decimalEnclosedParen", ["⑴", "⑵", "⑶"]),
        ("decimalEnclosedFullstop", ["⒈", "⒉", "⒊"]),
        ("ideographDigital", ["一", "二", "三"]),
        ("ideographTraditional", ["甲", "乙", "丙"]),
        ("ideographEnclosedCircle", ["㊀", "㊁", "㊂"]),
        ("chineseLegalSimplified", ["壹", "贰", "叁"]),
        ("ideographLegalTraditional", ["壹", "貳", "參"]),
        ("taiwaneseCountingThousand", ["一", "二", "三"]),
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("ordinalText", ["First", "Second", "Third"]),
        ("unheard of", ["1", "2", "3"]),
    ],
)
def test_numbers_are_written_in_their_format(number_format, markers):
    numbering = definition(0, levels((number_format, "%1:"))) + used(1, 0)
    assert shown(p("x", numbered=(1, 0)) * 3, numbering=numbering) == [f"{marker}: x" for marker in markers]


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 105, "一百零五"),
        ("chineseCounting", 110, "一百一十"), ("chineseCounting", 1000, "1000"), ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 4000, "4000"), ("upperLetter", 27, "AA"), ("upperLetter", 999, "999"), ("ordinal", 112, "112th"),
        ("ideographDigital", 2025, "二〇二五"), ("ideographTraditional", 11, "11"), ("none", 3, ""),
    ],
)  # fmt: skip
def test_high_numbers_are_written_in_their_format(number_format, number, text):
    numbering = definition(0, levels((number_format, "(%1)"), start=number)) + used(1, 0)
    assert shown(p("x", numbered=(1, 0)), numbering=numbering) == [f"({text}) x"]


def test_number_of_a_style_is_counted_at_the_level_linked_with_it():
    styles = style("heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    styles += style("heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    styles += style("Own", based_on="heading1")
    linked = '<w:pStyle w:val="heading1"/>', '<w:pStyle w:val="heading2"/>'
    numbering = definition(0, levels(("chineseCounting", "%1、", linked[0]), ("decimal", "%2.", linked[1]))) + used(
        1, 0
    )
    body = p("A", "heading1") + p("B", "heading2") + p("C", "heading2") + p("D", "Own") + p("E", "heading1")
    body += p("F", "heading1", extra='<w:numPr><w:numId w:val="0"/></w:numPr>')
    source = read(body, styles=styles, numbering=numbering)
    assert [(block.text, block.level) for block in source.document.blocks] == [
        ("一、A", 2), ("1. B", 3), ("2. C", 3), ("二、D", 2), ("三、E", 2), ("F", 2),
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_and_start_again_where_told():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = definition(0, levels(("decimal", "%1."))) + used(1, 0) + used(2, 0) + used(3, 0, restart)
    body = "".join(p("x", numbered=(key, 0)) for key in (1, 2, 1, 3, 3, 1))
    assert shown(body, numbering=numbering) == ["1. x", "2. x", "3. x", "1. x", "2. x", "3. x"]


def test_list_may_define_a_level_anew():
    own = '<w:lvlOverride w:ilvl="0">' + levels(("upperLetter", "%1)")) + "</w:lvlOverride>"
    numbering = definition(0, levels(("decimal", "%1."))) + used(1, 0) + used(2, 0, own)
    assert shown(p("x", numbered=(2, 0)), numbering=numbering) == ["A) x"]


def test_list_style_leads_to_its_list():
    styles = style("Numbers", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    numbering = definition(0, levels(("chineseCounting", "%1、")))
    numbering += definition(1, '<w:numStyleLink w:val="Numbers"/>') + used(1, 0) + used(2, 1)
    assert shown(p("x", numbered=(2, 0)), styles=styles, numbering=numbering) == ["一、x"]


def test_legal_levels_and_levels_of_levels_are_written():
    numbering = definition(
        0, levels(("chineseCounting", "第%1章"), ("decimal", "%1.%2", "<w:isLgl/>"), ("decimal", "%1-%3"))
    ) + used(1, 0)
    body = p("x", numbered=(1, 0)) * 2 + p("x", numbered=(1, 1)) + p("x", numbered=(1, 2))
    assert shown(body, numbering=numbering) == ["第一章 x", "第二章 x", "2.1. x", "二-1 x"]


def test_level_that_never_restarts_counts_on():
    never = '<w:lvlRestart w:val="0"/>'
    numbering = definition(0, levels(("chineseCounting", "%1、"), ("decimal", "%2.", never))) + used(1, 0)
    body = "".join(p("x", numbered=(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert shown(body, numbering=numbering) == ["一、x", "1. x", "2. x", "二、x", "3. x"]


def test_bullets_are_markers_and_words_before_items_are_text():
    numbering = definition(0, levels(("bullet", "\uf0b7"), ("bullet", "-"))) + used(1, 0)
    numbering += definition(1, levels(("none", "附："))) + used(2, 1)
    source = read(p("a", numbered=(1, 0)) + p("b", numbered=(1, 1)) + p("c", numbered=(2, 0)), numbering=numbering)
    assert source.document.blocks == (
        Paragraph("a", 1, marker="-", depth=1),
        Paragraph("b", 2, marker="-", depth=2),
        Paragraph("附：c", 3),
    )


def test_empty_paragraph_of_a_list_is_counted_as_word_does():
    numbering = definition(0, levels(("decimal", "%1."))) + used(1, 0)
    body = p("x", numbered=(1, 0)) + p("", numbered=(1, 0)) + p("y", numbered=(1, 0))
    assert shown(body, numbering=numbering) == ["1. x", "3. y"]


def test_lists_that_are_not_defined_leave_the_text():
    assert shown(p("x", numbered=(7, 0)) + p("y", numbered=(7, 12))) == ["x", "y"]


# --- changes, notes, boxes, fields


def test_insertions_are_kept_and_deletions_are_not():
    inserted = f"<w:ins>{run('清理')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('原处')}</w:moveFrom><w:moveTo>{run('三条')}</w:moveTo>"
    assert shown(p(f"{run('共')}{inserted}{deleted}{moved}{run('沟渠')}")) == ["共清理三条沟渠"]


def test_paragraph_whose_end_is_deleted_runs_on_and_counts_no_number():
    gone = "<w:rPr><w:del/></w:rPr>"
    numbering = definition(0, levels(("decimal", "%1."))) + used(1, 0)
    deleted = p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", numbered=(1, 0), extra=gone)
    body = (
        p("a", numbered=(1, 0)) + deleted + p("b", numbered=(1, 0)) + p("c", extra=gone) + p("d") + p("e", extra=gone)
    )
    assert shown(body, numbering=numbering) == ["1. a", "2. b", "cd", "e"]


def test_deleted_rows_are_left_out():
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:delText>x</w:delText></w:r></w:p></w:tc></w:tr>"
    body = table(("a", "b"), ("c", "d")).replace("</w:tbl>", f"{row}</w:tbl>")
    assert read(body).document.blocks == (Table((("a", "b"), ("c", "d")), 1),)


def test_notes_follow_the_paragraph_that_cites_them():
    cite = '{}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="5"/></w:r>'
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{p("--")}</w:footnote><w:footnote w:id="2">{p("注")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="5">{p("尾注")}</w:endnote>'
    source = read(p(cite.format(run("正文"))) + p("后文"), footnotes=footnotes, endnotes=endnotes)
    assert [(block.text, block.role) for block in source.document.blocks] == [
        ("正文", ""), ("注", "note"), ("尾注", "note"), ("后文", ""),
    ]  # fmt: skip


def alternatives(new, old):
    choice = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<mc:AlternateContent>{choice}</mc:AlternateContent>"


def test_text_box_is_read_once():
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    both = alternatives(box, f"<w:pict>{box}</w:pict>")
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert shown(p(f"{run('前')}<w:r>{both}</w:r>") + p("后") + p(old)) == ["前", "框内", "后", "框内"]
    assert shown(
        f"<mc:AlternateContent><mc:Choice>{p('a')}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback></mc:AlternateContent>"
    ) == ["a"]


def test_letterhead_in_word_art_is_read():
    art = '<w:r><w:pict><v:shape><v:textpath string="河东镇人民政府"/></v:shape></w:pict></w:r>'
    assert shown(p(art) + p("总结")) == ["河东镇人民政府", "总结"]


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def test_table_of_contents_is_left_out_and_other_fields_show_their_result():
    contents = p(mark("begin") + code(' TOC \\o "1-3" ') + mark("separate") + run("一、工作 1")) + p(run("二、问题 2"))
    contents += p(mark("end"))
    link = p(mark("begin") + code(" HYPERLINK x ") + mark("separate") + run("链接") + mark("end") + run("后"))
    simple = p('<w:fldSimple w:instr=" DATE ">' + run("2025") + "</w:fldSimple>")
    gallery = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    gallery += f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    by_style = p("三、打算\t3", "TOC1") + p("目录", "TOCHeading")
    styles = style("TOC 1") + style("TOC Heading")
    assert shown(contents + link + simple + gallery + by_style, styles=styles) == ["链接后", "2025"]


def test_field_that_never_ends_hides_nothing():
    assert shown(p(mark("begin") + code(" TOC ") + mark("separate") + run("a")) + p("b")) == ["a", "b"]


def test_enclosed_characters_and_symbols_are_read():
    enclosed = mark("begin") + code(" EQ \\o\\ac(○,3) ") + mark("end")
    odd = mark("begin") + code(" eq \\o\\ac(○,急)") + mark("end")
    symbols = "<w:r>" + "".join(f'<w:sym w:char="{char}"/>' for char in ("F0FE", "F021", "2605", "x")) + "</w:r>"
    assert shown(p(enclosed + run("加强领导")) + p(odd) + p(symbols)) == ["③加强领导", "(急)", "☑▪★"]


def test_formula_ruby_tabs_and_hyphens_are_read():
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('hé')}</w:rt><w:rubyBase>{run('河')}</w:rubyBase></w:ruby></w:r>"
    marks = "<w:r><w:t>一、</w:t><w:tab/><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t><w:softHyphen/></w:r>"
    assert shown(p(formula + ruby) + p(marks)) == ["a+b河", "一、 x-y"]


def test_hidden_text_prompts_comments_and_headers_are_left_out():
    hidden = run("secret", extra="<w:vanish/>") + run("seen", extra='<w:vanish w:val="0"/>')
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' filled')}</w:sdtContent></w:sdt>"
    header = {"word/header1.xml": f"<w:hdr {NAMESPACES}>{p('head')}</w:hdr>"}
    body = p(hidden + prompt + filled) + '<w:sectPr><w:headerReference w:type="default"/></w:sectPr>'
    assert shown(body, members=header) == ["seen filled"]


def test_controls_around_paragraphs_and_rows_are_looked_into():
    row = "<w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:customXml><w:ins>{p('b')}</w:ins></w:customXml>"
    body += table(("x",), ("y",)).replace("</w:tbl>", f"{row}</w:tbl>")
    assert shown(body) == ["a", "b", "x", "y", "c"]


# --- headings


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Title", 1),
        ("heading 1", 2),
        ("heading 9", 6),
        ("标题 2", 3),
        ("標題1", 2),
        ("Subtitle", None),
        ("Normal", None),
    ],
)
def test_style_gives_the_level(name, level):
    made = read(p("x", name.replace(" ", "")), styles=style(name))
    assert [block.level for block in made.document.blocks] == [level]


def test_outline_level_and_inherited_style_give_the_level():
    styles = style("heading 2") + style("Own", based_on="heading2") + style("Outlined", '<w:outlineLvl w:val="0"/>')
    body = p("a", "Own") + p("b", "Outlined") + p("c", level=2) + p("d", level=9)
    assert [block.level for block in read(body, styles=styles).document.blocks] == [3, 2, 4, None]


def test_styles_that_are_based_on_each_other_end():
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert [block.level for block in read(p("x", "A"), styles=styles).document.blocks] == [None]


def test_long_paragraph_in_a_heading_style_is_text():
    source = read(p(LONG * 3, "heading1"), styles=style("heading 1"))
    assert [block.level for block in source.document.blocks] == [None]


def test_broken_heading_is_one_heading():
    source = read(p(run("河东镇") + "<w:r><w:br/></w:r>" + run("工作总结"), "Title"), styles=style("Title"))
    assert source.document.blocks == (Paragraph("河东镇工作总结", 1, level=1),)


def test_bold_paragraph_and_heading_font_are_strong():
    styles = style("Bold", run_properties="<w:b/>") + style(
        "Quiet", run_properties='<w:b w:val="0"/>', kind="character"
    )
    quiet = run("x", extra='<w:rStyle w:val="Quiet"/>')
    body = p(run("a", bold=True)) + p(run("b", bold=True) + run("c")) + p("d", "Bold") + p(quiet, "Bold")
    body += p(run("e", font="黑体")) + p(run("f", font="仿宋"))
    blocks = read(body, styles=styles).document.blocks
    assert [block.role for block in blocks] == ["strong", "", "strong", "", "strong", ""]


def test_larger_text_makes_title_and_headings():
    body = p(run("河东镇工作总结", size=44)) + p(LONG) + p(run("主要工作", size=32)) + p(LONG)
    body += p(run("街道", size=28)) + p(LONG) + p(run("公园", size=28)) + p(LONG) + p(run("问题", size=32)) + p(LONG)
    levels_found = [(b.text, b.level) for b in read(body).document.blocks if b.text != LONG]
    assert levels_found == [("河东镇工作总结", 1), ("主要工作", 2), ("街道", 3), ("公园", 3), ("问题", 2)]


def test_letterhead_larger_than_the_title_is_no_title():
    body = p(run("河东镇人民政府文件", size=60)) + p("河政[2025]3号") + p(run("关于工作情况的报告", size=44)) + p(LONG)
    assert [b.level for b in read(body).document.blocks] == [None, None, 1, None]


def test_title_in_several_paragraphs_is_one_title():
    body = p(run("河东镇", size=44)) + p(run("关于工作情况的报告", size=44)) + p(LONG)
    assert read(body).document.blocks == (Paragraph("河东镇关于工作情况的报告", 1, level=1), Paragraph(LONG, 2))
    styled = p("Report", "Title") + p("for 2025", "Title")
    assert read(styled, styles=style("Title")).document.blocks == (Paragraph("Report for 2025", 1, level=1),)
    apart = p("One", "Title") + p(LONG) + p("Two", "Title")
    assert [b.level for b in read(apart, styles=style("Title")).document.blocks] == [1, None, 1]


def test_looks_that_most_of_the_text_has_say_nothing():
    body = p(run("a", bold=True)) + p(run(LONG, bold=True)) + p(run("b", bold=True)) + p("c")
    assert [b.role for b in read(body).document.blocks] == [""] * 4
    body = body.replace("<w:b/>", '<w:rFonts w:eastAsia="微软雅黑"/>')
    assert [b.role for b in read(body).document.blocks] == [""] * 4


def test_bare_automatic_numbers_are_kept_apart_from_quantities():
    numbering = definition(0, levels(("decimal", "%1"), ("decimal", "%1.%2"), ("chineseCounting", "%3"))) + used(1, 0)
    body = "".join(p("x", numbered=(1, depth)) for depth in range(3))
    assert shown(body, numbering=numbering) == ["1. x", "1.1. x", "一、x"]


def test_sizes_make_no_headings_beside_styled_ones_or_without_a_body():
    styled = p("a", "heading1") + p(LONG) + p(run("b", size=32)) + p(LONG)
    assert [b.level for b in read(styled, styles=style("heading 1")).document.blocks] == [2, None, None, None]
    cover = p(run("河东镇", size=32)) + p(run("二〇二五年", size=28)) + p("附")
    assert [b.level for b in read(cover).document.blocks] == [1, None, None]


# --- tables


def test_cells_are_joined_and_spans_keep_the_columns():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>'
    body = table(("a", "b"), (p("c") + p("d"), "e")).replace("</w:tbl>", f"<w:tr>{wide}</w:tr></w:tbl>")
    assert read(body).document.blocks == (Table((("a", "b"), ("c d", "e"), ("wide", "")), 1),)


def test_table_that_lays_out_text_gives_its_paragraphs():
    form = table(("姓名", "某某"), ("主要工作", p("一、清理") + p(LONG) + p(LONG)))
    assert shown(form) == ["姓名", "某某", "主要工作", "一、清理", LONG, LONG]
    assert shown(table((LONG,))) == [LONG]
    nested = table((p("a") + table(("x", "y"), ("1", "2")) + p("b"), ""), ("c", ""))
    assert shown(table((nested + p(""),))) == ["a x y 1 2 b\t", "c\t"]


def test_letterhead_in_a_table_is_text():
    assert read(table(("河东镇人民政府", "第9期"))).document.blocks == (
        Paragraph("河东镇人民政府", 1),
        Paragraph("第9期", 2),
    )


def test_numbers_in_tables_are_counted():
    numbering = definition(0, levels(("decimal", "%1"))) + used(1, 0)
    body = table((p("a", numbered=(1, 0)), "x"), (p("b", numbered=(1, 0)), "y"))
    assert read(body, numbering=numbering).document.blocks == (
        Table((("1. a", "x"), ("2. b", "y")), 1, has_header=False),
    )


# --- what is no document


def test_strict_and_macro_documents_are_read():
    assert read_source(docx(p("x"), strict=True), "a.docx").text == "x"
    macro = {"word/vbaProject.bin": "Sub AutoOpen()", "word/vbaData.xml": "<x/>"}
    assert read_source(docx(p("x"), members=macro), "a.docm").text == "x"


@pytest.mark.parametrize(
    "data",
    [
        docx(p("x"))[:400],
        docx("", document="<w:document"),
        docx("", document=f"<w:document {NAMESPACES}/>"),
        docx("", document=f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {NAMESPACES}><w:body>&a;</w:body></w:document>'),
        docx('<w:altChunk w:id="r"/>'),
        docx("<w:sdt><w:sdtContent>" * 40 + p("x") + "</w:sdtContent></w:sdt>" * 40),
    ],
    ids=["cut off", "no XML", "no body", "entities", "a file in the file", "deep"],
)
def test_what_is_no_plain_document_is_refused(data):
    with pytest.raises(UnreadableSource) as error:
        read_source(data, "a.docx")
    assert error.value.reason.endswith(".")


ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
BOMB = f'<!DOCTYPE d [<!ENTITY e0 "0123456789">{ENTITIES}]>'
STOLEN = '<!DOCTYPE d [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'
BODY = f"<w:document {NAMESPACES}><w:body>{p('&e9;')}</w:body></w:document>"


@pytest.mark.parametrize(
    "data",
    [
        docx("", document=BOMB + BODY),
        docx("", document=STOLEN + BODY),
        docx(
            "",
            document=f'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><w:document {NAMESPACES}><w:body/></w:document>',
        ),
        docx(p("x"), members={"word/styles.xml": f"{BOMB}<w:styles {NAMESPACES}>&e9;</w:styles>"}),
        docx(p("x"), members={"_rels/.rels": f"{BOMB}<Relationships>&e9;</Relationships>"}),
        docx("<w:tbl><w:tr><w:tc>" * 100_000),
        docx("<w:p>" + "<w:ins>" * 3000 + run("x") + "</w:ins>" * 3000 + "</w:p>"),
    ],
    ids=[
        "bomb",
        "file",
        "address",
        "bomb in styles",
        "bomb in relations",
        "tables in tables",
        "insertions in insertions",
    ],
)
def test_hostile_xml_is_refused(data):
    with pytest.raises(UnreadableSource, match="damaged"):
        read_source(data, "a.docx")


def test_paths_and_addresses_in_a_package_lead_nowhere():
    members = {"../../../evil.txt": "x", "/etc/passwd": "x", "word/../../y": "y"}
    assert read_source(docx(p("x"), members=members), "a.docx").text == "x"
    relation = '<Relationships xmlns="{}"><Relationship Id="r" Type="{}/officeDocument" Target="{}"/></Relationships>'
    outside = relation.format(RELATIONS, OFFICE, "../../../../etc/passwd")
    with pytest.raises(UnreadableSource):
        read_source(docx(p("x"), members={"_rels/.rels": outside}), "a.docx")


def test_fields_in_any_order_hide_no_text():
    assert shown(p(mark("end") + run("a") + mark("begin") + code("TOC") + run("b"))) == ["ab"]
    inner = mark("begin") + code("PAGE") + mark("separate") + run("1") + mark("end")
    assert shown(p(mark("begin") + code("IF ") + inner + mark("separate") + run("yes") + mark("end"))) == ["yes"]


def chained_styles():
    return docx(p("x", "S1") * 3000, styles="".join(style(f"S{n}", based_on=f"S{n + 1}") for n in range(3000)))


def endless_numbers():
    return docx(p("x", numbered=(1, 0)) * 99, numbering=definition(0, levels(("decimal", "%1" * 50_000))) + used(1, 0))


def deleted_ends():
    return docx(p("a", extra="<w:rPr><w:del/></w:rPr>") * 20_000)


def nested_fields():
    return docx(p(mark("begin") * 20_000 + run("x") * 20_000 + mark("end") * 20_000) + p("y"))


@pytest.mark.parametrize(
    ("made", "count"), [(chained_styles, 3000), (endless_numbers, 99), (deleted_ends, 1), (nested_fields, 1)]
)
def test_time_and_size_are_bounded(made, count):
    data = made()
    started = time.process_time()
    source = read_source(data, "a.docx")
    assert len(source.document.blocks) == count
    assert len(source.text) < 1_000_000
    assert time.process_time() - started < 5
