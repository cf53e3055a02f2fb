"""Near-copies stand under the one that is found first, so that a page does not say the same thing many times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reports.search.backends import Backend
from reports.search.census import MAX_LISTED
from reports.search.ranking import Question, Ranked, check


@dataclass(slots=True)
class Folded:
    """Results in order; `firsts` are those that have a place of their own, `groups` the group of each that has one."""

    all: list[Ranked] = field(default_factory=list)
    firsts: list[Ranked] = field(default_factory=list)
    groups: dict[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def add(self, block: Sequence[Ranked]) -> None:
        """Add results that come next."""
        for row in block:
            self.all.append(row)
            if row.group is None:
                self.firsts.append(row)
            elif row.group not in self.seen:
                self.seen.add(row.group)
                self.groups[row.report] = row.group
                self.firsts.append(row)


def copies_under(
    firsts: Iterable[Ranked], folded: Folded, question: Question, backend: Backend
) -> Mapping[int, Sequence[int]]:
    """Return for each of some results the keys of the near-copies that hold what was asked too, in order.

    They are looked for by themselves: some would come on later pages only. One query where there are copies.
    """
    leaders = {folded.groups[row.report]: row.report for row in firsts if row.report in folded.groups}
    found = check(question, backend.copies(list(leaders), question.strings)) if leaders else []
    under: dict[int, list[int]] = {}
    for row in found:
        if row.group and row.report != leaders[row.group]:
            under.setdefault(leaders[row.group], []).append(row.report)
    return under


def count_folded(reports: Sequence[int], backend: Backend) -> int:
    """Return how many results reports make when near-copies are folded; where they are many, as many. One query."""
    return len(reports) - backend.count_copies(reports) if len(reports) <= MAX_LISTED else len(reports)
