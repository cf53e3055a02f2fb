"""One-to-one folding of text for comparison: width, script and spaces, never the number of characters.

Rules and vocabularies are written for folded text (Simplified, ASCII brackets and punctuation); because folding keeps
every offset, what they find is cut from the text as written.
"""
# ruff: noqa: RUF001 - folding is about look-alikes

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from opencc import OpenCC

T = TypeVar("T")
LONGEST_KEPT = 1_000
"""Characters of a text whose answers are kept: a long paragraph. 8,192 of them are some 16 MB."""

HAN = "\u3400-\u9fff\uf900-\ufaff"
"""Inside a character class: the Han characters."""


_CODES = 0x10000
"""The characters of the first plane: beyond it nothing is folded."""


def _build_table() -> list[int]:
    """The table of `str.translate`: a list, in which a character is found sooner than in a dictionary."""
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {ord(char): ord(" ") for char in "\u00a0\u2002\u2003\u2009\u3000\t"}
    table |= {ord(a): ord(b) for a, b in zip("﹪﹒﹔﹕〔〕【】“”‘’–—―－", "%.;:[][]\"\"''----", strict=True)}
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table |= {
        ord(old): ord(new) for old, new in zip(characters, converted, strict=True) if len(new) == 1 and old != new
    }
    return [table.get(code, code) for code in range(_CODES)]


_TABLE = _build_table()


class _Kept(dict[str, T]):
    """Answers by their texts. A full one is emptied: what a page asks again, it asks soon."""

    def __init__(self, function: Callable[[str], T], most: int) -> None:
        self.function, self.most = function, most

    def __missing__(self, text: str) -> T:
        answer = self.function(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= self.most:
                self.clear()
            self[text] = answer
        return answer


def cached_when_short(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep up to `most` of a function's answers for short texts; a long one is worked out anew and not kept."""

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        kept = _Kept(function, most)
        return wraps(function)(lambda text: kept[text])

    return decorate


@cached_when_short(8192)
def fold(text: str) -> str:
    """Return `text` in Simplified characters and ASCII width, of the same length."""
    return text if text.isascii() and "\t" not in text else text.translate(_TABLE)
