"""The words by which names of persons are told from other words: surnames, roles, what is sensitive."""
# ruff: noqa: E501, SIM905 - lists of words read worse when they are wrapped

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆农司卓古吉缪简车项芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬卞姬仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池麻苑迟邝匡鞠惠荆乐冀胥郗湛冼朴"
)
"""The commonest surnames of one character, after folding."""
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "独孤",
    "南宫",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
    "宇文",
    "轩辕",
    "端木",
    "百里",
    "呼延",
)
AMBIGUOUS = frozenset(
    "于向时应连和全成明安方高常石路关解从农司古单乐游管商谈查简项师阳车景师华文万金左卫席池封边费党易房甘包申冷章温盛尚关项沙惠路季麦谷严白毛牛马黄田林江方叶水米和"
)
"""Surnames that are common words as well: a name of theirs needs a sign on either side or a longer look."""

GIVEN_WORDS_ZH = frozenset(
    "建国 建军 建华 建设 建平 建新 国庆 国强 国华 爱国 爱民 志强 志勇 文明 文斌 小红 小明 秀英 桂花 桂英 春花 海燕 海涛 和平 胜利 解放 卫国 卫东 红军 光明 东方 永红 晓明 立新 新华 苗苗 婷婷 丽丽 娟娟 英勇 长江 长城 大海 大鹏 金山 玉兰 雪梅 红梅 腊梅 春梅 桂香 月娥 素珍 明亮 富贵 有才 德福 安康 平安 健康 自强 思远 天佑 子轩 雨晨 朝阳 阳光 向阳 晓光 春生 长生 福生 根生 水生 新民 为民 利民 卫民 爱华 振华 中华 国平 建民 庆国 保国 卫平 文革 跃进 援朝 抗美".split()
)
"""Words that are given names as well, where other signs say that somebody is named."""

SENSITIVE_ZH = (
    "残疾人|残疾儿童|残疾学生|残疾青年|残疾老人|智障|脑瘫|聋哑|盲人|精神病人|精神障碍者?|低保户|低保对象|低保人员|低保家庭|低保老人|特困户|特困人员|特困供养人员|特困职工|贫困户|贫困生|贫困学生|贫困残疾人|贫困家庭|建档立卡户|脱贫户|监测户|五保户|五保老人|"
    "困难户|困难群众|困难职工|困难党员|困难家庭|困难学生|患者|病人|病患|病号|孤儿|孤寡老人|独居老人|空巢老人|失独老人|失能老人|留守儿童|留守老人|困境儿童|事实无人抚养儿童|未成年人|儿童|幼儿|婴儿|小学生|中学生|学生|产妇|孕妇|受害人|被害人|嫌疑人|犯罪嫌疑人|服刑人员|"
    "社区矫正对象|矫正对象|矫正人员|刑满释放人员|刑释人员|吸毒人员|戒毒人员|上访人|信访人|上访户|举报人|投诉人|优抚对象|烈属|遗属|伤残军人|退役军人|遗孀|寡妇|难民|流浪人员|被救助人|受助人|受助学生|家暴受害者"
)
"""Whom a report must not name without need, longest first where one begins another."""
SENSITIVE_NEAR_ZH = "残疾|低保|贫困|特困|五保|患者|患病|重病|癌|白血病|艾滋|孤儿|智障|脑瘫|精神病|矫正|吸毒|刑满|上访|信访人|受害|嫌疑|家暴|单亲|失独|留守儿童"
ROLES_ZH = (
    "党委书记|党支部书记|支部书记|总支书记|纪委书记|副书记|书记|副县长|县长|副市长|市长|副镇长|镇长|副乡长|乡长|副区长|区长|副局长|局长|副主任|主任|副科长|科长|副处长|处长|副院长|院长|副校长|校长|副所长|所长|副站长|站长|副队长|队长|副组长|组长|副总经理|总经理|经理|董事长|"
    "村长|社长|会长|秘书长|部长|主席|委员|干事|专员|网格员|联络员|负责人|带头人|志愿者|党员|干部|职工|员工|代表|教师|老师|医生|护士|民警|工程师|居民|村民|住户|业主|市民|群众|老人|烈士|模范|先进个人|联系人|经办人|撰稿人?|姓名"
)
"""What stands before a name without being sensitive."""
AFTER_ZH = "同志|先生|女士|小姐|老人|大爷|大妈|大叔|大娘|奶奶|爷爷|阿姨|婆婆|小朋友|小同学|同学|老师|师傅|医生|大夫|护士|教授|烈士|一家|夫妇|夫妻|之[子女妻母父]"
KIN_ZH = "的?(?:母亲|父亲|妈妈|爸爸|儿子|女儿|丈夫|妻子|爱人|家属|家人|家长|监护人|孩子|奶奶|爷爷|遗属)"
FUNCTION_ZH = frozenset("的等是在为因家一身患说同与及被将把已从向对给由了又也还曾就有无")
"""What may follow a name without being part of it."""

PINYIN_SURNAMES = frozenset(
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Gao Luo Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Yuan Pan Yu Jiang Cai Du Ye Cheng Su Wei Lu Ding Ren Shen Yao Cui Zhong Tan Fan Jin Shi Liao Jia Xia Fu Bai Zou Meng Xiong Qin Qiu Yin Xue Yan Duan Lei Hou Long Tao Gu Mao Hao Gong Shao Wan Qian Mo Kong Xiang Kang Wen Niu Ge Xing An Qi Qiao Pang Zhuang Nie Zhai Zhan Shu Ruan Ke Ji Mei Ling Bi Pei Huo Ouyang Situ Zhuge".split()
)
GIVEN_EN = frozenset(
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Margaret Anthony Betty Mark Sandra Donald Ashley Steven Dorothy Paul Kimberly Andrew Emily Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda George Melissa Edward Deborah Ronald Stephanie Timothy Rebecca Jason Laura Jeffrey Sharon Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen Benjamin Samantha Samuel Katherine Gregory Christine Alexander Debra Frank Rachel Patrick Carolyn Raymond Janet Jack Catherine Dennis Maria Jerry Heather Tyler Diane Aaron Ruth Jose Julie Adam Olivia Nathan Joyce Henry Virginia Peter Victoria Zachary Kelly Kyle Christina Walter Lauren Harold Joan Carl Evelyn Keith Judith Roger Megan Albert Andrea Arthur Cheryl Terry Hannah Lawrence Jacqueline Sean Martha Gerald Gloria Ethan Teresa Austin Sara Joe Janice Noah Marie Jesse Ann Alan Kathryn Philip Frances Simon Alice Oliver Harry Lucy Sophie Charlotte Grace Ian Neil Graham Colin Claire Fiona Tom Kate Jane Sally Priya Ahmed Mohammed Fatima Omar Aisha Ravi Anil".split()
)
TITLES_EN = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Comrade)\.?|(?:[Dd]eputy |[Aa]ssistant |[Aa]cting |[Vv]ice |[Gg]eneral |[Pp]arty )*(?:[Ss]ecretary|[Mm]ayor|[Dd]irector|[Mm]anager|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Ll]eader|[Hh]ead|[Ee]ngineer|[Ss]upervisor|[Pp]rincipal|[Ii]nspector|[Oo]fficer|[Nn]urse|[Tt]eacher|[Dd]octor|[Cc]aptain|[Ff]oreman|[Cc]ommander|[Cc]lerk|[Cc]ouncillor|[Mm]inister))(?: of the (?:[A-Z][a-z]+ ){1,3}(?:Committee|Branch|Bureau|Office|Department|Board))?"
SENSITIVE_EN = r"(?i:\b(?:patients?|child(?:ren)?|pupils?|students?|disabled|disabilit(?:y|ies)|wheelchair|widow(?:er)?|orphans?|tenants?|refugees?|asylum|diagnosed|dementia|autis\w+|cancer|hiv|benefits? claimants?|claimants?|welfare|low[- ]income|homeless|offenders?|victims?|probation|pregnan\w+|bedridden|elderly resident|complainants?|petitioners?|aged \d{1,3}|\d{1,3}[- ]year[- ]old)\b)"
NOT_NAMES_EN = frozenset(
    "Road Street Avenue Lane Park Court House Hall School Hospital College University Square Bridge Station Centre Center Close Drive Way Gardens Green Hill Works Building Prize Award Fund Foundation Trust Day Act Committee Office Department Bureau Team Group City County Province District Town Village River Lake Island Church Library Museum Company Limited Ltd Inc".split()
)
"""What follows a person's name where the place or body is meant that bears it."""
