"""Ordinary words that generated reports are made of; no sentence is copied from anywhere.

The first words of a list are the frequent ones: `frequent_first` gives them Zipf's weights. Rare words are put together
from common ones, so that the vocabulary is as large as that of real reports.
"""

from itertools import accumulate, product


def _words(text: str, separator: str | None = None) -> list[str]:
    return [word.strip() for word in text.split(separator)]


CHINESE = _words(
    """
    工作 开展 完成 加强 组织 管理 落实 服务 推进 建设 检查 制度 培训 问题 情况 人员 提高 安全 项目 单位 全面 进一步
    重点 卫生 环境 宣传 活动 群众 社区 责任 督查 整改 部门 会议 学习 计划 任务 目标 质量 标准 流程 机制 协调 沟通
    汇报 总结 分析 统计 数据 资料 档案 系统 平台 设备 维护 维修 更新 采购 预算 资金 支出 成本 收入 增长 下降 比例
    全年 季度 上半年 下半年 月度 年度 及时 认真 积极 主动 有效 明显 稳步 持续 逐步 切实 深入 细化 规范 严格 统一
    集中 现场 基层 一线 窗口 办理 受理 登记 审核 审批 备案 公示 公开 监督 考核 评估 验收 移交 交接 值班 巡查 排查
    隐患 事故 应急 演练 预案 消防 防汛 防火 交通 道路 桥梁 供水 供电 供热 燃气 管网 排水 污水 垃圾 分类 清运 清理
    保洁 绿化 河道 水库 水质 空气 噪声 学校 教师 学生 课程 教学 医院 医生 护士 病人 疫苗 接种 体检 门诊 药品 食品
    餐饮 市场 商户 企业 公司 客户 产品 生产 车间 仓库 库存 运输 订单 销售 合同 投诉 回访 满意 技术 研发 测试 网络
    软件 硬件 信息 安装 调试 故障 响应 备件 工单 农业 农村 农户 粮食 蔬菜 果园 畜牧 林业 水利 灌溉 土地 承包 合作社
    扶持 补贴 就业 创业 社保 医保 养老 低保 救助 慰问 残疾 妇女 儿童 老人 青年 志愿 文化 体育 图书 演出 比赛 讲座
    展览 旅游 景区 住房 改造 拆迁 安置 物业 停车 电梯 路灯 税收 财务 审计 报表 工资 招聘 岗位 干部 职工 党员 支部
    民主 纪律 作风 廉政 法规 执法 案件 调解 纠纷 信访 治安 巡逻 监控 摄像 门禁 保密 文件 印章 通知 简报 信息员 联络
    走访 座谈 调研 征求 意见 建议 反馈 采纳 改进 创新 试点 推广 经验 不足 困难 原因 措施 办法 方案 步骤 阶段 期限
    进度 牵头 配合 分工 负责 联系 街道 乡镇 村庄 小区 楼栋 网格 热线 平均 同比 环比 累计 新增 减少 覆盖 达标 合格
    优秀 先进 表彰 奖励 处罚 通报 下一步 今后 继续 力争 确保 做好 抓好 形成 建立 健全 完善 优化 提升 强化 深化 拓展
    打造 营造 促进 保障 支持 指导 帮助 解决 发现 存在 缺乏 滞后 偏低 薄弱 不够 有待
    """
)
ENGLISH = _words(
    """
    the of and to in for on with was by a at from were has this all that we our will be new more each work team
    staff service project office report training plan quarter month year week site public local safety water road
    school health clinic centre council community resident member customer supplier contract budget cost income
    saving target result review audit check visit meeting session course record register file form letter call
    complaint answer request order delivery stock store vehicle driver fuel repair replacement maintenance
    inspection equipment pump valve pipe drain bridge lamp signal camera alarm door roof wall window boiler heating
    power meter cable network server software update backup password account user screen printer phone line section
    branch ward town village district county region street park garden tree river bank field farm crop harvest
    market shop trader company worker manager leader officer clerk nurse doctor teacher pupil student parent child
    family elder volunteer visitor patient partner agency board committee group unit department policy rule
    standard procedure measure method tool step stage phase deadline delay progress start finish opened closed
    completed reduced increased improved kept held made given taken sent received issued approved agreed planned
    prepared trained tested checked cleaned repaired replaced installed moved hired joined left shared reported
    recorded measured counted compared reviewed discussed answered settled remaining missing late early short long
    full part half third average total number share rate level quality quantity time day morning evening winter
    summer spring autumn rain flood fire accident incident risk damage injury claim insurance cause lesson problem
    gap need want demand supply support advice help guide note notice poster leaflet survey question opinion
    comment suggestion idea trial pilot example practice habit skill knowledge language history culture library
    museum sport match event festival exhibition tour room hall kitchen food meal menu waste bin recycling glass
    paper plastic metal noise air dust smell light sign map route stop bus train parking traffic crossing pavement
    cycle path gate fence lock key badge shift rota absence leave overtime pay pension tax grant loan
    """
)
TOPICS = _words(
    """
    卫生 培训 供水 安全生产 环境卫生 社区服务 客户服务 网络维护 消防 教学 养老 绿化 财务 信访 就业 农业 文化 交通
    医疗 采购
    """
)
ENGLISH_TOPICS = _words(
    """
    health, training, water supply, safety, sanitation, community service, customer service, network repair,
    fire protection, teaching, elder care, parks, finance, complaints, employment, farming, culture, transport,
    clinics, purchasing
    """,
    ",",
)
PLACES = _words(
    """
    柳桥 石塘 茶岭 东街 河湾 林溪 北场 南坪 青泉 竹园 白沙 云台 大安 平湖 古渡 新丰 高岗 沙洲 松山 梅村
    """
)
ENGLISH_PLACES = _words(
    """
    Willow, Stone, Tea Hill, East, River, Wood, North, South, Spring, Garden, Sand, Cloud, Market, Lake, Ferry,
    Mill, High, Shore, Pine, Plum
    """,
    ",",
)

HEADINGS = {
    "introduction": ("基本情况", "Overview"),
    "work_done": ("主要工作", "Work done"),
    "lessons": ("经验体会", "Lessons learnt"),
    "problems": ("存在问题", "Problems"),
    "next_steps": ("下一步打算", "Next steps"),
    "other": ("附记", "Annex"),
}


def rare_chinese() -> list[str]:
    """Return words made of the halves of the common ones."""
    firsts, lasts = (list(dict.fromkeys(word[place] for word in CHINESE)) for place in (0, -1))
    return [first + last for last, first in product(lasts[:40], firsts[:150]) if first != last]


def rare_english() -> list[str]:
    """Return words made of common ones and endings."""
    stems = [word for word in ENGLISH if len(word) > 3]
    return [
        stem + ending for ending in ("er", "ing", "s", "less", "ful", "ly", "ment", "ware", "wise") for stem in stems
    ]


def frequent_first(words: list[str]) -> tuple[list[str], list[float]]:
    """Return words with cumulated weights after Zipf (rank 5 upwards, so that no word is everywhere)."""
    words = list(dict.fromkeys(words))
    return words, list(accumulate(1 / rank for rank in range(6, len(words) + 6)))
