"""Which kind of section a Chinese heading names: by its words, its grammar and the time it speaks of."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from reports.enums import SectionKind
from reports.importer import chinese_heading_words as words
from reports.importer.named import Named

_LONGEST_TYPED = 26
_TOPIC = 4  # characters that a heading may name besides the words of its kind
_AMBIGUOUS = ("措施", "举措", "建议", "规划", "经验", "成果", "成效")


def _alternation(pattern: str) -> str:
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))


class _Table(NamedTuple):
    """Patterns with their kinds, and the one search that tells most headings: those that name no kind."""

    kinds: tuple[tuple[SectionKind, re.Pattern[str]], ...]
    any_kind: re.Pattern[str]


def _compiled(table: tuple[tuple[SectionKind, str], ...]) -> _Table:
    kinds = tuple((kind, re.compile(pattern)) for kind, pattern in table)
    return _Table(kinds, re.compile("|".join(pattern for _, pattern in table)))


def _compiled_words(table: tuple[tuple[SectionKind, str], ...]) -> _Table:
    return _compiled(tuple((kind, _alternation(pattern)) for kind, pattern in table))


_NAME_WORDS = (*words.KIND_WORDS, *words.SOFT_WORDS, (SectionKind.INTRODUCTION, words.OPENINGS))
_NAMES = _compiled_words(_NAME_WORDS)
_WHOLE = _compiled_words((*_NAME_WORDS, *words.WHOLE_WORDS))
_PHRASES = _compiled(words.PHRASES)
_OPENINGS = frozenset(words.OPENINGS.split("|"))
_SOFT = frozenset(word for _, pattern in words.SOFT_WORDS for word in pattern.split("|"))
_QUESTIONS = _compiled(words.QUESTIONS)
_LEAD_INS = _compiled(words.LEAD_INS)
_FILLERS = re.compile("(?:" + _alternation(words.FILLERS) + r"|\(.{0,12}\))+")
_VERBS = re.compile(f"(?:{words.VERBS_BEFORE_PROBLEMS})")
_LOOKED_AT = re.compile("(?:必须|要|还需)?(?:正视|直面|查找|找准|检视|剖析|梳理)")
_INSIDE = re.compile("中(?:的|存在)|存在|面临|遇到|遭遇|工作中|过程中|发现|反馈")
"""What is done about problems, and what looks at them; problems met in the doing are problems none the less."""
_THEME_VERBS = re.compile(words.THEME_VERBS)
_CONCESSION = re.compile(r"^[^,]*,(?:但是?|不过|然而|可是?)|^[^,]{1,8}(?:背后|之外|之余|之下|的同时)的?")
_OTHER = re.compile(
    rf"(?P<opens>{words.OPENINGS_OF_OTHER})(?:$|[\dA-Z一二三四五六:(和与及]|说明|清单|目录)"
    rf"|(?:{words.OTHER_ALONE}|{words.OTHER_ENDINGS})(?:[\dA-Z一二三四五六]|\(.{{0,8}}\))?$"
)
_LACKING = re.compile(words.LACKING)
_EVENT = re.compile("(?<!的)(?:活动|行动|大会|会议|论坛|讲座|比赛|竞赛)$")
_SENTENCE = re.compile(r"是(?!否)(?!非)|就是|成为|作为.")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    kind: SectionKind
    words: str


def classify_chinese(folded: str) -> Named | None:
    """Return the kind that a folded heading names and the words that say so."""
    folded = _CONCESSION.sub("", folded.replace('"', ""))  # "成绩不少,但问题也很突出" is about the problems
    if found := _OTHER.match(folded):
        return Named(SectionKind.OTHER, folded, is_sure=bool(found["opens"]))
    folded = folded.rstrip("?!… ")
    if len(folded) > _LONGEST_TYPED:
        return None
    named = _found_in(folded, _NAMES)
    questions = _found_in(folded, _QUESTIONS)
    strong = questions or ([] if _SENTENCE.search(folded) else _found_in(folded, _PHRASES))
    rest = _rest(folded, named)
    if strong and (questions or "," not in folded or not rest.strip(",")):
        best = min(strong, key=lambda found: found.start)
        earlier = [found for found in named if found.start < best.start and found.kind is not best.kind]
        first = earlier[0] if earlier and len(rest) <= _TOPIC else best
        return Named(first.kind, first.words, is_sure=first not in questions)
    if _SENTENCE.search(folded) or _EVENT.search(folded):
        return None
    if named and not _is_thematic(folded, named, rest):
        word = named[0].words
        return Named(named[0].kind, word, is_sure=word not in _OPENINGS and not (rest and word in _SOFT))
    if (whole := _found_in(folded, _WHOLE)) and not _rest(folded, whole):
        return Named(whole[0].kind, whole[0].words, is_sure=False)
    return _lacking(folded)


def _lacking(folded: str) -> Named | None:
    """A heading that ends in what is lacking, unless it begins with what is done about it."""
    match = _LACKING.search(folded)
    if match is None or _is_solved(folded, match.start()) or _THEME_VERBS.match(folded):
        return None
    return Named(SectionKind.PROBLEMS, match[0], is_sure=False)


def _rest(folded: str, found: list[_Found]) -> str:
    """What a heading says besides the words found in it and the words that say nothing."""
    for item in found:
        folded = folded.replace(item.words, "", 1)
    return _FILLERS.sub("", folded)


def _found_in(folded: str, table: _Table) -> list[_Found]:
    """The words that name kinds, in order, none inside a longer one; problems that are solved or searched are none."""
    if table.any_kind.search(folded) is None:
        return []
    found = [
        _Found(match.start(), kind, match[0])
        for kind, pattern in table.kinds
        for match in pattern.finditer(folded)
        if kind is not SectionKind.PROBLEMS or not _is_solved(folded, match.start())
    ]
    found.sort(key=lambda item: (item.start, -len(item.words)))
    apart, end = [], 0
    for item in found:
        if item.start >= end:
            apart.append(item)
            end = item.start + len(item.words)
    return apart


def _is_solved(folded: str, start: int) -> bool:
    """Whether what stands at `start` is what something is done about: solved, searched, prevented."""
    if (looked := _LOOKED_AT.match(folded)) and folded[looked.end() : start].strip("的") == "" and "," not in folded:
        return False
    return any(
        match.start() < start and not _INSIDE.search(folded[match.end() : start]) for match in _VERBS.finditer(folded)
    )


def _is_thematic(folded: str, named: list[_Found], rest: str) -> bool:
    """Whether the word of a kind is only part of a theme: a topic stands beside it that is too long or misplaced."""
    first, ends = named[0], tuple(found.words for found in named)
    lone = len(named) == 1 and len(first.words) <= 2 and "," in folded
    if len(rest) > (0 if lone else _TOPIC):
        return True
    if not rest:
        return False
    if _THEME_VERBS.match(folded):
        return True
    if first.kind is SectionKind.PROBLEMS:
        return not folded.endswith(first.words)
    if not folded.endswith(ends):
        return True
    return first.start == 0 and "," not in folded and ends[-1] in _AMBIGUOUS


def classify_chinese_lead_in(clause: str) -> tuple[SectionKind, str] | None:
    """Return the kind of list that a folded clause before a colon opens."""
    for kind, pattern in _LEAD_INS.kinds:
        match = pattern.search(clause)
        if match is None:
            continue
        if kind is not SectionKind.PROBLEMS or not _VERBS.search(clause[: match.start()].rpartition(",")[2]):
            return kind, match[0]
    return None
