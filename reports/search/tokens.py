"""Folding and cutting of text into tokens: CJK bigrams and single characters, stems of Latin words, pairs of them.

Dictionary segmenters miss 15-30 % of what is there, because query and text are cut differently; bigrams with the set
of single characters find everything, and the ranking checks that they stand next to each other.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from operator import add

import opencc
import snowballstemmer

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTER = f"[^\\W_{_CJK}]"
"""A character of a word that is not Chinese, as a pattern."""

MAX_WORD = 64
"""Longer words are cut in the index: PostgreSQL takes lexemes of 2 KB at most."""

IN_TITLE, PROMINENT = "\u00b9", "\u00b2"
"""Marks of weight before a token; folding makes common digits of them, so that no text holds them."""

PAIR = "_"
"""Begins a lexeme that stands for two Latin words next to each other; folding leaves no word with it."""

MAX_GAP = 4
"""Characters that may stand between the words of a phrase."""

PAIRS = 1 << 20
"""Pairs of words are dealt out to as many lexemes: the look at the text tells apart those that share one."""

OFTEN = 3
"""A token that stands in a text as many times is prominent."""

_RUN = re.compile(f"([{_CJK}]+)|({LETTER}+)")
_STEMMER = snowballstemmer.stemmer("english")


class _Levelling(dict[int, str]):
    """A table for `str.translate` from characters to what they are levelled to; it learns each one when it is met."""

    def __init__(self) -> None:
        """Begin with the characters of Traditional Chinese, one by one: phrases would depend on what is around."""
        characters = [
            chr(code) for start, end in ((0x3400, 0x9FFF), (0x20000, 0x2A6DF)) for code in range(start, end + 1)
        ]
        converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
        pairs = zip(characters, converted, strict=True)
        super().__init__({ord(old): new for old, new in pairs if old != new and len(new) == 1})

    def __missing__(self, code: int) -> str:
        self[code] = bare(chr(code))
        return self[code]


def bare(character: str) -> str:
    """Return a character without its accents; nothing of one that is an accent."""
    letters = unicodedata.normalize("NFD", character)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


@lru_cache(maxsize=1)
def _levelling() -> _Levelling:
    return _Levelling()


def fold(text: str) -> str:
    """Return `text` with width, case, accents and script (Traditional, Simplified) levelled."""
    text = unicodedata.normalize("NFKC", text).lower()
    return text if text.isascii() else text.translate(_levelling())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; it begins with the same letter."""
    return str(_STEMMER.stemWord(word[:MAX_WORD]))


def runs(folded: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the runs of folded text: offset, text, and whether it is Chinese."""
    for match in _RUN.finditer(folded):
        if match[1]:
            yield match.start(), match[1], True
        else:
            yield match.start(), match[2], False


def run_tokens(run: str, *, is_chinese: bool) -> list[str]:
    """Return the tokens that a run has to be found by: its bigrams or its stem."""
    if not is_chinese:
        return [stem(run)]
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def tokenise(text: str) -> set[str]:
    """Return the distinct tokens of `text` for the index."""
    return tokens_of(fold(text))


def tokens_of(folded: str) -> set[str]:
    """Return the distinct tokens of text that is folded already."""
    return set(_counted(folded))


def pair(first: str, second: str) -> str:
    """Return the lexeme of two stems next to each other."""
    return f"{PAIR}{zlib.crc32(f'{first} {second}'.encode()) % PAIRS:x}"


def pairs_of(folded: str) -> set[str]:
    """Return the lexemes of all pairs of Latin words next to each other, as CJK bigrams are those of characters.

    Without them a phrase of two frequent words would have to be looked for in all texts that hold both.
    """
    pairs: set[str] = set()
    _counted(folded, pairs)
    return pairs


def lexemes_of(title: str, headings: str, text: str) -> list[str]:
    """Return what the index holds of a report, all folded: its tokens, those with weight marked once more, and pairs.

    `IN_TITLE` marks the tokens of the title, `PROMINENT` those of the title, the headings and those that stand in the
    text `OFTEN` times: a search asks for the heaviest first and can stop when it has enough.
    """
    pairs: set[str] = set()
    counts = _counted(text, pairs)
    titled = tokens_of(title)
    prominent = titled | tokens_of(headings) | {token for token, number in counts.items() if number >= OFTEN}
    tiers = [*(PROMINENT + token for token in prominent), *(IN_TITLE + token for token in titled)]
    return [*counts, *tiers, *pairs]


def is_of_text(lexeme: str) -> bool:
    """Tell whether an index row's lexeme is a token of its text, not one marked by weight, a pair or a facet."""
    return ":" not in lexeme and lexeme[0] not in {IN_TITLE, PROMINENT, PAIR}


def _counted(folded: str, pairs: set[str] | None = None) -> Counter[str]:
    """Return how often each token stands in folded text; add the lexemes of its pairs of words to `pairs`."""
    counts: Counter[str] = Counter()
    before, end = "", 0
    for match in _RUN.finditer(folded):
        if run := match[1]:
            counts.update(map(add, run, run[1:]))
            counts.update(run)
            continue
        word = stem(match[2])
        counts[word] += 1
        if pairs is not None:
            if before and match.start() - end <= MAX_GAP:
                pairs.add(pair(before, word))
            before, end = word, match.end()
    return counts


def stemmed(text: str) -> str:
    """Return `text` folded, as a line of words with a space before and after each: stems, and Chinese runs whole.

    A phrase is found in another text by looking for the stemmed phrase in the stemmed text.
    """
    words = [run if is_chinese else stem(run) for _offset, run, is_chinese in runs(fold(text))]
    return f" {' '.join(words)} "
