"""A review as it is shown: source lines beside the sections that are made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.admin.importing.addresses import LINES_PER_PAGE, LineAddresses
from reports.admin.importing.cutting import CutChoice
from reports.admin.importing.doubts import Doubt, Suggestion, doubts_of, similar_units
from reports.admin.importing.periods import period_text
from reports.admin.importing.reasons import reason_of
from reports.admin.importing.residue import LeftOut, RepairGroup, left_out_lines, repair_groups
from reports.admin.importing.stretches import Stretch, stretches_around, stretches_of
from reports.discovery import TagProposal, propose_tags
from reports.documents.tree import Paragraph, Section
from reports.enums import ImportOutcome
from reports.importer import (
    Facts,
    KnownNames,
    ParsedReport,
    ReportOutcome,
    Review,
    StoredImport,
    is_masked,
    result_of,
)
from reports.models import Category, Unit
from reports.search import fold

MOST_LINKS = 12
"""Places of one question that are linked at once; the others can be unfolded."""

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


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt with links to the lines that it is about: the first ones, and those to be unfolded."""

    doubt: Doubt
    links: Sequence[tuple[str, str]]
    more_links: Sequence[tuple[str, str]]


class ReviewPresentation:
    """What a review page shows: one report (or what stands around all of them), and all open questions.

    `wanted` and `wanted_page` are the report and the page of its lines that are asked for; `cut` are the words before
    which selected lines should be cut, where they stand there several times.
    """

    def __init__(
        self,
        review: Review,
        names: KnownNames,
        plan: StoredImport,
        categories: Sequence[Category],
        wanted: int | None,
        wanted_page: int = 1,
        cut: CutChoice | None = None,
    ) -> None:
        self.review, self.names, self.plan, self.categories = review, names, plan, categories
        self.result = result_of(review)
        self.doubts: list[Doubt] = doubts_of(review, names)
        self.is_single = len(self.result.reports) == 1
        self.number = self._choose(wanted)
        self.addresses = LineAddresses(review, is_single=self.is_single)
        self.lines = [
            line for line, number in zip(review.lines, self.addresses.numbers, strict=True) if number == self.number
        ]
        self.page = Paginator(self.lines, LINES_PER_PAGE).get_page(wanted_page)
        self.addresses.shown = self.number, self.page.number
        self.cut = cut

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
    def stretches(self) -> list[Stretch]:
        """The lines shown, with the sections beside them."""
        asked: dict[str, list[str]] = {}
        for doubt in self.doubts:
            for line in dict.fromkeys(doubt.lines):
                asked.setdefault(line, []).append(doubt.question)
        first, last = max(0, self.page.start_index() - 1), self.page.end_index()
        if not self.number:
            return stretches_around(self.lines[first:last], asked)
        return stretches_of(self.lines, first, last, asked)

    @property
    def page_numbers(self) -> list[int | str]:
        """The numbers of the pages that are linked, with gaps."""
        return list(self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1))

    @cached_property
    def questions(self) -> list[Question]:
        """The open questions with links to their lines."""
        return [self._question(doubt) for doubt in self.doubts]

    def _question(self, doubt: Doubt) -> Question:
        links = []
        for line, number in zip(doubt.lines, doubt.reports, strict=True):
            if line in self._line_numbers:
                place = self._line_numbers[line]
                if not self.is_single and number:
                    text = _("report %(number)d") % {"number": number}
                else:
                    text = _("line %(number)d") % {"number": place} if place else _("show")
                links.append((text, self.addresses.of(line)))
        return Question(doubt, links[:MOST_LINKS], links[MOST_LINKS:])

    @cached_property
    def _line_numbers(self) -> dict[str, int | None]:
        return {line.id: line.number for line in self.review.lines}

    @cached_property
    def repaired(self) -> list[RepairGroup]:
        """The repairs of the whole document."""
        return repair_groups(self.review, self.addresses)

    @property
    def repaired_count(self) -> int:
        """How many places of the whole document were repaired."""
        return sum(group.count for group in self.repaired if not group.is_loss)

    @property
    def lost_count(self) -> int:
        """In how many places of the whole document text is lost."""
        return sum(group.count for group in self.repaired if group.is_loss)

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """The lines of the whole document that are no part of a report's text, and why."""
        return left_out_lines(self.review, self.addresses)

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
                line = _("line %(number)d") % {"number": warning.line}
                place = f" ({line})" if warning.line else ""
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
