"""Keys that complete what is typed: beginnings of a text and of its words, as written, in pinyin, in initials.

A key holds letters and digits only, folded: a visitor may leave out blanks and marks, or type them.
"""
# ruff: noqa: E501, SIM905 - lists of words read worse when they are wrapped

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.documents.readings import syllables
from reports.models.suggestion import MAX_KEY
from reports.search import fold

MOST_STARTS = 6
"""Words of a text that can be typed first; the last one is always among them."""

_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_LETTERS = re.compile(f"(?:[^\\W_]|[{_HAN}])+")
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
_ENDINGS = "年度 上半年 下半年 半年 季度 月份 街道 社区 公司 集团 中心 委员会 办公室 学校 医院 关于 年 月 镇 县 市 省 区 乡 村 局 部 处 科 的 和 与 及 对"
_WORDS = "工作 总结 小结 报告 汇报 述职 计划 要点 情况 培训 安全 环境 卫生 服务 建设 管理 教育 宣传 检查 整治 治理 维修 抢修 供水 供电 消防 交通 扶贫 人事 财务 党建 项目 信息 客户 设备 健康 应急 活动 专项 年度 全年"
_BOUNDARY = re.compile(f"(?:{'|'.join(_ENDINGS.split())})|(?={'|'.join(_WORDS.split())})")
"""Where a word of Chinese text ends or begins: a guess, made without a dictionary, that costs a visitor nothing."""

_NO_BEGINNING = frozenset("年月日季第上下份度的和与及对区县市局部")
_FUNCTION_WORDS = frozenset("a an and at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Key:
    """A key, whether it begins as its text does, and whether it is as written, not as spoken."""

    text: str
    is_beginning: bool
    is_written: bool


@dataclass(slots=True)
class _Spelled:
    """A text letter by letter: as written, as spoken, shortened; and where its words begin."""

    written: list[str]
    spoken: list[str]
    short: list[str]
    starts: list[int]


def key_of(text: str) -> str:
    """Return what is typed in the form in which keys are stored; "" where it holds no letter or digit."""
    return "".join(_LETTERS.findall(fold(text)))[:MAX_KEY]


def keys_of(text: str) -> list[Key]:
    """Return the keys of a text, each once, those that begin as it does first."""
    spelled = _spell(fold(text))
    found: dict[str, Key] = {}
    for start in _chosen(spelled.starts):
        written = "".join(spelled.written[start:])[:MAX_KEY]
        spoken = "".join(spelled.spoken[start:])[:MAX_KEY]
        forms = [written] if spoken == written else [written, spoken, "".join(spelled.short[start:])[:MAX_KEY]]
        for form in forms:
            if form and (start == 0 or len(form) > 1):
                found.setdefault(form, Key(form, start == 0, form is written))
    return list(found.values())


def _spell(folded: str) -> _Spelled:
    spelled = _Spelled([], [], [], [])
    for match in _RUN.finditer(folded):
        place = len(spelled.written)
        if match[1]:
            spoken = syllables(match[1])
            spelled.starts += [place + start for start in _chinese_starts(match[1])]
            spelled.written += match[1]
            spelled.spoken += spoken
            spelled.short += [syllable[:1] for syllable in spoken]
        else:
            if not place or not (match[2].isdigit() or match[2] in _FUNCTION_WORDS):
                spelled.starts.append(place)
            for part in (spelled.written, spelled.spoken, spelled.short):
                part += match[2]
    # The text itself can be typed from its beginning, whatever it begins with.
    spelled.starts = sorted({0, *spelled.starts})
    return spelled


def _chinese_starts(run: str) -> Iterator[int]:
    places = {0, *(match.end() for match in _BOUNDARY.finditer(run))}
    return (place for place in sorted(places) if place < len(run) and run[place] not in _NO_BEGINNING)


def _chosen(starts: list[int]) -> list[int]:
    return starts if len(starts) <= MOST_STARTS else [*starts[: MOST_STARTS - 1], starts[-1]]
