"""Figures in Chinese numerals: 二十多万元, 一百多个, 三成, 两千余人次. Far stricter than with Arabic numbers.

Most Chinese numerals in a report count nothing (一个方面, 十四五, 三个代表, 一次性): a small one is a figure only
where words before it announce an amount, a larger one only before a listed measure word.
"""
# ruff: noqa: E501, SIM905 - patterns and lists of words read worse when they are wrapped

import re

from reports.enums import Bound
from reports.figures.chinese import read_chinese
from reports.figures.reading import Number, Reading, bound_before
from reports.figures.vocabulary import MULTIPLIERS

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_UNITS_OF_AMOUNT = frozenset(
    "元 万元 美元 港元 欧元 人 人次 名 户 户次 家 家次 台 台次 辆 辆次 车 车次 吨 公斤 斤 亩 公顷 米 公里 平方米 立方米 平方 平方公里 "
    "份 张 册 本 件 起 宗 例 场 场次 次 期 处 块 棵 株 盏 座 间 栋 幢 所 个 项 条 支 套 批 批次 只 头 小时 分钟 天 岁 成 倍 篇 幅 课时 学时 位".split()
)
_FIRST = "".join(sorted({unit[0] for unit in _UNITS_OF_AMOUNT}))
_NUMERAL = re.compile(
    rf"(?<![第零\u3007\d年度一二两三四五六七八九十百千万亿])(?![一十](?![余多来几一二两三四五六七八九十百千万亿]))[一二两三四五六七八九十百千万亿][一二两三四五六七八九十百千零万亿]{{0,15}}(?=[余多来几]?[{_FIRST}])"
)
_BELOW_TEN_THOUSAND = re.compile(
    r"(?:[一二两三四五六七八九]千零?)?(?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?"
)
_ROUND = re.compile(r"(?:近|上|过|超|逾|超过|突破)$")
_PERCENT = re.compile(r"百分之(?P<whole>[零一二三四五六七八九十百]{1,5})(?:点(?P<part>[零一二三四五六七八九]{1,3}))?")
_ANNOUNCED = re.compile(
    r"(?:共|共计|总计|累计|合计|达|达到|超过?|近|约|逾|突破|不少于|至少|新增|增加了?|减少了?|建成|召开了?|组织了?|开展了?|举办了?|完成了?|查处了?|解决了?|接待了?|发放了?|清理了?|整改了?|协调|投入|出动|新建|改造|更换|购置|引进|培训|慰问|走访|受理|办结|印发|报送|安装|设置|种植|清运|检查|发现|录用|招聘|发展|评选|先后|分别|另有|其中|余下|剩余|还有|用了|历时|为期|提前|缩短|延长)\s?$"
)
_LOOSE_UNITS = frozenset("个 项 条 次 位 件 天 处 支 座 期 户 本 只 头 间".split())
"""Measure words that small numbers stand before in set phrases too (三个代表, 八项规定, 五位一体)."""

_SET_PHRASES = re.compile(
    r"千家|百家|万家|千方|百姓|百年|千年|万人空|百分|十分|三成员|八成新|一成不变|十项全能|百花|千篇|百货|百强|千伏|百日|千万"
)


def read_numerals(folded: str) -> list[Reading]:
    """Return the figures in Chinese numerals, in order."""
    found = [] if "百分之" not in folded else [_percentage(folded, match) for match in _PERCENT.finditer(folded)]
    found += [reading for match in _NUMERAL.finditer(folded) if (reading := _read(folded, match))]
    return sorted(found, key=lambda reading: reading.start)


def _percentage(folded: str, match: re.Match[str]) -> Reading:
    value: float = _value(match["whole"])
    if match["part"]:
        value += float("0." + "".join(str(_DIGITS.get(digit, 0)) for digit in match["part"]))
    return Reading(match.start(), match.end(), value, unit="%", bound=bound_before(folded, match.start()))


def _number(folded: str, match: re.Match[str]) -> Number | None:
    """Return a numeral without the multiplier at its end (which belongs to the unit), None where it is malformed."""
    numeral = match[0]
    digits = numeral.rstrip("万亿")
    end = match.start() + len(digits)
    if not digits:
        return None
    multiplier = numeral[len(digits) :]
    value, factor = 0, MULTIPLIERS.get(multiplier, 1)
    *higher, last = re.split("([万亿])", digits)
    for part, power in zip(higher[::2], higher[1::2], strict=True):
        if _BELOW_TEN_THOUSAND.fullmatch(part) is None or MULTIPLIERS[power] < factor:
            return None
        value += _value(part) * MULTIPLIERS[power] // factor
    if digits in _POWERS and digits != "十":
        # 近百户, 上千人: without a digit of its own only after a word that makes it an amount.
        is_round = _ROUND.search(folded, max(0, match.start() - 2), match.start())
        return Number(match.start(), end, _POWERS[digits], is_worded=True) if is_round else None
    if _BELOW_TEN_THOUSAND.fullmatch(last) is None:
        return None
    return Number(match.start(), end, value + _value(last), is_worded=True)


def _value(numeral: str) -> int:
    """Return the value of a numeral below ten thousand."""
    total, digit = 0, 0
    for character in numeral:
        if power := _POWERS.get(character):
            total += (digit or 1) * power
            digit = 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit


def _read(folded: str, match: re.Match[str]) -> Reading | None:
    if _SET_PHRASES.match(folded, match.start()):
        return None
    number = _number(folded, match)
    reading = read_chinese(folded, number) if number else None
    if reading is None or reading.is_bare or not _is_amount(folded, reading, match[0]):
        return None
    return reading


def _is_amount(folded: str, reading: Reading, numeral: str) -> bool:
    unit = reading.unit.partition("/")[0]
    if unit not in _UNITS_OF_AMOUNT:
        return False
    if reading.bound in {Bound.MORE, Bound.ABOUT} or reading.multiplier or unit in {"成", "倍", "万元"}:
        return True
    if len(numeral) > 2 or numeral in {"百", "千"}:
        return True
    is_announced = _ANNOUNCED.search(folded, max(0, reading.start - 6), reading.start) is not None
    if len(numeral) == 1:
        return is_announced and numeral not in {"一", "二"} and reading.value > 1
    return is_announced or unit not in _LOOSE_UNITS
