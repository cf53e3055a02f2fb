"""What a text is compared by: its terms with their weight, and its sentences as hashes. Pure Python.

Both are taken from folded text, so that script, width and case make no difference.
"""

import re
from collections import Counter
from hashlib import blake2b
from operator import add

from reports.discovery.keywords import PARTICLES, generic_tokens
from reports.search import stemmed

FIRST_CHINESE = "\u3000"
TITLE_COUNTS = 2
"""A term of the title counts as if it stood in the text so many times more."""

MOST_COUNTS = 6
"""What is said more often is the subject anyway, and must not drown all other terms."""

LEAST_SENTENCE = 24
"""Bytes that a sentence has at least, eight Chinese characters: shorter ones are headings and phrases of everybody."""

_SENTENCE_END = re.compile(r"[。！？!?；;\n\x00-\x1f]|\.(?=\s)")
_PARTICLES = re.compile(f"[{''.join(PARTICLES)}]+")
_NO_LETTERS = re.compile(r"[\W_]+")


def count_terms(title: str, text: str) -> dict[str, int]:
    """Return how often a text speaks of each term, `MOST_COUNTS` at most."""
    counts = Counter(_terms_in(text))
    for term in {*_terms_in(title)}:
        counts[term] += TITLE_COUNTS
    return {term: min(count, MOST_COUNTS) for term, count in counts.items()}


def _terms_in(text: str) -> list[str]:
    """Return the bigrams of Chinese and the stems of other words that can be a subject, each as often as it stands."""
    generic = generic_tokens()
    terms: list[str] = []
    for run in stemmed(text).split():
        if run < FIRST_CHINESE:
            if len(run) > 1 and run not in generic and not run[0].isdigit():
                terms.append(run)
        else:
            pieces = _PARTICLES.split(run)
            terms += [pair for piece in pieces for pair in map(add, piece, piece[1:]) if pair not in generic]
    return terms


def hash_sentences(text: str) -> set[int]:
    """Return the sentences of folded text, without punctuation, as signed 64-bit numbers."""
    sentences = (_NO_LETTERS.sub("", part) for part in _SENTENCE_END.split(text))
    return {hash_text(sentence) for sentence in sentences if len(sentence.encode()) >= LEAST_SENTENCE}


def hash_text(text: str) -> int:
    """Return a signed 64-bit number that names a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
