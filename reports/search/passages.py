"""The passages of a report that show why it was found, in its own words."""

from collections.abc import Sequence

from reports.enums import SectionKind
from reports.models import Report
from reports.search.highlighting import passage
from reports.search.indexing import KIND_MARKS, lines_of
from reports.search.query import SECTION_BREAK, Term
from reports.search.request import IN_TITLE_ONLY, Passage

MAX_PASSAGES = 2


def passages_of(report: Report, text: str, terms: Sequence[Term], where: str = "") -> list[Passage]:
    """Return the first passages with matches, those with more different terms first.

    `report` has its sections and points loaded; `text` is that of its index row, in which the lines are looked for.
    """
    if where == IN_TITLE_ONLY:
        return []
    sections = list(report.sections.all())
    shown = []
    for number, place in _best_lines(text, terms, where):
        section = sections[number - 1]
        line = lines_of(section, number)[place]
        if parts := passage(" ".join(line.text.split()), terms):
            shown.append(Passage(section.heading, section.kind, line.anchor, parts))
    return shown


def _best_lines(text: str, terms: Sequence[Term], where: str) -> list[tuple[int, int]]:
    """Return the places of the lines to show: the section's number from 1, and the line's in it from 0."""
    found: list[tuple[int, int, int]] = []
    for number, part in enumerate(text.split(SECTION_BREAK)[1:], start=1):
        if where and not part.startswith(KIND_MARKS[SectionKind(where)]):
            continue
        present = [term for term in terms if term.is_in(part)]
        for place, line in enumerate(part[1:].split("\n") if present else []):
            if distinct := sum(term.is_in(line) for term in present):
                found.append((-distinct, number, place))
    return [(number, place) for _distinct, number, place in sorted(found)[:MAX_PASSAGES]]
