"""Headings of many kinds of offices and the kind that each names; None: a theme of the work."""
# ruff: noqa: E501 - lists of headings

import pytest

from reports.importer.sections import classify_heading

KINDS = {
    "problems": """存在的主要问题 不足之处 工作中的短板 面临的困难与风险 不足与困惑 还需改进的地方 不足的地方 困難與檢討 檢討與困難 困難和限制 反思不足 檢討與困境 卡点
        需要解决的问题 亟待解决的突出问题 回头看，问题也不少 成绩不少，但问题也很突出 还有哪些难处 栽过哪些跟头 存在的差距和问题 面临的挑战 问题和不足
        遇到的难题 自我剖析与不足|Challenges|Risks and issues|Pressures and risks|Where we fell short|What went wrong|Existing problems|Blockers|Matters of Concern|What got in the way
        |What we found difficult|Main difficulties|There are deficiencies|Lowlights|Problems that still exist""",
    "next_steps": """下一步打算 2024年工作计划 下半年施政計畫 下季重點 下週重點 接下来怎么干 明年怎么打算 今后怎么干 往后怎么改 下半年，我想这么干 今后
        新学期的努力方向 新的一年，我打算从以下几方面努力 未来展望 工作设想 六月份工作安排 跟进事项 改善措施 整改措施及下步打算 明年一季度安排 下阶段工作重点 四季度要做的几件事
        |Next steps|Looking ahead|Priorities for next quarter|Ideas for the work of next year|What happens next|Plans|Outlook|The year to come
        |What we will do next|Coming up|Goals for next year|Direction of efforts|Future efforts""",
    "lessons": """经验与启示 几点体会 工作感悟 主要经验 心得体会 值得分享的經驗 几点思考 学到了什么
        |Lessons learned|What I learned|Experience and enlightenment|Insights|Learning|Learning from complaints""",
    "introduction": """基本情况 工作概况 前言 本季工作概況 系所概況 概覽 总体情况 缘起
        |Overview|Background|Introduction|Where we stand|Executive summary""",
    "work_done": """主要工作 本周完成 本週成果 工作回顾 主要做法与成效 工作开展情况 重要施政成果 主要成绩
        |Achievements|Work done|What we did|Highlights|Progress this month|What went well""",
    "other": """結語 结束语 誌謝 附件 致谢 需要协调的事项|Conclusion|Acknowledgements|Support needed|How to contact us|Appendices|Statement of trustees' responsibilities""",
    None: """抓学习，强素质 聚焦项目攻坚 解决群众困难 化解风险隐患 防范金融风险 加强计划管理 完善体系 破解难题促发展 规划编制 问题整改有力
        强化措施落实 压力容器检验 队伍建设凝心聚力 档案工作|Water supply|Managing risks|Learning and communities|Staff training|Solving problems for residents""",
}
CASES = [
    (heading.strip(), kind)
    for kind, text in KINDS.items()
    for part in text.split("|")
    for heading in ([part] if part.strip().isascii() else part.split())
]


@pytest.mark.parametrize(("heading", "kind"), CASES)
def test_heading_names_its_kind(heading, kind):
    found = classify_heading(heading)
    assert (found and found[0].value) == kind
