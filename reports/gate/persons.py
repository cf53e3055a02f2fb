"""Names of persons in text, and whether they stand beside words that nobody's name should stand beside."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.documents.folding import HAN
from reports.enums import FindingKind
from reports.gate import names as words
from reports.gate.findings import Finding, found_at
from reports.gate.masking import mask_name
from reports.gate.text import Passage
from reports.gate.words import is_word

_SURNAME = rf"(?:{'|'.join(words.COMPOUND)}|[{words.SURNAMES}])"
_BEFORE = re.compile(f"{words.SENSITIVE_ZH}|{words.ROLES_ZH}")
_SENSITIVE = re.compile(words.SENSITIVE_ZH)
_SURNAME_AT = re.compile(_SURNAME)
_LINK = re.compile(r"[\s:]{0,2}|(?:为|是|由|叫|名叫)")
_LISTED = re.compile(r"\s?[、,]\s?|和|与|及")
_AFTER = re.compile(
    rf"(?P<kin>{words.KIN_ZH})|(?P<after>{words.AFTER_ZH})|(?P<age>\s?[(,]\s?(?:男|女)\s?[,)、]|[(,]\s?\d{{1,3}}岁)"
)
_HONOURED = re.compile(rf"(?:{words.AFTER_ZH}|{words.KIN_ZH}|\s?[(,]\s?(?:男|女)\s?[,)、]|\s?[(,]\s?\d{{1,3}}岁)")
_SURE = {"同志", "先生", "女士", "之子", "之女"}
"""What stands behind names alone."""
_AND_OTHERS = re.compile(
    rf"等\s?(?:\d{{1,4}}|[一二三四五六七八九十两]{{1,3}})?\s?[余多]?[名位个户]{{0,2}}(?P<who>{words.SENSITIVE_ZH}|{words.ROLES_ZH}|人)"
)
_SENSITIVE_NEAR = re.compile(words.SENSITIVE_NEAR_ZH)
_ANY_SENSITIVE = re.compile(f"{words.SENSITIVE_ZH}|{words.SENSITIVE_NEAR_ZH}|{words.SENSITIVE_EN}")
_CLAUSE = re.compile(r"[。;!?\n]")
_HAN = re.compile(f"[{HAN}]")
_NEAR = 14
_NEAR_EN = 60
_NAME_EN = r"[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)?"
_PAIR_EN = re.compile(
    rf"\b(?=(?P<first>{_NAME_EN})\s(?P<second>{_NAME_EN}|[A-Z]{{2,12}})\b(?:\s(?P<third>{_NAME_EN}))?)[A-Z]"
)
"""Two words in capitals, of any words that follow each other so."""
_TITLE_EN = re.compile(rf"{words.TITLES_EN}\s$")
_MANNER_EN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s(?P<name>[A-Z][a-z]+)\b")
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v)"
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}", re.I)
_NEEDS_TITLE = frozenset(
    {
        "An",
        "He",
        "She",
        "You",
        "Long",
        "Song",
        "Ma",
        "Han",
        "Fan",
        "Pan",
        "Tan",
        "Can",
        "Ye",
        "Lu",
        "Yan",
        "Xi",
        "Jin",
        "Yang",
        "Ling",
        "Lei",
    }
)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    is_sensitive: bool


def persons(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find names of persons; one beside a sensitive word is graver than that of an official."""
    for passage in passages:
        if passage.place.field == "title":
            continue
        found: dict[int, _Name] = {}
        for name in (*_chinese(passage.folded), *_english(passage.text)):
            known = found.get(name.start)
            if known is None or (name.is_sensitive and not known.is_sensitive):
                found[name.start] = name
        for name in sorted(found.values(), key=lambda name: name.start):
            kind = FindingKind.SENSITIVE_NAME if name.is_sensitive else FindingKind.NAME
            written = passage.text[name.start : name.end]
            yield found_at(kind, passage, name.start, name.end, proposal=mask_name(written))


def holds_sensitive_words(text: str) -> bool:
    """Whether a folded text holds a word beside which no name should stand."""
    return _ANY_SENSITIVE.search(text) is not None


def _chinese(text: str) -> Iterator[_Name]:
    if _HAN.search(text) is None:
        return
    for match in _BEFORE.finditer(text):
        at = match.end() + _length(_LINK.match(text, match.end()))
        yield from _listed(text, at, is_sensitive=_SENSITIVE.fullmatch(match[0]) is not None)
    for match in _HONOURED.finditer(text):
        if name := _ending_at(text, match.start(), may_be_ambiguous=match[0] in _SURE):
            yield _Name(name[0], name[1], _is_near_sensitive(text, *name))
    for match in _AND_OTHERS.finditer(text):
        if name := _ending_at(text, match.start(), may_be_ambiguous=False):
            is_sensitive = _SENSITIVE.fullmatch(match["who"]) is not None
            yield _Name(name[0], name[1], is_sensitive or _is_near_sensitive(text, *name))


def _listed(text: str, at: int, *, is_sensitive: bool) -> Iterator[_Name]:
    """The name at a place and those listed after it."""
    while (end := _name_end(text, at)) is not None:
        yield _Name(at, end, is_sensitive or _is_near_sensitive(text, at, end))
        link = _LISTED.match(text, end)
        if link is None:
            return
        at = link.end()


def _name_end(text: str, at: int) -> int | None:
    """Where the name ends that begins at a place, None where none does: other words begin like names."""
    surname = _SURNAME_AT.match(text, at)
    if surname is None:
        return None
    for length in (2, 1):
        end = surname.end() + length
        given = text[surname.end() : end]
        if (
            len(given) == length
            and _is_given(given)
            and not _is_other_word(text, at, surname.end(), end)
            and _may_end(text, end)
        ):
            is_doubtful = text[at] in words.AMBIGUOUS and len(surname[0]) == 1
            if not is_doubtful or length == 2 or _is_marked(text, end):
                return end
    return None


def _is_given(given: str) -> bool:
    return all(_HAN.match(char) for char in given) and not set(given) & (
        words.FUNCTION_ZH | set("某们个和或是以并到其这那此们者")
    )


def _is_other_word(text: str, start: int, given: int, end: int) -> bool:
    """Whether the characters make up words of the dictionary rather than a name."""
    name = text[start:end]
    if is_word(name) or is_word(text[start : given + 1]):
        return True
    if is_word(text[given:end]):
        return text[given:end] not in words.GIVEN_WORDS_ZH
    return end - given == 1 and is_word(text[given : end + 1])


def _may_end(text: str, end: int) -> bool:
    """Whether a name may end here: a mark, a small word or another word follows."""
    following = text[end : end + 2]
    if not following or _HAN.match(following) is None or following[0] in words.FUNCTION_ZH:
        return True
    return is_word(following) or _AFTER.match(text, end) is not None or is_word(text[end : end + 3])


def _is_marked(text: str, end: int) -> bool:
    return end >= len(text) or _HAN.match(text, end) is None or _AFTER.match(text, end) is not None


def _ending_at(text: str, end: int, *, may_be_ambiguous: bool) -> tuple[int, int] | None:
    """The name that ends at a place: the longest that begins with a surname and is no other word."""
    for length in (4, 3, 2):
        start = end - length
        name = text[max(0, start) : end]
        surname = _SURNAME_AT.match(name)
        if start < 0 or surname is None or len(name) - surname.end() not in (1, 2):
            continue
        if not may_be_ambiguous and name[0] in words.AMBIGUOUS and surname.end() == 1:
            continue
        if (
            _is_given(name[surname.end() :])
            and not _is_other_word(text, start, start + surname.end(), end)
            and not _is_inside_a_word(text, start)
        ):
            return start, end
    return None


def _is_inside_a_word(text: str, start: int) -> bool:
    """Whether the surname is the end of another word: 社区 + 党员."""
    return start > 0 and is_word(text[start - 1 : start + 1])


def _is_near_sensitive(text: str, start: int, end: int) -> bool:
    """Whether a sensitive word stands in the same sentence, a few characters away."""
    before = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1]
    after = _CLAUSE.split(text[end : end + _NEAR])[0]
    return _SENSITIVE_NEAR.search(before) is not None or _SENSITIVE_NEAR.search(after) is not None


def _english(text: str) -> Iterator[_Name]:
    for match in _PAIR_EN.finditer(text):
        if match["third"] in words.NOT_NAMES_EN or match["second"] in words.NOT_NAMES_EN:
            continue
        if _is_name_en(match, text):
            yield _Name(
                match.start(), match.end("second"), _is_near_sensitive_en(text, match.start(), match.end("second"))
            )
    for match in _MANNER_EN.finditer(text):
        start, end = match.span("name")
        if _is_near_sensitive_en(text, start, end):
            yield _Name(start, end, is_sensitive=True)


def _is_name_en(match: re.Match[str], text: str) -> bool:
    first, second = match["first"], match["second"]
    has_title = _TITLE_EN.search(text, max(0, match.start() - 70), match.start()) is not None
    if first in words.PINYIN_SURNAMES and _PINYIN.fullmatch(second):
        return has_title or first not in _NEEDS_TITLE
    if second.capitalize() in words.PINYIN_SURNAMES and _PINYIN.fullmatch(first) and second.isupper():
        return True
    return first in words.GIVEN_EN and second.capitalize() not in words.GIVEN_EN.intersection(words.NOT_NAMES_EN)


def _is_near_sensitive_en(text: str, start: int, end: int) -> bool:
    before = re.split(r"[.!?;]\s", text[max(0, start - _NEAR_EN) : start])[-1]
    after = re.split(r"[.!?;]\s", text[end : end + _NEAR_EN])[0]
    return re.search(words.SENSITIVE_EN, before) is not None or re.search(words.SENSITIVE_EN, after) is not None


def _length(match: re.Match[str] | None) -> int:
    return len(match[0]) if match else 0
