"""What was repaired and what was left out of a document, place by place, with what an editor may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.admin.importing.addresses import LineAddresses
from reports.admin.importing.reasons import reason_of
from reports.enums import LineLabel
from reports.importer import LOST, Change, Line, Review

CONTEXT = 12
"""Characters that are shown on either side of a repair."""

MOST_PLACES = 200
"""Places of one list; all others are marked in the lines."""


@dataclass(frozen=True, slots=True)
class RepairedPlace:
    """A repair in its line: `was` stood in the source, `now` stands there now, `repaired` is what the importer made.

    `state` is "repaired", "written" (as in the source, by the editor's wish), "reworded" (by the editor) or "lost".
    """

    key: str
    line: str
    number: int | None
    before: str
    was: str
    now: str
    after: str
    repaired: str
    state: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """Repairs of one kind; `hidden_count` of them are too many for a list."""

    evidence: str
    reason: str
    count: int
    places: Sequence[RepairedPlace]
    is_changed: bool

    @property
    def is_loss(self) -> bool:
        """Whether text is lost there, so that nothing was repaired."""
        return self.evidence == LOST

    @property
    def hidden_count(self) -> int:
        """How many places the list does not show."""
        return self.count - len(self.places)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no part of a report's text, and why."""

    line: str
    number: int | None
    text: str
    reason: str
    address: str


def place_of(line: Line, change: Change, address: str = "") -> RepairedPlace:
    """Return a repair as it is shown, with the words around it."""
    text = line.text
    now = text[change.start : change.end]
    repaired = now if change.repaired is None else change.repaired
    return RepairedPlace(
        key=change.key,
        line=line.id,
        number=line.number,
        before=text[max(0, change.start - CONTEXT) : change.start],
        was=change.was,
        now=now,
        after=text[change.end : change.end + CONTEXT],
        repaired=repaired,
        state=_state_of(change, now),
        address=address,
    )


def _state_of(change: Change, now: str) -> str:
    if change.repaired is None:
        return "lost" if change.was == now else "repaired"
    return "written" if change.was == now else "reworded"


def repair_groups(review: Review, addresses: LineAddresses) -> list[RepairGroup]:
    """Return all repairs of a document by their evidence, the least sure first."""
    judged = {verdict.at: verdict for verdict in review.verdicts if verdict.subject == "repair"}
    found: dict[str, list[tuple[Line, Change]]] = {}
    for line in review.lines:
        for change in line.changes:
            if change.key in judged:
                found.setdefault(judged[change.key].evidence, []).append((line, change))
    order = {verdict.evidence: verdict.confidence for verdict in judged.values()}
    return [
        RepairGroup(
            evidence,
            reason_of(evidence),
            len(places),
            [place_of(line, change, addresses.of(line.id)) for line, change in places[:MOST_PLACES]],
            is_changed=any(change.repaired is not None for _line, change in places),
        )
        for evidence, places in sorted(found.items(), key=lambda item: order[item[0]])
    ]


def left_out_lines(review: Review, addresses: LineAddresses) -> list[LeftOut]:
    """Return the lines of the whole document that are left out, and why."""
    return [
        LeftOut(
            line.id,
            line.number,
            line.text,
            reason_of("editor" if line.is_certain else line.note),
            addresses.of(line.id),
        )
        for line in review.lines
        if line.label is LineLabel.DROPPED
    ]


def repairs_meant(review: Review, what: str, lines: Sequence[str]) -> list[str]:
    """Return the keys of the repairs that a button is about: one ("r5"), those of an evidence, those in some lines.

    Where text is lost there is nothing to be taken back: such a place is meant only by its own key.
    """
    evidence = {verdict.at: verdict.evidence for verdict in review.verdicts if verdict.subject == "repair"}
    found = []
    for line in review.lines:
        for change in line.changes:
            own = evidence.get(change.key, LOST)
            if change.key and (what == change.key or (own != LOST and (what == own or line.id in lines))):
                found.append(change.key)
    return found
