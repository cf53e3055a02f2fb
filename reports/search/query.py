"""What a visitor typed, as terms to look up and to check.

A term is a word or a phrase that a report has to hold, or must not. Chinese is found as it is written, however it is
cut into words; Latin words by their stems; a phrase in quotation marks, or a word of mixed script ("HSE培训"), by its
parts next to each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from reports.search.tokens import LETTER, MAX_GAP, fold, pair, run_tokens, runs, stem

MAX_TERMS = 16
MAX_LENGTH = 200
"""Of a query, in characters; what is longer is cut."""

MAX_PLACES = 30
"""Further places of a term in one report change nothing about its rank."""

SECTION_BREAK = "\x1e"
"""Stands between the sections in an index row's text; no phrase goes over it, nor over a line's end."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟″〝〞「」『』", '"'))
_WORD = re.compile(r'(?:(?<!\S)(-))?(?:"([^"]*)"?|([^\s"]+))')
_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What may stand in a query and cannot be shown."""

_OPENING, _CLOSING = re.compile("[(\\[\u3014\u3010]$"), re.compile("[)\\]\u3015\u3011\u3001.%\u2030+#]{1,2}")
_GAP = f"(?:[^\\w\\n{SECTION_BREAK}]|_)"

Run = tuple[str, bool]
"""Characters that belong together, and whether they are Chinese; else they are one word."""


@dataclass(frozen=True)
class Term:
    """A word or phrase: `text` as it is shown, folded, and its runs in order. Hundreds of texts are asked for one.

    `gaps` says for each run but the first whether something stands between it and the run before. A `literal` has to
    be there character for character: a single letter or digit is found with the signs that number or measure, as in
    "（一）", "3、" and "8%". `is_quoted` says that a phrase was typed in quotation marks.
    """

    text: str
    runs: tuple[Run, ...]
    gaps: tuple[bool, ...] = ()
    literal: str = ""
    is_excluded: bool = False
    is_quoted: bool = field(default=False, compare=False)

    @property
    def tokens(self) -> list[str]:
        """The index tokens that all have to be there."""
        return [token for run, is_chinese in self.runs for token in run_tokens(run, is_chinese=is_chinese)]

    @property
    def pairs(self) -> list[str]:
        """The lexemes of its Latin words next to each other, which all have to be there too."""
        return [
            pair(stem(first), stem(second))
            for (first, first_is_chinese), (second, second_is_chinese) in pairwise(self.runs)
            if not (first_is_chinese or second_is_chinese)
        ]

    @property
    def is_certain(self) -> bool:
        """Whether a report holds the term if the index says so: nothing has to stand next to anything."""
        return not self.literal and len(self.tokens) == 1

    @cached_property
    def exact(self) -> str:
        """The characters that a text holds if it holds the term, where these are known: Latin words have endings."""
        return self.literal or (self.runs[0][0] if len(self.runs) == 1 and self.runs[0][1] else "")

    @cached_property
    def is_told_by_string(self) -> bool:
        """Whether a text holds the term if it holds the characters of `exact`: these cut no Latin word or number."""
        return bool(self.exact) and not self._stems

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(run) for run, is_chinese in self.runs if not is_chinese]

    def places(self, folded: str, most: int = MAX_PLACES) -> list[tuple[int, int]]:
        """Return the first places (start, end) of the term in folded text, at most `most`."""
        return list(islice(self._all_places(folded), most))

    def is_in(self, folded: str) -> bool:
        """Tell whether folded text holds the term."""
        return self.exact in folded if self.is_told_by_string else bool(self.places(folded, 1))

    def _all_places(self, folded: str) -> Iterator[tuple[int, int]]:
        if self.is_told_by_string:
            exact, start = self.exact, folded.find(self.exact)
            while start >= 0:
                yield start, start + len(exact)
                start = folded.find(exact, start + len(exact))
        elif self.literal:
            yield from (match.span() for match in _literal_pattern(self.literal).finditer(folded))
        else:
            pattern, start = _pattern(self.runs, self.gaps), 0
            while match := pattern.search(folded, start):
                is_it = [stem(word) for word in match.groups()] == self._stems
                if is_it:
                    yield match.span()
                # The term may begin within what only looked like it.
                start = match.end() if is_it else match.start() + 1


@lru_cache(maxsize=1000)
def _pattern(parts: tuple[Run, ...], gaps: Sequence[bool]) -> re.Pattern[str]:
    """Return a pattern of all that may be a term in folded text, with a group for each Latin word.

    Of Latin words it takes those that begin like the stem without its last letter or two: "making" has the stem "make",
    "dying" has "die". What has the same stem is for the caller to find out.
    """
    written: list[str] = []
    for (run, is_chinese), has_gap in zip(parts, (False, *gaps), strict=True):
        gap = (f"{_GAP}{{0,{MAX_GAP}}}" if has_gap else " ?") if written else ""
        written.append(gap + (re.escape(run) if is_chinese else _word_like(run)))
    return re.compile("".join(written))


@lru_cache(maxsize=1000)
def _literal_pattern(literal: str) -> re.Pattern[str]:
    """Return a pattern of the characters where they cut no word or number."""
    before = f"(?<!{LETTER})" if re.match(LETTER, literal) else ""
    after = f"(?!{LETTER})" if re.match(LETTER, literal[-1]) else ""
    return re.compile(before + re.escape(literal) + after)


def _word_like(word: str) -> str:
    found = stem(word)
    beginning = re.escape(found[: -2 if found.endswith("ie") else -1] or word[0])
    # The letters stand first because a search for a literal is 10 times as fast as one for a place in a word.
    return f"({beginning}(?<!{LETTER}{beginning}){LETTER}*)"


def read_terms(query: str) -> list[Term]:
    """Return the distinct terms of a query, at most `MAX_TERMS`; what holds neither letters nor digits is no term."""
    terms: dict[Term, None] = {}
    for minus, quoted, word in _WORD.findall(fold(query[:MAX_LENGTH]).translate(_QUOTES)):
        if term := _term(quoted or word, is_excluded=bool(minus), is_quoted=bool(quoted)):
            terms[term] = None
    return list(terms)[:MAX_TERMS]


def _term(word: str, *, is_excluded: bool = False, is_quoted: bool = False) -> Term | None:
    found = list(runs(word))
    if not found:
        return None
    ends = [offset + len(run) for offset, run, _is_chinese in found]
    gaps = tuple(start > end for (start, _run, _kind), end in zip(found[1:], ends, strict=False))
    start, end = found[0][0], ends[-1]
    literal = _with_signs(word, start) if end - start == 1 else ""
    parts = tuple((run, is_chinese) for _offset, run, is_chinese in found)
    return Term(literal or _ODD.sub("", word[start:end]), parts, gaps, literal, is_excluded, is_quoted)


def _with_signs(word: str, place: int) -> str:
    """Return the single letter of a word at `place` with its signs, or "" if it has none."""
    before, after = _OPENING.search(word[:place]), _CLOSING.match(word[place + 1 :])
    literal = (before[0] if before else "") + word[place] + (after[0] if after else "")
    return literal if len(literal) > 1 else ""
