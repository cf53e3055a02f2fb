"""What a figure counts or measures: the noun after it, the subject before it, or what the figure before it counted."""
# ruff: noqa: E501, SIM905 - patterns and lists of words read worse when they are wrapped

import re
from collections.abc import Sequence

from reports.documents.folding import HAN
from reports.figures.describing import is_measured, measure_of
from reports.figures.reading import Reading
from reports.figures.vocabulary import EN_STOP

MAX_COUNTED = 60
LONGEST_ZH = 18
LOOK_BACK = 30
_RUN_AFTER = re.compile(rf"的?[“\"《]?([{HAN}]{{1,16}})")
_NOUN_ENDS = re.compile(
    r"参加|参与|开展|进行|组织|完成|实现|投入|得到|全部|分别|提高|增长|下降|减少|增加|缩短|压缩|扩大|提升|上升|变为|调整|以上|以下|左右|[已均都正将被由在与和及等达为是的了到降减升增占]"
)
_NO_NOUN = re.compile(
    r"(?:以上|以下|以内|左右|上下|之间|多|余|其中|同比|环比|增长|下降|提高|减少|增加|进行|开展|参加|全部|已经?|均|都|以来|期间|时间内?$)"
)
_BREAK_ZH = re.compile(rf"[^{HAN}\d%“”\"《》.A-Za-z·]")
_TIME_BEFORE = re.compile(
    r"(?:截至|至|到|自|从|在)?(?:\d{2,4}年)?(?:\d{1,2}月(?:份)?)?(?:[上中下]旬|末|底|初|\d{1,2}日)?(?:起|以来|前)?(?:的)?"
)
_LEADS = tuple(
    "一是 二是 三是 四是 五是 截至目前 截至 目前 今年以来 今年 全年 本年度 本年 本季度 上半年 下半年 年内 期间 其中 同时 另外 此外 共计 共 累计 合计 总计 先后 已经 已 并 又 还 再 也 均 由 从 自 对 向 将 把 为 以 在 按 另".split()
)
_TRAILS = tuple(
    "共计 共 累计 合计 总计 约为 大约 达到 达 为 了 等 到 至 超过 超 逾 突破 已经 已 分别 先后 各 每 的 有 是 在 由 从 仅 只有 只 均 全部 不足 不少于 不超过 接近 将近 同比 环比 增至 降至 升至 减至 增加到 增加 减少到 减少 提高到 提高 下降到 下降 上升到 压缩到 缩短到 缩短 降到 减到 升到 增到 控制 占 平均 日均 月均 每月 每天 每年".split()
)
_ABOUT_END = re.compile(r"(?<![签预节公合条违])约$|(?<![附最就])近$")
_GROWTH = frozenset(
    "增长 下降 提高 上升 减少 增加 同比 环比 增幅 降幅 增 降 分别增长 同比增长 同比下降 环比增长 环比下降".split()
)
_BREAK_EN = re.compile(r"[;:()\"\[\]—]|[.,](?!\d)")
_OF = re.compile(
    r"\s(?:of|in|for)\s(?:the\s|our\s|its\s)?((?!(?:which|whom|them|these|those)\b)[A-Za-z][\w'’-]*(?:\s[A-Za-z][\w'’-]*){0,3})"
)
_SPAN = re.compile(r"\b(?:within|in|for|after|every|by|during|under|over|last|first|next|to|from)\s$", re.IGNORECASE)
_TIMES = frozenset(["h", "d", "min", "s", "month", "year", "weeks", "week"])
_ARTICLES = frozenset(
    "the a an this that these those our its their in of at on for by and but with from all total overall to".split()
)
_ANOTHER_SUBJECT = re.compile(r"^.*\d.*\s(?:and|but|while|whereas)\s(?=(?:the|our|its)\s)")
_VERB = re.compile(r"[a-z]{2,}(?:ed|fell|rose)$")


def counted_by(folded: str, readings: Sequence[Reading], *, is_chinese: bool) -> list[str]:
    """Return what each of a paragraph's figures counts or measures, "" where the text does not say."""
    found: list[str] = []
    for place, reading in enumerate(readings):
        name = _in_chinese(folded, reading) if is_chinese else _in_english(folded, reading)
        if place and (not name or name in _GROWTH):
            name = _as_before(folded, readings[place - 1], reading, found[-1], name)
        found.append(name[:MAX_COUNTED])
    return found


def _as_before(folded: str, previous: Reading, reading: Reading, counted: str, name: str) -> str:
    """Return what the figure before it counted, where this one goes on about the same: 由11件减至4件, 增长5.3%."""
    between = folded[previous.end : reading.start]
    if len(between) > LOOK_BACK or any(mark in between for mark in "。；;!?"):
        return name
    if name in _GROWTH and counted and name:
        return f"{counted}{name}"
    same = measure_of(previous.unit) == measure_of(reading.unit)
    return counted if same or not reading.unit or reading.unit.startswith("of ") else name


def _in_chinese(folded: str, reading: Reading) -> str:
    after = _RUN_AFTER.match(folded, reading.end)
    if after:
        end = _NOUN_ENDS.search(after[1], 0, 13)
        noun = after[1][: end.start()] if end else after[1]
        if 2 <= len(noun) <= 12 and not _NO_NOUN.match(noun):
            return noun
    before = folded[max(0, reading.start - LOOK_BACK) : reading.start]
    return _subject(_BREAK_ZH.split(before)[-1])


def _subject(clause: str) -> str:
    """Return the subject of the words before a figure, without times, fillers and where a change starts from."""
    time = _TIME_BEFORE.match(clause)
    text = clause[time.end() :] if time else clause
    for mark in ("由", "从", "比"):
        head, _mark, tail = text.partition(mark)
        if tail and len(head) >= 2 and not any(character.isdigit() for character in head):
            text = head
    if number := _TO_LAST_DIGIT.match(text):
        # What follows another number counts that one: its unit goes first.
        text = _UNIT_OF_ANOTHER.sub("", text[number.end() :])
    text = _strip_ends(text)
    return text.strip('“”"《》%.')[-LONGEST_ZH:] if len(text) > 1 else ""


_TO_LAST_DIGIT = re.compile(r".*\d")
_UNIT_OF_ANOTHER = re.compile(
    r"^(?:[万亿千]?(?:个月|个百分点|人次|公里|平方米|小时|分钟|[个件人名户家处元台辆份张场吨米岁天月年日种座间所项条支套批只头块棵株盏次度号期%]))?(?:份|末|底|初|及?以上|及?以下|左右|的)?"
)


def _strip_ends(text: str) -> str:
    while text.endswith(_TRAILS):
        text = text[: -max(len(trail) for trail in _TRAILS if text.endswith(trail))]
        text = _ABOUT_END.sub("", text)
    text = _ABOUT_END.sub("", text)
    while text.startswith(_LEADS):
        text = text[max(len(lead) for lead in _LEADS if text.startswith(lead)) :]
    while text.endswith(_TRAILS):
        text = text[: -max(len(trail) for trail in _TRAILS if text.endswith(trail))]
    return text


def _in_english(folded: str, reading: Reading) -> str:
    unit = reading.unit
    if unit and not unit.startswith("of ") and (not is_measured(unit) or measure_of(unit) == "person"):
        return unit
    if not unit or unit.startswith("of "):
        return ""
    if of := _OF.match(folded, reading.end):
        return _noun_words(of[1].split())
    if measure_of(unit) in _TIMES and _SPAN.search(folded, max(0, reading.start - 10), reading.start):
        return ""
    clause = _BREAK_EN.split(folded[max(0, reading.start - 80) : reading.start])[-1]
    words = _ANOTHER_SUBJECT.sub("", clause).split()
    while words and words[0].lower() in _ARTICLES:
        words.pop(0)
    return _noun_words(words) if not words or not words[0][0].isdigit() else ""


def _noun_words(words: list[str]) -> str:
    kept: list[str] = []
    for word in words:
        lower = word.lower()
        if (lower in EN_STOP and not (kept and lower == "of")) or (kept and _VERB.match(lower)):
            break
        kept.append(word)
    while kept and kept[-1].lower() in _ARTICLES:
        kept.pop()
    return " ".join(kept[:5])
