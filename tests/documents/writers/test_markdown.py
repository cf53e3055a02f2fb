"""Reports as Markdown: read by people as it stands, and by programs."""

from reports.documents.readers.markdown import read_markdown
from reports.documents.writers.content import Volume
from reports.documents.writers.markdown import write_markdown
from tests.documents.writers.contents import ADDRESS, full_content, make_content, make_section, volume_of


def test_report_has_its_facts_in_front_and_its_sections_as_headings():
    assert write_markdown(Volume.of(full_content())).decode() == (
        '---\ntitle: "柳桥镇2025年第三季度工作总结"\nlanguage: "zh"\nunit: "柳桥镇"\nperiod: "2025-q3"\n'
        'published: "2025-10-09"\ncategory: ["城市管理", "水务"]\ntags: ["河道", "防汛"]\nbyline: "镇办公室"\n'
        'source: "https://source.example/page"\nattribution: "转自县府网站"\ncollection: "河道工作总结2篇"\n'
        f'address: "{ADDRESS}"\nsummary: "清淤三公里。"\n---\n\n'
        "# 柳桥镇2025年第三季度工作总结\n\n入汛以来降雨偏多。\n\n## 一、主要工作\n\n### （一）河道治理\n\n"
        "清淤*三*公里。\n\n以上完成。\n\n"
        "## 二、存在问题\n\n1\\. 人手不足。\n"
    )


def test_what_looks_like_markup_in_titles_and_headings_is_text():
    section = make_section("# 3 * 4 * 5", ("-", "a_b_ [c](d)", "Text."), ("", "", "- item"))
    text = write_markdown(Volume.of(make_content(section, title="1. *Stars*", language="en"))).decode()
    blocks = read_markdown(text).blocks
    assert [block.text for block in blocks] == [
        "1. *Stars*", "# 3 * 4 * 5", "- a_b_ [c](d)", "Text.", "item",
    ]  # fmt: skip
    assert [(block.level, block.marker) for block in blocks] == [(1, ""), (2, ""), (None, ""), (None, ""), (None, "-")]


def test_headings_within_a_text_rank_below_those_of_the_report():
    section = make_section("主要工作", body="# 小标题\n\n文字。")
    lines = write_markdown(Volume.of(make_content(section))).decode().splitlines()
    assert lines[-5:] == ["## 主要工作", "", "### 小标题", "", "文字。"]


def test_several_reports_stand_below_a_title_with_their_facts():
    report = make_content(make_section("主要工作", body="清淤。"), summary="清淤三公里。")
    text = write_markdown(volume_of(report, report, notes=["2 reports"])).decode()
    assert text.startswith(
        "# 河道\n\n2 reports\n\n<https://reports.example/zh-hans/tags/河道/>\n\n"
        "## 柳桥镇2025年第三季度工作总结\n\n- 单位："
    )
    assert text.count("## 柳桥镇") == text.count("\n### 主要工作\n\n清淤。\n") == text.count("> 清淤三公里。") == 2
