"""The outline of a part: which paragraphs are headings, which are points, by nesting and never by the glyph."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re

from reports.documents.enumerators import enumerator_of
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph, Section
from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer import vocabulary as words
from reports.importer.blocks import as_paragraph, text_of
from reports.importer.draft import Draft, Part
from reports.importer.genres import is_work_summary
from reports.importer.heads import unglue_headings
from reports.importer.nesting import Entry
from reports.importer.places import THEMATIC, with_kinds_by_place
from reports.importer.points import build_section, has_inline_chain
from reports.importer.tops import find_tops

_ATTACHMENTS = re.compile(r"附件?\s?\d?:|附件\s?\d|(?i:(?:attachments?|enclosures?|encl?|annex(?:es)?|cc)\s?[:.])")
_MOST_ATTACHMENTS, _LONGEST_ATTACHMENT = 8, 60
_PERIOD = re.compile(
    r"(?:\d{4}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|以后)?|下半年|第?[二三四]季度?)|20\d\d年"
    r"|(?i:(?:(?:in|from|for|by|until) )?(?:the )?(?:(?:second half|(?:second|third|fourth|final|last) (?:quarter|term))(?: of (?:the )?\w+(?: \d{4})?)?|20\d\d"
    r"|(?:(?:" + words.MONTHS_EN + r"|spring|summer|autumn|winter)(?: (?:to|and) |-)?){1,2}(?: \d{4})?))"
)
_TASKS = re.compile(r"(?:重点工作|任务|重点)$|(?i:\btasks\b)")


def outline_parts(draft: Draft) -> Draft:
    """Set the sections of every part."""
    return replace(draft, parts=tuple(outline_part(part, draft.title) for part in draft.parts))


def outline_part(part: Part, page_title: str | None = None) -> Part:
    """Return the part with its sections: an introduction before the first heading, then one section per heading."""
    blocks = part.blocks
    attached = _attachments_at(blocks)
    text = unglue_headings(blocks[:attached])
    blocks = text + blocks[attached:]
    tops = _with_future(find_tops(text))
    sections = _sections(text, tops)
    opening = " ".join(text_of(block) for block in blocks[:3])
    if (
        len(sections) > 1
        and tops
        and tops[0].kind is SectionKind.NEXT_STEPS
        and _TASKS.search(fold(tops[0].head.label))
    ):
        first = len(sections) - len(tops)  # "一、2025年重点工作": tasks that open a report are those it has done
        sections = (*sections[:first], replace(sections[first], kind=SectionKind.WORK_DONE), *sections[first + 1 :])
    sections = with_kinds_by_place(sections)
    if not is_work_summary(part.title or "", page_title or "", opening, (entry.kind for entry in tops)):
        tops = [entry for entry in tops if not entry.is_lead_in]
        sections = _sections(text, tops) if tops else (build_section(Section(SectionKind.OTHER), text, True),)
        sections = tuple(replace(section, kind=SectionKind.OTHER, evidence="no work summary") for section in sections)
    if attached < len(blocks) and sections:
        last = sections[-1]
        after = blocks[len(text) :]
        ended = (
            replace(last, closing=last.closing + after) if last.points else replace(last, blocks=last.blocks + after)
        )
        sections = (*sections[:-1], ended)
    return replace(part, blocks=blocks, sections=sections)


def _with_future(tops: list[Entry]) -> list[Entry]:
    """A last heading that is nothing but a period ("December") says what comes then; several are a calendar."""
    periods = [at for at, entry in enumerate(tops) if entry.kind is None and _PERIOD.fullmatch(fold(entry.head.label))]
    last = max((at for at, entry in enumerate(tops) if entry.kind is not SectionKind.OTHER), default=0)
    if last == 0 or periods != [last]:
        return tops
    planned = replace(tops[last], kind=SectionKind.NEXT_STEPS, evidence=tops[last].head.label)
    return [*tops[:last], planned, *tops[last + 1 :]]


def _attachments_at(blocks: tuple[Block, ...]) -> int:
    """Index of the list of attachments that ends a document; the number of blocks where there is none."""
    for index in range(max(1, len(blocks) - _MOST_ATTACHMENTS), len(blocks)):
        if _ATTACHMENTS.match(fold(text_of(blocks[index])[:20])):
            rest = blocks[index:]
            if all(isinstance(b, Paragraph) and b.level is None and len(b.text) <= _LONGEST_ATTACHMENT for b in rest):
                return index
    return len(blocks)


# --- sections


def _sections(blocks: tuple[Block, ...], tops: list[Entry]) -> tuple[Section, ...]:
    sections = []
    first = tops[0].index if tops else len(blocks)
    opening = blocks[:first]
    if opening:
        has_work = any(entry.kind in (None, SectionKind.WORK_DONE) for entry in tops)
        sections += _opening_sections(opening, bool(tops), has_work)
    for at, entry in enumerate(tops):
        stop = tops[at + 1].index if at + 1 < len(tops) else len(blocks)
        sections.append(_section(entry, blocks, stop, is_last=at + 1 == len(tops)))
    return tuple(
        section for section in sections if section.heading or section.blocks or section.points or section.closing
    )


def _section(entry: Entry, blocks: tuple[Block, ...], stop: int, is_last: bool) -> Section:
    block = as_paragraph(blocks[entry.index])
    body = list(blocks[entry.index + 1 : stop])
    rest = block.text[entry.head.body_at :].strip()
    if rest:
        body.insert(0, Paragraph(rest, block.line))
    kind, evidence = entry.kind or SectionKind.WORK_DONE, entry.evidence or THEMATIC
    marker = entry.head.enumerator.raw if entry.head.enumerator else ""
    return build_section(Section(kind, entry.head.label, marker, evidence=evidence), tuple(body), is_last)


def _opening_sections(blocks: tuple[Block, ...], has_headings: bool, has_work: bool) -> list[Section]:
    """Text before the first heading is the introduction; where no heading has the work done, its list of points is."""
    start = next((i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and enumerator_of(b)), None)
    if start is None and not has_headings:
        start = 1 if len(blocks) > 1 and not has_inline_chain(blocks[:1]) else 0
    numbered = (
        0 if start is None else sum(isinstance(b, Paragraph) and enumerator_of(b) is not None for b in blocks[start:])
    )
    if start is None or has_work or (has_headings and numbered < 2):
        return [Section(SectionKind.INTRODUCTION, blocks=blocks, evidence="before the first heading")]
    work = build_section(
        Section(SectionKind.WORK_DONE, evidence="points without a heading"), blocks[start:], not has_headings
    )
    if start == 0:
        return [work]
    return [Section(SectionKind.INTRODUCTION, blocks=blocks[:start], evidence="before the first point"), work]
