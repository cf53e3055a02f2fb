"""The passages of a report that show why it was found, in its own words."""

from collections.abc import Sequence

from reports.enums import SectionKind
from reports.search.highlighting import passage
from reports.search.indexing import KIND_MARKS, POINT_MARK
from reports.search.query import SECTION_BREAK, Term
from reports.search.request import IN_TITLE_ONLY, Passage

MAX_PASSAGES = 2

_KINDS = {mark: kind for kind, mark in KIND_MARKS.items()}


def passages_of(text: str, original: str, terms: Sequence[Term], where: str = "") -> list[Passage]:
    """Return the first passages with matches, those with more different terms first.

    `text` and `original` are those of the report's index row, the lines of one being those of the other, folded.
    """
    if where == IN_TITLE_ONLY:
        return []
    sections = original.split(SECTION_BREAK)
    shown = []
    for number, place, folded in _best_lines(text, terms, where):
        kind, lines = _KINDS[sections[number][0]], sections[number][1:].split("\n")
        points = sum(line.startswith(POINT_MARK) for line in lines[: place + 1])
        anchor = f"s{number}-p{points}" if points else f"s{number}"
        if parts := passage(lines[place].removeprefix(POINT_MARK), terms, folded.removeprefix(POINT_MARK)):
            shown.append(Passage(lines[0], kind, anchor, parts))
    return shown


def _best_lines(text: str, terms: Sequence[Term], where: str) -> list[tuple[int, int, str]]:
    """Return the folded lines to show, and where they stand: the section's number from 1, the line's in it from 0."""
    found: list[tuple[int, int, int, str]] = []
    for number, part in enumerate(text.split(SECTION_BREAK)):
        if not number or (where and not part.startswith(KIND_MARKS[SectionKind(where)])):
            continue
        present = [term for term in terms if term.is_in(part)]
        for place, line in enumerate(part[1:].split("\n") if present else []):
            if distinct := sum(term.is_in(line) for term in present):
                found.append((-distinct, number, place, line))
    return [found_line[1:] for found_line in sorted(found)[:MAX_PASSAGES]]
