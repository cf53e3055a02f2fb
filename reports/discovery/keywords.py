"""Keywords of a text without a dictionary: what it repeats, holds together and others do not say. Pure Python.

English candidates are phrases between function words. Chinese candidates are runs of two to six characters that stand
beside different neighbours (so they are words, not pieces of one) and whose characters keep together.
"""
# ruff: noqa: E501, SIM905 - lists of words read worse when they are wrapped

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from reports.figures import MEASURES
from reports.search import fold, stemmed, tokenise

LONGEST = 6
LEAST_COUNT = 3
LEAST_SHARED = 2
"""Times that a phrase stands in the text; fewer are enough where others name it too: a tag brings reports together."""

LEAST_PASSAGES = 2
HEADING_LENGTH = 30
_RUN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]|[^\sA-Za-z]+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_EDGES = frozenset(
    "的了在栋幢批套盏座株和与是有为等及其对将从到把被让使由于以并而或也都又更还就已未不没无非各该本此这那每某全共约近达后前中内外上下间时起来去过着得地之所个名项次件处户人家台辆吨元万亿年月日号第一二三四五六七八九十两几多余少新大小老再可能会要应须需做搞抓促向按照据通因如若但且则当同较高低好仅只我你他她它们请"
)
"""Characters that no Chinese keyword begins or ends with."""

_GENERIC_ZH = frozenset(
    "工作 总结 汇报 报告 情况 问题 方面 进行 开展 加强 提高 完成 落实 推进 组织 实施 建设 管理 服务 发展 活动 制度 机制 体系 措施 目标 任务 要求 计划 重点 基础 能力 水平 质量 效果 成效 意识 思想 认识 领导 部门 单位 人员 群众 干部 居民 村民 职工 员工 学生 教师 社区 街道 全县 全市 全镇 全区 今年 去年 本年 明年 季度 上半年 下半年 年度 全年 本季度 目前 以来 期间 同期 同比 累计 合计 其中 以上 以下 左右 下一步 打算 存在 不足 不够 主要 有关 相关 及时 积极 认真 切实 进一步 不断 持续 深入 全面 扎实 有效 努力 确保 做好 加大 力度 方式 方法 内容 形式 项目 范围 时间 地点 现场 会议 检查 整改 学习 宣传 教育 培训班 负责 承担 协调 配合 支持 参加 参与 举办 召开 安排 部署 研究 制定 完善 建立 健全 形成 解决 处理 发现 接到 收到 办理 提供 增加 减少 下降 上升 达到 超过 实现 取得 得到 受到 保障 保证 满足 开始 结束 继续 同时 此外 另外 通过 根据 按照 围绕 结合 针对 由于 因此 以及 市场 公司 企业 集团 中心 县局 我局 我县 我镇 我社区 我公司 负责人 工作人员 主任 书记 经理 平均 比例 数量 总数 部分 大部分 两个 三个 一批 一些 一次 每月 每周 每天 月份 上年 明显 稳定 正常 安全 平稳".split()
)
_GENERIC_EN = frozenset(
    """
    report reports reporting summary summaries work works worked working year years quarter quarters month months week weeks day days time times period periods team teams staff people person
    department departments office unit units service services activity activities result results problem problems issue issues plan plans planned target targets number numbers total average rate rates
    part parts section sections level levels case cases item items point points area areas place places end start beginning half first second third fourth one two three four five six seven eight nine ten
    new old good better best high higher low lower large small long short main other same next last previous following full early late more less most many few several all some any every each both half
    made make take taken given got put set held done use used need needs way ways thing things order number list line lines page table figure figures example use side rest lot kind site sites hour hours minute minutes
    morning afternoon evening night today january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    eleven twelve dozen thirteen fourteen fifteen twenty thirty run runs leave water ntu progress progressed improvement improvements increase decrease change changes effort efforts support member members manager management system systems process processes project's information company bureau town county city village district percent
    per cent million thousand hundred metres meters kilometres tonnes litres degrees seconds
    """.split()
)
_FUNCTION_EN = frozenset(
    """
    a about above across after again against all along also although am among an and another any are around as at away back be became because been before behind being below between both but by came can cannot could did do does doing done down
    during each either enough even ever every few for from further gave get go goes gone had has have having he her here hers him his how however i if in into instead is it its itself just kept know left let like made make many may me might more most much must my near
    neither never no nor not now of off often on once one only onto or other others our out over own per quite rather same she should since so some still such than that the their them then there therefore these they this those though through thus to together too toward
    towards two under until up upon us very via was we well went were what when where whereas whether which while who whole whom whose why will with within without would yet you your it's
    """.split()
)

PARTICLES = frozenset(
    "的了在和与是为等及其对将从到把被让使由以并而或也都又更还就已未不没无各该本此这那每共约第一二三四五六七八九十两个次年月日号元万亿"
)
"""Characters that tie words together or count them: no pair of characters with one of them is a subject."""

_VERBS_ZH = tuple(
    "增加 减少 加强 开展 推进 完成 组织 清运 清理 培训 更换 新建 改造 整理 规范 受理 排查 提高 落实 实施 安装 设置 发放 绕行 收集 增设 新增 召开 举办 解决 处理 提升 优化 强化 深化 健全 完善 建立 制定 复核".split()
)


@cache
def generic_tokens() -> frozenset[str]:
    """Return the pairs of characters and the stems of words that reports on every subject use."""
    pairs = {word[start : start + 2] for word in _GENERIC_ZH for start in range(len(word) - 1)}
    return frozenset({*pairs, *stemmed(" ".join((*_GENERIC_EN, *_FUNCTION_EN))).split()})


Frequency = Callable[[str], float]
"""How large a share of the library names a phrase, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase as the text writes it, how often, and how telling it is."""

    name: str
    count: int
    score: float


_PLACE = re.compile("(?:[路街巷段院村组镇乡县市区桥岗坝站点楼栋坡]|宿舍|小区|市场|大厅|路口|河道|现场)$")
"""What names of places end in: they are no tags, however often a report names them."""


def find_keywords(title: str, texts: Sequence[str], frequency: Frequency, *, is_chinese: bool) -> list[Keyword]:
    """Return the most telling phrases of a text, the best first."""
    candidates = _chinese_candidates(texts) if is_chinese else _english_candidates(texts)
    in_headings = fold(" ".join([title, *(text for text in texts if len(text) <= HEADING_LENGTH)]))
    found = []
    lines = [text.lower() for text in texts]
    for name, count in candidates.items():
        share = frequency(name)
        is_shared = share > 0
        if count < (LEAST_SHARED if is_shared else LEAST_COUNT) or sum(name in line for line in lines) < LEAST_PASSAGES:
            continue
        length = min(len(name), 4) / 4 if is_chinese else min(len(name.split()), 2) / 2
        score = math.log1p(count) * math.log(1 / (share + 0.02)) * length * (1.5 if is_shared else 1)
        found.append(Keyword(name, count, round(score * (1.3 if fold(name) in in_headings else 1), 3)))
    return _without_overlaps(sorted(found, key=lambda keyword: (-keyword.score, keyword.name)))


def _without_overlaps(ranked: Sequence[Keyword]) -> list[Keyword]:
    """Keep the better of two keywords of which one is a piece of the other or shares half of it."""
    kept: list[tuple[Keyword, set[str]]] = []
    for keyword in ranked:
        tokens = _tokens(keyword.name)
        if not any(len(tokens & other) * 2 >= min(len(tokens), len(other)) for _keyword, other in kept):
            kept.append((keyword, tokens))
    return [keyword for keyword, _found in kept]


def _tokens(name: str) -> set[str]:
    return {token for token in tokenise(name) if len(token) > 1}


def _english_candidates(texts: Sequence[str]) -> Counter[str]:
    """Count the phrases of one to three words between function words, in the form used most."""
    forms: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for text in texts:
        run: list[str] = []
        # A capital inside a sentence begins a name: of a place, a person, a product.
        for word in [*_WORD.findall(_NAME.sub(".", text)), "."]:
            lower = word.lower()
            if lower[0].isalpha() and lower not in _FUNCTION_EN and len(lower) > 2 and not lower.endswith("'s"):
                run.append(lower)
                continue
            for length in (1, 2, 3):
                for start in range(len(run) - length + 1):
                    phrase = run[start : start + length]
                    if not (_GENERIC_EN & {phrase[0], phrase[-1]}) and not phrase[-1].endswith(("ed", "ly", "ing")):
                        forms[frozenset(tokenise(" ".join(phrase)))][" ".join(phrase)] += 1
            run = []
    return Counter({form.most_common(1)[0][0]: sum(form.values()) for form in forms.values()})


def _chinese_candidates(texts: Sequence[str]) -> Counter[str]:
    """Count the runs of characters that behave like words."""
    counts: Counter[str] = Counter()
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    total = 0
    for text in texts:
        for run in _RUN.findall(text):
            total += len(run)
            for start in range(len(run)):
                for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                    piece = run[start:end]
                    counts[piece] += 1
                    # An edge of the run is a different neighbour every time.
                    before[piece].add(run[start - 1] if start else f"<{total}")
                    after[piece].add(run[end] if end < len(run) else f">{total}")
    return Counter(
        {
            piece: count
            for piece, count in counts.items()
            if count > 1 and len(piece) > 1 and _is_word(piece, counts, before[piece], after[piece], total)
        }
    )


def _varies(neighbours: set[str]) -> bool:
    """Tell whether what stands beside a piece is no part of it: many characters, or the end of a clause."""
    return len(neighbours) > 2 or (len(neighbours) == 2 and any(len(neighbour) > 1 for neighbour in neighbours))


def _is_word(written: str, counts: Counter[str], before: set[str], after: set[str], total: int) -> bool:
    piece = fold(written)
    if piece[0] in _EDGES or piece[-1] in _EDGES or piece in _GENERIC_ZH or piece in MEASURES:
        return False
    if not (_varies(before) and _varies(after)) or _PLACE.search(piece):
        return False
    if piece.startswith(_VERBS_ZH) or (piece.endswith(_VERBS_ZH) and len(piece) < 4):
        return False
    if any(word in piece for word in _GENERIC_ZH if len(word) * 2 > len(piece)):
        return False
    # How much more often the pieces stand together than by chance, at the weakest joint.
    cohesion = min(
        counts[written] * total / (counts[written[:cut]] * counts[written[cut:]]) for cut in range(1, len(piece))
    )
    return cohesion > 8
