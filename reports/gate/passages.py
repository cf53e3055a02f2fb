"""Passages within long paragraphs: runs of sentences, one from each sentence on, by which they are compared."""

import re
from collections.abc import Iterator

from reports.gate.fingerprints import words_of
from reports.gate.rewording import LEAST_CHARACTERS, LEAST_WORDS

_SENTENCE = re.compile(r"[^。！？；!?;.]+(?:[。！？；!?;.]+[”’」』)）\"]*|$)")


def passages_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of the passages of a paragraph, each as many sentences as it takes to be compared.

    A paragraph that is no longer than a single one has none.
    """
    ends = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    sizes = []
    for start, end in ends:
        words = words_of(text[start:end])
        sizes.append(len(words) / (LEAST_CHARACTERS if isinstance(words, str) else LEAST_WORDS))
    for first in range(len(ends)):
        size, last = 0.0, first
        while last < len(ends) and size < 1:
            size += sizes[last]
            last += 1
        if size >= 1 and (first, last) != (0, len(ends)):
            yield ends[first][0], ends[last - 1][1]
