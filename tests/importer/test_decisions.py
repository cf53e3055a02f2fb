"""What the importer says about its own work: decisions with evidence, repairs, and what it took off the page."""

from reports.importer.pipeline import import_document
from reports.importer.result import DOUBTFUL

PAGE = """当前位置：首页 > 街道 > 季度总结

清河街道2023年第二季度工作总结

一、主要工作

新建停车位120个。

二、存在的问题

夜间噪声投诉较多。

上一篇：没有了
"""


def decisions(text, **wanted):
    found = import_document(text.encode(), "page.txt").decisions
    return [d for d in found if all(getattr(d, key) == value for key, value in wanted.items())]


def test_each_decision_names_its_evidence():
    found = [(d.subject, d.value, d.evidence, d.report, d.section) for d in decisions(PAGE)]
    assert found == [
        ("language", "zh", "script of most letters", None, None),
        ("title", "清河街道2023年第二季度工作总结", "line that names a report", None, None),
        ("unit", "清河街道", "title", 1, None),
        ("period", "2023-q2", "2023年第二季度", 1, None),
        ("kind", "work_done", "主要工作", 1, 1),
        ("kind", "problems", "存在的问题", 1, 2),
    ]


def test_sure_document_has_no_doubtful_decision():
    assert [d for d in decisions(PAGE) if d.confidence < DOUBTFUL] == []


def test_what_is_not_stated_is_doubtful():
    text = "工作总结\n\n一、主要工作\n\n完成绿化3处。\n"
    assert [(d.subject, d.value) for d in decisions(text) if d.confidence < DOUBTFUL] == [("unit", ""), ("period", "")]


def test_split_without_markers_is_doubtful_and_another_number_than_declared_more_so():
    opening = "{}年来，本所紧紧围绕年度目标，狠抓各项任务落实，现将有关工作总结如下：\n\n"
    part = opening + "一、抓好培训\n\n办班{}期。\n\n二、抓好值守\n\n值班{}天。\n"
    body = part.format("一", 3, 9) + "\n" + part.format("两", 4, 8)
    unmarked = [d for d in decisions("工作总结\n\n以下是两篇总结\n\n" + body) if d.subject == "boundary"]
    assert [(d.evidence, d.confidence < DOUBTFUL) for d in unmarked] == [
        ("numbering starts again, number declared", False)
    ] * 2
    wrong = [d for d in decisions("工作总结\n\n以下是三篇总结\n\n" + body) if d.subject == "boundary"]
    assert [(d.evidence, d.confidence < DOUBTFUL) for d in wrong] == [
        ("numbering starts again, another number declared", True)
    ] * 2


def test_what_is_taken_off_the_page_is_listed_with_the_step_that_took_it():
    dropped = import_document(PAGE.encode(), "page.txt").dropped
    assert [(d.line, d.text, d.step) for d in dropped] == [
        (1, "当前位置：首页 > 街道 > 季度总结", "take_breadcrumb"),
        (13, "上一篇：没有了", "take_page_tail"),
        (3, "清河街道2023年第二季度工作总结", "take_title"),
    ]


def test_repaired_lines_are_listed_before_and_after():
    text = "机关工作总结\n\n全年`培训3次，覆盖干部120人。\n"
    repairs = import_document(text.encode(), "page.txt").repairs
    assert [(r.line, r.before, r.after) for r in repairs] == [
        (3, "全年`培训3次，覆盖干部120人。", "全年培训3次，覆盖干部120人。")
    ]


def test_document_of_a_title_alone_keeps_the_period_that_it_states():
    reports = import_document("河湾街道2024年第三季度工作总结\n".encode(), "page.txt").reports
    assert [(report.title, report.period and report.period.code) for report in reports] == [
        ("河湾街道2024年第三季度工作总结", "2024-q3")
    ]


def test_cells_of_a_table_that_only_places_them_are_no_repairs():
    page = (
        "<h1>第12周工作周报</h1><table><tr><td>填报部门</td><td>配送二组</td></tr><tr><td>填报人</td><td>周青</td></tr></table>"
        "<h2>本周工作</h2><p>完成配送412单。</p><h2>下周计划</h2><p>检修两辆货车。</p>"
    )
    result = import_document(page.encode(), "page.html")
    opened = [getattr(block, "text", None) for block in result.reports[0].blocks[:4]]
    assert opened == ["填报部门", "配送二组", "填报人", "周青"]
    assert result.repairs == ()
