"""The words of the field, as data: how work summaries name their parts, bodies and page furniture.

All Chinese is Simplified and ASCII-wide; it is compared with folded text, so Traditional sources match too.
"""
# ruff: noqa: E501, RUF001, SIM905 - lists of words read best as lines of words

# --- lead-ins and blurbs

SUMMARY_LEAD_IN = r"(?:(?:总结|小结|汇报|报告|回顾|概括|归纳|情况|工作|成绩|介绍|做法)(?:[^,。;:]{0,8})(?:如下|以下)|(?:如下|以下)[^,。;:]{0,14}(?:工作|方面|汇报|总结|做法|措施|成绩)|(?:as follows|following (?:summary|work|aspects|report)))\s*[:。.]?$"
BLURB_ZH = (
    r"小编|本站|本网|精心(?:为|整理|推荐|准备)|(?:为|给|帮)(?:大家|您|你)[^。]{0,12}(?:整理|收集|带来|推荐|准备|分享)|供(?:大家|您|你|各位)?(?:参考|借鉴|阅读)|欢迎(?:大家|您)?(?:阅读|参考|借鉴|收藏|查阅)|希望(?:对|能|可以|能够)(?:大家|您|你|帮)[^。]{0,10}|"
    r"(?:以下|下面|本页|本文|这里)(?:是|为|收|汇|共|选|辑|编|刊)[^。]{0,40}\d{0,3}[一二三四五六七八九十几多]{0,3}(?:篇|则|份)|[一二三四五六七八九十\d]{1,3}(?:篇|份)[^。]{0,20}(?:总结|报告|小结|汇报)"
)
BLURB_EN = (
    r"compiled (?:for|by)|(?:collected|gathered|selected|put together|brought together)|welcome to (?:read|browse)|the editor has|(?:carefully|specially) (?:prepared|selected|compiled|sorted out)|(?:hope|hoping) (?:it|this|they|these|that it)? ?(?:will|can|may) (?:be )?help|for (?:your )?reference|(?:below|here|following|these) are (?:the )?(?:\w+ )?(?:\w+ )?(?:\w+ )?(?:summaries|reports)|"
    r"this page (?:collects|brings|holds|gathers|contains)|(?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,4}(?:summaries|reports|articles|reviews)|editor'?s note"
)
COUNT_ZH = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})\s?(?:篇|份|则)"
COUNT_EN = r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[\w-]+\s){0,4}(?:summaries|reports|articles|reviews|parts)\b"
ENGLISH_COUNTS = {
    word: value
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}

MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
TITLE_WORDS = r"总结|小结|汇报|报告|述职|回顾|简报|通报|要点|综述|体会|(?i:summar(?:y|ies)|report|review|recap|retrospective|round-?up|wrap-?up|debrief)"

# --- page furniture

CRUMB_LABELS = r"(?i:your location|location|you are here|current location|current position)|(?:您|你)?在(?:这里|此)|(?:您|你)?(?:现在|当前|目前|现时)?(?:所在)?的?(?:位置|导航|栏目)(?:是|为)?|面包屑|当前位置|(?i:(?:current )?location|you are here|breadcrumbs?|position|path)"
LINK_WORDS = (
    r"相关|延伸|扩展|拓展|同类|类似|热门|热点|最热|热读|人气|最?受(?:读者)?欢迎|热度|热|推荐|精彩|精选|精品|优质|猜|你|您|喜欢|可能|还|感兴趣|想看|也|会|为|给|大家|都在看|看了又看|看过|的人|点击|点阅|浏览|"
    r"访问|阅读|排行|榜单?|排名|最多|本周|本月|本站|本文|本栏目|全站|一周|一月|今日|\d{1,2}小?时|近期|最新|最近|更多|文章|文|内容|资讯|信息|报告|总结|小结|范文|链接|连结|报道|资料|下载|话题|"
    r"新闻|动态|专题|图文|栏目|读者|网友|小编|编辑|站长|继续|了解|关注|公告|更新|发布|标题|TOP|top|\d{1,2}|的|了|与|和|、|:|·|/|\||\s"
)
"""What headings of link lists are made of, and nothing else."""
LINK_WORDS_EN = (
    r"related|similar|see|also|further|more|read|reading|reads|next|articles?|posts?|links?|reports?|pages?|content|documents?|summaries|summary|stories|story|items|topics?|on|this|right|like|from|the|our|in|"
    r"we|liked|popular|most|viewed|visited|trending|now|hot|top|ranking|rank|week|week'?s|today|month|recommend(?:ed)?|recommendations?|for|you|may|might|will|would|be|interested|guess|what|enjoy(?:ed)?|suggested|"
    r"suggestions?|editor'?s?|picks?|choice|chosen|latest|news|readers?|other|others|people|same|category|downloads?|\d{1,2}|of"
)
LINK_KINDS: tuple[tuple[str, str], ...] = (
    (
        "recommended",
        r"推荐|猜|喜欢|感兴趣|精彩|精选|精品|(?i:recommend|you (?:may|might|will)|guess|suggest|pick|choice|interested)",
    ),
    (
        "popular",
        r"热|人气|受欢迎|点击|点阅|浏览|访问|排行|榜|排名|最多|都在看|看了又看|(?i:popular|most|trending|\bhot\b|\btop\b|rank)",
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
NAVIGATION = r"(?:(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s?:?\s?\d*\s*)?(?:\[\s?(?:打印|关闭|返回|收藏|纠错)[^\]]{0,6}\]\s*)+$|(?:上|下)一?(?:篇|页|条|则|个|节|期)\s?[:：]|(?i:(?:previous|next)(?: (?:article|page|report|post))?\s?:)|返回(?:首页|顶部|列表)|标签\s?:|【?(?:打印|关闭|收藏)(?:本页|窗口|此页)?】?$|分享(?:到|至|:\s?(?:微信|微博|qq|QQ|朋友圈))|扫一扫|点击(?:下载|查看)|下载(?:本文|全文|(?i:word))|(?:\[[^\]]{2,60}\])?\s?将本文的?\s?(?i:word)|推荐度\s?:|(?i:back to top|(?:tags?|filed under)\s?:|posted in\s|leave a (?:comment|reply)$|share (?:this|on)|share(?: (?:it|to|via|with))?\s?:|print this(?: page)?)|字号|(?i:skip to)|.{0,30}制作维护|技术支持\s?:|建议使用.{0,12}浏览器|.{2,30}维护\s?(?:分机|电话)|(?i:(?:(?:share|tweet|print|e-?mail|download|copy|save|like|pin|facebook|twitter|linkedin|whatsapp|pdf|this|page|link|via|on|x|prev(?:ious)?|next|older|newer|back|top|to|home|post|article|contact|about|use|us|privacy|policy|terms|of|cookies?|accessibility|sitemap|help|\(?[\d.]++ ?[mk]b\)?|[|·,/«»‹›←→<>])\s*+){2,40}+)$|(?i:advertisement|sponsored(?: content| post| link)?)\s?[.:]|[\[【]广告[\]】]"
BYLINE = r"(?:(?:发布|发表|更新|创建|编辑|报送|填报|上报)?(?:时间|日期)|来源|作者|[文图](?:字|片)?|图文|文图|撰文|摄影|供图|摄|编辑|责任编辑|责编|受文者|受文单位|受文机关|主送(?:机关|单位)?|呈交|呈报|提交|执笔|拟稿|制表|报告期|(?:汇报|报告|统计|总结)(?:期间|周期|时段)|所属期|撰写|撰稿|撰稿人|供稿|发布人|发布者|报送人|汇报人|报告人|述职人|填报人|填表人|审核|浏览次数|浏览|阅读次?数?|阅读量|点击|字体|单位|[作供上编申实总呈发填][者稿报写施结文]单位|报送单位|编制单位|报告单位|汇报单位|部门|所属部门|姓名|岗位|职务)\s?:"
WRITER_ZH = r"(?:[文图]|图文|文图|撰文|撰稿|摄影|供图|供稿|作者|记者|通讯员|来源)\s?[/|]\s?"
"""How magazines name who wrote and who took the pictures: 文/..."""
BYLINE_EN = r"(?i:(?:prepared for|prepared by|author|written by|submitted by|submitted to|compiled by|reported by|report to|(?:release|publication|issue)? ?(?:date|time)|published|posted(?: by| on)?|updated|source|editor|views|department|unit|team|contract|contractor|client|reporting unit|reporting body|organisation|organization|period|reporting period|status|approved by|reviewed by)\s?:|(?:from|to|by|font|cc|re|ref)\s?:|(?-i:by\s(?=[A-Z][a-z]+ [A-Z])|(?:Posted|Updated|Published)\s(?=\d)|(?:By|Prepared by|Submitted by|Compiled by|Posted by|Posted on|Published by|Published on|Written by|Issued by|Produced by)\s(?=[A-Z\d]|the\s)))"
UNIT_LABELS = r"(?:[作供上编申实总呈发填][者稿报写施结文]单位|报送单位|编制单位|报告单位|汇报单位|单位名称|单位|部门|所属部门|发布单位|(?i:prepared by|from|department|unit|team|contractor|reporting (?:unit|body)|organi[sz]ation|submitted by|compiled by))\s?:\s?"

# --- bodies

ORG_ENDINGS_ZH = (
    '[船轮舰艇][\u3400-\u9fff\\d]{1,6}号|["”][号轮舰艇]|调查船|科考船|测量船|巡逻船|救助船|渔政船|实习船|训练船|海巡船|执法船|公务船|巡逻艇|巡逻舰|海巡艇|渔政艇|护卫舰|家长教师会|宗亲会|寺|庙|道观|[一二三四五六七八九十][中小]|附中|附小|实小|党校|护理单元|病区|病房|发热门诊|善堂|国[小中]家长会|作业区|驿站|医共体|少先队|实践团|宣讲团|代表团|考察团|民政课|社会课|农业课|建设课|财政课|行政课|人事课|总务课|教务课|研考课|工务课|文化课|观光课|业务课|企划课|主计课|税务课|卫生课|秘书课|保健课|人大常委会|常委会|常务委员会|组委会|[种苗菌畜禽猪牛羊鸡鱼盐砂石砖货料]场|苗圃|耆英会|读书会|同学会|后援会|互委会|街坊会|校友会|联谊会|互助会|青年会|居民协会|办公处|疾控|第[一二三四五六七八九十\\d]{1,3}网格|工务段|机务段|车务段|电务段|车辆段|客运段|供电段|公路段|养路段|警务区|监狱|看守所|义工团|文工团|农贸市场|批发市场|超市|便利连锁|连锁|商场|粮库|储备库|船闸|泵站|公园|乐园|基地|教堂|售楼处|专卖店|营业部|门市部|'
    "海关|缉私局|边检站|法庭|司法所|律师事务所|会计师事务所|诊所|药房|药店|门诊部|养老院|福利院|敬老院|托育园|托儿所|少年宫|活动中心|体育馆|美术馆|纪念馆|科技馆|文化站|广播站|气象站|气象台|水文站|牧场|茶场|渔场|养殖场|电站|电厂|风景区|景区|植物园|动物园|度假区|保护区|灌区|工业园|产业园|科技园|孵化器|酒店|宾馆|剧场|剧社|乐团|合唱团|艺术团|歌舞团|旅行社|杂志社|编辑部|融媒体中心|车队|船队|车站|客运站|加油站|收费站|服务区|码头|机场|营业厅|储蓄所|分社|研究所|研究中心|实验室|课题组|教研室|教研组|年级组|备课组|工作专班|联络处|代表处|领事馆|公会|俱乐部|球队|工作队|突击队|志愿服务队|支教队|救援队|巡逻队|工段|乡公所|区公所|总商会|分队|消防站|救援站|公所|空间|学生会|董事会|监事会|业委会|家委会|红十字会|工商联|关工委|团工委|纪工委|纪委|人大办|政协|事务所|派出所|警署|署|分队|促进会|福利会|总会|分会|联会|同乡会|志愿者协会|联盟|联社|供销社|书院|学系|系|中心校|居民委员会|村民委员会|管理委员会|委员会|党工委|街道办事处|办事处|人民政府|人民医院|人民法院|人民检察院|管理中心|服务中心|指挥中心|卫生院|卫生所|卫生室|居委会|村委会|管委会|党支部|党总支|党委|支部|团委|团支部|工会|妇联|残联|残协|科协|"
    "办公室|治理办|城管办|管理局|总局|分局|局|厅|委|办|处|科|股|科室|室|事业部|工程部|项目部|管理部|财务部|销售部|市场部|人事部|行政部|技术部|生产部|部|部门|中心|总站|站|所|研究院|设计院|学院|医院|法院|检察院|院|"
    "中学|小学|大学|学校|幼儿园|分校|校|集团公司|有限责任公司|股份有限公司|有限公司|分公司|子公司|公司|集团|总厂|厂|车间|班组|工区|矿|店|支行|分行|银行|信用社|合作社|协会|学会|商会|联合会|基金会|理事会|大队|支队|中队|总队|服务队|队|"
    "小组|组|县|市|省|自治区|开发区|园区|新区|区|镇|乡|村|街道|社区|小区|图书馆|博物馆|档案馆|文化馆|馆|所属|剧院|剧团|电视台|报社|出版社|社|分场|农场|林场|水厂|污水处理厂|物业|站点"
).split("|")
GENERIC_UNITS_ZH = frozenset(
    "内部 外部 全部 干部 局部 我局 我县 我镇 我区 我市 本局 本县 本镇 本区 本市 社区 街道 公司 学校 单位 部门 医院 村 镇 乡 县 市 区 局 我社区 本社区 个人 班级 本部门 我部门 本公司 我公司 我校 本校 全县 全市 全区 全镇 该局 科室 中心 我中心 某局 小区 集团 办 处 科 室 部 组 队 站 所 院 校 厂 店 社 馆 城区 农村 乡村 "
    "新农村 全社区 各部门 各单位 基层 老旧小区 县区 市区 镇区 社区街道 街道社区 党委 党支部 支部 工会 银行 幼儿园 小学 中学 大学 学院 物业 项目部 班组 小组 车间 美丽乡村 乡镇 城镇 党组 教育局属 工作室 城市 卫生城市 文明城市 城乡 上级 年级 组织部门 居委会 村委会 居民委员会 村民委员会 委员会 办事处 街道办事处 服务中心 管理中心 管委会 有限公司 分公司 事业部 合作社 管理局 人民政府".split()
)
ORG_WORDS_EN = (
    "Department|Dept|Bureau|Office|Team|Works|Centre|Center|Company|Corporation|Services?|Division|Section|Committee|Council|Administration|Authority|Agency|Hospital|School|"
    "University|College|Institute|Group|Board|Station|Plant|Unit|Branch|Community|Town|Township|Village|Association|Society|Library|Clinic|Bank|Inc|Ltd|Limited|Corp|Foundation|Commission|"
    r"Ministry|District|County|Headquarters|Laboratory|Lab|Workshop|Crew|Depot|Desk|Directorate|Secretariat|Trust|Partnership|Utility|Utilities|Museum|Subdistrict|Neighbou?rhood|Club|Union|Squad|Brigade|Programme Office|Kindergarten|Faculty|Practice|Harbour|Port|Airport|Federation|Network|Alliance|Charity|Church|Forum|Consortium|Coalition|Co-operative|Cooperative|Larder|Parish|Shelter|Hospice|Theatre|Gallery|Archive|Archives|Registry|Mission|Embassy|Court|Police|Brigade|Taskforce|Task Force|Enterprises?|Holdings|Industries|Factory|Mill|Mine|Farm|Cooperative|Union|Guild|Chamber|Secretariat|Observatory|Academy|Nursery|Stores?|Hotel|Inn|Pottery|Ferries|Bakery|Brewery|Garage|Nurseries|Kitchen|Café|Cafe|Pantry|Pharmacy|Shop|Market|Cinema|Orchard|Vineyard|Winery|Railway|Tramway|Metro|Airlines?|Shipping|Collective|Fund|Appeal|Sub-district|Sub-Office|Sub-office|Consulate|Orchestra|Choir|Troop|Ward|Surgery|Depot|Yard|Shipyard|Prison|Garden|Gardens|Zoo|Studio|Publishers|Press|Newsroom|Precinct|Constabulary|Regiment|Platoon|Cell|Hub|Facility|PTA|PTFA|PLC|plc|LLC|LLP|CIC|CIO|Couriers|Logistics|Motors|Technologies|Associates|Consulting|Consultants|Textiles|Electronics|Optics|Robotics|Samaritans|Befrienders|Lifeboat|Players|Singers|Rovers|FC|AFC|RFC|Harriers|Ramblers|Haulage|Removals|Builders|Dairy|Creamery|Fisheries|Marina|Boatyard|Polytechnic|Infirmary|Hostel|Refuge|Sanctuary|Friends of|Volunteers|Wardens|Rangers|Scouts|Post Office|Homes|Corps|Detachment|Bookshop|Supermarket|Superstore|Salon|Launderette|Foods|Chemicals|Pharmaceuticals|Instruments|Printers|Waterworks|Ambulance|Chaplaincy|Lodge|Lighthouse|Lightship|Diocese|Deanery|Synod|Mosque|Synagogue|Cathedral|Priory|Sorority|Fraternity|Care Home|Nursing Home|Legion|Temple|Monastery|Abbey|Fellowship|Cadets|Brownies|Chorus|Ensemble|Inspectorate|Tribunal|Ombudsman|Helpdesk|Crematorium|Aquarium|Planetarium|Arboretum|Stadium|Refinery|Foundry|Smelter|Colliery|Sawmill|Distillery|Substation|Carriers|Bros|GmbH|Pty|Pte|Battalion|Squadron|Flotilla|Coastguard|(?:MV|RV|FV|SV|HMS|USS|RRS) [A-Z][\w'’-]+"
)
