"""One-to-one folding of text for comparison: width, script and spaces, never the number of characters.

Rules and vocabularies are written for folded text (Simplified, ASCII brackets and punctuation); because folding keeps
every offset, what they find is cut from the text as written.
"""
# ruff: noqa: RUF001 - folding is about look-alikes

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from opencc import OpenCC

T = TypeVar("T")
LONGEST_KEPT = 1_000
"""Characters of a text whose answers are kept: a long paragraph. 8,192 of them are some 16 MB."""

HAN = "\u3400-\u9fff\uf900-\ufaff"
"""Inside a character class: the Han characters."""


_FREQUENT = ((0x20, 0x250), (0x2000, 0x2700), (0x3000, 0xA000), (0xFF00, 0xFFF0))


def _build_table() -> dict[int, int]:
    """The table of `str.translate`; characters that stay stand in it too, as a missing one costs an exception each."""
    table = {code: code for start, stop in _FREQUENT for code in range(start, stop)}
    table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {ord(char): ord(" ") for char in "\u00a0\u2002\u2003\u2009\u3000\t"}
    table |= {ord(a): ord(b) for a, b in zip("﹪﹒﹔﹕〔〕【】“”‘’–—―－", "%.;:[][]\"\"''----", strict=True)}
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table |= {
        ord(old): ord(new) for old, new in zip(characters, converted, strict=True) if len(new) == 1 and old != new
    }
    return table


_TABLE = _build_table()


def cached_when_short(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep a function's last `most` answers for short texts; a long one is worked out anew and not kept in memory."""

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        kept = lru_cache(most)(function)
        return wraps(function)(lambda text: kept(text) if len(text) <= LONGEST_KEPT else function(text))

    return decorate


@cached_when_short(8192)
def fold(text: str) -> str:
    """Return `text` in Simplified characters and ASCII width, of the same length."""
    return text.translate(_TABLE)
