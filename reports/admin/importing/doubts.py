"""The decisions that an editor should look at, told in words: equal ones together, with what else they could be."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.admin.importing.periods import period_text
from reports.enums import Language, SectionKind
from reports.importer import KnownNames, Review, Verdict, open_verdicts, report_numbers
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
}

REASONS: dict[str, Promise] = {
    "styled headline": pgettext_lazy("evidence", "styled as a headline"),
    "line that names a report": pgettext_lazy("evidence", "the line names a report"),
    "first line": pgettext_lazy("evidence", "it is the first line"),
    "part marker": pgettext_lazy("evidence", "a part marker"),
    "title of its own": pgettext_lazy("evidence", "a title of its own"),
    "numbering starts again": pgettext_lazy("evidence", "the numbering starts again"),
    "one report": pgettext_lazy("evidence", "one report"),
    "number declared": pgettext_lazy("evidence", "the page declares as many"),
    "another number declared": pgettext_lazy("evidence", "the page declares another number"),
    "title (known unit)": pgettext_lazy("evidence", "a known unit, named in the title"),
    "title": pgettext_lazy("evidence", "named in the title"),
    "letterhead, byline or signature": pgettext_lazy("evidence", "letterhead, byline or signature"),
    "letterhead": pgettext_lazy("evidence", "letterhead"),
    "opening (known unit)": pgettext_lazy("evidence", "a known unit, named in the opening"),
    "named in the text": pgettext_lazy("evidence", "named in the text"),
    "before the first heading": pgettext_lazy("evidence", "before the first heading"),
    "before the first point": pgettext_lazy("evidence", "before the first point"),
    "thematic heading": pgettext_lazy("evidence", "the heading names a theme"),
    "points without a heading": pgettext_lazy("evidence", "points without a heading"),
    "no work summary": pgettext_lazy("evidence", "nothing says that it is a work summary"),
    "repeats the title": pgettext_lazy("evidence", "repeats the title"),
    "no text of a report": pgettext_lazy("evidence", "no text of a report"),
    "editor": pgettext_lazy("evidence", "said by you"),
}
"""The importer's evidence in words; what is not here is quoted from the source."""


def reason_of(evidence: str) -> str:
    """Return the evidence of a decision in words, or as a quotation."""
    if not evidence:
        return ""
    known = [REASONS[part] for part in evidence.split(", ") if part in REASONS]
    if evidence in REASONS:
        return str(REASONS[evidence])
    return ", ".join(map(str, known)) if known else f"“{evidence}”"


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

    @property
    def question(self) -> str:
        """What the editor is asked."""
        return str(QUESTIONS[self.subject])

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
    groups: dict[tuple[str, str, str], list[Verdict]] = {}
    for verdict in open_verdicts(review):
        told_apart = verdict.at if verdict.subject == "boundary" else ""
        groups.setdefault((verdict.subject, verdict.value, told_apart or verdict.evidence), []).append(verdict)
    order = list(QUESTIONS)
    found = sorted(groups.values(), key=lambda group: order.index(group[0].subject))
    numbers = dict(zip((line.id for line in review.lines), report_numbers(review.lines), strict=True))
    texts = {line.id: line.text for line in review.lines}
    return [_doubt(number, group, numbers, texts, names) for number, group in enumerate(found)]


def _doubt(
    number: int, group: list[Verdict], numbers: dict[str, int], texts: dict[str, str], names: KnownNames
) -> Doubt:
    first = group[0]
    return Doubt(
        number=number,
        subject=first.subject,
        keys=tuple(verdict.key for verdict in group),
        lines=tuple(verdict.at for verdict in group),
        reports=tuple(numbers.get(verdict.at, 0) for verdict in group),
        value=first.value,
        text=period_text(CalendarPeriod.parse(first.value))
        if first.subject == "period" and first.value
        else first.value,
        reason=reason_of(first.evidence),
        excerpt=Truncator(texts.get(first.at, "")).chars(EXCERPT),
        suggestions=similar_units(first.value, names) if first.subject == "unit" else (),
    )


def _shown_value(verdict: Verdict) -> str:
    is_period = verdict.subject == "period" and verdict.value
    return period_text(CalendarPeriod.parse(verdict.value)) if is_period else verdict.value


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
