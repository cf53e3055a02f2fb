"""Kinds of sections whose headings name none: by where they stand in the report and what their sentences say.

What follows the problems is the plans, whatever it is called; a section of which every sentence is to come is a plan,
and one full of what is lacking, right before the plans, is the problems.
"""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Sequence
from itertools import chain

from reports.documents.folding import fold
from reports.documents.tree import Section
from reports.documents.values import replace
from reports.enums import SectionKind
from reports.importer.blocks import text_of

THEMATIC = "thematic heading"
"""The evidence of a section whose heading names no kind."""
_MOST_PLANS = 2
_READ = 4_000
_SENTENCES = re.compile(r"[。;!\n]|\.(?=\s|$)")
_SHORTEST_SENTENCE = 5
_COMING = re.compile(
    r"将(?!近|军|士)|拟(?!定)|力争|争取|计划(?=[于在用投购建把将])|打算|准备|今后|下一?步|明年|来年|下半年|预计|继续|进一步"
    r"|(?i:\b(?:will|shall|plans? to|intends?|hopes? to|aims? to|next|by the end of|going to|would like)\b)"
)
_LACKING = re.compile(
    r"不足|不够|欠缺|滞后|薄弱|不到位|不强|不高|不齐|缺乏|短缺|紧张|困难|老化|偏[低少慢]|难以|跟不上|未能|尚未|不全|太[少慢低]"
    r"|(?i:\b(?:lack\w*|shortages?|insufficient|not enough|too (?:few|little|slow|late)|weak|still not|failed|not yet|behind|delay\w*|poor|cannot|could not)\b)"
)
_PAST = re.compile(
    r"了|已|同比|增长|下降|累计|达到?\d|(?i:\b(?:was|were|had|rose|fell|held|took|made|ran|built|met|went|gave|kept|won|cut|came|[a-z]{3,}ed)\b)"
)


def with_kinds_by_place(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections, those of thematic headings with the kind that their place and text give."""
    if not any(section.evidence == THEMATIC for section in sections):
        return sections
    result = list(sections)
    for at, section in enumerate(sections):
        if section.evidence == THEMATIC and at > 0 and (found := _by_place(result, at)):
            result[at] = replace(section, kind=found[0], evidence=found[1])
    return tuple(result)


def _by_place(sections: Sequence[Section], at: int) -> tuple[SectionKind, str] | None:
    before, after = sections[:at], sections[at + 1 :]
    sentences = _sentences_of(sections[at])
    if not sentences or any(section.kind is SectionKind.NEXT_STEPS for section in before):
        return None
    past = sum(_PAST.search(sentence) is not None for sentence in sentences)
    problems = [section for section in before if section.kind is SectionKind.PROBLEMS]
    themes = sum(section.evidence == THEMATIC for section in after) + 1
    if problems and themes <= _MOST_PLANS and past * 3 <= len(sentences):
        return SectionKind.NEXT_STEPS, f"after the problems: {problems[-1].heading}"
    if len(sentences) < 2:
        return None
    coming = [_COMING.search(sentence) for sentence in sentences]
    if not past and all(coming) and coming[0]:
        return SectionKind.NEXT_STEPS, coming[0][0]
    is_before_plans = bool(after) and after[0].kind is SectionKind.NEXT_STEPS
    lacking = [match for sentence in sentences if (match := _LACKING.search(sentence))]
    if is_before_plans and not problems and len(lacking) * 2 >= len(sentences) and past * 5 <= len(sentences):
        return SectionKind.PROBLEMS, lacking[0][0]
    return None


def _sentences_of(section: Section) -> list[str]:
    blocks = chain(section.blocks, *(point.blocks for point in section.points))
    text = "\n".join(text_of(block) for block in blocks)[:_READ]
    return [part for part in _SENTENCES.split(fold(text)) if len(part.strip()) >= _SHORTEST_SENTENCE]
