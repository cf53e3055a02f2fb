"""A review as it is shown: source lines beside the sections that are made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.admin.importing.doubts import Doubt, Suggestion, doubts_of, reason_of, similar_units
from reports.admin.importing.periods import period_text
from reports.admin.importing.stretches import Residue, Segment, ShownLine, Stretch, stretches_of
from reports.discovery import TagProposal, propose_tags
from reports.documents.tree import Paragraph, Section
from reports.enums import ImportOutcome, LineLabel
from reports.importer import (
    Facts,
    KnownNames,
    Line,
    ParsedReport,
    ReportOutcome,
    Review,
    StoredImport,
    is_masked,
    report_numbers,
    result_of,
    sections_from,
)
from reports.models import Category, Unit
from reports.search import fold

MOST_LINES = 2_000
"""Lines that one page shows; what is beyond is stored like the rest."""

WARNINGS: dict[str, Promise] = {
    "masked_value": gettext_lazy("Masked"),
    "garbled_text": gettext_lazy("Garbled"),
    "mixed_script": gettext_lazy("Mixed script"),
    "personal_data": gettext_lazy("Personal data"),
    "count_mismatch": gettext_lazy("Another number of reports"),
}


def unit_text(facts: Facts, names: KnownNames) -> str:
    """Return the unit of a report as its text field shows it."""
    chosen = chosen_unit(facts, names)
    return chosen.name if chosen else facts.unit or ""


def chosen_unit(facts: Facts, names: KnownNames) -> Unit | None:
    """Return the unit that an editor chose, None where the name decides."""
    return next((unit for _name, unit in names.unit_rows if unit.pk == facts.chosen_unit), None)


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as it will be, in short: for the list of a document's reports."""

    number: int
    start: str
    title: str
    doubt_count: int
    section_count: int
    point_count: int


class ReviewPresentation:
    """What a review page shows: one report (or what stands around all of them), and all open questions."""

    def __init__(
        self, review: Review, names: KnownNames, plan: StoredImport, categories: Sequence[Category], wanted: int | None
    ) -> None:
        self.review, self.names, self.plan, self.categories = review, names, plan, categories
        self.result = result_of(review)
        self.doubts: list[Doubt] = doubts_of(review, names)
        self.numbers = report_numbers(review.lines)
        self.is_single = len(self.result.reports) == 1
        self.number = self._choose(wanted)

    def _choose(self, wanted: int | None) -> int:
        """The report to show: the one asked for, else the first with a doubt, else the first."""
        if wanted is not None and 0 <= wanted <= len(self.result.reports):
            return wanted if not self.is_single else 1
        asked = [number for doubt in self.doubts for number in doubt.reports if number]
        return min(asked, default=min(1, len(self.result.reports)))

    @cached_property
    def starts(self) -> list[str]:
        """The lines at which the reports start."""
        return [line.id for line in self.review.lines if line.starts]

    @cached_property
    def doubt_count(self) -> int:
        """The number of open questions."""
        return len(self.doubts)

    @cached_property
    def reports(self) -> list[ShownReport]:
        """All reports of the document, in short."""
        return [
            ShownReport(
                number,
                start,
                self.plan.outcomes[number - 1].title or _("Untitled report"),
                sum(number in doubt.reports for doubt in self.doubts),
                len(report.sections),
                sum(len(section.points) for section in report.sections),
            )
            for number, (start, report) in enumerate(zip(self.starts, self.result.reports, strict=True), start=1)
        ]

    # --- the report that is shown

    @cached_property
    def _lines(self) -> list[Line]:
        """The lines of the report shown; a single report is shown with all that surrounds it."""
        numbers = {0, 1} if self.is_single else {self.number}
        return [line for line, number in zip(self.review.lines, self.numbers, strict=True) if number in numbers]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The lines shown, with the sections beside them."""
        opened = sections_from(self.review.lines)
        doubtful = {at for doubt in self.doubts for at in doubt.lines}
        return stretches_of(self._lines[:MOST_LINES], opened[self.number - 1] if self.number else [], doubtful)

    @property
    def hidden_count(self) -> int:
        """How many lines of the shown report are too many for one page."""
        return max(0, len(self._lines) - MOST_LINES)

    @cached_property
    def repaired(self) -> list[Residue]:
        """The lines of the whole document in which something was repaired, with the repairs."""
        found = []
        for line, number in zip(self.review.lines, self.numbers, strict=True):
            if line.changes:
                pieces = [piece for piece in ShownLine(line, is_doubtful=False).segments if piece.was is not None]
                found.append(Residue(line.number, number, line.id, pieces, ""))
        return found

    @cached_property
    def left_out(self) -> list[Residue]:
        """The lines of the whole document that are no part of a report's text, and why."""
        found = []
        for line, number in zip(self.review.lines, self.numbers, strict=True):
            if line.label is LineLabel.DROPPED:
                reason = ShownLine(line, is_doubtful=False).tooltip
                found.append(Residue(line.number, number, line.id, [Segment(line.text)], reason))
        return found

    @cached_property
    def start(self) -> str:
        """The line at which the shown report starts, "" where none is shown."""
        return self.starts[self.number - 1] if self.number else ""

    @cached_property
    def facts(self) -> Facts:
        """The facts of the shown report."""
        return self.review.facts.get(self.start, Facts())

    @cached_property
    def report(self) -> ParsedReport | None:
        """The shown report."""
        return self.result.reports[self.number - 1] if self.number else None

    @cached_property
    def outcome(self) -> ReportOutcome | None:
        """What storing would do with the shown report."""
        return self.plan.outcomes[self.number - 1] if self.number else None

    @property
    def is_conflict(self) -> bool:
        """Whether the stored report was edited since, so that storing would leave it alone."""
        return self.outcome is not None and (
            self.outcome.outcome is ImportOutcome.CONFLICT or self.facts.replaces_edits
        )

    @cached_property
    def unit(self) -> Unit | None:
        """The unit of the shown report, None for none or a new one."""
        return chosen_unit(self.facts, self.names) or self.names.find_unit(self.facts.unit)

    @property
    def unit_text(self) -> str:
        """The unit as its field shows it."""
        return unit_text(self.facts, self.names)

    @property
    def unit_state(self) -> str:
        """Whether the unit is "known", "new", "masked" or "none"."""
        if self.unit:
            return "known"
        if not self.facts.unit:
            return "none"
        return "masked" if is_masked(self.facts.unit) else "new"

    @property
    def unit_suggestions(self) -> list[Suggestion]:
        """Known units that may be meant."""
        return similar_units(self.facts.unit, self.names) if self.unit_state == "new" else []

    @property
    def unit_reason(self) -> str:
        """Why this is the unit."""
        return self._reason("unit", self.facts.unit or "") if self.facts.unit else ""

    @property
    def period_reason(self) -> str:
        """Why this is the period."""
        return self._reason("period", self.facts.period.code) if self.facts.period else ""

    def _reason(self, subject: str, value: str) -> str:
        found = next((verdict for verdict in self.review.verdicts if verdict.key == f"{subject}:{self.start}"), None)
        return reason_of(found.evidence if found and found.value == value else "editor")

    @property
    def named_unit(self) -> str:
        """The name in the source that the editor gave to another unit, "" where none is."""
        found = next((verdict.value for verdict in self.review.verdicts if verdict.key == f"unit:{self.start}"), "")
        return found if found and self.unit_text and fold(self.unit_text) != fold(found) else ""

    @property
    def notes(self) -> list[str]:
        """What the importer noticed in the shown lines: masks, lost text, personal data, a number that is not right."""
        numbers = {shown.line.number for stretch in self.stretches for shown in stretch.lines}
        found = []
        for warning in self.review.page.warnings:
            if warning.code in WARNINGS and (warning.line in numbers or warning.line is None):
                place = f" ({_('line %(number)d') % {'number': warning.line}})" if warning.line else ""
                found.append(f"{WARNINGS[warning.code]}: {warning.text}{place}")
        return found

    @property
    def period_text(self) -> str:
        """The period as its field shows it."""
        return period_text(self.facts.period)

    @cached_property
    def tag_proposals(self) -> list[TagProposal]:
        """Tags that suit the shown report and are not chosen yet."""
        if self.report is None:
            return []
        category = next((row for row in self.categories if row.pk == self.category_key), None)
        texts = [text for section in self.report.sections for text in _texts(section)]
        proposals = propose_tags(self.report.title or "", texts, unit=self.unit, category=category)
        return [proposal for proposal in proposals if proposal.name not in self.facts.tags]

    @property
    def category_key(self) -> int | None:
        """The category chosen for the shown report or for the whole document."""
        return self.facts.chosen_category or self.review.chosen_category


def _texts(section: Section) -> Iterator[str]:
    yield section.heading
    for block in (*section.blocks, *section.closing):
        if isinstance(block, Paragraph):
            yield block.text
    for point in section.points:
        yield point.heading
        yield from (block.text for block in point.blocks if isinstance(block, Paragraph))
