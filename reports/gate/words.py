"""Common words of two characters, by which names are told from other words.

`words_zh.txt` holds, by first character, the commonest ones of the dictionary of jieba (MIT licence) that the
dictionary of pypinyin lacks; names of persons are left out.
"""

from functools import cache
from pathlib import Path

from reports.documents import readings


@cache
def _words() -> frozenset[str]:
    lines = (Path(__file__).with_name("words_zh.txt")).read_text(encoding="utf-8").splitlines()
    return frozenset(f"{line[0]}{last}" for line in lines for last in line[2:])


def is_word(text: str) -> bool:
    """Whether two Simplified characters are a common word."""
    return len(text) == 2 and (text in _words() or readings.is_word(text))
