"""Breadcrumbs by their labels and signs, and lines on top that are none."""

import pytest

from reports.importer.pipeline import import_document

REPORT = "沙溪渡口2023年工作总结\n\n一年来，渡口平安无事，过渡的人比上年多。\n\n一、主要工作\n\n检修渡船6艘。\n"

CRUMBS = [
    ("当前位置：首页 > 总结 > 年度总结", ("首页", "总结", "年度总结")),
    ("路径：首页 > 总结", ("首页", "总结")),
    ("You're here: Home > Reports", ("Home", "Reports")),
    ("Home ▸ Reports ▸ Annual", ("Home", "Reports", "Annual")),
    ("首页 · 总结 · 年度", ("首页", "总结", "年度")),
    ("首页 : 总结 : 年度", ("首页", "总结", "年度")),
    ("当前位置：首页\n>\n总结\n>\n年度总结", ("首页", "总结", "年度总结")),
    ("首页 总结 计划 报告 登录", ()),
    ("首页 | 总结 | 计划 | 报告", ()),
    ("Home About Reports Contact", ()),
    ("Ref. PWD/RDS/27", ()),
    ("地址：沙溪镇渡口路", ()),
]


@pytest.mark.parametrize(("line", "crumbs"), CRUMBS)
def test_breadcrumb_of_a_line_above_the_headline(line, crumbs):
    result = import_document(f"{line}\n\n{REPORT}".encode(), "source.txt")
    assert (result.title, result.breadcrumb) == ("沙溪渡口2023年工作总结", crumbs)
