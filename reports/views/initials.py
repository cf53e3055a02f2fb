"""Names in order of their initials: Latin letters, and those of the pinyin of Chinese ones."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Generic, TypeVar

from reports.documents.readings import syllable

OTHER = "#"
"""Where names stand that begin with a digit, or with what has no reading."""

_Row = TypeVar("_Row")

_PLACES = {
    "重庆": "chong", "厦门": "xia", "长": "chang", "六安": "lu", "蚌埠": "beng", "番禺": "pan", "单县": "shan",
    "曾": "zeng", "解放": "jie", "乐清": "yue", "乐亭": "lao", "大同": "da", "行政": "xing", "朝阳": "chao",
    "调": "diao", "会计": "kuai", "银行": "yin", "都": "du", "台州": "tai",
}  # fmt: skip
"""Beginnings of names whose first character is read otherwise than it mostly is, or should not be left to that."""


@dataclass(frozen=True, slots=True)
class Letter(Generic[_Row]):
    """An initial and the rows whose names begin with it, in order; none for a letter that is only shown."""

    name: str
    rows: Sequence[_Row]


def by_initial(rows: Iterable[_Row], name_of: Callable[[_Row], str]) -> list[Letter[_Row]]:
    """Return every letter with its rows, A to Z, and what has none of these at the end if there is any."""
    found: dict[str, list[tuple[str, _Row]]] = {letter: [] for letter in (*ascii_uppercase, OTHER)}
    for row in rows:
        key = reading_of(name_of(row))
        initial = key[:1].upper()
        found[initial if initial in found else OTHER].append((key, row))
    letters = [
        Letter(initial, [row for _key, row in sorted(pairs, key=lambda pair: pair[0])])
        for initial, pairs in found.items()
    ]
    return letters if letters[-1].rows else letters[:-1]


def reading_of(name: str) -> str:
    """Return a name as it is sorted: small letters without accents, Chinese characters by their pinyin."""
    text = unicodedata.normalize("NFKD", name).lower()
    start = next((beginning for beginning in _PLACES if text.startswith(beginning)), "")
    known = f"{_PLACES[start]} " if start else ""
    rest = text[1:] if start else text
    return known + "".join(
        char if char.isascii() else f"{syllable(char)} " for char in rest if not unicodedata.combining(char)
    )
