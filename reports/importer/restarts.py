"""Reports without markers or titles: an editor's word promises them, the numbering starts again below each opening."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reports.documents.enumerators import Enumerator, chinese_number, enumerator_of
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.enums import SectionKind
from reports.importer import vocabulary as words
from reports.importer.sections import classify_lead_in

_SHORTEST_PROSE, _SHORTEST_LEAD, _SHORTEST_OPENING = 16, 30, 36
_STRICT, _AFTER_PROSE, _PERIOD, _ANY = range(4)
"""What opens a report: words that say so; on a page that promises reports also a long lead-in right after the last
words of another report; a long paragraph that begins with a period; any long one."""
_COUNT_ZH, _COUNT_EN = re.compile(words.COUNT_ZH), re.compile(words.COUNT_EN, re.I)
_BLURB_ZH, _BLURB_EN = re.compile(words.BLURB_ZH), re.compile(words.BLURB_EN, re.I)
_OPENING = re.compile(
    r"(?:[^,。;:]{0,12}(?:一年来?|半年来?|今年|本年度|本季度|本月|以来|(?:19|20)\d{2}年|20[xX×*_]{2}年?|[上下]半年|第?[一二三四]季度|\d{1,2}月))|"
    r"(?i:(?:over|in|during|from|since|this|throughout|for|at)\b[^.]{0,40}\b(?:years?|quarter|months?|half|(?:19|20)\d{2}|20xx|"
    + words.MONTHS_EN
    + r")\b)"
)
"""How a report without a title begins: with its period."""
_BLURB_SINGLE = re.compile(
    r"小编|(?:本站|本网)(?:特|精心)*(?:[为给](?:大家|您|你|各位|网友|读者)|编辑|整理|收集|搜集|原创)|供大家参考|欢迎(?:大家)?(?:阅读|参考|收藏)"
)
_LATIN = re.compile("[A-Za-z]")
_REPORTS = re.compile(r"现将?.{0,12}(?:总结|小结|汇报|报告)如下:?$")
_SUMMARY_LEAD_IN = re.compile(words.SUMMARY_LEAD_IN, re.I)


def is_blurb(text: str, single: bool = False) -> bool:
    """Whether a paragraph is an editor's word about the page; over a single report fewer words tell it."""
    folded = fold(text)
    if single:
        return _BLURB_SINGLE.search(folded) is not None
    return bool(_BLURB_ZH.search(folded) or (_LATIN.search(folded) and _BLURB_EN.search(folded)))


def declared_count(title: str | None, introduction: Iterable[Paragraph]) -> int | None:
    """Return the number of reports that the page's title or its editor's blurb promises, or None."""
    for text in [title or "", *(block.text for block in introduction)]:
        folded = fold(text)
        if match := _COUNT_ZH.search(folded):
            return int(match[1]) if match[1].isdigit() else chinese_number(match[1])
        if _LATIN.search(folded) and (match := _COUNT_EN.search(folded)):
            return int(match[1]) if match[1].isdigit() else words.ENGLISH_COUNTS.get(match[1].lower())
    return None


def find_restarts(blocks: Sequence[Block], title: str | None) -> list[int]:
    """Return where the reports of a page begin that has neither markers nor titles, or fewer than two places."""
    if _count_openings(blocks) < 2:
        return []
    starts = _find_restarts(blocks)
    if not _is_promised(blocks, title):
        return starts
    head = [block for block in blocks[:4] if isinstance(block, Paragraph)]
    declared = declared_count(title, head)
    if declared == len(starts):
        return starts
    found = [_find_restarts(blocks, trust) for trust in (_AFTER_PROSE, _PERIOD, _ANY)]
    if declared is not None and (as_many := next((other for other in found if len(other) == declared), None)):
        return as_many
    after_prose, by_period, _any = found
    return by_period if len(starts) < 2 else max(starts, after_prose, key=len)


def _is_promised(blocks: Sequence[Block], title: str | None) -> bool:
    """Whether the page says that it collects reports."""
    head = [block for block in blocks[:4] if isinstance(block, Paragraph)]
    return declared_count(title, head) is not None or any(is_blurb(block.text) for block in head)


def _count_openings(blocks: Sequence[Block]) -> int:
    """How many reports may open at all, of those without a marker or title: each above a list that starts at one."""
    return sum(
        isinstance(above, Paragraph) and _may_open(above, below) is not None and enumerator_of(above) is None
        for above, below in pairwise(blocks)
    )


def _may_open(block: Paragraph, following: Block) -> Enumerator | None:
    """The number one below a paragraph that is long enough to open a report."""
    size = len(block.text)
    if size < _SHORTEST_PROSE or (size < _SHORTEST_LEAD and not _REPORTS.search(fold(block.text))):
        return None
    opened = enumerator_of(following) if isinstance(following, Paragraph) else None
    return opened if opened is not None and opened.value == 1 else None


def _find_restarts(blocks: Sequence[Block], trust: int = _STRICT) -> list[int]:
    """Indices of opening paragraphs: unnumbered, leading into a list of work done that starts again at one."""
    starts: list[int] = []
    top = None
    seen_item = False
    for index, block in enumerate(blocks[:-1]):
        if not isinstance(block, Paragraph):
            continue
        if enumerator_of(block) is not None:
            seen_item = True
            continue
        above = blocks[index - 1] if index else None
        style = _opens_list(block, blocks[index + 1], trust, above)
        if style is None or (top not in (None, style) and trust < _PERIOD) or (starts and not seen_item):
            continue
        top = top or style
        starts.append(index)
        seen_item = False
    if len(starts) > 1 and starts[0] > 0:
        starts[0] = _first_start(blocks, starts[0])
    return starts


def _is_prose(block: Block | None) -> bool:
    """Whether a block is an unnumbered paragraph, as a report's last words are."""
    return isinstance(block, Paragraph) and len(block.text) >= _SHORTEST_PROSE and enumerator_of(block) is None


def _opens_list(block: Paragraph, following: Block, trust: int, above: Block | None) -> str | None:
    """The style of the list that starts at one below `block`, if `block` says that a summary follows."""
    opened = _may_open(block, following)
    if opened is None:
        return None
    folded = fold(block.text)
    opens = _SUMMARY_LEAD_IN.search(folded[-60:]) or (
        trust > _STRICT
        and len(folded) >= _SHORTEST_OPENING
        and (
            trust == _ANY
            or (folded.rstrip().endswith(":") and _is_prose(above))
            or (trust == _PERIOD and _OPENING.search(folded[:50]))
        )
    )
    lead_in = classify_lead_in(block.text)
    if lead_in and lead_in[0] is SectionKind.NEXT_STEPS and _SUMMARY_LEAD_IN.search(folded[-60:]):
        lead_in = None  # 现将下半年工作情况汇报如下 opens no plan
    return opened.style if opens and not lead_in else None


def _first_start(blocks: Sequence[Block], start: int) -> int:
    """Where the first part begins: after the editor's blurb, else at the top."""
    blurbs = [i for i in range(start) if isinstance(b := blocks[i], Paragraph) and is_blurb(b.text)]
    return blurbs[-1] + 1 if blurbs else 0
