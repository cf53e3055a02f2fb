"""Which script a text is in, and the repair of text that a converter left half done (以后 in Traditional, 總结)."""

import re
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from reports.documents.tree import Block, Paragraph, Point, Section
from reports.documents.values import replace
from reports.importer.blocks import text_of
from reports.importer.draft import Draft
from reports.importer.result import Links, ParsedReport, Repair, SourceWarning
from reports.importer.warnings import merge_warnings

Convert = Callable[[str], str]

_TO_SIMPLIFIED = OpenCC("t2s")
_ZHU_KEPT = re.compile(r"(?<=[显卓昭名专巨土原论遗编译合撰所顯專論遺編譯])著|著(?=[名作称稱述书書录錄者])")
"""Where 著 is "notable" or "write"; elsewhere a converter's 著 is the particle 着 (着手, 跟着)."""
_ZHE_WRONG = re.compile(r"(?<=[显顯卓昭])着")
_PHRASES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("里", re.compile(r"(?<=[這那哪家心夜城村鄉手眼屋院校夢])里(?![程長民])|(?<![公英千華])里(?=[面頭邊外應])"), "裡"),
    ("后", re.compile(r"(?<=[以之然今最前先隨事其背落善往日會課戰災])后|后(?=[續來期面方果勤備天者台臺])"), "後"),
    ("干", re.compile(r"干(?=[部事勁線道群])|(?<=[骨才能主])干"), "幹"),
    ("干", re.compile(r"干(?=[淨燥旱貨])"), "乾"),
    ("系", re.compile(r"(?<=[關聯])系"), "係"),
    ("制", re.compile(r"制(?=[造作成])"), "製"),
    ("准", re.compile(r"(?<=標)准|准(?=[備確則時點])"), "準"),
    ("余", re.compile(r"(?<=[一二三四五六七八九十百千萬元個人次\d])余(?=[個名人次萬元戶家場項件公畝噸])"), "餘"),
)
"""Characters that both scripts have: which one is meant shows in the word."""
_IN_BOTH = "后里干系制准余着台群峰床秘占伙吃唇灶痴皂粽雇咨户兑卧囱愠温税脱葱蜕"
"""What Traditional Chinese writes as well, everywhere or in Taiwan or Hong Kong (占比, 粽, 户)."""
_ANY_HAN = re.compile("[\u3400-\U0010ffff]")
_HALF = 0.2  # up to this share of the other script's characters counts as left over; beyond it two scripts are meant


def _changed_by(converter: OpenCC) -> frozenset[str]:
    """Return the Han characters that a conversion changes where they stand alone."""
    characters = [chr(code) for start, stop in ((0x3400, 0xA000), (0xF900, 0xFB00)) for code in range(start, stop)]
    converted = converter.convert("\n".join(characters)).split("\n")
    return frozenset(old for old, new in zip(characters, converted, strict=True) if old != new)


_TRADITIONAL = _changed_by(_TO_SIMPLIFIED) - {"著"}
_ANY_TRADITIONAL = re.compile(f"[{''.join(sorted(_TRADITIONAL))}]")


@cache
def _to_traditional() -> OpenCC:
    """The converter the other way; its phrases take 26 MB, which a process that meets no such text is spared."""
    return OpenCC("s2t")


@cache
def _simplified() -> frozenset[str]:
    """The characters of Simplified Chinese alone: those that Traditional has too (后, 里) are none."""
    return _changed_by(_to_traditional()) - frozenset(_IN_BOTH)


def to_simplified(text: str) -> str:
    """Return `text` in Simplified characters, with 着 and 著 as in 着手 and 显著."""
    return _particle(_TO_SIMPLIFIED.convert(text))


def _particle(text: str) -> str:
    if "著" not in text:
        return text
    kept = {match.start() for match in _ZHU_KEPT.finditer(text)}
    return "".join("着" if char == "著" and at not in kept else char for at, char in enumerate(text))


def complete_simplified(text: str) -> str:
    """Repair Simplified text with Traditional left-overs: 總结, 显着, 著手."""
    return _without_wrong_zhe(to_simplified(text))


def _without_wrong_zhe(text: str) -> str:
    return _ZHE_WRONG.sub("著", text) if "着" in text else text


def complete_traditional(text: str) -> str:
    """Repair Traditional text with Simplified left-overs: by character, 后 and 里 where the word is sure."""
    converted = _to_traditional().convert(text)
    if len(converted) == len(text):
        simplified = _simplified()
        text = "".join(new if old in simplified else old for old, new in zip(text, converted, strict=True))
    for old, pattern, new in _PHRASES:
        if old in text:
            text = pattern.sub(new, text)
    return _without_wrong_zhe(text)


def script_repair(text: str) -> Convert | None:
    """Return the function that completes the script of a half-converted text, None where the text is of one script."""
    if text.isascii() or _ANY_HAN.search(text) is None:
        return None
    repair = complete_simplified
    if _ANY_TRADITIONAL.search(text):  # else there is one script, and nothing to count
        found = set(text)
        traditional = sum(map(text.count, _TRADITIONAL & found))
        simplified = sum(map(text.count, _simplified() & found))
        repair = complete_traditional if traditional > simplified else complete_simplified
        if min(traditional, simplified) > _HALF * max(traditional, simplified):
            return None
    return repair if repair(text) != text else None


def convert_script(draft: Draft) -> Draft:
    """Turn machine-converted pages back into Simplified Chinese, and complete half-converted text.

    The draft as written is kept beside it: the importer's output promises titles, headings and figures "as written",
    while readers and search want the author's script.
    """
    text = "\n".join(text_of(block) for part in draft.parts for block in part.blocks)
    convert = to_simplified if draft.is_converted else script_repair("\n".join([draft.title or "", text]))
    if convert is None:
        return draft
    convert = cache(convert)  # a paragraph stands in its report, in a section and perhaps among the repairs
    links = Links(
        *(tuple(map(convert, group)) for group in (draft.links.related, draft.links.recommended, draft.links.popular))
    )
    repairs = () if draft.is_converted else _repairs(draft, convert)
    warnings = [SourceWarning("mixed_script", repair.before[:40], repair.line) for repair in repairs]
    return replace(
        draft,
        as_written=draft,
        reports=tuple(_convert_report(report, convert) for report in draft.reports),
        links=links,
        title=draft.title and convert(draft.title),
        introduction=tuple(_convert_paragraph(paragraph, convert) for paragraph in draft.introduction),
        breadcrumb=tuple(map(convert, draft.breadcrumb)),
        repairs=draft.repairs + repairs,
        warnings=merge_warnings(draft.warnings, warnings),
    )


def _repairs(draft: Draft, convert: Convert) -> tuple[Repair, ...]:
    blocks = [block for part in draft.parts for block in part.blocks]
    pairs = ((block.line, text_of(block), convert(text_of(block))) for block in blocks)
    return tuple(Repair(line, before, after) for line, before, after in pairs if before != after)


def _convert_report(report: ParsedReport, convert: Convert) -> ParsedReport:
    return replace(
        report,
        title=report.title and convert(report.title),
        unit=report.unit and convert(report.unit),
        sections=tuple(_convert_section(section, convert) for section in report.sections),
        signature=convert(report.signature),
        byline=convert(report.byline),
        blocks=_convert_blocks(report.blocks, convert),
    )


def _convert_section(section: Section, convert: Convert) -> Section:
    return replace(
        section,
        heading=convert(section.heading),
        blocks=_convert_blocks(section.blocks, convert),
        points=tuple(
            Point(point.marker, convert(point.heading), _convert_blocks(point.blocks, convert))
            for point in section.points
        ),
        closing=_convert_blocks(section.closing, convert),
    )


def _convert_blocks(blocks: tuple[Block, ...], convert: Convert) -> tuple[Block, ...]:
    return tuple(
        _convert_paragraph(block, convert)
        if isinstance(block, Paragraph)
        else replace(block, rows=tuple(tuple(map(convert, row)) for row in block.rows))
        for block in blocks
    )


def _convert_paragraph(paragraph: Paragraph, convert: Convert) -> Paragraph:
    text = convert(paragraph.text)
    return paragraph if text == paragraph.text else replace(paragraph, text=text)
