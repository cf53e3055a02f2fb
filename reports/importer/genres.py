"""Whether a text is a work summary at all: notices, plans, guides and minutes are none, whatever their headings name."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Iterable

from reports.documents.folding import fold
from reports.enums import SectionKind

_SUMMARY = re.compile(
    r"总结|小结|汇报|检讨|述职|报告|年报|季报|月报|周报|回顾|简报|通报|情况|工作纪实|纪实|小记|手记|答卷|成绩单|大事记|成效|盘点"
    r"|(?i:\b(?:summar(?:y|ies)|reports?|review|recap|retrospective|round-?up|wrap-?up|update|progress|achievements?|accounts? of|year in|debrief|look(?:ing)? back|(?:weekly|monthly|quarterly|yearly|annual|half-yearly) (?:notes?|news|bulletin|briefing|log|digest|statement))\b)"
)
_NO_SUMMARY_ZH = re.compile(
    r"(?:通知|公告|通告|启事|须知|办法|规定|细则|制度|条例|章程|议程|纪要|函|请示|批复|决定|决议|倡议书?|邀请函|邀请|合同|协议|协议书|说明书|指南|指引|手册|教程|攻略|模板|简章|公示|承诺书|申请书?|表扬信|感谢信|贺信|名单|日程表?|时间表|怎么写|如何写|怎样写|写法|写作技巧|写作指导|写作要点|注意事项|怎么办|公约|守则|招聘|预告|讣告)[?!。]*$"
    r"|(?:怎么|如何|怎样|教你)(?:写|撰写|做好|准备).{0,12}(?:总结|汇报|报告|述职)|(?:总结|汇报|报告|述职).{0,6}(?:怎么写|如何写|怎样写|写法|写作)"
)
_PLAN_ZH = re.compile(
    r"(?:计划|计画|规划|方案|预案|要点|安排|思路|设想|打算|部署|提纲|意见|目标|任务清单)(?:书|表|稿)?(?:\(.{0,12}\))?$"
)
_NO_SUMMARY_EN = re.compile(
    r"(?i:^(?:public |important |urgent )?(?:notice|how to|guide to|a guide|guidelines?|instructions?|invitation|agenda|policy|terms of|vacancy|call for|request for|tips|checklist|template|proposal|writing|minutes|faq|frequently asked)\b"
    r"|\b(?:notice|agenda|policy|guidelines?|guide|handbook|manual|timetable|proposal|invitation|announcement|template|checklist|terms of reference|job description|minutes|press release|faq)$"
    r"|\bminutes of\b|\bhow to\b)"
)
_PLAN_EN = re.compile(
    r"(?i:\b(?:plans?|strategy|schedule|programme of work|work programme|roadmap|objectives|budget)\b)"
)
_OPENING = re.compile(
    r"(?:总结|小结|汇报|述职|报告)(?:如下|于下|于后)|工作(?:总结|小结|汇报|报告|回顾)|述职|(?:一年|半年|一?季度|一个月|个月|学期|年度|今年|入职|任职|上任|去年|以)来|今年|本(?:年度|季度|月|周|学期|期)|上半年|下半年|全年|第?[一二三四1-4]季度|这(?:一年|半年|个月|学期|一周)|回(?:首|顾|望|想)"
    r"|(?i:\b(?:this (?:summary|report|review)|(?:this|last|past|the) (?:half[- ]year|year|quarter|month|week|term|season|period)|(?:first|second|third|fourth) (?:quarter|half)|reporting period|over the (?:past|last)|work (?:is|was|can be)? ?summar|summari[sz]ed as follows"
    r"|(?:in|during|between|since|from) (?:the )?(?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|20xx))\b)"
)
_TELLING = (SectionKind.WORK_DONE, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.LESSONS)


def is_work_summary(title: str, page_title: str, opening: str, kinds: Iterable[SectionKind | None]) -> bool:
    """Whether a text is a work summary: by its title; else by headings of two kinds, or one and its opening."""
    own = fold(title).strip(' "《》')
    if own and _names_another_genre(own):
        return False
    if _SUMMARY.search(own) or _SUMMARY.search(fold(page_title)):
        return True
    telling = {kind for kind in kinds if kind in _TELLING}
    return len(telling) > 1 or bool(_OPENING.search(fold(opening[:600])))


def _names_another_genre(folded: str) -> bool:
    if _NO_SUMMARY_ZH.search(folded) or _NO_SUMMARY_EN.search(folded):
        return True
    return _SUMMARY.search(folded) is None and bool(_PLAN_ZH.search(folded) or _PLAN_EN.search(folded))
