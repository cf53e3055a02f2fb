"""A source of several reports becomes parts: by part markers, by titles, or by restarts of the numbering."""

import re
from collections.abc import Sequence

from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.importer import vocabulary as words
from reports.importer.blocks import as_paragraph
from reports.importer.draft import Draft, Part
from reports.importer.headlines import is_headline
from reports.importer.markers import Boundary, find_markers
from reports.importer.origins import SENTENCE_END, TITLE_WORD
from reports.importer.restarts import declared_count, find_restarts, is_blurb
from reports.importer.result import SourceWarning
from reports.importer.sections import names_section
from reports.importer.titled_units import unit_in_title
from reports.importer.warnings import merge_warnings

_LONGEST_ALONE = 40
_LONGEST_TITLE_WORD = 20
_ENDS_AS_TITLE = re.compile(rf"(?:{words.TITLE_WORDS})\)?$")
_PART_NUMBER = re.compile(
    r"(?:第\s?[一二三四五六七八九十\d]{1,3}\s?(?:部分|章|节)|\d{1,2}\s?[.、．]|[一二三四五六七八九十]{1,2}、)[\s:：]*"
)


def split_collection(draft: Draft) -> Draft:
    """Cut the blocks into parts. Text before the first part of a collection is its introduction."""
    parts, before, evidence = _split(draft.blocks, draft.title)
    if not parts:
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


def _split(blocks: tuple[Block, ...], title: str | None) -> tuple[list[Part], tuple[Block, ...], str]:
    """The parts, the blocks before them and what they were told by; none for a single report."""
    boundaries, evidence = find_markers(blocks, title), "part marker"
    if not boundaries:
        boundaries, evidence = _find_titles(blocks), "title of its own"
    if not boundaries and len(starts := find_restarts(blocks, title)) > 1:
        boundaries = _titles_above(blocks, starts)
        if not boundaries:
            ends = [*starts[1:], len(blocks)]
            parts = [Part(None, "", blocks[a:b], _line(blocks[a])) for a, b in zip(starts, ends, strict=True)]
            return parts, blocks[: starts[0]], "numbering starts again"
    return (*_cut(blocks, boundaries), evidence) if boundaries else ([], (), "")


def _single(draft: Draft) -> Draft:
    """One report: the page's title is its title; an editor's blurb on top belongs to no report."""
    introduction: list[Paragraph] = []
    while (
        len(introduction) < len(draft.blocks) - 1
        and isinstance(first := draft.blocks[len(introduction)], Paragraph)
        and is_blurb(first.text, single=True)
    ):
        introduction.append(first)
    blocks = draft.blocks[len(introduction) :]
    if not blocks:
        return replace(draft, parts=(Part(draft.title, "", (), None, draft.byline),) if draft.title else ())
    part = Part(draft.title, "", blocks, _line(draft.blocks[0]), draft.byline)
    return replace(draft, parts=(part,), introduction=tuple(introduction))


def _line(block: Block) -> int | None:
    return block.line


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
    if len(folded) < 6 or (typed and len(folded) < 12 and unit_in_title(block.text) is None):
        return False
    if named or (block.level and TITLE_WORD.search(folded)):
        return True
    return block.level is not None and not typed and re.search(r"\d{4}|季度|半年|[QH][1-4]", folded) is not None


def _titles_above(blocks: Sequence[Block], starts: Sequence[int]) -> list[Boundary]:
    """The short lines right above the openings, numbered or not, where every one of them calls itself a report."""
    found = []
    for value, start in enumerate(starts, 1):
        at = next((at for at in (start, start - 1) if at >= 0 and _titles_report(blocks[at])), None)
        if at is None:
            return []
        text = as_paragraph(blocks[at]).text.strip()
        marker = _PART_NUMBER.match(text)
        title = text[marker.end() :] if marker else text
        found.append(Boundary(at, value, marker[0].strip(" .、") if marker else "", title))
    return found


def _titles_report(block: Block) -> bool:
    folded = fold(block.text) if isinstance(block, Paragraph) else ""
    return 4 <= len(folded) <= _LONGEST_ALONE and _ENDS_AS_TITLE.search(folded) is not None


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
