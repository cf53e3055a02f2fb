"""Readings of Chinese characters, and their words: from pypinyin, whose dictionaries are loaded when first asked for.

Whole they take 55 MB of every process. The 12 of the single characters do, and only where a page calls for them; the
words are for those who write.
"""

import os
from collections.abc import Iterable
from functools import cache, lru_cache
from types import ModuleType

LONGEST_WORD = 4
_MORE_WORDS = {"长效": ["chang", "xiao"]}
"""Words of reports that the dictionary lacks and whose characters are mostly read otherwise."""


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


@cache
def _words() -> dict[str, list[str] | None]:
    """Return the dictionary's words of up to `LONGEST_WORD` characters, with their readings where these are special.

    Special are words like 银行, whose characters are not all read as they most often are.
    """
    first = _pypinyin().pinyin_dict.pinyin_dict
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    toneless = cache(to_normal)  # there are 1,300 syllables in 30,000 words
    words: dict[str, list[str] | None] = {}
    for word, readings in phrases_dict.items():
        if len(word) <= LONGEST_WORD:
            toned = [reading[0] for reading in readings]
            is_usual = all(first.get(ord(char), "").split(",")[0] == one for char, one in zip(word, toned, strict=True))
            words[word] = None if is_usual else [toneless(one) for one in toned]
    phrases_dict.clear()
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
