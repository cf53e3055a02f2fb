"""Which kind of section an English heading names: by its clause, by the head of its noun phrase, by words alone."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re

from reports.enums import SectionKind
from reports.importer import english_heading_words as words
from reports.importer.named import Named

_LONGEST_TYPED = 11
_Table = tuple[tuple[SectionKind, re.Pattern[str]], ...]

_OTHER = re.compile(rf"(?:{words.OTHER})$")
_CLAUSES: _Table = tuple((kind, re.compile(pattern)) for kind, pattern in words.CLAUSES)
_NOUNS: _Table = tuple((kind, re.compile(rf"(?:^|.*?[\s-])({pattern})$")) for kind, pattern in words.NOUNS)
_ALONE: _Table = tuple((kind, re.compile(rf"(?:{pattern})\b")) for kind, pattern in words.ALONE)
_GENERIC = re.compile(rf"(?:(?:{words.GENERIC})(?:$|[\s,:]+))*")
_AFTERWARDS = re.compile(rf"\s(?:{words.AFTERWARDS})$")
_CONJUNCTION = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&|or|but|as well as)\s+|\s?[/;:]\s?|\s-\s|\s?\(")
_PREPOSITION = re.compile(
    r"\s(?:of|for|in|on|at|to|from|with|by|during|against|over|under|within|between|through|across|about|since|that|which|we|i|who|as|before|after|beyond|towards?|into|than|where|when|this|last|among|amid|behind)\s.*$"
)
_LATER = re.compile(words.AFTERWARDS_ANYWHERE)
_PARTICIPLE = re.compile(r"\s(?:[a-z]{3,}ed|built|laid|held|sold|won)$")
_VERBS = re.compile(rf"\b{words.VERBS_BEFORE_PROBLEMS}\b")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|did|does|will|can|cannot)\b")
_RELATIVE = re.compile(
    r"\s(?:that|which) (?!.*\b(?:solved|resolved|fixed|overcome|addressed|closed|settled|tackled)\b).*$"
)
"""What is said of a noun (problems that cannot be ignored), unless it is done with."""
_LEAD_INS: _Table = (
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


def classify_english(folded: str) -> Named | None:
    """Return the kind that a folded heading names and the words that say so."""
    text = folded.lower().replace('"', "").strip(" ?!.:;,'-")
    if _OTHER.match(text):
        return Named(SectionKind.OTHER, folded)
    if len(text.split()) > _LONGEST_TYPED:
        return None
    for kind, pattern in _CLAUSES:
        if match := pattern.search(text):
            return Named(kind, match[0])
    said = _RELATIVE.sub("", text)
    if _SENTENCE.search(said):
        return None
    if found := _by_nouns(said) or _alone(text):
        return found
    later = _LATER.search(text)
    return Named(SectionKind.NEXT_STEPS, later[0]) if later else None


def _by_nouns(text: str) -> Named | None:
    """The first noun that names a kind and is the head of its phrase; of a second phrase only where it is telling."""
    for at, part in enumerate(_CONJUNCTION.split(text)):
        found = _noun_of(part)
        if found and (at == 0 or found.kind not in (SectionKind.WORK_DONE, SectionKind.INTRODUCTION)):
            return found
        if found := _alone(part):
            return found
    return None


def _noun_of(part: str) -> Named | None:
    """The noun at the end of a phrase, or before what qualifies it from behind, where it names a kind."""
    phrases = [part, short := _AFTERWARDS.sub("", part)]
    if _PARTICIPLE.search(short) is None:  # what was done with it ("Plan of the town redrawn") is no plan
        phrases.append(_AFTERWARDS.sub("", _PREPOSITION.sub("", f"{part} ").strip()))
    for phrase in dict.fromkeys(phrases):
        before = _PREPOSITION.search(phrase)
        for kind, pattern in _NOUNS:
            match = pattern.match(phrase)
            if match is None or (kind is SectionKind.PROBLEMS and _VERBS.match(phrase)):
                continue
            if before is None or match.start(1) <= before.start():
                return Named(kind, match[1])
    return None


def _alone(text: str) -> Named | None:
    """The words that name a kind where nothing stands beside them but words that say nothing."""
    start = _GENERIC.match(text)
    for at in (0, start.end() if start else 0):
        for kind, pattern in _ALONE:
            match = pattern.match(text, at)
            if match is None:
                continue
            after = text[match.end() :].lstrip(" ,:")
            rest = _GENERIC.match(after)
            if rest is not None and rest.end() == len(after):
                return Named(kind, match[0], is_sure=False)
    return None


def classify_english_lead_in(clause: str) -> tuple[SectionKind, str] | None:
    """Return the kind of list that a folded clause before a colon opens."""
    for kind, pattern in _LEAD_INS:
        match = pattern.search(clause)
        if match is None:
            continue
        if kind is not SectionKind.PROBLEMS or not _VERBS.search(clause[: match.start()].lower().rpartition(",")[2]):
            return kind, match[0]
    return None
