"""What a visitor typed, as terms to look up and to check."""

import re
from dataclasses import dataclass

from reports.search.tokens import LETTER, fold, run_tokens, runs, stem

MAX_TERMS = 16


@dataclass(frozen=True, slots=True)
class Term:
    """A run of Chinese characters or one Latin word that a report must hold."""

    text: str
    is_chinese: bool

    @property
    def tokens(self) -> list[str]:
        """The index tokens that all have to be there."""
        return run_tokens(self.text, is_chinese=self.is_chinese)

    def pattern(self) -> re.Pattern[str]:
        """Return a pattern of all that may be the term in folded text: of Latin words, those that begin like its stem.

        The stem's last two letters cannot be asked for: "making" has the stem "make", "dying" has "die".
        """
        if self.is_chinese:
            return re.compile(re.escape(self.text))
        beginning = re.escape(stem(self.text)[:-2] or self.text[0])
        # The letters stand first because a search for a literal is 10 times as fast as one for a place in a word.
        return re.compile(f"{beginning}(?<!{LETTER}{beginning}){LETTER}*")

    def count_in(self, folded: str) -> int:
        """Return how often the term stands in folded text; never more than the index would find."""
        if self.is_chinese:
            return folded.count(self.text)
        wanted = stem(self.text)
        return sum(stem(match[0]) == wanted for match in self.pattern().finditer(folded))


def read_terms(query: str) -> list[Term]:
    """Return the distinct terms of a query, at most `MAX_TERMS`; all of them have to be found."""
    terms = {Term(run, is_chinese): None for _offset, run, is_chinese in runs(fold(query))}
    return list(terms)[:MAX_TERMS]
