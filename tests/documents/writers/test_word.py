"""Word documents as they are written: read by a library of others, and by our own reader."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.documents.readers.word import read_docx
from reports.documents.writers.content import Volume
from reports.documents.writers.word import write_docx
from reports.documents.writers.word.numbering import counted
from reports.enums import SectionKind
from tests.documents.writers.contents import ADDRESS, full_content, make_content, make_section, volume_of


def opened(volume):
    return Document(io.BytesIO(write_docx(volume)))


def part_of(data, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def shown(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def texts_read(volume):
    return [block.text for block in read_docx(write_docx(volume))[0].blocks]


def test_report_stands_under_real_styles():
    assert shown(opened(Volume.of(full_content()))) == [
        ("Title", "柳桥镇2025年第三季度工作总结"),
        ("Subtitle", "单位：柳桥镇　　报告期：2025年第三季度　　发布日期：2025年10月9日　　作者：镇办公室"),
        ("Summaries address", ADDRESS),
        ("Summaries summary", "摘要：清淤三公里。"),
        ("Body Text", "入汛以来降雨偏多。"),
        ("Heading 1", "主要工作"),
        ("Heading 2", "（一）河道治理"),
        ("Body Text", "清淤三公里。"),
        ("Body Text", "以上完成。"),
        ("Heading 1", "存在问题"),
        ("Body Text", "1. 人手不足。"),
        ("Summaries colophon", "合集：河道工作总结2篇"),
        ("Summaries note", "分类：城市管理 > 水务"),
        ("Summaries note", "标签：河道、防汛"),
        ("Summaries note", "来源：page.html"),
        ("Summaries note", "转载说明：转自县府网站"),
        ("Summaries note", f"永久地址：{ADDRESS}"),
    ]


def test_markers_that_count_are_automatic_numbers_and_read_as_they_were():
    volume = Volume.of(full_content())
    assert texts_read(volume)[2:6] == ["入汛以来降雨偏多。", "一、主要工作", "（一）河道治理", "清淤三公里。"]
    assert texts_read(volume)[7:9] == ["二、存在问题", "1. 人手不足。"]
    numbering = part_of(write_docx(volume), "word/numbering.xml")
    formats = [element.get(qn("w:val")) for element in numbering.iter(qn("w:numFmt"), qn("w:lvlText"))]
    # One alone, such as （一） here, may be no number at all and is typed.
    assert formats == ["chineseCountingThousand", "%1、"]


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        (["一、", "二、", "三、"], ("chineseCountingThousand", "%1、")),
        ([f"{n}." for n in range(1, 13)], ("decimal", "%1.")),
        (["（一）", "（二）"], ("chineseCountingThousand", "（%1）")),
        (["①", "②"], ("decimalEnclosedCircle", "%1")),
        (["Part I:", "Part II:"], ("upperRoman", "Part %1:")),
        (["100%1", "100%2"], None),
        (["I.", "II.", "III.", "IV."], ("upperRoman", "%1.")),
        (["a)", "b)"], ("lowerLetter", "%1)")),
        (["一、", "三、"], None),
        (["2.", "3."], None),
        (["一是", "二是", "最后"], None),
        (["1."], None),
        ([], None),
    ],
)
def test_markers_are_counted_where_a_list_gives_exactly_them(markers, expected):
    level = counted(markers)
    assert (level and (level.format, level.text)) == expected


def test_lists_of_sections_and_points_do_not_count_on_together():
    points = [("1.", "", "甲。"), ("2.", "", "乙。")]
    sections = [make_section("工作", *points, marker="1."), make_section("问题", *points, marker="2.")]
    assert texts_read(Volume.of(make_content(*sections)))[2:] == [
        "1. 工作", "1. 甲。", "2. 乙。", "2. 问题", "1. 甲。", "2. 乙。",
    ]  # fmt: skip


def test_stored_markup_becomes_emphasis_links_lists_quotations_and_tables():
    body = (
        "**粗**与*重*、*Latin*和[链接](https://a.example/?q=1)。\n\n- 一项\n  1. 其下\n- 两项\n\n> 引文\n\n"
        "| 项目 | 数 |\n| --- | --- |\n| 沟 | **9** |\n\n[坏](ftp://a.example/x)"
    )
    document = opened(Volume.of(make_content(make_section("工作", body=body))))
    paragraphs = document.paragraphs[4:]
    assert [(p.style.name, p.text) for p in paragraphs] == [
        ("Body Text", "粗与重、Latin和链接。"),
        ("List Paragraph", "一项"),
        ("List Paragraph", "其下"),
        ("List Paragraph", "两项"),
        ("Quote", "引文"),
        ("Body Text", "坏"),
        ("Summaries colophon", f"永久地址：{ADDRESS}"),
    ]
    runs = {run.text: run for run in paragraphs[0].runs}
    assert (runs["粗"].bold, runs["Latin"].italic, runs["重"].italic) == (True, True, None)
    assert runs["重"]._r.rPr.find(qn("w:em")).get(qn("w:val")) == "dot"
    assert [link.address for link in paragraphs[0].hyperlinks] == ["https://a.example/?q=1"]
    assert paragraphs[5].hyperlinks == []
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["项目", "数"], ["沟", "9"]]


def test_point_that_begins_with_a_list_keeps_its_number_before_it():
    points = [("1.", "", "- 沟\n- 渠"), ("2.", "", "乙。")]
    blocks = opened(Volume.of(make_content(make_section("工作", *points)))).paragraphs[4:8]
    assert [(p.style.name, p.text, p._p.pPr.numPr.numId.val) for p in blocks] == [
        ("Body Text", "", 1), ("List Paragraph", "沟", 2), ("List Paragraph", "渠", 2), ("Body Text", "乙。", 1),
    ]  # fmt: skip


def test_section_without_a_heading_is_named_by_its_kind_unless_it_opens_the_report():
    sections = [make_section("", body="甲。", kind=SectionKind.INTRODUCTION), make_section("", body="乙。")]
    assert texts_read(Volume.of(make_content(*sections)))[2:] == ["甲。", "主要工作", "乙。"]


def test_page_is_a4_with_a_number_and_fonts_for_both_scripts():
    data = write_docx(Volume.of(full_content()))
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert "PAGE" in etree.tostring(section.footer.paragraphs[0]._p).decode()
    styles = part_of(data, "word/styles.xml")
    fonts = {
        style.find(qn("w:name")).get(qn("w:val")): style.find(qn("w:rPr")).find(qn("w:rFonts"))
        for style in styles.findall(qn("w:style"))
        if style.get(qn("w:type")) == "paragraph"
    }
    assert all(font is not None and font.get(qn("w:eastAsia")) and font.get(qn("w:ascii")) for font in fonts.values())
    assert fonts["Body Text"].get(qn("w:eastAsia")) == "FangSong"
    assert not any("Theme" in name for font in fonts.values() for name in font.attrib)
    language = styles.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    assert dict(language.attrib) == {qn("w:val"): "en-GB", qn("w:eastAsia"): "zh-CN", qn("w:bidi"): "ar-SA"}


def test_document_says_what_it_is_and_nothing_of_the_template():
    properties = opened(Volume.of(full_content())).core_properties
    assert (properties.title, properties.author, properties.comments, properties.keywords) == (
        "柳桥镇2025年第三季度工作总结", "柳桥镇", ADDRESS, "河道, 防汛",
    )  # fmt: skip
    assert (properties.created.year, properties.modified.day, properties.language) == (2025, 10, "zh-CN")


def test_properties_stand_in_the_order_that_word_demands():
    order = "pStyle keepNext keepLines pageBreakBefore numPr pBdr spacing ind jc outlineLvl".split()  # noqa: SIM905
    run_order = "rStyle rFonts b i color sz szCs u em lang".split()  # noqa: SIM905
    data = write_docx(volume_of(full_content(), make_content(language="en")))
    for name in ("word/document.xml", "word/styles.xml"):
        root = part_of(data, name)
        for tag, expected in (("w:pPr", order), ("w:rPr", run_order)):
            for properties in root.iter(qn(tag)):
                names = [etree.QName(child).localname for child in properties]
                assert names == sorted(names, key=expected.index)


def test_characters_that_no_xml_may_hold_are_left_out():
    report = make_content(make_section("工\x0b作", body="a\x00b"), title="题\x1f目")
    assert texts_read(Volume.of(report))[0] == "题目"


def test_several_reports_begin_on_pages_of_their_own_and_are_listed_before():
    chinese, english = full_content(), make_content(make_section("Work", body="Done."), title="Drains", language="en")
    document = opened(volume_of(chinese, english, introduction="两篇报告。", notes=["2 reports"]))
    found = shown(document)
    assert found[:6] == [
        ("Title", "河道"),
        ("Summaries note", "2 reports"),
        ("Summaries address", "https://reports.example/zh-hans/tags/河道/"),
        ("Body Text", "两篇报告。"),
        ("toc 1", "1. 柳桥镇2025年第三季度工作总结"),
        ("toc 1", "2. Drains"),
    ]
    starts = [p for p in document.paragraphs if p.style.name in {"Heading 1", "English heading 1"}]
    assert [p.text for p in starts] == ["柳桥镇2025年第三季度工作总结", "Drains"]
    assert ("English heading 2", "Work") in found
    assert all(p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in starts)
    assert ("Body Text English", "Done.") in found
    targets = {element.get(qn("w:anchor")) for element in document.element.body.iter(qn("w:hyperlink"))} - {None}
    names = {element.get(qn("w:name")) for element in document.element.body.iter(qn("w:bookmarkStart"))}
    assert targets == names == {"report1", "report2"}


def test_several_reports_have_titles_above_their_headings_and_text_as_its_language_sets_it():
    english = make_content(make_section("Work", body="Done."), title="Drains", language="en")
    styles = opened(volume_of(full_content(), english)).styles
    sizes = [styles[name].font.size.pt for name in ("Title", "Heading 1", "Heading 2", "Heading 3")]
    assert sizes == [22, 20, 16, 16]
    assert styles["Body Text English"].paragraph_format.first_line_indent == 0
    assert styles["Body Text"].paragraph_format.first_line_indent > 0
    heading = styles["English heading 2"]
    assert (heading.base_style.name, heading.font.name, heading.font.bold) == ("Heading 2", "Calibri", True)
    assert heading.paragraph_format.first_line_indent == 0
    assert styles["Heading 2"].paragraph_format.first_line_indent > 0
