"""Which kind a heading, a lead-in or a section is of."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from dataclasses import dataclass
from functools import lru_cache

from reports.documents.folding import fold
from reports.enums import Language, SectionKind
from reports.importer import vocabulary as words
from reports.importer.languages import language_of

_LONGEST_TYPED_ZH = 26
_LONGEST_TYPED_EN = 11
_TOPIC = 4  # characters that a heading may name besides the words of its kind
_AMBIGUOUS_ZH = ("措施", "举措", "建议", "规划", "经验", "成果", "成效")


def _alternation(pattern: str) -> str:
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))


_WORDS_ZH = tuple((kind, re.compile(_alternation(pattern))) for kind, pattern in words.KIND_WORDS_ZH)
_STRONG_ZH = tuple((kind, re.compile(pattern)) for kind, pattern in words.STRONG_ZH)
_LEAD_IN_ZH = tuple((kind, re.compile(pattern)) for kind, pattern in words.LEAD_IN_ZH)
_FILLERS_ZH = re.compile(
    "(?:" + "|".join(sorted(words.FILLERS_ZH.split("|"), key=len, reverse=True)) + r"|\(.{0,12}\))+"
)
_VERBS_ZH = re.compile(f"(?:{words.VERBS_BEFORE_PROBLEMS_ZH})")
_CONCESSION = re.compile(r"^[^,]*,(?:但是?|不过|然而|可是?)")
_OTHER_ZH = re.compile(rf"(?:{words.OTHER_HEADINGS_ZH})(?:$|[\d一二三四五六:(和与及])")
_WORDS_EN = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.I)) for kind, pattern in words.KIND_WORDS_EN)
_VERBS_EN = re.compile(rf"\b{words.VERBS_BEFORE_PROBLEMS_EN}\b", re.I)
_SENTENCE_ZH = re.compile(r"是(?!否)(?!非)|就是|成为|作为")
_SENTENCE_EN = re.compile(
    r"^(?!what\b|where\b|who\b|how\b|.*\bhow we\b|work\b|there (?:are|were) (?:still |also )?(?:some |many |a few )?(?:existing )?(?:problems|deficiencies|shortcomings|difficulties|weaknesses)).*\b(?:was|were|is|are|has|have|had|did|does|will|can|cannot)\b",
    re.I,
)
_OTHER_EN = re.compile(rf"\s*(?:{words.OTHER_HEADINGS_EN})\b", re.I)
_LEAD_IN_EN = (
    (
        SectionKind.PROBLEMS,
        re.compile(r"\b(?:problems?|difficulties|shortcomings|challenges|weaknesses|issues)\b[^.;]{0,60}$", re.I),
    ),
    (
        SectionKind.NEXT_STEPS,
        re.compile(
            r"\b(?:next (?:step|quarter|year|month|half|phase|stage)|in the coming|we (?:plan|will|intend)|plans?)\b[^.;]{0,60}$",
            re.I,
        ),
    ),
)


@lru_cache(maxsize=4096)
def classify_heading(label: str) -> tuple[SectionKind, str] | None:
    """Return the kind that a heading names and the words that say so, or None for a thematic heading.

    A heading that names two kinds is of the first.
    """
    folded = fold(label).strip(" :.。;,")
    if not folded:
        return None
    return _classify_chinese(folded) if language_of(folded) is Language.CHINESE else _classify_english(folded)


def _classify_chinese(folded: str) -> tuple[SectionKind, str] | None:
    folded = _CONCESSION.sub("", folded)  # "成绩不少,但问题也很突出" is about the problems
    if _OTHER_ZH.match(folded):
        return SectionKind.OTHER, folded
    if len(folded) > _LONGEST_TYPED_ZH or _SENTENCE_ZH.search(folded):
        return None
    named, strong = _found_in(folded, _WORDS_ZH), _found_in(folded, _STRONG_ZH)
    if not named and not strong:
        return None
    rest = folded
    for found in named:
        rest = rest.replace(found.words, "", 1)
    rest = _FILLERS_ZH.sub("", rest)
    if strong and ("," not in folded or not rest.strip(",")):
        best = min(strong, key=lambda found: found.start)
        earlier = [found for found in named if found.start < best.start and found.kind is not best.kind]
        first = earlier[0] if earlier and len(rest) <= _TOPIC else best
        return first.kind, first.words
    if not named or _is_thematic(folded, named, rest):
        return None
    return named[0].kind, named[0].words


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    kind: SectionKind
    words: str


def _found_in(folded: str, patterns: tuple[tuple[SectionKind, re.Pattern[str]], ...]) -> list[_Found]:
    """The words that name kinds, in order, none inside a longer one; problems that are solved or searched are none."""
    found = [
        _Found(match.start(), kind, match[0])
        for kind, pattern in patterns
        for match in pattern.finditer(folded)
        if kind is not SectionKind.PROBLEMS or not _VERBS_ZH.search(folded[: match.start()])
    ]
    found.sort(key=lambda item: (item.start, -len(item.words)))
    apart, end = [], 0
    for item in found:
        if item.start >= end:
            apart.append(item)
            end = item.start + len(item.words)
    return apart


def _is_thematic(folded: str, named: list[_Found], rest: str) -> bool:
    """Whether the word of a kind is only part of a theme: a topic stands beside it that is too long or misplaced."""
    first, ends = named[0], tuple(found.words for found in named)
    lone = len(named) == 1 and len(first.words) <= 2 and "," in folded
    if len(rest) > (0 if lone else _TOPIC):
        return True
    if not rest:
        return False
    if first.kind is SectionKind.PROBLEMS:
        return not folded.endswith(first.words)
    if first.kind is not SectionKind.INTRODUCTION and not folded.endswith(ends):
        return True
    return first.start == 0 and "," not in folded and ends[-1] in _AMBIGUOUS_ZH


def _classify_english(folded: str) -> tuple[SectionKind, str] | None:
    if _OTHER_EN.match(folded):
        return SectionKind.OTHER, folded
    if len(folded.split()) > _LONGEST_TYPED_EN or _SENTENCE_EN.search(folded):
        return None
    found: list[tuple[int, int, SectionKind, str]] = []
    for order, (kind, pattern) in enumerate(_WORDS_EN):
        match = pattern.search(folded)
        if match is None:
            continue
        if kind is SectionKind.PROBLEMS and _VERBS_EN.search(folded[: match.start()]):
            continue
        found.append((match.start(), order, kind, match[0]))
    if not found:
        return None
    _, _, kind, word = min(found)
    # "Main work ... in the third quarter" and "plan for the next quarter": the first word decides, but an article,
    # an adjective or a topic before it ("Leak repair plan") must leave the heading short.
    if (
        len(folded.split()) > 6
        and kind is not SectionKind.WORK_DONE
        and not re.match(rf"(?:\W*\w+){{0,3}}\W*{re.escape(word)}", folded)
    ):
        return None
    return kind, word


def classify_lead_in(text: str) -> tuple[SectionKind, str] | None:
    """Return the kind of list (problems or plans) that a paragraph ending in a colon opens, or None."""
    folded = fold(text).rstrip()
    if not folded.endswith(":"):
        return None
    clause = folded[:-1][-80:]
    is_chinese = language_of(clause) is Language.CHINESE
    verbs = _VERBS_ZH if is_chinese else _VERBS_EN
    for kind, pattern in _LEAD_IN_ZH if is_chinese else _LEAD_IN_EN:
        match = pattern.search(clause)
        if match is None:
            continue
        if kind is not SectionKind.PROBLEMS or not verbs.search(clause[: match.start()].rpartition(",")[2]):
            return kind, match[0]
    return None
