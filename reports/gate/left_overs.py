"""What was left over: masks, blanks of a form, lost characters, words of the website that a text came from."""
# ruff: noqa: E501 - patterns read worse when they are wrapped, and name look-alikes

import re
from collections.abc import Iterator

from reports.documents.left_overs import GARBLED, MASK
from reports.enums import FindingKind
from reports.gate.findings import Finding, found_at
from reports.gate.names import SURNAMES
from reports.gate.text import Passage, ReportText

_CUSTOMARY = re.compile(
    r"(?<![\d*])(?!(?:19|20)\d{0,2}\*+(?!\d))\+?\(?(?=(?:[() -]?\d){3})\d[\d() -]{1,14}\*{2,}(?:[ -]?\*{1,4})*(?:[ -]?[\dXx]{1,4})?|[\w.]\*{2,8}@|(?<=[A-Z])[·-]?\*{2,5}[A-Z\d]{1,3}(?![\d*])"
    rf"|(?<![\u3400-\u9fff])[{SURNAMES}][*×]{{1,2}}(?![*×\d])|[{SURNAMES}]某{{1,2}}"
)
"""How personal data is masked by custom: 138****1234, l***@example.org, 张某某."""
_PLACE = re.compile(r"某(?=[省市县区镇乡村局])")
_UNFILLED = re.compile(
    r"[\[(【{<《](?:请?(?:在此|此处)?(?:填写|填入|补充|插入|输入)[^\])】}>》]{0,20}|此处[^\])】}>》]{0,12}|待(?:填|补|定|补充|核实|确认)[^\])】}>》]{0,8}|(?i:(?:please )?(?:fill in|insert|enter|add|complete)\b[^\])】}>》]{0,30}|to be (?:completed|confirmed|added|filled in|supplied)|tb[cda]|todo|placeholder|your [a-z ]{2,20}|(?:unit|company|name|date|year) ?(?:name|here)))[\])】}>》]"
    r"|待(?:补充|核实|确认|定)(?=[。;,]|$)|(?i:lorem ipsum|\b(?:TBC|TBD|TODO)\b(?=[\s.,:;)]|$))|\.{6,}(?=[万元个人次年月日%])|(?<=[为共达:])\s{4,}(?=[万元个人次年月日%])"
)
_ADVERT = re.compile(
    r"(?:欢迎|敬请|请)?(?:扫码|扫描(?:下方|上方)?二维码)?关注(?:我们的?|本站的?)?(?:微信)?公众号|转载请(?:注明|保留)(?:出处|来源)?|(?:本站|本网|小编|网小编)(?:为(?:大家|您)|整理|精心|推荐|收集)|(?:以下|下面)是小编|希望(?:对|能)(?:大家|您|你们?)(?:有所?|能)?帮助"
    r"|欢迎(?:大家)?(?:阅读|收藏|下载)(?:和?(?:收藏|参考|下载))?|(?:点击|免费)(?:下载|查看)(?:本文|全文|更多|原文|word)?|更多[\u4e00-\u9fff]{0,4}(?:范文|总结|文章|内容)(?:请|推荐|尽在|敬请)|(?:推荐|相关|热门|猜你喜欢的?)(?:阅读|文章|范文)(?=\s*[:：]|\s*$)|文章版权(?:属于|归)|(?:范文|文秘|作文|简历)(?:网|大全)(?:为|整理|小编)"
    r"|(?i:\b(?:recommended|related|popular) (?:articles?|posts?|reading)\b(?=\s*:|\s*$)|click here to|welcome to (?:read|download|collect)(?: and (?:collect|share))?|(?:compiled|collected) (?:by the editor|for you)|reprint(?:ed)? (?:please|with permission)|please (?:indicate|credit) the source|follow us on|subscribe to our|all rights reserved|sponsored content|advertisement(?=\s*$))"
)
_SIGN = re.compile(r"[×*_\uff3f＊某○\ufffd锟烫锛銆\xa1-\xd6\xd8-\xff]|\?\?|[xX](?![a-wyzA-WYZ\s,.])|â\u201a|ï¼|ã€")
_HINTS_ZH = ("填", "待补", "待定", "待核", "待确", "补充", "插入", "输入")
_HINTS_EN = ("lorem", "insert", "tbc", "tbd", "tba", "todo", "placeholder", "fill in", "please ", "to be ", "your ")
_UNFILLED_HINTS = (*_HINTS_ZH, *_HINTS_EN, "name]", "date]", "year]", "here]", "......")
_WIDE_GAP = re.compile(r"\s{4}")
_ADVERT_HINT = re.compile(
    r"公众号|转载|本站|本网|小编|帮助|欢迎|下载|查看|更多|推荐|相关|热门|猜你|版权|范文|article|post|reading|click|welcome|compiled|collected|reprint|credit|indicate|follow us|subscribe|rights reserved|sponsored|advertis"
)
"""What every blank and every advert holds: asked of the whole report first."""

_PART = re.compile(
    r"(?:篇章?|范文|例文)\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})$|(?<=[总小]结)\s?\(?第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})篇\)?$|(?i:(?<= summary)\s(?:(?:part|chapter|sample)\s)?\d{1,2}$)|(?i:(?<= report)\s(?:part|chapter|sample)\s\d{1,2}$)"
)
"""The number that a title had in an article of several reports."""
_SHORTEST_TEXT = 20
_BREAKS_OFF = re.compile(r"[,，、](?:\s*)$|(?<=[\u3400-\u9fff])[(（\[【《“](?:[^)）\]】》”]{0,12})$")


def left_overs(text: ReportText) -> Iterator[Finding]:
    """Find what was left over in each passage."""
    lowered = text.folded.lower()
    has_signs_at_all = _SIGN.search("\n".join(passage.text for passage in text.passages)) is not None
    has_adverts, has_blanks = _ADVERT_HINT.search(lowered) is not None, _hints_at_blanks(lowered)
    for passage in text.passages:
        has_signs = has_signs_at_all and _SIGN.search(passage.text) is not None
        may_be_blank = has_blanks and _hints_at_blanks(passage.folded.lower())
        if has_signs or may_be_blank:
            yield from _masks(passage, may_be_blank=may_be_blank)
        if has_signs:
            garbled = GARBLED.finditer(passage.text)
            yield from (found_at(FindingKind.GARBLED, passage, *match.span()) for match in garbled)
        if has_adverts and _ADVERT_HINT.search(passage.folded.lower()):
            adverts = _ADVERT.finditer(passage.folded)
            yield from (found_at(FindingKind.ADVERT, passage, *match.span()) for match in adverts)
        yield from _endings(passage)


def _hints_at_blanks(lowered: str) -> bool:
    return any(hint in lowered for hint in _UNFILLED_HINTS) or _WIDE_GAP.search(lowered) is not None


def _masks(passage: Passage, *, may_be_blank: bool) -> Iterator[Finding]:
    """Masks and blanks, each place once; the customary masks of personal data are none."""
    found = [(FindingKind.UNFILLED, match) for match in _UNFILLED.finditer(passage.folded)] if may_be_blank else []
    found += [(FindingKind.MASKED, match) for match in MASK.finditer(passage.text)]
    if not found:
        return
    taken = [match.span() for match in _CUSTOMARY.finditer(passage.folded)]
    for kind, match in found:
        start, end = match.span()
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        is_place = kind is FindingKind.MASKED and _PLACE.match(passage.folded, start)
        yield found_at(FindingKind.ANONYMOUS if is_place else kind, passage, start, end)


def _endings(passage: Passage) -> Iterator[Finding]:
    if passage.place.field in {"title", "heading"}:
        if match := _PART.search(passage.folded):
            # Only the number goes: what stands before it is the title.
            rest = passage.text[: match.start()].rstrip(" -—_,，:：")
            yield found_at(FindingKind.PART_MARKER, passage, *match.span(), proposal="" if rest else None)
    elif len(passage.text) >= _SHORTEST_TEXT and (match := _BREAKS_OFF.search(passage.text, len(passage.text) - 16)):
        yield found_at(FindingKind.BROKEN_OFF, passage, max(0, match.start() - 12), match.end())
