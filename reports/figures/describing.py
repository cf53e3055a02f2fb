"""What a figure says beside its number: the amount, the measure in one spelling, what is counted, the sentence."""
# ruff: noqa: E501, SIM905 - patterns and lists of words read worse when they are wrapped

import re
from bisect import bisect_right
from functools import lru_cache

from reports.documents.folding import HAN
from reports.figures.reading import SYMBOL, Reading
from reports.figures.vocabulary import EN_STOP, MEASURE_SPELLINGS, MULTIPLIERS

MAX_COUNTED = 60
_SPELLINGS = {
    spelling.replace("_", " "): measure for measure, line in MEASURE_SPELLINGS.items() for spelling in line.split()
}
_SENTENCE_END = re.compile(
    r"[。！？；!?;.](?:(?<!\.)[。！？；!?;]*[”’」』\"')）]*|(?<=[A-Za-z0-9)%]\.)(?=\s+[A-Z(“\"']))"
)
_RUN_AFTER = re.compile(rf"的?[“\"《]?([{HAN}]{{1,16}})")
_NOUN_ENDS = re.compile(
    r"参加|参与|开展|进行|组织|完成|实现|投入|得到|全部|分别|提高|增长|下降|减少|增加|以上|以下|左右|[已均都正将被由在与和及等达为是的了到]"
)
_NO_NOUN = re.compile(
    r"^(?:以上|以下|以内|左右|上下|之间|多|余|其中|同比|环比|增长|下降|提高|减少|增加|进行|开展|参加|全部|已经?|均|都|以来|期间|时间内?$)"
)
_NOT_HAN = re.compile(rf"[^{HAN}“”\"《》]")
_LEADS = tuple(
    "截至目前 截至 目前 今年以来 全年 本年度 本年 本季度 上半年 下半年 全县 全市 全区 全镇 年内 期间 其中 同时 另外 共计 共 累计 合计 总计 先后 已经 已 新 并 又 还 再 也 均 由 从 自 对 向 将 把 为 以 在 按".split()
)
_TRAILS = tuple(
    "共计 共 累计 合计 总计 约为 约 近 达到 达 为 了 等 到 至 超过 超 逾 突破 已经 已 分别 先后 各 每 的 有 是 在 由 从 仅 只 均 全部 不足 不少于 不超过 接近 将近 大约 同比 环比 增至 降至 升至 增加到 增加 减少到 减少 提高到 提高 下降到 下降 压缩到 缩短到 控制".split()
)
_CLAUSE = re.compile(r"[^,;:.()\"\[\]。；：，（）—]*$")
_OF = re.compile(
    r"\s(?:of|in|for)\s(?:the\s|our\s|its\s)?((?!(?:which|whom|them|these|those)\b)[A-Za-z][\w'’-]*(?:\s[A-Za-z][\w'’-]*){0,3})"
)
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "our",
        "its",
        "their",
        "in",
        "of",
        "at",
        "on",
        "for",
        "by",
        "and",
        "but",
        "with",
        "from",
        "all",
        "total",
        "overall",
        "to",
    ]
)
_VERB = re.compile(r"[a-z]{2,}(?:ed|fell|rose)$")


def amount_of(reading: Reading) -> float:
    """Return the value with the multiplier."""
    amount = reading.value * MULTIPLIERS.get(reading.multiplier, 1)
    return round(amount, 6)


@lru_cache(maxsize=4096)
def measure_of(unit: str) -> str:
    """Return a folded unit in the one spelling of its measure; what is divided by ("/亩") stays as it is."""
    first, slash, per = unit.partition("/")
    whole = _SPELLINGS.get(unit) or _SPELLINGS.get(unit.lower())
    if whole:
        return whole
    return (_SPELLINGS.get(first) or _SPELLINGS.get(first.lower()) or first.lower()) + slash + per


def is_measured(unit: str) -> bool:
    """Tell whether a unit is one of measure or money, not a counted noun."""
    return unit.partition("/")[0] in _SPELLINGS or unit.lower() in _SPELLINGS or SYMBOL.fullmatch(unit) is not None


def counted_by(folded: str, reading: Reading, *, is_chinese: bool) -> str:
    """Return what is counted or measured: the noun after the figure, or the subject before it; "" if none is found."""
    return _counted_in_chinese(folded, reading) if is_chinese else _counted_in_english(folded, reading)


def _counted_in_chinese(folded: str, reading: Reading) -> str:
    after = _RUN_AFTER.match(folded, reading.end)
    if after:
        end = _NOUN_ENDS.search(after[1], 0, 13)
        noun = after[1][: end.start()] if end else after[1]
        if 2 <= len(noun) <= 12 and not _NO_NOUN.match(noun):
            return noun
    start = max(0, reading.start - 24)
    text = _NOT_HAN.split(folded[start : reading.start])[-1]
    while text.endswith(_TRAILS):
        text = text[: -max(len(trail) for trail in _TRAILS if text.endswith(trail))]
    while text.startswith(_LEADS):
        text = text[max(len(lead) for lead in _LEADS if text.startswith(lead)) :]
    return text.strip('“”"《》')[-14:]


def _counted_in_english(folded: str, reading: Reading) -> str:
    if reading.unit and not is_measured(reading.unit) and not reading.unit.startswith("of "):
        return reading.unit[:MAX_COUNTED]
    if of := _OF.match(folded, reading.end):
        return _noun_words(of[1].split())[:MAX_COUNTED]
    clause = _CLAUSE.search(folded, max(0, reading.start - 80), reading.start)
    words = clause[0].split() if clause else []
    while words and words[0].lower() in _ARTICLES:
        words.pop(0)
    return _noun_words(words)[:MAX_COUNTED]


def _noun_words(words: list[str]) -> str:
    kept: list[str] = []
    for word in words:
        lower = word.lower()
        if kept and (lower in EN_STOP - {"of"} or _VERB.match(lower)):
            break
        if not kept and lower in EN_STOP:
            break
        kept.append(word)
    return " ".join(kept[:5])


class Sentences:
    """The sentences of a paragraph, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def at(self, place: int) -> str:
        """Return the sentence in which a place of the paragraph lies."""
        number = bisect_right(self.starts, place) - 1
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].strip()
