"""The same report as text, Markdown, page and Word document gives the same tree."""

from html import escape

import pytest

from reports.documents.readers.number_formats import write_number
from reports.importer.pipeline import import_document
from tests.documents.word_files import definition, docx, levels, p, run, style, used

REPORTS = {
    "zh-sections": """
= 柳桥镇2025年上半年工作总结
今年以来，柳桥镇围绕年初定下的任务抓落实，现将上半年工作总结如下。
# 主要工作
+ 清理河道。组织人员清理河道12公里，打捞漂浮物30吨。
+ 修补道路。修补镇区道路8处，更换路灯45盏。
居民对夜间照明的意见少了。
# 存在问题
+ 资金不足，全年缺口20万元。
+ 人手偏紧，环卫站只有9人。
# 下一步打算
继续推进管网改造，年底前完工。
柳桥镇人民政府
2025年7月2日""",
    "zh-headed-items": """
= 东湖社区2024年工作总结
东湖社区有居民3100户，2024年办了几件实事。
# 工作完成情况
+ 办好老年食堂
每天供餐260份，比去年多40份。
+ 管好停车
新划车位85个，纠纷少了一半。
# 工作中的不足
志愿者流动大，活动常常缺人。
# 明年计划
+ 扩建食堂
+ 再划车位50个""",
    "zh-personal": """
= 2023年度个人述职报告
一年来，我在窗口岗位上接待群众2600人次，现述职如下。
# 履职情况
+ 练好业务。记住了47项事项的材料。
+ 改进服务。平均等候时间缩短到8分钟。
# 主要体会
群众问的往往不是政策，而是下一步找谁。
# 存在的问题
遇事性急，解释得不够细。
# 努力方向
每周抽出半天回访，把话说慢一点。""",
    "zh-quarter": """
= 县水务局2025年第一季度工作总结
第一季度，全局上下抓水源、抓管网、抓服务。
# 工作开展情况
+ 水源保护。巡查水库14座次。
+ 管网改造。更换旧管3.6公里。
+ 便民服务。受理热线412件，办结率98%。
# 困难和问题
南片水压不足，涉及居民700户。
# 第二季度工作安排
+ 建加压泵站1座
+ 换智能水表2000只
县水务局
2025年4月5日""",
    "zh-flat": """
= 实验小学德育工作小结
本学期德育工作以养成教育为主线，现小结如下。
# 加强队伍建设
班主任例会开了16次，老带新结对7组。
# 丰富课外活动
办社团22个，参加学生610人。
# 家校配合
家访318户，家长开放日来了900多人。""",
    "en-sections": """
= Annual Work Summary 2024 of the Harbour Office
The harbour office kept the port open for 361 days in 2024.
# Work done
+ Dredging. We removed 42,000 cubic metres of silt.
+ Lights. We replaced 18 lamps on the north pier.
# Problems
+ The crane failed twice and stood still for 9 days.
+ Two posts stayed vacant.
# Plans for next year
We will rebuild the slipway and train 6 pilots.""",
    "en-headed-items": """
= Second Quarter Work Summary 2025
The library lent 20,400 books between April and June 2025.
# Main achievements
+ Reading rooms
We opened 3 rooms for study groups.
+ Mobile library
The van made 64 stops in 12 villages.
# Difficulties
The roof over the archive leaks, and repair costs $14,000.
# Next steps
+ Repair the roof
+ Order 500 children's books""",
    "en-lessons": """
= Personal Work Summary for the First Half of 2023
I looked after 27 households in the first half of 2023.
# What I did
I made 310 visits and filed 96 reports.
# What I learned
Listening first saves a second visit.
# What I will do
I will visit the 5 remote farms each month.""",
}
"""A line "=" is the title, "#" a heading, "+" an item; the others are paragraphs."""

NUMBERS = {
    "chinese": ("chineseCounting", "%1、", "japaneseCounting", "（%2）"),
    "digits": ("chineseCounting", "%1、", "decimal", "%2."),
    "roman": ("upperRoman", "%1.", "decimal", "%2."),
}
"""How headings and items are numbered, in Word's words."""


def lines_of(text):
    return [(line[0], line[2:]) if line[0] in "=#+" else ("", line) for line in text.strip().split("\n")]


def numbered(text, numbering):
    """The lines with their numbers, as somebody types them."""
    heading, heading_text, item, item_text = NUMBERS[numbering]
    headings = items = 0
    for kind, line in lines_of(text):
        if kind == "#":
            headings, items = headings + 1, 0
            number = heading_text.replace("%1", write_number(headings, heading))
        elif kind == "+":
            items += 1
            number = item_text.replace("%2", write_number(items, item))
        else:
            number = ""
        space = " " if number.endswith(".") else ""
        yield kind, f"{number}{space}{line}"


def as_txt(text, numbering):
    return "\n".join(line for _, line in numbered(text, numbering)).encode()


def as_md(text, numbering):
    marks = {"=": "# ", "#": "## "}
    return "\n\n".join(marks.get(kind, "") + line for kind, line in numbered(text, numbering)).encode()


def as_html(text, numbering):
    tags = {"=": "h1", "#": "h2"}
    body = "".join(
        f"<{tags.get(kind, 'p')}>{escape(line)}</{tags.get(kind, 'p')}>\n" for kind, line in numbered(text, numbering)
    )
    return f"<!DOCTYPE html><html><body><nav><a href='/'>Menu</a></nav><div>{body}</div></body></html>".encode()


def as_docx(text, numbering):
    heading, heading_text, item, item_text = NUMBERS[numbering]
    lists = definition(0, levels((heading, heading_text), (item, item_text))) + used(1, 0)
    styles = style("Title") + style("heading 1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    made = {"=": lambda line: p(line, "Title"), "#": lambda line: p(line, "heading1")}
    made["+"] = lambda line: p(line, numbered=(1, 1))
    body = "".join(made.get(kind, p)(escape(line)) for kind, line in lines_of(text))
    return docx(body, styles=styles, numbering=lists)


def as_plain_docx(text, numbering):
    """A Word document in which numbers are typed and headings are bold."""
    return docx(
        "".join(
            p(run(escape(line), bold=kind == "#", size=44 if kind == "=" else 32))
            for kind, line in numbered(text, numbering)
        )
    )


def tree(data, name):
    result = import_document(data, name)
    assert len(result.reports) == 1
    report = result.reports[0]

    def texts(blocks):
        return [block.text for block in blocks]

    sections = [
        (s.kind, s.heading, texts(s.blocks), [(q.heading, texts(q.blocks)) for q in s.points], texts(s.closing))
        for s in report.sections
    ]
    figures = [(figure.value, figure.unit) for figure in report.figures]
    return result.title, report.unit, report.period, sections, figures


@pytest.mark.parametrize("numbering", NUMBERS)
@pytest.mark.parametrize("name", REPORTS)
def test_format_does_not_matter(name, numbering):
    text = REPORTS[name]
    wanted = tree(as_txt(text, numbering), "a.txt")
    assert wanted[0] == lines_of(text)[0][1]
    assert [section[1] for section in wanted[3] if section[1]] == [line for kind, line in lines_of(text) if kind == "#"]
    assert sum(len(section[3]) for section in wanted[3]) == sum(kind == "+" for kind, _ in lines_of(text))
    assert tree(as_md(text, numbering), "a.md") == wanted
    assert tree(as_html(text, numbering), "a.html") == wanted
    assert tree(as_docx(text, numbering), "a.docx") == wanted
    assert tree(as_plain_docx(text, numbering), "a.docx") == wanted


def test_bold_beginning_of_an_item_is_its_heading_in_every_format():
    items = [("加强领导", "我们开了九次会，定下十二件事"), ("Drainage work", "We cleaned nine gullies and two ponds")]
    rows = [(write_number(number, "chineseCounting"), *item) for number, item in enumerate(items, start=1)]
    lists = definition(0, levels(("chineseCounting", "（%1）"))) + used(1, 0)
    word = [p(run(head, bold=True) + run(rest), numbered=(1, 0)) for head, rest in items]
    typed = [p(run(f"（{number}）{head}", bold=True) + run(rest)) for number, head, rest in rows]
    page = [f"<p><b>（{number}）{head}</b>{rest}</p>" for number, head, rest in rows]
    marked = [f"**（{number}）{head}** {rest}" for number, head, rest in rows]
    opening = "工作总结", "一、主要工作"
    sources = {
        "a.docx": docx(p(opening[0], "Title") + p(opening[1]) + "".join(word), styles=style("Title"), numbering=lists),
        "b.docx": docx(p(opening[0], "Title") + p(opening[1]) + "".join(typed), styles=style("Title")),
        "a.html": f"<html><body><h1>{opening[0]}</h1><p>{opening[1]}</p>{''.join(page)}".encode(),
        "a.md": "\n\n".join([f"# {opening[0]}", opening[1], *marked]).encode(),
    }
    for name, data in sources.items():
        points = import_document(data, name).reports[0].sections[0].points
        assert [(q.heading, q.blocks[0].text) for q in points] == items, name
