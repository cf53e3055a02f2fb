"""Readings of Chinese characters, and their words: from pypinyin, whose dictionaries are loaded when first asked for.

Whole they take 55 MB of every process. The 12 of the single characters do, and only where a page calls for them.
"""

import os
from collections.abc import Iterable
from functools import cache
from types import ModuleType


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
def _short_words() -> frozenset[str]:
    _pypinyin()
    from pypinyin.phrases_dict import phrases_dict

    words = frozenset(word for word in phrases_dict if len(word) == 2)
    phrases_dict.clear()
    return words


def is_word(text: str) -> bool:
    """Whether two Simplified characters are a word of the dictionary."""
    return text in _short_words()


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
