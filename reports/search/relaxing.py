"""What is found nowhere as it was written may be there in parts: "街道工作总结" as 街道, 工作 and 总结."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.search.backends import Backend, Wanted
from reports.search.census import take_census
from reports.search.query import Term
from reports.search.ranking import Question
from reports.search.tokens import run_tokens

SHORTEST = 4
"""Shorter words have no parts worth looking for."""

MAX_WAYS = 6


def relaxed(question: Question, backend: Backend) -> Question | None:
    """Return the question with the parts of its words in their place, None if they have none.

    A phrase in quotation marks stays whole. One to three queries for each way that a word may fall into parts, where
    there are several: the way found most often is taken.
    """
    parts = list(dict.fromkeys(part for term in question.terms for part in _parts_of(term, backend)))
    return None if parts == list(question.terms) else replace(question, terms=parts)


def _parts_of(term: Term, backend: Backend) -> list[Term]:
    if term.is_quoted or term.literal:
        return [term]
    parts: list[Term] = []
    for run, is_chinese in term.runs:
        if is_chinese and len(run) >= SHORTEST:
            parts += [_plain(part, is_chinese=True) for part in _most_frequent(list(_ways(run)), backend)]
        else:
            parts.append(_plain(run, is_chinese=is_chinese))
    return parts if len(parts) > 1 else [term]


def _plain(run: str, *, is_chinese: bool) -> Term:
    return Term(run, ((run, is_chinese),))


def _ways(run: str) -> Iterator[list[str]]:
    """Yield how a run may fall into words of two characters, one of three among them where the number is odd."""
    if len(run) % 2 == 0:
        yield _pairs(run)
        return
    for place in range(0, min(len(run) - 2, 2 * MAX_WAYS), 2):
        yield [*_pairs(run[:place]), run[place : place + 3], *_pairs(run[place + 3 :])]


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(0, len(run), 2)]


def _most_frequent(ways: Sequence[list[str]], backend: Backend) -> list[str]:
    if len(ways) == 1:
        return ways[0]
    return max(ways, key=lambda parts: take_census(backend, _wanted(parts), is_sure=True).total)


def _wanted(parts: Sequence[str]) -> Wanted:
    return Wanted(tuple(dict.fromkeys(token for part in parts for token in run_tokens(part, is_chinese=True))))
