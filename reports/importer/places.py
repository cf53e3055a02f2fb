"""Kinds of sections whose headings name none: by where they stand in the report and what their sentences say.

What follows the problems is the plans, whatever it is called; a section of which every sentence is to come is a plan,
and one full of what is lacking, right before the plans, is the problems. A last word behind the plans ("Visitors") is
none of the work, unless it is numbered with it.
"""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
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
    themes = sum(section.evidence == THEMATIC for section in sections)
    problems: Section | None = None
    for at, section in enumerate(sections):
        if section.evidence == THEMATIC:
            following = sections[at + 1] if at + 1 < len(sections) else None
            if at > 0 and (found := _by_place(section, problems, themes, following)):
                result[at] = replace(section, kind=found[0], evidence=found[1])
            themes -= 1
        if result[at].kind is SectionKind.NEXT_STEPS:
            last = sections[-1]
            if at + 2 == len(sections) and last.evidence == THEMATIC and not last.marker and at > 0:
                result[-1] = replace(last, kind=SectionKind.OTHER, evidence=f"after the plans: {result[at].heading}")
            break  # nothing else is found out by its place behind the plans
        if result[at].kind is SectionKind.PROBLEMS:
            problems = result[at]
    return tuple(result)


def _by_place(
    section: Section, problems: Section | None, themes: int, following: Section | None
) -> tuple[SectionKind, str] | None:
    """The kind of a thematic section before the plans: `problems` are the last ones above it, `themes` the thematic
    sections that are left, it among them."""
    sentences = _sentences_of(section)
    if not sentences:
        return None
    past = sum(_PAST.search(sentence) is not None for sentence in sentences)
    is_before_plans = following is not None and following.kind is SectionKind.NEXT_STEPS
    if problems and not is_before_plans and themes <= _MOST_PLANS and past * 3 <= len(sentences):
        return SectionKind.NEXT_STEPS, f"after the problems: {problems.heading}"
    if len(sentences) < 2:
        return None
    if not past and (first := _COMING.search(sentences[0])) and all(map(_COMING.search, sentences)):
        return SectionKind.NEXT_STEPS, first[0]
    if problems or not is_before_plans:
        return None
    lacking = [match for sentence in sentences if (match := _LACKING.search(sentence))]
    if len(lacking) * 2 >= len(sentences) and past * 5 <= len(sentences):
        return SectionKind.PROBLEMS, lacking[0][0]
    return None


def _sentences_of(section: Section) -> list[str]:
    blocks = chain(section.blocks, *(point.blocks for point in section.points))
    text = "\n".join(fold(text_of(block)) for block in blocks)[:_READ]
    return [part for part in _SENTENCES.split(text) if len(part.strip()) >= _SHORTEST_SENTENCE]
