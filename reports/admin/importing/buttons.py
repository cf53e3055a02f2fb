"""What the buttons of a review page ask for, as corrections."""

from collections.abc import Callable, Iterator, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from reports.admin.importing.cutting import cut_places, marked_place
from reports.admin.importing.doubts import Doubt
from reports.admin.importing.residue import repairs_meant
from reports.enums import LineLabel
from reports.importer import Correction, Facts, KnownNames, Review


class NotUnderstood(ValueError):
    """An answer that makes no sense; the text says which and what would."""


def remembering(start: str, facts: Facts, names: KnownNames, *, is_named: bool) -> Correction:
    """Return whether the name that the source has is taken for the chosen unit from now on: if it is new and sure."""
    named_by_source = facts.unit and facts.evidence.get("unit") != "named in the text"
    value = bool(is_named and named_by_source and not names.find_unit(facts.unit))
    return {"do": "fact", "line": start, "field": "remembers_unit", "value": value}


class Buttons:
    """The button that was pressed: its name, and what follows it between colons ("label:heading:problems").

    `unclear_cut` are words before which a line was to be cut, and which stand in it several times.
    """

    def __init__(self, post: QueryDict, review: Review, names: KnownNames, doubts: Sequence[Doubt]) -> None:
        self.post, self.review, self.names, self.doubts = post, review, names, doubts
        self.action, *self.arguments = (post.get("do") or "apply").split(":")
        self.lines = post.getlist("line")
        self.unclear_cut = ""

    def corrections(self) -> Iterator[Correction]:
        """Return what the pressed button asks for; buttons that only move on ask for nothing."""
        made: dict[str, Callable[[], Iterator[Correction]]] = {
            "label": self._label,
            "split": self._each_line,
            "join": self._each_line,
            "cut": self._cut,
            "repair": self._repair,
            "put_back": self._put_back,
            "put_all_back": self._put_back,
            "merge": self._whole_report,
            "leave_out": self._whole_report,
            "unit": self._unit,
            "doubt-unit": self._answer,
            "no": self._answer,
            "keep": self._answer,
        }
        if self.action in made:
            yield from made[self.action]()

    def _selected(self) -> list[str]:
        if not self.lines:
            raise NotUnderstood(_("Select the lines first."))
        return self.lines

    def _label(self) -> Iterator[Correction]:
        label, kind = self.arguments[0], (self.arguments[1:] or [""])[0]
        yield {"do": "label", "lines": self._selected(), "label": label, "kind": kind}

    def _each_line(self) -> Iterator[Correction]:
        yield from ({"do": self.action, "line": line} for line in self._selected())

    def _whole_report(self) -> Iterator[Correction]:
        yield {"do": self.action, "line": self.arguments[0]}

    def _cut(self) -> Iterator[Correction]:
        """A cut before the words that the editor marked or wrote; where they stand several times, the page asks."""
        if self.arguments:
            yield {"do": "cut", "line": self.arguments[0], "at": int(self.arguments[1])}
            return
        words = " ".join(self.post.get("words", "").split())
        marked = marked_place(self.review.lines, self.post.get("cut-at", ""), words) if words else None
        places = [marked] if marked else cut_places(self.review.lines, self._selected(), words)
        if not places:
            raise NotUnderstood(_("Write the words with which the second part begins."))
        if len(places) > 1:
            self.unclear_cut = words
        else:
            yield {"do": "cut", "line": places[0].line, "at": places[0].at}

    def _repair(self) -> Iterator[Correction]:
        """Repairs taken back or made again: one, all of a kind, or those in the selected lines."""
        to, what = self.arguments
        keys = repairs_meant(self.review, what, self._selected() if what == "lines" else ())
        if not keys:
            raise NotUnderstood(_("Nothing was repaired there."))
        yield {"do": "repair", "changes": keys, "to": to}

    def _put_back(self) -> Iterator[Correction]:
        """Lines that were left out are text after all: one, or all of them."""
        all_lines = [line.id for line in self.review.lines if line.label is LineLabel.DROPPED]
        yield {"do": "put_back", "lines": self.arguments[:1] if self.action == "put_back" else all_lines}

    def _unit(self) -> Iterator[Correction]:
        start, key = self.arguments
        yield from self._choose_unit(start, key)

    def _answer(self) -> Iterator[Correction]:
        """Another answer to a question than the importer's: no report starts there, a known unit, as written."""
        doubt = self.doubts[int(self.arguments[0])]
        if self.action == "keep":
            yield {"do": "repair", "changes": [place.key for place in doubt.repairs], "to": "written"}
        for at in doubt.lines if self.action != "keep" else ():
            if self.action == "no":
                yield {"do": "merge", "line": at}
            else:
                yield from self._choose_unit(at, self.arguments[1])

    def _choose_unit(self, start: str, key: str) -> Iterator[Correction]:
        known = {unit.pk: unit.pk for _name, unit in self.names.unit_rows}
        yield {"do": "fact", "line": start, "field": "chosen_unit", "value": known[int(key)]}
        yield remembering(start, self.review.facts.get(start, Facts()), self.names, is_named=True)
