"""Rules of measure words that also number, name or tell the time: 前10名, 3栋2单元, 8点, 5组."""

import re
from collections.abc import Callable
from typing import TypeAlias

from reports.documents.folding import HAN
from reports.enums import Bound
from reports.figures.reading import Number

_IS_HAN = re.compile(f"[{HAN}]")
_RANK = re.compile(r"(?:第|列|居|排名|排位|名次|(?:排名|排|位[居列]|名列|居|列|进入?|跻身|[省市县区国州镇]|获)前)\s?$")
_TOP = re.compile(r"(?<![目之以日年月当此提空会])前\s?$")
_CLOCK_BEFORE = re.compile(r"[时点:]\s?$")
_POINT_AFTER = re.compile(r"建议|意见|要求|体会|做法|措施|经验|启示|不足|问题|希望|想法|收获|感受")
_ADDRESS_AFTER = re.compile(r"\s?(?:\d{1,4}(?:室|号|单元|层?\d{3}室)|单元\d|号|室)")
_ADDRESS_BEFORE = re.compile(r"(?:号|\d[栋幢弄])\s?$")
_ORDINAL_STAGE = re.compile(r"工程|项目|建设|改造|标|厂房|车间|地块")
_ROOM_LEVEL = re.compile(r"会议|大厅|[东西南北][侧面头区]|平台|报告厅|多功能|楼道|走廊|\d")
_ON_LEVEL = re.compile(r"(?:位于|设于|设在|搬[到至]|[号栋幢]楼?)\s?$")
_MADE = re.compile(
    r"(?:分[成为设]?|编[成为]|共|计|设立?了?|增设|开设了?|成立了?|抽调|课程|班|全[校年级级园]|合计|举办|开办|每|各|办了?|开了|有|近|约|达|新增)\s?$"
)
_BUS = re.compile(r"(?:公交|乘|坐|换乘|第)\s?$")
_NAMES_GROUPS = frozenset("村区级到在至由从、。;屯社居")

Rule: TypeAlias = Callable[[str, Number, int, Bound], bool]
"""Whether a measure word counts, from the text, the number, where the measure word ends, and 余 or 多 before it."""


def _is_score(folded: str, number: Number, end: int, more: Bound) -> bool:
    return _CLOCK_BEFORE.search(folded, max(0, number.start - 2), number.start) is None


def _is_no_rank(folded: str, number: Number, end: int, more: Bound) -> bool:
    """Tell whether 位 or 名 counts people: 前10位捐款人 does, 排名前10位 and 第3名 do not."""
    start = max(0, number.start - 4)
    if _RANK.search(folded, start, number.start):
        return False
    return _IS_HAN.match(folded, end) is not None or _TOP.search(folded, start, number.start) is None


def _is_no_address(folded: str, number: Number, end: int, more: Bound) -> bool:
    if more is not Bound.EXACT:
        return True
    return (
        _ADDRESS_AFTER.match(folded, end) is None
        and _ADDRESS_BEFORE.search(folded, max(0, number.start - 4), number.start) is None
    )


def _is_no_stage(folded: str, number: Number, end: int, more: Bound) -> bool:
    return _ORDINAL_STAGE.match(folded, end) is None


def _is_no_level(folded: str, number: Number, end: int, more: Bound) -> bool:
    if _ROOM_LEVEL.match(folded, end) or _ON_LEVEL.search(folded, max(0, number.start - 4), number.start):
        return False
    return _is_no_address(folded, number, end, more)


def _is_no_group(folded: str, number: Number, end: int, more: Bound) -> bool:
    """Tell whether 组, 队 or 村 counts: 设置14组铁马 and a cell's 6组 do, 到6组, 4组、7组 name a village's."""
    if number.start == 0 and end == len(folded):
        return True
    before = folded[number.start - 1 : number.start] if number.start else "。"
    return more is not Bound.EXACT or number.value > 30 or before not in _NAMES_GROUPS


def _is_made(folded: str, number: Number, end: int, more: Bound) -> bool:
    """Tell whether classes are made or counted: 开设4班; else the number is their name."""
    return more is not Bound.EXACT or _MADE.search(folded, max(0, number.start - 4), number.start) is not None


def _is_point(folded: str, number: Number, end: int, more: Bound) -> bool:
    return number.value > 24 or more is not Bound.EXACT or _POINT_AFTER.match(folded, end) is not None


def _is_no_line(folded: str, number: Number, end: int, more: Bound) -> bool:
    return _BUS.search(folded, max(0, number.start - 4), number.start) is None


RULES: dict[str, Rule] = {
    "分": _is_score, "位": _is_no_rank, "名": _is_no_rank, "强": _is_no_rank,
    "栋": _is_no_address, "幢": _is_no_address, "座": _is_no_address, "排": _is_no_address,
    "层": _is_no_level, "期": _is_no_stage, "组": _is_no_group, "班": _is_made, "点": _is_point, "路": _is_no_line,
    "队": _is_no_group, "村": _is_no_group,
    "版": lambda folded, number, end, more: number.is_integer and not 1900 <= number.value <= 2100,
    "款": lambda folded, number, end, more: not 1900 <= number.value <= 2100,
}  # fmt: skip
"""By measure word; those that always count have none."""
