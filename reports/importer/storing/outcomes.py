"""What is asked of storing, and what it did, or would do, with each report of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.enums import ImportOutcome
from reports.importer.result import ImportResult
from reports.models import Category, Report, Source, Unit, User


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor decided about one report of an import, where the source says nothing or something else.

    None leaves the unit or category to the source. `replaces_edits` settles a conflict in favour of the source.
    """

    unit: Unit | None = None
    category: Category | None = None
    tags: Sequence[str] = ()
    replaces_edits: bool = False


@dataclass(frozen=True, slots=True)
class StoringOptions:
    """How a source is to be stored.

    `category` overrules the breadcrumb, `choices` (by the report's place in the result, from 0) overrule both.
    `as_read` is the result before an editor corrected it: corrections are edits, which no later version overwrites.
    `updates_published` lets a new version change reports in review and published ones (that nobody edited) as well.
    It changes no published one into what the gate holds back, unless `overrides_gate`.
    `by` is whose import it is.
    """

    category: Category | None = None
    choices: Mapping[int, Choice] = field(default_factory=dict)
    as_read: ImportResult | None = None
    updates_published: bool = False
    overrides_gate: bool = False
    by: User | None = None

    def choice(self, place: int) -> Choice:
        """Return what was chosen for the report at a place."""
        return self.choices.get(place, _NO_CHOICE)


_NO_CHOICE = Choice()
_WRITTEN = {ImportOutcome.CREATED, ImportOutcome.UPDATED}


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """What became of one report.

    `place` is its place in the import's result, from 0; None for a report that the source no longer holds, and where
    the same bytes were stored before. `report` is None for one that a plan would create.
    """

    outcome: ImportOutcome
    title: str
    place: int | None
    report: Report | None


@dataclass(frozen=True, slots=True)
class StoredImport:
    """What became of a source: its reports in the source's order, then those that vanished from it.

    `source` is the stored version (None in a plan for new bytes), `previous` the version before it if there is one,
    `is_new` False where the same bytes were stored before.
    """

    source: Source | None
    outcomes: tuple[ReportOutcome, ...]
    is_new: bool
    previous: Source | None = None

    @property
    def reports(self) -> list[Report]:
        """The stored reports that the source holds, in its order."""
        return [row.report for row in self.outcomes if row.report and row.outcome is not ImportOutcome.VANISHED]

    @property
    def written(self) -> list[Report]:
        """The reports that were made or changed."""
        return [row.report for row in self.outcomes if row.report and row.outcome in _WRITTEN]

    def count(self, outcome: ImportOutcome) -> int:
        """Return the number of reports with an outcome."""
        return sum(row.outcome is outcome for row in self.outcomes)
