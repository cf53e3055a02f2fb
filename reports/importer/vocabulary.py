"""The words of the field, as data: how work summaries name their parts, bodies and page furniture.

All Chinese is Simplified and ASCII-wide; it is compared with folded text, so Traditional sources match too.
"""
# ruff: noqa: E501, ISC004, SIM905 - lists of words read best as lines of words

from reports.enums import SectionKind

# --- kinds of sections: words that name a kind, in headings

KIND_WORDS_ZH: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.PROBLEMS,
        "存在问题|存在的问题|问题|不足之处|不足|短板|困难|薄弱环节|薄弱点|弱项|差距|缺点|缺陷|难点|痛点|瓶颈|教训与不足|挑战|制约因素|风险隐患|反思不足|检视问题|剖析问题|查摆问题|困境|卡点|限制|局限|跟头|弯路|没做好|没干好|没做到|做得不够|不够的地方|难处|欠账|失误|不到位|风险|困惑|检讨|难题|堵点|弱点|欠缺|遗憾|隐忧|压力|待改进|待改善|待加强|待提高|改进的地方|改善的地方|改进之处|改进空间",
    ),
    (
        SectionKind.NEXT_STEPS,
        "打算|计划|规划|计画|规画|愿景|改善措施|改善方向|改善建议|跟进工作|跟进事项|待办事项|思路|安排|展望|设想|努力方向|改进方向|发展方向|工作方向|下一步|下步|下阶段|下一阶段|工作重点|重点工作安排|工作目标|工作部署|工作要点|改进措施|整改措施|改进意见|整改计划|"
        "今后工作|明年工作|来年工作|工作建议|意见和建议|意见建议|建议|对策|后续工作|目标任务|重点任务|主要任务|工作任务安排|工作举措安排|努力目标|奋斗目标",
    ),
    (
        SectionKind.LESSONS,
        "经验教训|思考|领悟|经验|体会|启示|学到了什么|经验分享|心得分享|学到的|感悟|收获|心得|教训|反思|认识和体会",
    ),
    (
        SectionKind.WORK_DONE,
        "主要工作|重点工作|工作开展情况|工作完成情况|完成情况|开展情况|进展情况|落实情况|工作情况|工作进展|工作回顾|工作成绩|工作成效|工作成果|主要成绩|主要成效|成绩|成效|成果|主要做法|具体做法|做法|"
        "所做的工作|所做工作|亮点|特色|举措|措施|工作措施|工作总结|业绩|履职情况|任务完成|取得的成绩|运行情况|执行情况|实施情况|工作内容|工作概述|回顾|工作亮点",
    ),
    (
        SectionKind.INTRODUCTION,
        "缘起|引子|序言|绪言|提要|前言|引言|导语|概况|概述|基本情况|总体情况|基本概况|背景|总体概况|总体评价|项目背景|简介|基本信息|综述|概览",
    ),
)
FILLERS_ZH = (
    '工作中|工作|主要|当前|目前|现阶段|前期|存在的|存在|面临的|面临|遇到的|遇到|仍然|还|尚|仍|有待|需要|的|地|得|了|着|和|与|及|以及|并|、|,|;|:|/|"|等|方面|几个|几点|一些|若干|各项|各|有关|相关|突出|'
    "情况|原因|分析|及其|今后|下一步|下步|下一阶段|下阶段|下|上|一|本|年度|全年|年|季度|半年|月份|月|周|星期|阶段|期间|时期|来|以来|今|明|次|后续|下半年|上半年|第|二|三|四|五|六|七|八|九|十|\\d+|[xX×*_]+|"
    "取得|所做|完成|开展|推进|落实|我局|我县|我镇|我区|我市|我街道|我社区|我中心|我院|我校|我所|我部|我科|我处|我们|个人|自身|部门|公司|单位|中心|全|总体|具体|初步|重点|改进|提升|整改|努力|方向|措施|目标|任务|"
    "思想|认识|成绩|特点|建议|请示|内容|简要|综合|进一步|加强|未来|近期|期|对|在|中|为|是|做|做好|抓好|情形|从|几|也|哪些|回头看|回过头看|自我剖析|自己|暴露出|暴露|困扰|以下|这么|怎么|怎样|如何|地方|之处|不少|较多|我|想|干|施政|接下来|往后|新的|学期|几件|件|事|改善|项|个|点|条|到|至|-|~|—| "
)
VERBS_BEFORE_PROBLEMS_ZH = "减轻|缓解|释放|减|识别|管控|防控|防|解决|整治|整改|化解|破解|克服|排查|消除|聚焦|针对|直面|帮助|帮扶|围绕|紧盯|查找|回应|攻坚|突破|补齐|补足|补|治理|处置|处理|应对|防范|梳理|找准|正视|强化|狠抓|弥补|缩小|迎接|抓|为民|疏通|攻克|改进"
STRONG_ZH: tuple[tuple[SectionKind, str], ...] = (
    (SectionKind.PROBLEMS, r"存在(?:的|着)?(?:主要|一些|突出|一定)?的?(?:困难|问题|不足|短板|差距|薄弱)"),
    (
        SectionKind.PROBLEMS,
        r"(?:需要?|亟待|亟需|急需|有待|尚待|待|尚未|未|难以)(?:进一步)?(?:协调)?(?:解决|改进|改善|完善|破解|克服|加强|提高)的?(?:主要|突出|一些|若干|几个)?(?:问题|困难|难题|矛盾|地方|方面|事项)",
    ),
    (
        SectionKind.PROBLEMS,
        r"^(?:工作)?(?:存在的?)?(?:主要)?(?:问题|不足|困难|短板|检讨|挑战|困境)(?:与|和|及|、)[^,]{1,6}$",
    ),
    (SectionKind.PROBLEMS, r"(?:主要|突出)(?:问题|困难|不足|短板)(?:$|[:和与及、])"),
    (SectionKind.PROBLEMS, r"(?:问题|不足|困难|短板)(?:和|与|及|、)(?:问题|不足|困难|短板|差距|挑战)"),
    (
        SectionKind.PROBLEMS,
        r"(?:问题|不足|困难|短板|差距)(?:也|还|仍|依然)?(?:很|比较|较为|十分)?(?:不少|较多|很多|突出|存在|明显|不容忽视)$",
    ),
    (
        SectionKind.WORK_DONE,
        r"^(?:本|上)(?:周|月|季度?|年度?|学期|半年|阶段)(?:已|主要|重点)?(?:完成|工作|成果|进展|回顾)(?:的?(?:工作|事项|任务|情况))?$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"(?:下一?步|下一?阶段|下一?年度?|下一?季度|下半年|下个?月|下一?周|今后|明年|来年|次年|未来|后续).{0,14}(?:打算|计划|规划|思路|安排|展望|设想|方向|重点|要点|举措|措施|目标|任务|建议|工作)$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"(?:年度?|季度|半年|月份?|周|阶段)(?:的)?.{0,8}(?:打算|计划|工作思路|安排|工作重点|工作要点|设想|展望|工作目标)$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"(?:年度?|季度|半年|月份?|周|阶段)的?(?:工作)?(?:重点工作|重点任务|主要任务|工作任务|目标任务|任务|重点)$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"^(?:接下来|下一?步|下一?阶段|今后|往后|明年|来年|新的一年|下一年|下学期|新学期|下个?月|下周|下个?季度?)(?!.*(?:了|过))",
    ),
    (SectionKind.NEXT_STEPS, r"要(?:做|干|办|抓)好?的[^,]{0,8}$"),
    (SectionKind.NEXT_STEPS, r"^(?:下半年|未来)(?:[^了过]*)(?:想|打算|将|争取|怎么|如何|继续|要)(?!.*(?:了|过))"),
    (SectionKind.NEXT_STEPS, r"(?:努力方向|工作打算|工作设想|工作思路|工作展望|工作计划)$"),
)
LEAD_IN_ZH: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.PROBLEMS,
        r"(?:困难|问题|不足|短板|差距|薄弱环节)(?:和不足|和问题)?(?:主要)?(?:有|是|表现|体现|如下|包括|在于|为|集中)?[^,。;]{0,12}(?:,(?:主要|具体|突出|集中)?(?:表现|体现|反映|集中|有|是|如下|包括)[^,。;]{0,8})?$",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"(?:下一?步|下一?阶段|下一?季度|下半年|下个?月|下周|今后|明年|来年|接下来|新的一年|新学期|下学期|往后)[^。;]{0,30}$",
    ),
)
OTHER_HEADINGS_ZH = r"(?:需要?|提?请|申请).{0,6}(?:协调|支持|配合|审议|审定).{0,4}事项|结语|结束语|结尾|尾声|后记|鸣谢|志谢|感谢|备注|注释|附件|附表|附录|附:|致谢|参考文献|名词解释|图表|数据表|统计表|人员名单"

KIND_WORDS_EN: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.PROBLEMS,
        r"problems?|(?:matters?|areas?|points?) of concern|what (?:got in|stood in|is in) (?:the|our) way|what (?:has|have|did|does|do|was|is)(?: not|n['’]t)\b.*|(?:still )?lack(?:s|ing|ed)?|lowlights?|blockers?|impediments?|f[ae]ll(?:s|ing)? short|could have (?:gone|been|done) better|what (?:was|is|we found|i found) (?:hard|difficult)(?:er)?|where we struggled|risks|pressures|frustrations|struggles|limitations|delays|failings|drawbacks|room for improvement|what (?:held us back|is not working|could be better)|shortcomings?|challenges?|difficult(?:y|ies)|weakness(?:es)?|deficienc(?:y|ies)|issues|gaps|obstacles?|"
        r"bottlenecks?|constraints?|what (?:went wrong|did not (?:go|work)(?: well)?)|what fell short|concerns|areas (?:for|of) improvement|setbacks?|"
        r"open (?:issues|points|questions)|difficulties (?:met|encountered)|outstanding (?:issues|problems)|unresolved",
    ),
    (
        SectionKind.NEXT_STEPS,
        r"tasks? (?:for|ahead)|directions? (?:of|for) (?:\w+ )?(?:efforts?|work|improvement)|(?:improvement|rectification) measures|measures (?:for|of) (?:improvement|rectification)|(?:year|months?|quarter|weeks?|term|season) (?:to come|ahead)|(?:work )?ideas (?:for|of)|what happens next|what (?:we|i)(?:'ll| will| intend to| want to) do|where we (?:are going|go) (?:next|from here)|coming up|in the pipeline|on the horizon|the road ahead|follow-?up|next (?:steps?|quarter|year|months?|half(?:-year)?|periods?|phase|stage|weeks?|moves?|actions?)|plans?|outlook|priorities|work arrangements?|arrangements? for|"
        r"looking (?:ahead|forward)|ways? forward|the (?:coming|months ahead|year ahead|quarter ahead)|goals?|upcoming|future|planned|what comes next|what(?:'s| is) next|"
        r"forward look|targets?|intentions?|recommendations?|action items?|to[- ]dos?|objectives for",
    ),
    (
        SectionKind.LESSONS,
        r"lessons?|insights?|reflections?|takeaways?|what (?:we|i|the team) (?:have )?learn(?:ed|t)|experience gained|learnings|key learning|learning points?|learning from|^learning$|experiences?|findings",
    ),
    (
        SectionKind.WORK_DONE,
        r"work (?:done|completed|carried out|performed|undertaken)|achievements?|accomplishments?|results|progress|main work|highlights?|activities|what (?:we|i|was|has been|the team) (?:did|done|achieved|delivered)|what went well|wins|"
        r"performance|deliver(?:ed|y|ables)|completed (?:work|tasks)|practices|key work|measures taken|outcomes?|main tasks?|work (?:in|of|during) the|current work|actions taken|successes|operations",
    ),
    (
        SectionKind.INTRODUCTION,
        r"where we (?:stand|are)|about (?:us|the team|this report)|setting the scene|abstract|snapshot|introduction|overview|background|foreword|preface|basic (?:situation|information)|general (?:situation|information)|at a glance|context|executive summary|in brief|scope|(?:management|general|short) summary|^summary$|purpose|our (?:objects|mission|vision|role|remit)|who we are|how we are (?:organi[sz]ed|governed|run)",
    ),
)
VERBS_BEFORE_PROBLEMS_EN = r"(?:solv|address|resolv|tackl|fix|overcom|clos|handl|troubleshoot|prevent|manag|mitigat|assess|reliev|eas|reduc|remov|eliminat|respond|meet|fac|find|analy[sz]|improv|rectif|correct|deal)(?:e|es|ed|ing|y|ying|ling)?"
OTHER_HEADINGS_EN = r"statement of .{0,40}responsibilit(?:y|ies)|declarations?$|(?:independent )?auditor.{0,30}|(?:support|help|decisions?) (?:needed|required|requested)|asks|conclusions?$|closing (?:remarks|words?|note)|final (?:remarks|words?|note)|in closing|afterword|append(?:ix|ices)|attachments?|annex(?:es)?|acknowledg\w+|references|(?:how to )?contact(?:s|ing)?(?: us| details| information)?|glossary|tables? and figures|key figures|thanks"

# --- lead-ins and blurbs

SUMMARY_LEAD_IN = r"(?:(?:总结|小结|汇报|报告|回顾|概括|归纳|情况|工作|成绩|介绍|做法)(?:[^,。;:]{0,8})(?:如下|以下)|(?:如下|以下)[^,。;:]{0,14}(?:工作|方面|汇报|总结|做法|措施|成绩)|(?:as follows|following (?:summary|work|aspects|report)))\s*[:。.]?$"
BLURB_ZH = (
    r"小编|本站|本网|精心(?:为|整理|推荐|准备)|(?:为|给|帮)(?:大家|您|你)[^。]{0,12}(?:整理|收集|带来|推荐|准备|分享)|供(?:大家|您|你|各位)?(?:参考|借鉴|阅读)|欢迎(?:大家|您)?(?:阅读|参考|借鉴|收藏|查阅)|希望(?:对|能|可以|能够)(?:大家|您|你|帮)[^。]{0,10}|"
    r"(?:以下|下面|本页|本文|这里)(?:是|为|收|汇|共|选|辑|编|刊)[^。]{0,40}\d{0,3}[一二三四五六七八九十几多]{0,3}(?:篇|则|份)|[一二三四五六七八九十\d]{1,3}(?:篇|份)[^。]{0,20}(?:总结|报告|小结|汇报)"
)
BLURB_EN = (
    r"compiled (?:for|by)|(?:collected|gathered|selected|put together|brought together)|welcome to (?:read|browse)|the editor has|(?:carefully|specially) (?:prepared|selected|compiled|sorted out)|(?:hope|hoping) (?:it|this|they|these|that it)? ?(?:will|can|may) (?:be )?help|for (?:your )?reference|(?:below|here|following|these) are (?:the )?(?:\w+ )?(?:\w+ )?(?:\w+ )?(?:summaries|reports)|"
    r"this page (?:collects|brings|holds|gathers|contains)|(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,4}(?:summaries|reports|articles|reviews)|editor'?s note"
)
COUNT_ZH = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})\s?(?:篇|份|则)"
COUNT_EN = r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[\w-]+\s){0,4}(?:summaries|reports|articles|reviews|parts)\b"
ENGLISH_COUNTS = {
    word: value
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}

TITLE_WORDS = r"总结|小结|汇报|报告|述职|回顾|简报|通报|要点|综述|体会|(?i:summar(?:y|ies)|report|review|recap|retrospective|round-?up|wrap-?up|debrief)"

# --- page furniture

CRUMB_LABELS = r"(?i:your location|location|you are here|current location|current position)|(?:您|你)?在(?:这里|此)|(?:您|你)?(?:现在|当前|目前|现时)?(?:所在)?的?(?:位置|导航|栏目)(?:是|为)?|面包屑|当前位置|(?i:(?:current )?location|you are here|breadcrumbs?|position|path)"
LINK_WORDS = (
    r"相关|延伸|扩展|拓展|同类|类似|热门|热点|最热|人气|热度|热|推荐|精彩|精选|精品|优质|猜|你|您|喜欢|可能|还|感兴趣|想看|也|会|为|给|大家|都在看|看了又看|看过|的人|点击|点阅|浏览|"
    r"访问|阅读|排行|榜单?|排名|最多|本周|本月|本站|本文|本栏目|全站|一周|一月|今日|\d{1,2}小?时|近期|最新|最近|更多|文章|文|内容|资讯|信息|报告|总结|小结|范文|链接|连结|报道|资料|下载|话题|"
    r"新闻|动态|专题|图文|栏目|读者|网友|小编|编辑|站长|继续|了解|关注|公告|更新|发布|标题|TOP|top|\d{1,2}|的|了|与|和|、|:|·|/|\||\s"
)
"""What headings of link lists are made of, and nothing else."""
LINK_WORDS_EN = (
    r"related|similar|see|also|further|more|read|reading|reads|next|articles?|posts?|links?|reports?|pages?|content|documents?|summaries|summary|stories|story|items|topics?|on|this|like|from|the|our|in|"
    r"popular|most|viewed|visited|trending|now|hot|top|ranking|rank|week|week'?s|today|month|recommended|recommendations?|for|you|may|might|will|would|be|interested|guess|what|enjoy(?:ed)?|suggested|"
    r"suggestions?|editor'?s?|picks?|choice|chosen|latest|news|readers?|other|others|people|same|category|downloads?|\d{1,2}|of"
)
LINK_KINDS: tuple[tuple[str, str], ...] = (
    (
        "recommended",
        r"推荐|猜|喜欢|感兴趣|精彩|精选|精品|(?i:recommend|you (?:may|might|will)|guess|suggest|pick|choice|interested)",
    ),
    (
        "popular",
        r"热|人气|点击|点阅|浏览|访问|排行|榜|排名|最多|都在看|看了又看|(?i:popular|most|trending|\bhot\b|\btop\b|rank)",
    ),
    (
        "related",
        r"相关|延伸|扩展|拓展|同类|类似|(?i:related|similar|see also|further|read (?:next|also|more)|more like)",
    ),
)
"""Which list it is: the first of these words says it ("热门推荐" is popular)."""
NO_LINKS = r"(?:网友|最新|用户)?评论(?:\s?\(?\d+\s?条?\)?)?|(?:上|下)一篇|专题|标签|分享到?|导航|(?i:share|\d* ?comments?(?: \(\d+\))?|tags?|topics?|categories|archives?)"
"""Headings of lists that are no links to reports."""
ATTRIBUTION = r"版权(?:所有|归|声明|保护|属|信息|说明|:|©)|转载|著作权|©|\(c\)\s?\d{4}|(?i:copyright|all rights reserved|reprint|licen[cs]ed under)|本文(?:来自|来源|链接|地址|由)|原文(?:链接|地址)|文章来源|免责声明|ICP备|备案号|(?i:permalink|source:)|(?i:original (?:link|url))"
NAVIGATION = r"(?:(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s?:?\s?\d*\s*)?(?:\[\s?(?:打印|关闭|返回|收藏|纠错)[^\]]{0,6}\]\s*)+$|(?:上|下)一?(?:篇|页|条|则|个|节|期)\s?[:：]|(?i:(?:previous|next)(?: (?:article|page|report|post))?\s?:)|返回(?:首页|顶部|列表)|【?(?:打印|关闭|收藏)(?:本页|窗口|此页)?】?$|分享到|扫一扫|点击(?:下载|查看)|下载(?:本文|全文|(?i:word))|(?:\[[^\]]{2,60}\])?\s?将本文的?\s?(?i:word)|推荐度\s?:|(?i:back to top|share (?:this|on)|print this(?: page)?)|字号|(?i:skip to)|.{0,30}制作维护|技术支持\s?:|建议使用.{0,12}浏览器|.{2,30}维护\s?(?:分机|电话)|(?i:(?:share|tweet|print|e-?mail|download|copy|save|like|pin|facebook|twitter|linkedin|whatsapp|pdf|this|page|link|via|on|x|\(?[\d.]+ ?[mk]b\)?|[|·,/])[\s|·,/]*){2,12}$"
BYLINE = r"(?:(?:发布|发表|更新|创建|编辑|报送|填报|上报)?(?:时间|日期)|来源|作者|编辑|责任编辑|责编|撰稿|撰稿人|供稿|发布人|发布者|报送人|汇报人|报告人|述职人|填报人|填表人|审核|浏览次数|浏览|阅读次?数?|阅读量|点击|字体|单位|填报单位|报送单位|编制单位|报告单位|汇报单位|部门|所属部门|姓名|岗位|职务)\s?:"
BYLINE_EN = r"(?i:(?:prepared for|prepared by|author|written by|submitted by|submitted to|compiled by|reported by|report to|(?:release|publication|issue)? ?(?:date|time)|published|posted(?: by| on)?|updated|source|editor|views|department|unit|team|reporting unit|reporting body|organisation|organization|period|reporting period|status|approved by|reviewed by)\s?:|(?:from|to|by|font|cc|re|ref)\s?:|(?-i:by\s(?=[A-Z][a-z]+ [A-Z])|(?:Posted|Updated|Published)\s(?=\d)|(?:By|Prepared by|Submitted by|Compiled by|Posted by|Posted on|Published by|Published on|Written by|Issued by|Produced by)\s(?=[A-Z\d]|the\s)))"
UNIT_LABELS = r"(?:填报单位|报送单位|编制单位|报告单位|汇报单位|单位名称|单位|部门|所属部门|发布单位|(?i:prepared by|from|department|unit|team|reporting (?:unit|body)|organi[sz]ation|submitted by|compiled by))\s?:\s?"

# --- bodies

ORG_ENDINGS_ZH = (
    "海关|缉私局|边检站|法庭|司法所|律师事务所|会计师事务所|诊所|药房|药店|门诊部|养老院|福利院|敬老院|托育园|托儿所|少年宫|活动中心|体育馆|美术馆|纪念馆|科技馆|文化站|广播站|气象站|气象台|水文站|牧场|茶场|渔场|养殖场|电站|电厂|风景区|景区|植物园|动物园|度假区|保护区|灌区|工业园|产业园|科技园|孵化器|酒店|宾馆|剧场|剧社|乐团|合唱团|艺术团|歌舞团|旅行社|杂志社|编辑部|融媒体中心|车队|船队|车站|客运站|加油站|收费站|服务区|码头|机场|营业厅|储蓄所|分社|研究所|研究中心|实验室|课题组|教研室|教研组|年级组|备课组|工作专班|联络处|代表处|领事馆|公会|俱乐部|球队|工作队|突击队|志愿服务队|支教队|救援队|巡逻队|工段|乡公所|区公所|总商会|分队|消防站|救援站|公所|空间|学生会|董事会|监事会|业委会|家委会|红十字会|工商联|关工委|团工委|纪工委|纪委|人大办|政协|事务所|派出所|警署|署|分队|促进会|福利会|总会|分会|联会|同乡会|志愿者协会|联盟|联社|供销社|书院|学系|系|中心校|居民委员会|村民委员会|管理委员会|委员会|党工委|街道办事处|办事处|人民政府|人民医院|人民法院|人民检察院|管理中心|服务中心|指挥中心|卫生院|卫生所|卫生室|居委会|村委会|管委会|党支部|党总支|党委|支部|团委|团支部|工会|妇联|残联|残协|科协|"
    "办公室|治理办|城管办|管理局|总局|分局|局|厅|委|办|处|科|股|科室|室|事业部|工程部|项目部|管理部|财务部|销售部|市场部|人事部|行政部|技术部|生产部|部|部门|中心|总站|站|所|研究院|设计院|学院|医院|法院|检察院|院|"
    "中学|小学|大学|学校|幼儿园|分校|校|集团公司|有限责任公司|股份有限公司|有限公司|分公司|子公司|公司|集团|总厂|厂|车间|班组|工区|矿|店|支行|分行|银行|信用社|合作社|协会|学会|商会|联合会|基金会|理事会|大队|支队|中队|总队|服务队|队|"
    "小组|组|县|市|省|自治区|开发区|园区|新区|区|镇|乡|村|街道|社区|小区|图书馆|博物馆|档案馆|文化馆|馆|所属|剧院|剧团|电视台|报社|出版社|社|农场|林场|水厂|污水处理厂|物业|站点"
).split("|")
GENERIC_UNITS_ZH = frozenset(
    "内部 外部 全部 干部 局部 我局 我县 我镇 我区 我市 本局 本县 本镇 本区 本市 社区 街道 公司 学校 单位 部门 医院 村 镇 乡 县 市 区 局 我社区 本社区 个人 班级 本部门 我部门 本公司 我公司 我校 本校 全县 全市 全区 全镇 该局 科室 中心 我中心 某局 小区 集团 办 处 科 室 部 组 队 站 所 院 校 厂 店 社 馆 城区 农村 乡村 "
    "新农村 全社区 各部门 各单位 基层 老旧小区 县区 市区 镇区 社区街道 街道社区 党委 党支部 支部 工会 银行 幼儿园 小学 中学 大学 学院 物业 项目部 班组 小组 车间 美丽乡村 乡镇 城镇 党组 教育局属 工作室 城市 卫生城市 文明城市 上级 年级 组织部门 居委会 村委会 居民委员会 村民委员会 委员会 办事处 街道办事处 服务中心 管理中心 管委会 有限公司 分公司 事业部 合作社 管理局 人民政府".split()
)
ORG_WORDS_EN = (
    "Department|Dept|Bureau|Office|Team|Works|Centre|Center|Company|Corporation|Services?|Division|Section|Committee|Council|Administration|Authority|Agency|Hospital|School|"
    "University|College|Institute|Group|Board|Station|Plant|Unit|Branch|Community|Town|Township|Village|Association|Society|Library|Clinic|Bank|Inc|Ltd|Limited|Corp|Foundation|Commission|"
    "Ministry|District|County|Headquarters|Laboratory|Lab|Workshop|Crew|Depot|Desk|Directorate|Secretariat|Trust|Partnership|Utility|Utilities|Museum|Subdistrict|Neighbou?rhood|Club|Union|Squad|Brigade|Programme Office|Kindergarten|Faculty|Practice|Harbour|Port|Airport|Federation|Network|Alliance|Charity|Church|Forum|Consortium|Coalition|Co-operative|Cooperative|Larder|Parish|Shelter|Hospice|Theatre|Gallery|Archive|Archives|Registry|Mission|Embassy|Court|Police|Brigade|Taskforce|Task Force|Enterprises?|Holdings|Industries|Factory|Mill|Mine|Farm|Cooperative|Union|Guild|Chamber|Secretariat|Observatory|Academy|Nursery|Stores?|Hotel|Inn|Pottery|Ferries|Bakery|Brewery|Garage|Nurseries|Kitchen|Café|Cafe|Pantry|Pharmacy|Shop|Market|Cinema|Orchard|Vineyard|Winery|Railway|Tramway|Metro|Airlines?|Shipping|Collective|Fund|Appeal|Sub-district|Sub-Office|Sub-office|Consulate|Orchestra|Choir|Troop|Ward|Surgery|Depot|Yard|Shipyard|Prison|Garden|Gardens|Zoo|Studio|Publishers|Press|Newsroom|Precinct|Constabulary|Regiment|Platoon|Cell|Hub|Facility"
)
SUMMARY_WORDS_EN = (
    r"(?i:(?:the\s)?(?:annual|quarterly|monthly|weekly|half[- ]?year(?:ly)?|semi-?annual|mid-?year|year-?end|end[- ]of[- ](?:year|quarter|term)|interim|brief|final|project|work|performance|progress|activity|operations?|status|management)?\s?)"
    r"(?i:(?:work|activity|progress|status|performance|operational|management|project|business)?\s?(?:summar(?:y|ies)|reports?|reviews?|recap|round-?up|retrospective|overview))"
)
