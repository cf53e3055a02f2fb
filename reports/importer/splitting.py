"""A source of several reports becomes parts: by part markers, by titles, or by restarts of the numbering."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer import vocabulary as words
from reports.importer.blocks import as_paragraph
from reports.importer.draft import Draft, Part
from reports.importer.enumerators import Enumerator, chinese_number, enumerator_of
from reports.importer.headlines import SENTENCE_END, TITLE_WORD, is_headline
from reports.importer.markers import Boundary, find_markers
from reports.importer.result import SourceWarning
from reports.importer.sections import classify_lead_in, names_section
from reports.importer.warnings import merge_warnings

_LONGEST_ALONE = 40
_SHORTEST_LEAD, _SHORTEST_OPENING = 30, 36
_COUNT_ZH, _COUNT_EN = re.compile(words.COUNT_ZH), re.compile(words.COUNT_EN, re.I)
_BLURB_ZH, _BLURB_EN = re.compile(words.BLURB_ZH), re.compile(words.BLURB_EN, re.I)
_OPENING = re.compile(
    r"(?:[^,。;:]{0,12}(?:一年来?|半年来?|今年|本年度|本季度|本月|以来|(?:19|20)\d{2}年|20[xX×*_]{2}年?|[上下]半年|第?[一二三四]季度|\d{1,2}月))|"
    r"(?i:(?:over|in|during|from|since|this|throughout|for|at)\b[^.]{0,40}\b(?:years?|quarter|months?|half|(?:19|20)\d{2}|20xx|"
    + words.MONTHS_EN
    + r")\b)"
)
"""How a report without a title begins: with its period."""
_BLURB_SINGLE = re.compile(r"小编|本站|本网|供大家参考|欢迎(?:大家)?(?:阅读|参考|收藏)")
_LATIN = re.compile("[A-Za-z]")
_LONGEST_TITLE_WORD = 20
_ENDS_AS_TITLE = re.compile(rf"(?:{words.TITLE_WORDS})\)?$")
_SUMMARY_LEAD_IN = re.compile(words.SUMMARY_LEAD_IN, re.I)


def split_collection(draft: Draft) -> Draft:
    """Cut the blocks into parts. Text before the first part of a collection is its introduction."""
    blocks = draft.blocks
    boundaries, evidence = find_markers(blocks, draft.title), "part marker"
    if not boundaries:
        boundaries, evidence = _find_titles(blocks), "title of its own"
    if boundaries:
        parts, before = _cut(blocks, boundaries)
    elif _count_openings(blocks) < 2:
        return _single(draft)
    else:
        starts = _find_restarts(blocks)
        if len(starts) < 2 and _is_promised(blocks, draft.title):
            starts = _find_promised(blocks, draft.title)
        if len(starts) > 1:
            evidence = "numbering starts again"
            before = blocks[: starts[0]]
            ends = [*starts[1:], len(blocks)]
            parts = [Part(None, "", blocks[a:b], _line(blocks[a])) for a, b in zip(starts, ends, strict=True)]
        else:
            return _single(draft)
    introduction = tuple(block for block in before if isinstance(block, Paragraph))
    declared = declared_count(draft.title, introduction)
    warnings = draft.warnings
    if declared and declared != len(parts):
        text = f"{declared} declared, {len(parts)} found"
        warnings = merge_warnings(warnings, [SourceWarning("count_mismatch", text)])
    if declared:
        evidence += ", number declared" if declared == len(parts) else ", another number declared"
    return replace(draft, parts=tuple(parts), introduction=introduction, warnings=warnings, split_evidence=evidence)


def _single(draft: Draft) -> Draft:
    """One report: the page's title is its title; an editor's blurb on top belongs to no report."""
    introduction: list[Paragraph] = []
    while (
        len(introduction) < len(draft.blocks) - 1
        and isinstance(first := draft.blocks[len(introduction)], Paragraph)
        and _is_blurb(first.text, single=True)
    ):
        introduction.append(first)
    blocks = draft.blocks[len(introduction) :]
    if not blocks:
        return replace(draft, parts=(Part(draft.title, "", (), None, draft.byline),) if draft.title else ())
    part = Part(draft.title, "", blocks, _line(draft.blocks[0]), draft.byline)
    return replace(draft, parts=(part,), introduction=tuple(introduction))


def _line(block: Block) -> int | None:
    return block.line


def _is_blurb(text: str, single: bool = False) -> bool:
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


# --- titles without markers


def _find_titles(blocks: Sequence[Block]) -> list[Boundary]:
    """Reports that follow each other under their own titles, without a marker."""
    levels = [b.level for b in blocks if isinstance(b, Paragraph) and b.level]
    top = min(levels, default=None)
    found: list[Boundary] = []
    for index, block in enumerate(blocks[:-1]):
        following = blocks[index + 1]
        if not isinstance(block, Paragraph) or block.marker or (top and block.level != top):
            continue
        if isinstance(following, Paragraph) and len(following.text) > 15 and _is_report_title(block):
            found.append(Boundary(index, len(found) + 1, "", block.text.strip()))
    if len(found) < 2 or len({b.title for b in found}) < len(found):
        return []
    if len(found) < levels.count(top) if top else found[0].index > 3:
        return []
    return found


def _is_report_title(block: Paragraph) -> bool:
    """Whether a headline names a report: it says so, or it is styled and names a period."""
    if block.text.endswith(SENTENCE_END):
        return False
    folded = fold(block.text)
    ends_as_sentence = folded.endswith((".", "?", ":"))  # as no word does: asked first
    named = None if ends_as_sentence else _ENDS_AS_TITLE.search(folded, max(0, len(folded) - _LONGEST_TITLE_WORD))
    if not (named or block.level is not None) or not is_headline(block.text):
        return False
    typed = names_section(block.text)
    if len(folded) < (12 if typed else 6):
        return False
    if named or (block.level and TITLE_WORD.search(folded)):
        return True
    return block.level is not None and not typed and re.search(r"\d{4}|季度|半年|[QH][1-4]", folded) is not None


# --- restarts of the numbering


def _is_promised(blocks: Sequence[Block], title: str | None) -> bool:
    """Whether the page says that it collects reports."""
    head = [block for block in blocks[:4] if isinstance(block, Paragraph)]
    return declared_count(title, head) is not None or any(_is_blurb(block.text) for block in head)


def _find_promised(blocks: Sequence[Block], title: str | None) -> list[int]:
    """The openings on a page that promises reports: those that begin with a period, or as many long paragraphs above
    a list that starts at one as the page promises."""
    head = [block for block in blocks[:4] if isinstance(block, Paragraph)]
    starts = _find_restarts(blocks, promised=True)
    declared = declared_count(title, head)
    if declared in (None, len(starts)):
        return starts
    any_opening = _find_restarts(blocks, promised=True, any_opening=True)
    return any_opening if declared == len(any_opening) else starts


def _count_openings(blocks: Sequence[Block]) -> int:
    """How many reports may open at all, of those without a marker or title: each above a list that starts at one."""
    return sum(
        isinstance(above, Paragraph) and _may_open(above, below) is not None and enumerator_of(above) is None
        for above, below in pairwise(blocks)
    )


def _may_open(block: Paragraph, following: Block) -> Enumerator | None:
    """The number one below a paragraph that is long enough to open a report."""
    if len(block.text) < _SHORTEST_LEAD or not isinstance(following, Paragraph):
        return None
    opened = enumerator_of(following)
    return opened if opened is not None and opened.value == 1 else None


def _find_restarts(blocks: Sequence[Block], promised: bool = False, any_opening: bool = False) -> list[int]:
    """Indices of opening paragraphs: unnumbered, leading into a list of work done that starts again at one.

    Where the page promises reports, a long paragraph that begins with a period opens one as well.
    """
    starts: list[int] = []
    top = None
    seen_item = False
    for index, block in enumerate(blocks[:-1]):
        if not isinstance(block, Paragraph):
            continue
        if enumerator_of(block) is not None:
            seen_item = True
            continue
        style = _opens_list(block, blocks[index + 1], promised, any_opening)
        if style is None or (top not in (None, style) and not promised) or (starts and not seen_item):
            continue
        top = top or style
        starts.append(index)
        seen_item = False
    if len(starts) > 1 and starts[0] > 0:
        starts[0] = _first_start(blocks, starts[0])
    return starts


def _opens_list(block: Paragraph, following: Block, promised: bool, any_opening: bool) -> str | None:
    """The style of the list that starts at one below `block`, if `block` says that a summary follows."""
    opened = _may_open(block, following)
    if opened is None:
        return None
    folded = fold(block.text)
    opens = _SUMMARY_LEAD_IN.search(folded[-60:]) or (
        promised and len(folded) >= _SHORTEST_OPENING and (any_opening or _OPENING.search(folded[:50]))
    )
    lead_in = classify_lead_in(block.text)
    if lead_in and lead_in[0] is SectionKind.NEXT_STEPS and _SUMMARY_LEAD_IN.search(folded[-60:]):
        lead_in = None  # 现将下半年工作情况汇报如下 opens no plan
    return opened.style if opens and not lead_in else None


def _first_start(blocks: Sequence[Block], start: int) -> int:
    """Where the first part begins: after the editor's blurb, else at the top."""
    blurbs = [i for i in range(start) if isinstance(b := blocks[i], Paragraph) and _is_blurb(b.text)]
    return blurbs[-1] + 1 if blurbs else 0


# --- cutting


def _cut(blocks: Sequence[Block], boundaries: list[Boundary]) -> tuple[list[Part], tuple[Block, ...]]:
    before = list(blocks[: boundaries[0].index])
    parts: list[Part] = []
    for at, boundary in enumerate(boundaries):
        if boundary.cut is not None:
            glued = as_paragraph(blocks[boundary.index])
            head = replace(glued, text=glued.text[: boundary.cut].rstrip())
            if at == 0:
                before.append(head)
            elif head.text:
                parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, head))
        stop = boundaries[at + 1].index if at + 1 < len(boundaries) else len(blocks)
        body = tuple(blocks[boundary.index + 1 : stop])
        title, body = _part_title(boundary, body)
        parts.append(Part(title, boundary.marker, body, _line(blocks[boundary.index])))
    return parts, tuple(before)


def _part_title(boundary: Boundary, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """What follows the marker on its line; else the next title line; else the marker as written."""
    first = body[0] if body else None
    if boundary.title and boundary.title != boundary.marker:
        if isinstance(first, Paragraph) and first.text.strip() == boundary.title:
            body = body[1:]
        return boundary.title, body
    if (
        isinstance(first, Paragraph)
        and len(body) > 1
        and is_headline(first.text)
        and (TITLE_WORD.search(fold(first.text)) or _stands_alone(first, body[1:]))
    ):
        return first.text.strip(), body[1:]
    return boundary.marker, body


def _stands_alone(first: Paragraph, rest: tuple[Block, ...]) -> bool:
    """Whether a short line on top is a title: it names no kind of section, and no other line below is like it."""
    if len(first.text) > _LONGEST_ALONE or names_section(first.text):
        return False
    below = [block for block in rest if isinstance(block, Paragraph) and block.level == first.level]
    return not any(len(block.text) <= _LONGEST_ALONE and is_headline(block.text) for block in below)
