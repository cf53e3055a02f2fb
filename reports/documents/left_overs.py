"""Masks and lost text: what was never filled in, and what decoders made of characters."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

MASK = re.compile(
    r"20[xX×＊*_○]{2}|(?:19|20)\d[xX×*_](?![\d*])|(?<!hapter )(?<!Part )(?<!olume )(?<!rticle )(?<!ppendix )[xX]{2,8}(?![A-Za-z\d]| century)|(?:(?<![\dA-Za-z])×+|×+(?![\dA-Za-z×]))\*?|\*\s\*{2}|\*{2,8}(?![^*\n]{1,60}\*\*)|[_\uff3f]{2,}|"
    r"[xX](?=[余多个名户月日年省市县区镇乡村局街路%％]|(?:季度|公司|单位|同志|社区|学校))|某某|○{2,}(?!\d)|某(?=[省市县区镇乡村局])"
)
"""Something that stands for a value: 20xx, ***, ××, some names of anonymous places."""

GARBLED = re.compile(
    r"\ufffd+|(?<!\?)\?{2,}+(?=\s?\w)|(?<=\w)\?{2,}|锟斤拷|烫烫烫|(?:Ã[\x80-\xbf€-™]){1,8}|(?:ï¼.|ã€.){1,8}|(?:â€[^\s]?){1,8}|Â[\xa0-\xbf]|â\u201a¬"
    r"|(?:[\xc2-\xf4][\x80-\xbf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){2,20}|[\xa1-\xff]{4,60}|[锛銆]"
)

_HINT = re.compile(
    r"[xX×*_\uff3f某○\ufffd?锟烫锛銆\xc0-\xd6\xd8-\xff@\uff20+\uff0b0-9\uff10-\uff19]"
    r"(?:(?<=\d)\d[^\d\n]{0,2}\d{3}|(?<=[+\uff0b])\d|(?<=\d[xX])|(?<=[xX])(?=[^a-wyzA-WYZ\s,.])|(?<![xX+\uff0b\d]))"
)
"""What every mask, lost text or personal datum has that is not yet folded."""


def suspicious(texts: Sequence[str]) -> list[int]:
    """Return which of the texts may hold a mask, lost text or personal data: asked of all at once, as most hold none."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    text = "\n".join(texts)
    return sorted({bisect_right(ends, match.start()) for match in _HINT.finditer(text)})
