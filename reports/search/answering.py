"""The search the other way round: which of many stored searches a new report answers.

A search that is kept bears an anchor, the rarest lexeme that it asks for: a report can only answer the searches whose
anchor is one of the lexemes in its index row. Those are then compared as a candidate of the search is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.models import SearchEntry
from reports.search.ranking import Question, weigh
from reports.search.request import SearchRequest

_RARITY = {"all": 0, "language": 1, "kind": 2, "category": 3, "period": 4, "unit": 6, "tag": 6}
"""How few reports stand in a list of a sort, as a rule; a token is the rarer the longer it is."""


@dataclass(frozen=True, slots=True)
class IndexedReport:
    """A published report as its index row has it."""

    report: int
    lexemes: frozenset[str]
    headings: str
    text: str


def indexed_reports(reports: Iterable[int]) -> list[IndexedReport]:
    """Return published reports as they stand in the index. One query."""
    rows = SearchEntry.objects.filter(report__in=list(reports)).order_by("number")
    found = rows.values_list("report", "facets", "tokens", "headings", "text")
    return [
        IndexedReport(report, frozenset((*facets.split(), *tokens.split())), headings, text)
        for report, facets, tokens, headings, text in found
    ]


def anchor_of(request: SearchRequest) -> str:
    """Return the lexeme by which a new report finds a kept search; "" where its words hold nothing to search for."""
    question = Question.read(request)
    if request.query.strip() and not (question.terms or question.excluded):
        return ""
    return max(question.wanted().all_of, key=_rarity)


def _rarity(lexeme: str) -> int:
    sort, colon, _key = lexeme.partition(":")
    return _RARITY.get(sort, 0) if colon or lexeme == "all" else 4 + len(lexeme)


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search that is kept, read once for many reports."""

    question: Question

    @classmethod
    def read(cls, request: SearchRequest) -> "KeptSearch":
        """Return the search that a request asks for; its dates, order and page play no part."""
        return cls(Question.read(request))

    def is_answered_by(self, row: IndexedReport) -> bool:
        """Tell whether a report holds all that is asked; asks no database."""
        wanted = self.question.wanted()
        return (
            row.lexemes.issuperset(wanted.all_of)
            and all(not row.lexemes.isdisjoint(group) for group in wanted.any_of)
            and row.lexemes.isdisjoint(wanted.none_of)
            and weigh(self.question, row.headings, row.text) is not None
        )
