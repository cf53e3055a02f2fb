"""The words by which figures are recognised, for folded text."""
# ruff: noqa: E501, SIM905 - lists of words read worse when they are wrapped

MEASURES = (
    "平方公里|平方千米|平方米|立方米|立方公尺|平方公尺|公尺|方|平方|立方|公里|千米|厘米|毫米|分米|海里|公分|英里|米|公斤|千克|毫克|微克|克|吨|公吨|吨公里|公顷|平方尺|平方呎|亩|升|毫升|公升|千瓦时|兆瓦时|千瓦|兆瓦|千伏安|兆伏安|千伏|千卡|千焦|伏|安|赫兹|兆赫|帕|兆帕|吉焦|焦耳|大卡|千帕|毫安|安时|瓦|标方|令吉|林吉特|分贝|勒克斯|兆|度|摄氏度|"
    "元|美元|欧元|港元|港币|日元|英镑|澳元|新台币|台币|卢布|韩元|美金|块钱|块|毛|角|"
    "人次|人份|人天|人日|人月|人|名|位|员|口|户次|户籍|户|家次|家|个百分点|百分点|个点|个小时|个工作日|个月|个季度|个学期|个课时|个星期|个交易日|个|工作日|件次|件套|件|起|宗|例次|例|桩|项次|项|条次|条|次|场次|场|期|批次|批|份次|份|张次|张|册次|册|本|部|篇次|篇|幅|套次|套|台次|台套|台|辆次|辆|车次|"
    "车|艘次|艘|架次|架|节次|节|座次|座|栋|幢|间|所次|所|处次|处|块|片|棵|株|丛|盆|根|支|盏|只|头|匹|对|双|副|把|袋|箱|桶|瓶|盒次|盒|包|组|支队|队次|队|班次|趟次|趟|轮次|轮|回|遍|步|页|字|分钟|分|倍|成|天|小时|秒钟|秒|岁|周岁|斤|两|顿|吨位|吨次|床位|床日|床|面|门次|门|道|眼|尊|枚|颗|粒|层|类|种|款|笔|单|封|则|段|课时|学时|学分|"
    "站次|站|点位|桌|席|枝|具|扇|簇|车皮|票|针次|针|剂次|剂|日次|令|平米|平|延长米|延米|井次|毫克|榀|航次|列次|列|卷|尾|盘|标准箱|标箱|羽|担|筐|捆|杯|碗|餐次|餐|例|幕|首|集|版|刊|局次|局|棚|畦|番|路|届|点|班|周|星期|通|讲|堂|课|句|行|垧|里|寸|尺|丈|顷|盎司|磅|加仑|桶油|领|顶|串|排|级次|"
    "机|宗次|单次|轮胎|栏|窝|垛|堆|坛|罐|壶|匣|滴|丝|股|缕|团|伙|帮|拨|路次|发|管|柱|门课|堂课|节课|档|帧|屏|稿|案|证|卡|券|单位"
).split("|")
"""Measure words and units of measure that follow a Chinese number."""

COUNTED = (
    "方面|大类|小类|中类|小项|大项|大块|大片|大片区|大行动|大工程|大任务|大举措|大板块|大领域|大体系|大模块|部门|单位|企业|公司|乡镇|街道|社区|行政村|自然村|村民小组|村居|村|镇|乡|县区|县市|区县|县|市州|地市|市|省|学校|院校|高校|班级|教学班|教学点|学生|学员|学子|师生|教师|教职工|教工|职工|员工|党员|干部|群众|居民|村民|住户|商户|农户|贫困户|用户|客户|"
    "警力|警车|警务|民警|志愿者|网格员|网格|小区|楼栋|项目|案件|问题|隐患|岗位|医生|护士|患者|病人|代表|委员|门店|网点|景区|酒店|饭店|超市|药店|工地|厂房|车间|机组|车辆|船舶|树木|苗木|蔬菜|大棚|泵站|水库|河道|池塘|公厕|垃圾桶|摄像头|基站|单元格|税种|课题|专利|论文|麻袋|汽车|船|校|店|站所|院|厂|矿"
).split("|")
"""Nouns that are counted without a measure word."""

NOT_COUNTED = frozenset(
    "年月日号时刻级线室楼班等甲乙丙型版强季星后周期至到和与及或以为是的之在于中上下内外前后其占增减提升降达完由从被将已均都则也又并同较共每各该此这那向按经因使让给用不无未有没能可要应须需会得着过了超近约左右多来去还再但而且若如即就才只更最很皆仍曾"
    "甚既却乃把对也即所令便另把凭据依随连跟比除自当及暨兼维声甫式制化性者师团营连代宗世纪比区元旦号"
) - frozenset("所令对把")
"""Characters that follow a number without counting anything: particles, verbs, and words that number a thing."""

NOT_COUNTED_WORDS = (
    "热线|高速|国道|省道|县道|平台|网站|系统|工程|计划|模式|工作法|专项|机制|政策|法案|思路|战略|目标|格局|框架|理念|文件|会议|精神|报警|急救|火警|消防|指挥|网格化|宣传日|宣传月|活动|院校|高校|工作制|规划|议程|愿景|热点|容忍|距离|门槛|接触|差错|联动|工作室|总|主题|标段|单元|街区|地块|弄|巷|大道|大街|分之|周年|季度|年度|学年|国际|全国|世界|中国|国家|人大|大报告|大精神|新增|完成|办理|办结"
).split("|")

AFTER = {
    "方": "面案式法向协责程便针", "分": "别之为成类公校部配析发管辨支数流", "成": "立功员果为效绩交本人熟长型品", "次": "日级要数生代", "点": "钟半半多整左前后到至", "届": "中全人政学毕会委三四五六七", "路": "公车汽巴电环终线口由径段",
    "天": "然津气花", "台": "湾州风", "通": "过报知告", "回": "访复应收顾", "节": "约能日假", "把": "关握好手",
    "步": "行骤入", "间": "隔接断", "度": "假过量", "排": "放名水查", "包": "括含保联干", "批": "准评复示",
    "集": "中体合镇市约", "双": "方向休创", "本": "校局院月周季级市县区镇村单", "对": "于照接标应策外1一", "起": "来草步用诉到",
    "升": "级至到为高学", "口": "岸径", "面": "积临向对", "发": "布放展现生挥动", "行": "政业动为使", "证": "明实据",
    "卡": "", "案": "件例", "机": "构关制场", "管": "理控道", "屏": "幕", "课": "题程", "讲": "解话座师", "里": "", "段": "",
    "员": "工", "平": "均台安", "团": "", "版": "", "单": "位元", "片": "区", "局": "面", "首": "次", "列": "为入", "站": "在位",
    "支": "持部付", "副": "主校局院书市县镇", "元": "旦月", "周": "年", "堆": "", "首批": "",
}  # fmt: skip
"""What turns a measure word into the beginning of another word."""

SPECIAL_NUMBERS = frozenset(
    "110 114 119 120 122 12345 12315 12319 12333 12348 12355 12366 12369 12388 12389 12123 211 315 360 404 618 863 973 985 996 1111 1688 3721".split()
)
"""Numbers that are names; a listed measure word still makes them figures."""

MULTIPLIERS = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
"""What a multiplier stands for."""

MEASURE_SPELLINGS = {
    "m2": "平方米 平方 平米 平 ㎡ m² m2 平方公尺 square_metres square_metre square_meters sq_m sqm",
    "m3": "立方米 立方 m³ m3 ㎥ 方 立方公尺 cubic_metres cubic_metre cubic_meters",
    "km2": "平方公里 平方千米 km² km2 square_kilometres",
    "km": "公里 千米 km ㎞ kilometres kilometre kilometers kilometer",
    "m": "米 公尺 延米 延长米 m metres metre meters meter",
    "t": "吨 公吨 t tonnes tonne tons ton",
    "kg": "公斤 千克 kg kilograms kilos",
    "ha": "公顷 ha hectares hectare",
    "mu": "亩 mu",
    "degree": "degrees degree",
    "h": "小时 个小时 h hr hrs hours hour",
    "min": "分钟 min minutes minute",
    "s": "秒 秒钟 s sec seconds second",
    "d": "天 days day",
    "month": "个月 months month",
    "year": "年 years year",
    "kWh": "千瓦时 kWh",
    "MWh": "兆瓦时 MWh",
    "kW": "千瓦 kW",
    "MW": "兆瓦 MW",
    "L": "升 公升 L l litres litre liters liter",
    "°C": "摄氏度 ℃ °C °c",
    "pp": "个百分点 百分点 个点 percentage_points percentage_point points pp",
    "%": "%",
    "‰": "‰",
    "CNY": "元 块 块钱 人民币 RMB CNY yuan ¥ ￥",
    "USD": "美元 美金 $ US$ USD dollars dollar",
    "HKD": "港元 港币 HK$ HKD",
    "EUR": "欧元 € EUR euros euro",
    "GBP": "英镑 £ GBP pounds",
    "JPY": "日元 JPY",
    "person": "人 名 位 员 people persons person",
}
"""One spelling of a measure for all its spellings."""

EN_STOP = frozenset(
    """
    a about above across actually after again against aged ago all almost alone along already also although among an and annually any apart are around
    as at attend attends be became because been before behind being below beside besides between beyond both built but by came can cannot carries
    carry could daily despite did do does done down during each either else even ever every except excluding far fell finally  for found from
    further gave go goes got grew had has have he held her here his hold holds how however i if in including inside instead into is it its itself just
    kept last late later led left  like likely lost made may meanwhile met might minus monthly  moreover most must nearly need needs never
    next no nor not now of off on once only onto or  otherwise our out outside over overall own paid per plus  previously quarterly quite
    ran rather recently remain remains respectively rose same saw sent several shall she should show shows since so some soon spent stand stands still
    stood such taken takes than that the their them then there therefore these they this those though through throughout thus to together too took
    toward towards twice under unless unlike until up upon us used using usually versus very via was we weekly well went were what when where whereas
    whether which while who whom whose why will with within without won worth would yesterday yet you your
    """.split()
)
"""English words that no counted noun begins with or goes on after; participles are told by their ending."""

EN_PLURALS = frozenset(
    "people children men women staff personnel police sheep fish aircraft mice teeth feet cattle vehicles media data criteria alumni".split()
)
EN_LABELS = frozenset(
    """
    account act agenda agendas annex annexs apartment apartments appendix appendixs article articles band bands batch batchs bay bed berth berths
    block blocks boiler boilers box building buildings bus camera case category categorys cell channel channels chapter chapters class classes clause
    clauses court courts covid day depot depots desk district districts dock docks door draft drafts edition editions euro exhibit exhibits exit exits
    field fig figure figures filter filters flat flats flight flights form forms furnace furnaces fy gate gates generator generators goal goals grade
    grades group h hall halls highway highways house invoice invoices iso issue item items junction junctions key kiln kilns lane lanes lesson level
    levels lift line lines lot meter model models module modules month motion no nos number numbers objective objectives option options order page
    pages paragraph paragraphs part parts phase phases pier piers pitch pitchs plant platform platforms plot pm point priority prioritys pump pumps
    python q quarter question rank ranked rankeds ranks reactor reactors ref reference references regulation regulations release releases resolution
    room rooms round route routes rule rules scale scales schedule schedules section sections sector sectors sensor series shed sheds shift site slide
    squad squads stage stages step steps stop stops studio studios substation substations suite suites table tables tank tanks team terminal terminals
    theatre theatres ticket tier tiers top tower towers track transformer transformers turbine turbines type types unit units valve valves version
    versions volume volumes ward wards warehouse warehouses wave waves week well windows year zone zones
    """.split()
)
"""Nouns whose number is a name: Room 4, Phase 2."""

EN_VERBS = frozenset(
    "building order stop track lift point rank scale shift plant exit issue slide act house form ward number ticket account".split()
)
"""Labels that are verbs too: "order 3 vans", "building 2 halls" name nothing."""

EN_TIMES = frozenset("quarter week month year day".split())
"""Labels that are no name with an article before them: "in the quarter 118 people were trained"."""

EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
EN_OPENERS = frozenset(
    """
    held ran made gave sent sold bought met won cut laid dug took built drew drove found kept led left lent lost paid read rose set shot spent spoke swept taught wrote dealt fought grew hung hired put saw
    total totals overall altogether nearly almost about around over under some roughly approximately only just all another other further additional remaining these those the our their its his her my your
    and or but with by to from for of in on at between until after before during within among against into through than plus including currently today yesterday again also both each every per up least most
    exactly precisely first last next every additionally further crews staff members volunteers teams officers residents visitors had has have was were is are saw see added
    """.split()
)
"""Words at the beginning of a sentence after which a number counts what follows, and is no name."""

EN_BEFORE_COUNTS = frozenset(
    "nearly almost about around over some roughly approximately only just all another under than least most held ran made gave sent sold bought met took built saw had has have were was".split()
)
"""Words after which a number like a year counts what follows."""
