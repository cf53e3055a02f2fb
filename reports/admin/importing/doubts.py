"""The decisions that an editor should look at, told in words: equal ones together, with what else they could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from reports.admin.importing.periods import period_text
from reports.admin.importing.reasons import reason_of
from reports.admin.importing.residue import RepairedPlace, place_of
from reports.enums import Language, SectionKind
from reports.importer import Change, KnownNames, Line, Review, Verdict, open_questions, report_numbers
from reports.models import Unit
from reports.periods import CalendarPeriod

MOST_SUGGESTIONS = 3
_LEAST_LIKENESS = 0.3
EXCERPT = 44

QUESTIONS: dict[str, Promise] = {
    "title": gettext_lazy("What is the title?"),
    "language": gettext_lazy("Which language is it?"),
    "boundary": gettext_lazy("Does a report start here?"),
    "unit": gettext_lazy("Which unit reports?"),
    "period": gettext_lazy("Which period is reported?"),
    "kind": gettext_lazy("What is this section about?"),
    "repair": gettext_lazy("Is this repair right?"),
}
LOST_QUESTION = gettext_lazy("What stood here?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit to be taken instead, with the units above it."""

    key: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Equal decisions, asked as one question."""

    number: int
    subject: str
    keys: tuple[str, ...]
    lines: tuple[str, ...]
    reports: tuple[int, ...]
    value: str
    text: str
    reason: str
    excerpt: str
    suggestions: Sequence[Suggestion] = ()
    repairs: Sequence[RepairedPlace] = ()

    @property
    def question(self) -> str:
        """What the editor is asked."""
        return str(LOST_QUESTION if self.is_loss else QUESTIONS[self.subject])

    @property
    def is_loss(self) -> bool:
        """Whether text is lost, so that there is no repair to be judged."""
        return any(place.state == "lost" for place in self.repairs)

    @property
    def kind_choices(self) -> list[tuple[str, Promise]]:
        """The kinds of sections to choose from."""
        return SectionKind.choices()

    @property
    def language_choices(self) -> list[tuple[str, Promise]]:
        """The languages to choose from."""
        return Language.choices()


def doubts_of(review: Review, names: KnownNames) -> list[Doubt]:
    """Return the open questions about a document: those about where reports start first, as others hang on them."""
    repairs = {change.key: (line, change) for line in review.lines for change in line.changes if change.key}
    numbers = dict(zip((line.id for line in review.lines), report_numbers(review.lines), strict=True))
    texts = {line.id: line.text for line in review.lines}
    return [
        _doubt(number, group, numbers, texts, repairs, names) for number, group in enumerate(open_questions(review))
    ]


def _doubt(
    number: int,
    group: Sequence[Verdict],
    numbers: dict[str, int],
    texts: dict[str, str],
    repairs: Mapping[str, tuple[Line, Change]],
    names: KnownNames,
) -> Doubt:
    first = group[0]
    places = [place_of(*repairs[verdict.at]) for verdict in group] if first.subject == "repair" else []
    lines = [place.line for place in places] or [verdict.at for verdict in group]
    return Doubt(
        number=number,
        subject=first.subject,
        keys=tuple(verdict.key for verdict in group),
        lines=tuple(lines),
        reports=tuple(numbers.get(line, 0) for line in lines),
        value=first.value,
        text=_text_of(first, places),
        reason=reason_of(first.evidence),
        excerpt=Truncator(texts.get(first.at, "")).chars(EXCERPT),
        suggestions=similar_units(first.value, names) if first.subject == "unit" else (),
        repairs=places,
    )


def _text_of(verdict: Verdict, places: Sequence[RepairedPlace]) -> str:
    """What the field of a question holds: a period in words, what stands in place of lost text, or the value."""
    if verdict.subject == "period" and verdict.value:
        return period_text(CalendarPeriod.parse(verdict.value))
    return places[0].now if places else verdict.value


def similar_units(name: str | None, names: KnownNames) -> list[Suggestion]:
    """Return the known units whose names share most with a name that the site does not know. No query."""
    if not name or names.find_unit(name):
        return []
    wanted = _pairs(name)
    scored: dict[int, tuple[float, Unit]] = {}
    for known, unit in names.unit_rows:
        pairs = _pairs(known)
        likeness = len(wanted & pairs) / max(1, len(wanted | pairs))
        if likeness >= _LEAST_LIKENESS and likeness > scored.get(unit.pk, (0.0, unit))[0]:
            scored[unit.pk] = (likeness, unit)
    best = sorted(scored.values(), key=lambda pair: -pair[0])[:MOST_SUGGESTIONS]
    by_path = {unit.path: unit for _known, unit in names.unit_rows}
    return [Suggestion(unit.pk, unit.name, _above(unit, by_path)) for _likeness, unit in best]


def _pairs(text: str) -> set[str]:
    text = "".join(filter(str.isalnum, text.casefold()))
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def _above(unit: Unit, by_path: dict[str, Unit]) -> str:
    """The names of the units above a unit, the highest first."""
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path), unit.steplen)]
    return " / ".join(by_path[path].name for path in paths if path in by_path)
