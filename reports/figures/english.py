"""Figures in English text: a number with a unit of measure, a currency, or the noun phrase that it counts."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re

from reports.enums import Bound
from reports.figures.reading import PERCENT, SYMBOL, Number, Reading, bound_after, bound_before, currency_before
from reports.figures.vocabulary import (
    EN_BEFORE_COUNTS,
    EN_LABELS,
    EN_MONTHS,
    EN_OPENERS,
    EN_PLURALS,
    EN_STOP,
    EN_TIMES,
    EN_VERBS,
)

_MULTIPLIER = re.compile(r"\s?-?(?P<word>million|billion|trillion|thousand|hundred|mn|bn|[kKmMbB])(?![A-Za-z0-9²³/])")
_OR_SO = re.compile(r"\s(?:or\s(?:so|more)|odd|plus)(?=\s)")
_FULL = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion"}
_WORD = re.compile(r"[ -]{1,2}(?P<word>[A-Za-z](?:[\w²³’'/-]{0,40}\w)?)")
_MORE_NUMBER = re.compile(r"\s\d{1,3}\b")
_DATE_AFTER = re.compile(
    rf"\s(?:of\s)?(?:{EN_MONTHS})\b|\s?(?:[ap]\.?m\b\.?|o'clock\b|noon\b|hrs\b|AD\b|BC\b|BST\b|GMT\b)", re.IGNORECASE
)
_DATE_BEFORE = re.compile(
    rf"(?P<in>\b[Ii]n\s)?\b(?:{EN_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)\s$"
)
_LAST_WORD = re.compile(
    r"(?P<before>(?:^|[.!?:;•]\s{1,2}|\w[,\w']{0,20}\s|[\"'()\[\]-])\s?)(?P<word>(?:No|Nos|Sec|Fig|Art|Ch|Vol|Ref|Reg|Para)\.|[A-Za-z][\w'&-]{0,30})\s#?$"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s|x|D|G)\b")
_OF = re.compile(r"\sof\s(?P<all>(?:them|these|those|which|whom)\b)?")
_OF_WHOLE = re.compile(
    r"\sof\s(?:(?:(?:the|our|its|their|his|her|all|these|those)\s){1,2}(?:\d[\d,]{0,12}\s)?|\d[\d,]{0,12}\s)"
)
_GOES_ON = re.compile(
    r"\s(?:have|were|are|do|remain|remained|will|had|would|could|can|did|still|went|came|returned|passed|failed|left|joined)\b"
)
_REST = re.compile(
    r"(?:\b(?:remaining|further|another|other|additional|all|these|those)|\b[Oo]f (?:these|those|them),|\bof (?:whom|which))\s$"
)
_NAMED = re.compile(r"(?:^|[.;\n•–-]\s{0,2})(?P<label>[A-Z][A-Za-z-]{1,20}(?:\s[a-z-]{2,20}){0,4}):\s$")
_STREET = re.compile(
    r"(?:\s[A-Z][a-z]{1,20}){1,3}\s?(?<=\s)?(?:Lane|Road|Street|Avenue|Close|Drive|Way|Terrace|Crescent|Row)\b"
)
_PARTICIPLE = re.compile(r"(?:[a-z]{3,}ed|drawn|grown|known|shown|written|driven|given|chosen|thrown|worn|begun|sunk)$")
_PER = re.compile(r"\s?(?:/|per\s|an?\s)(?P<per>[a-z]{1,15}|m[23²³])")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_RATING = re.compile(r"\s(?:out\sof)\s\d|\s?/\s?\d")
_REFUSED = frozenset(["am", "pm", "st", "nd", "rd", "th", "a", "to", "for", "and", "or", "in", "of", "by"])


def read_english(folded: str, number: Number) -> Reading | None:
    """Return what a number counts in English text; None where it is no figure and may share no other's unit."""
    currency = currency_before(folded, number.start)
    reading = Reading(number.start - len(currency), number.end, number.value)
    if percent := PERCENT.match(folded, number.end):
        reading.unit, reading.end = _percent_unit(percent), percent.end()
        return _finish(folded, reading)
    if currency:
        return _finish(folded, _money(folded, number, reading, currency))
    if _is_date(folded, number) or folded[number.start - 1 : number.start] == '"':
        return None
    if symbol := _symbol(folded, number.end):
        reading.unit, reading.end = symbol[0], symbol.end()
        return _finish(folded, reading)
    return None if _is_name(folded, number) else _counting(folded, number, reading)


def _counting(folded: str, number: Number, reading: Reading) -> Reading | None:
    """Return a number with the noun phrase that it counts, or bare; None for years and numbers of headings."""
    words, reading.end = noun_phrase(folded, _multiply(folded, number.end, reading))
    if _heads(folded, number, words):
        return None
    reading.unit = " ".join(words)
    if not words:
        return _bare(folded, number, reading)
    is_year = _YEAR.match(folded[number.start : number.end]) and not reading.multiplier
    return None if is_year and not _is_counted_year(folded, number, words) else _finish(folded, reading)


def _finish(folded: str, reading: Reading) -> Reading:
    plus = folded[reading.start : reading.end].find("+") >= 0
    before = bound_before(folded, reading.start)
    reading.bound = Bound.MORE if plus else before if before is not Bound.EXACT else bound_after(folded, reading.end)
    return reading


def _percent_unit(match: re.Match[str]) -> str:
    word = match["word"] or ""
    if "point" in word or word == "pp":
        return "percentage points"
    return "‰" if match["unit"] == "‰" or "mille" in word else "%"


def _money(folded: str, number: Number, reading: Reading, currency: str) -> Reading:
    if match := _MULTIPLIER.match(folded, number.end):
        reading.multiplier = _FULL.get(match["word"].lower(), match["word"])
        reading.end = match.end()
    sign = currency.strip()
    reading.unit = {"RMB": "yuan", "CNY": "yuan", "RMB¥": "yuan"}.get(sign, sign)
    return reading


def _multiply(folded: str, place: int, reading: Reading) -> int:
    """Take a multiplier after the number, return where the unit begins."""
    if folded[place : place + 1] == "+":
        place += 1
    if match := _OR_SO.match(folded, place):
        place = match.end()
    match = _MULTIPLIER.match(folded, place)
    if match is None:
        return place
    word = match["word"]
    if len(word) <= 2 and (match[0] != word or word in {"K", "M", "B", "b"}):
        # "5 m" is a length and "4K" a name; "120k visits" and "1.2m visitors" are amounts.
        return place
    reading.multiplier = _FULL.get(word, word)
    reading.end = match.end()
    return match.end()


def _symbol(folded: str, place: int) -> re.Match[str] | None:
    """Return the symbol of a unit of measure after a number, unless "m" means million there."""
    match = SYMBOL.match(folded, place + (folded[place : place + 1] in {" ", "-"}))
    if match and match[0] == "m" and match.start() == place:
        words, _end = noun_phrase(folded, match.end())
        return None if words and _is_plural(words[-1]) else match
    return match


def _is_date(folded: str, number: Number) -> bool:
    if number.value > 31 and not _is_time(folded, number):
        return False
    if _DATE_AFTER.match(folded, number.end):
        return True
    before = _DATE_BEFORE.search(folded, max(0, number.start - 16), number.start)
    # "On May 14 volunteers gathered" names a day, "In March 14 volunteers joined" does not.
    counts = noun_phrase(folded, number.end)[0] or _GOES_ON.match(folded, number.end)
    return before is not None and not (before["in"] and counts)


def _is_time(folded: str, number: Number) -> bool:
    return not number.is_integer and _DATE_AFTER.match(folded, number.end) is not None


def _is_name(folded: str, number: Number) -> bool:
    """Tell whether the word before a number makes it a name: Room 4, Phase 2, ISO 9001; or whether it is a rating."""
    if _RATING.match(folded, number.end) or _STREET.match(folded, number.end) or _is_age_or_call(folded, number):
        return True
    listed = _LISTED.search(folded, max(0, number.start - 60), number.start)
    if (
        listed
        and listed["label"].lower() in EN_LABELS
        and not (listed[0].endswith(", ") and noun_phrase(folded, number.end)[0])
    ):
        return True
    match = _LAST_WORD.search(folded, _four_words_before(folded, number.start), number.start)
    if match is None:
        return False
    word, before = match["word"].rstrip("."), match["before"].strip().lower()
    words, _end = noun_phrase(folded, number.end)
    verb = word.lower() in EN_VERBS or (words[:1] == ["times"] and before in {"the", "a"})
    if verb and words and _is_plural(words[-1]):
        return False
    if word.lower() in EN_LABELS:
        return before not in _DETERMINERS or (before in {"the", "a"} and word.lower() not in EN_TIMES)
    if not word[0].isupper() or re.fullmatch(EN_MONTHS, word):
        return False
    if before in _OPENING or _NUMBERED_OPENING.fullmatch(folded, 0, match.start("word")):
        return not (
            words or word.lower() in EN_OPENERS or word.lower() in EN_STOP or word.endswith(("ed", "ly", "ing"))
        )
    place = _IN_A_PLACE.search(folded, max(0, number.start - 80), number.start)
    return not (words and _is_plural(words[-1]) and place)


def _four_words_before(folded: str, place: int) -> int:
    """Return where the fourth last word before a place begins, at most 60 characters before it."""
    before = folded[max(0, place - 60) : place]
    words = before.rsplit(maxsplit=4)
    return place - len(before) + (len(words[0]) if len(words) == 5 else 0)


def _is_age_or_call(folded: str, number: Number) -> bool:
    """Tell whether a number is an age ("over the age of 50") or one that is called ("the 110 command centre")."""
    if _AGE.search(folded, max(0, number.start - 10), number.start):
        return _YEARS.match(folded, number.end) is None
    # More than one centre would be centres.
    return number.value > 99 and _CALLED.match(folded, number.end) is not None


_AGE = re.compile(r"\b[Aa]ge[sd]?\s(?:of\s)?$")
_YEARS = re.compile(r"[\s-](?:years?|months?)\b")
_CALLED = re.compile(r"\s(?:[a-z]+\s){0,2}(?:cent(?:er|re)|hotline|helpline|line|platform)\b")
_DETERMINERS = frozenset(["each", "every", "per", "a", "one", "last", "this", "that", "same", "next", "the"])
_OPENING = frozenset(("", ".", "!", "?", ":", ";", "•", "-", '"', "'", "(", ")", "[", "]"))
_NUMBERED_OPENING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\s{1,2}")
"""The number of a paragraph before its first word: "2.1 Closed 40 tickets"."""
_IN_A_PLACE = re.compile(
    r"\b(?:in|at|from|near|of|by|and|along|on|for|under|around|across)\s(?:[A-Z][\w'&-]{0,30}\s){1,4}$"
)
_LISTED = re.compile(r"\b(?P<label>[A-Za-z]{1,20})\s\d{1,3}(?:(?:,\s|-)\d{1,3}){0,5}(?:,?\s(?:and|or|to)\s|,\s|-)$")


def noun_phrase(folded: str, place: int) -> tuple[list[str], int]:
    """Return the words of the noun phrase at a place, the noun's last, and where it ends; [] where none begins."""
    if of := _OF.match(folded, place):
        if of["all"]:
            return ["of", of["all"]], of.end()
        whole = _OF_WHOLE.match(folded, place)
        return _words(folded, whole.end() - 1) if whole else ([], place)
    return _words(folded, place)


def _words(folded: str, place: int) -> tuple[list[str], int]:
    words: list[str] = []
    end = place
    while len(words) < 5 and (match := _WORD.match(folded, end)):
        word = match["word"]
        lower = word.lower()
        is_stop = lower in EN_STOP and not (word.isupper() and len(word) > 1)
        if (is_stop and not (lower in _LOST and not words and _is_object(folded, place, match.end()))) or (
            match[0][0] == "-" and lower.partition("-")[0] in _REFUSED
        ):
            break
        if words and _PARTICIPLE.match(lower) and _is_plural(words[-1]):
            break
        words.append(word)
        end = match.end()
        if lower in EN_LABELS and (label := _MORE_NUMBER.match(folded, end)):
            words.append(label[0].strip())
            end = label.end()
        elif _is_plural(word):
            break
    if all(_PARTICIPLE.match(word) or word.endswith("ly") or word in _COMPARING for word in words):
        return [], place
    return words, end


_LOST = frozenset(["lost", "found", "built", "left"])
"""What has been done to things, before their noun; after a number it mostly says what that many did."""
_BEFORE_OBJECT = re.compile(r"[a-z](?<!\band)(?<!\bor)(?<!\bwhere)(?<!\bwhich)(?<!\bthat)\s[\d,.]+$")


def _is_object(folded: str, place: int, end: int) -> bool:
    """Tell whether a number with "lost" counts things that are the object of the words before: "returned 12 lost keys"."""
    noun = _WORD.match(folded, end)
    return bool(noun and _is_plural(noun["word"]) and _BEFORE_OBJECT.search(folded, max(0, place - 24), place))


_COMPARING = frozenset(["more", "less", "fewer", "other", "further", "additional", "previous", "higher", "lower"])


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s", "ous"))) or lower in EN_PLURALS


def _heads(folded: str, number: Number, words: list[str]) -> bool:
    """Tell whether a number numbers a heading: "2 Achievements", "2.1 Community outreach"."""
    if folded[: number.start].strip(" (*#") or not words:
        return False
    return words[0][0].isupper() and folded[number.end : number.end + 1] == " " and number.value <= 20


def _is_counted_year(folded: str, number: Number, words: list[str]) -> bool:
    """Tell whether a number like a year counts: "answered 2019 calls", "nearly 2000 people", not "2024 results"."""
    before = folded[max(0, number.start - 24) : number.start].split()
    last = before[-1].lower() if before else ""
    return _is_plural(words[-1]) and (last.endswith("ed") or last in EN_BEFORE_COUNTS)


def _bare(folded: str, number: Number, reading: Reading) -> Reading | None:
    """Return a number that stands for things named before it: "so far, 628 have been ..."; else one without a unit."""
    if _YEAR.match(folded[number.start : number.end]):
        return None
    if _ORDINAL.match(folded, number.end):
        return None
    if reading.multiplier:
        return _finish(folded, reading)
    if named := _NAMED.search(folded, max(0, number.start - 60), number.start):
        words = named["label"].split()
        if any(map(_is_plural, words)) and not EN_LABELS & {word.lower() for word in words}:
            reading.unit = named["label"].lower()
            return _finish(folded, reading)
    if _GOES_ON.match(folded, number.end) or _REST.search(folded, max(0, number.start - 16), number.start):
        return _finish(folded, reading)
    reading.is_bare = True
    return reading


CONNECTOR = re.compile(r"\s?(?:-{1,2}|to|and|or|,|, and|, or|up to)\s?(?:US\$|HK\$|[$£€¥])?$")


def shares_unit(folded: str, first: Number, second: Number) -> bool:
    """Tell whether the words between two numbers let the first share the unit of the second."""
    return CONNECTOR.fullmatch(folded, first.end, second.start) is not None
