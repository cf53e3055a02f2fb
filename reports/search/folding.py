"""Near-copies stand under the one that is found first, so that a page does not say the same thing many times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reports.models import Report, SearchEntry
from reports.search.backends import Backend
from reports.search.ranking import Question, Ranked, check

MAX_COPIES = 400
"""Near-copies looked at for one page of results."""

MAX_COUNTED = 2000
"""Of more rows there are enough results for all pages that can be asked for, folded or not."""


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
) -> Mapping[int, Sequence[Report]]:
    """Return for each of some results the near-copies that hold what was asked too, as links, in order.

    They are looked for by themselves: some would come on later pages only. Three queries where there are copies.
    """
    leaders = {folded.groups[row.report]: row.report for row in firsts if row.report in folded.groups}
    if not leaders:
        return {}
    copies = SearchEntry.objects.filter(report__near_copy__group__in=leaders).exclude(report__in=leaders.values())
    rows = list(copies.order_by("-number").values_list("number", "report", "report__near_copy__group")[:MAX_COPIES])
    groups = {report: group for _number, report, group in rows}
    found = [row.report for row in check(question, [number for number, _report, _group in rows], backend)]
    reports = {report.pk: report for report in Report.objects.published().filter(pk__in=found).with_links()}
    under: dict[int, list[Report]] = {}
    for pk in found:
        if pk in reports:
            under.setdefault(leaders[groups[pk]], []).append(reports[pk])
    return under


def count_folded(reports: Sequence[int], backend: Backend) -> int:
    """Return how many results reports make when near-copies are folded; where they are many, as many. One query."""
    return len(reports) - backend.count_copies(reports) if len(reports) <= MAX_COUNTED else len(reports)
