"""The open decisions of a review as questions to an editor: equal ones are asked as one."""

from collections.abc import Iterator, Sequence

from reports.importer.repairs import LOST
from reports.importer.review import Review, Verdict, open_verdicts

SUBJECTS = ("title", "language", "boundary", "unit", "period", "kind", "repair")
"""In the order of asking: where reports start first, as the others hang on it."""

MOST_LOST = 20
"""So many places of lost text are asked for one by one."""


def open_questions(review: Review) -> list[Sequence[Verdict]]:
    """Return the open decisions in groups, each of which one answer settles, in the order of asking."""
    written = {change.key: change.was for line in review.lines for change in line.changes if change.key}
    groups: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in open_verdicts(review):
        told_apart = verdict.at if verdict.subject == "boundary" else verdict.evidence
        was = written[verdict.at] if verdict.subject == "repair" else ""
        groups.setdefault((verdict.subject, verdict.value, told_apart, was), []).append(verdict)
    found = sorted(groups.values(), key=lambda group: SUBJECTS.index(group[0].subject))
    lost = sum(len(group) for group in found if group[0].evidence == LOST)
    return [asked for group in found for asked in _asked(group, lost)]


def _asked(group: list[Verdict], lost: int) -> Iterator[Sequence[Verdict]]:
    """Ask for each lost text on its own, as each was another one, unless there are very many."""
    if group[0].evidence == LOST and lost <= MOST_LOST:
        yield from ([verdict] for verdict in group)
    else:
        yield group
