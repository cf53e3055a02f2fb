"""What a figure says beside its number: the amount, the measure in one spelling, the sentence."""

import re
from bisect import bisect_right
from functools import lru_cache

from reports.documents.folding import HAN
from reports.figures.reading import SYMBOL, Reading
from reports.figures.vocabulary import MEASURE_SPELLINGS, MULTIPLIERS

_SPELLINGS = {
    spelling.replace("_", " "): measure for measure, line in MEASURE_SPELLINGS.items() for spelling in line.split()
}
_SENTENCE_END = re.compile(
    r"[。！？；!?;.](?:(?<!\.)[。！？；!?;]*[”’」』\"')）]*|(?<=[A-Za-z0-9)%]\.)(?=\s+[A-Z(“\"']))"
)
_NUMBER = re.compile(rf"([\d.,]*\d)\s*(?:(?=[{HAN}%‰])|(?=([A-Za-z])))")


def amount_of(reading: Reading) -> float:
    """Return the value with the multiplier."""
    amount = reading.value * MULTIPLIERS.get(reading.multiplier, 1)
    return round(amount, 6)


def evenly_spaced(text: str) -> str:
    """Return a number with what it counts, spaced alike however its source did it: "58吨", "42 km", "96%".

    Browsers set the small gap before a Chinese unit themselves.
    """
    match = _NUMBER.match(text)
    return match[1] + (" " if match[2] else "") + text[match.end() :] if match else text


@lru_cache(maxsize=4096)
def measure_of(unit: str) -> str:
    """Return a folded unit in the one spelling of its measure; what is divided by ("/亩") stays as it is."""
    first, slash, per = unit.partition("/")
    whole = _SPELLINGS.get(unit) or _SPELLINGS.get(unit.lower())
    if whole:
        return whole
    if SYMBOL.fullmatch(unit):
        return unit
    return (_SPELLINGS.get(first) or _SPELLINGS.get(first.lower()) or first.lower()) + slash + per


def is_measured(unit: str) -> bool:
    """Tell whether a unit is one of measure or money, not a counted noun."""
    return unit.partition("/")[0] in _SPELLINGS or unit.lower() in _SPELLINGS or SYMBOL.fullmatch(unit) is not None


class Sentences:
    """The sentences of a paragraph, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def at(self, place: int) -> str:
        """Return the sentence in which a place of the paragraph lies."""
        number = bisect_right(self.starts, place) - 1
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].strip()
