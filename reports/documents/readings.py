"""Readings of Chinese characters, and their words: from pypinyin, whose dictionaries are loaded when first asked for.

Of every process the single characters take 12 MB, where a page calls for them, and the words 10, where somebody writes.
"""

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from types import ModuleType

LONGEST_WORD = 4
_MORE_WORDS = {"长效": ["chang", "xiao"]}
"""Words of reports that the dictionary lacks and whose characters are mostly read otherwise."""

_ENTRY = re.compile(r'"([^"]+)":\s*\[([^:]*)\]')
"""A word of the dictionary, a JSON object, and the list of lists of what each of its characters may be read as."""


@cache
def _pypinyin() -> ModuleType:
    # Its phrases would be loaded on import, and all would be copied.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    import pypinyin

    return pypinyin


def has_reading(char: str, reading: str) -> bool:
    """Whether `char` is read so, tones and all (heteronyms included)."""
    table: dict[int, str] = _pypinyin().pinyin_dict.pinyin_dict
    return reading.replace("ɡ", "g").replace("ɑ", "a") in table.get(ord(char), "").split(",")


class _Usual(dict[str, str]):
    """How characters are read most often, with tones; it learns each one when it is met."""

    def __missing__(self, char: str) -> str:
        self[char] = _pypinyin().pinyin_dict.pinyin_dict.get(ord(char), "").split(",")[0]
        return self[char]


@cache
def _words() -> dict[str, list[str] | None]:
    """Return the dictionary's words of up to `LONGEST_WORD` characters, with their readings where these are special.

    Special are words like 银行, whose characters are not all read as they most often are.
    """
    dictionary = files(_pypinyin()).joinpath("phrases_dict.json").read_text(encoding="utf-8")
    from pypinyin.contrib.tone_convert import to_normal

    toneless = cache(to_normal)  # there are 1,300 syllables in 30,000 words
    usual = _Usual()
    words: dict[str, list[str] | None] = {}
    # Read piece by piece: the whole of it as objects of Python takes four times the room, and twice the time.
    for entry in _ENTRY.finditer(dictionary):
        word, readings = entry.groups()
        if len(word) <= LONGEST_WORD:
            toned = [reading.split('"', 2)[1] for reading in readings.split("[")[1:]]
            words[word] = None if toned == [usual[char] for char in word] else [toneless(one) for one in toned]
    return words | _MORE_WORDS


def is_word(text: str) -> bool:
    """Whether two Simplified characters are a word of the dictionary."""
    return len(text) == 2 and text in _words()


@lru_cache(maxsize=8192)
def syllable(char: str) -> str:
    """Return how a character is read most often, without tones; a character that nobody reads as it is."""
    found: list[str] = _pypinyin().lazy_pinyin(char)
    return found[0] if found else char


def syllables(run: str) -> list[str]:
    """Return how each character of a Simplified run is read in the word that it stands in, without tones."""
    words = _words()
    found: list[str] = []
    while len(found) < len(run):
        start = len(found)
        lengths = range(min(LONGEST_WORD, len(run) - start), 1, -1)
        word = next((run[start : start + length] for length in lengths if run[start : start + length] in words), "")
        found += words.get(word) or map(syllable, word or run[start])
    return found


def is_spelled(text: str, labels: Iterable[str]) -> bool:
    """Whether one of the labels is `text` in Latin letters: its characters by any of their readings, without tones."""
    text = "".join(text.split()).lower()
    labels = list(labels)
    if text.isascii():
        return text in labels
    style = _pypinyin().Style.NORMAL
    parts = _pypinyin().pinyin(text, style=style, heteronym=True) if labels else []
    return any(_fits(label, parts) for label in labels)


def _fits(label: str, parts: Iterable[Iterable[str]]) -> bool:
    """Whether a label is one of each part's spellings after the other; each place is reached once, however it was."""
    places = {0}
    for spellings in parts:
        places = {at + len(part) for at in places for part in spellings if label.startswith(part, at)}
    return len(label) in places
