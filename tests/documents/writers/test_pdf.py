"""The page that a PDF is made of."""

from selectolax.lexbor import LexborHTMLParser

from reports.documents.writers.content import Volume
from reports.documents.writers.pdf import page_of
from tests.documents.writers.contents import ADDRESS, full_content, make_content, make_section, volume_of


def lines_of(volume, selector):
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page_of(volume)).css(selector)]


def test_report_is_laid_out_with_facts_sections_points_and_notes():
    volume = Volume.of(full_content())
    assert lines_of(volume, "h1, h2, .point, .facts span, .facts a") == [
        "柳桥镇2025年第三季度工作总结",
        "单位：柳桥镇",
        "报告期：2025年第三季度",
        "发布日期：2025年10月9日",
        "作者：镇办公室",
        ADDRESS,
        "一、主要工作",
        "（一）河道治理清淤三公里。",
        "二、存在问题",
        "1. 人手不足。",
    ]
    assert lines_of(volume, ".report > p") == ["摘要：清淤三公里。", "入汛以来降雨偏多。", "以上完成。"]
    assert lines_of(volume, ".note div")[-1] == f"永久地址：{ADDRESS}"


def test_what_looks_like_markup_is_text():
    section = make_section("<script>alert(1)</script>", ("<b>", "<i>", "<img src=x>"), marker="<u>")
    report = make_content(section, title="</title><script>", unit='"><script>', summary="<script>", language="en")
    assert lines_of(Volume.of(report), "script, img, u") == []


def test_several_reports_stand_below_a_title_each_in_its_language():
    section = make_section("工作", ("1.", "", "甲。"), ("2.", "", "乙。"))
    english = make_content(section, title="Drains", language="en")
    volume = volume_of(make_content(section), english, introduction="引言。", notes=["2"])
    tree = LexborHTMLParser(page_of(volume))
    assert [node.attributes.get("lang") for node in tree.css("html, article")] == ["zh-Hans", "zh-Hans", "en"]
    assert lines_of(volume, "h1") == ["河道", "柳桥镇2025年第三季度工作总结", "Drains"]
    assert lines_of(volume, ".volume p") == ["引言。"]
    identities = [node.attributes["id"] for node in tree.css("[id]")]
    assert identities == ["r1-s1-p1", "r1-s1-p2", "r2-s1-p1", "r2-s1-p2"]
