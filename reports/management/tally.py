"""What an import says: a line for each document, and a table at the end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import FindingKind, ImportOutcome
from reports.importer import Found, Parsed, ReportOutcome, StoredImport
from reports.management.console import table
from reports.workflow import Held

MAX_REASONS = 20
PUBLISHED, HELD_BACK = "published", "held back"
NOTHING: dict[str, Any] = {
    "format": None,
    "language": None,
    "title": None,
    "breadcrumb": [],
    "is_collection": False,
    "reports": [],
    "links": {"related": [], "recommended": [], "popular": []},
    "warnings": [],
}
"""What the importer's output says of a document that could not be read."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one document: stored (or planned), with the keys of reports that were published, or refused.

    `held` tells by keys what the gate found in reports that were to be published and are not.
    """

    found: Found
    parsed: Parsed
    stored: StoredImport | None = None
    published: frozenset[int] = frozenset()
    refusal: str = ""
    held: Held = field(default_factory=dict)

    @property
    def outcomes(self) -> tuple[ReportOutcome, ...]:
        """The document's reports with what became of each."""
        return self.stored.outcomes if self.stored else ()

    def is_published(self, row: ReportOutcome) -> bool:
        """Whether a report was published now."""
        return row.report is not None and row.report.pk in self.published

    def held_back(self, row: ReportOutcome) -> Counter[FindingKind]:
        """What the gate found in a report that it holds back; nothing for others."""
        return self.held.get(row.report.pk, Counter()) if row.report else Counter()

    def to_json(self) -> dict[str, Any]:
        """Return the document in the importer's output format, with where it was and what became of its reports.

        A refused one has no reports, and "error" says why.
        """
        if self.refusal:
            return {"source": self.found.name, **NOTHING, "place": self.found.place, "error": self.refusal}
        rows = [
            {
                "outcome": row.outcome.value,
                "title": row.title,
                "report": row.report.pk if row.report else None,
                "published": self.is_published(row),
                "held": {kind.value: number for kind, number in self.held_back(row).items()},
            }
            for row in self.outcomes
        ]
        return {**(self.parsed.output or {}), "place": self.found.place, "stored": rows}


class Tally:
    """Counts what became of documents and of their reports."""

    def __init__(self, *, is_dry: bool) -> None:
        self._is_dry = is_dry
        self._files: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()
        self._refusals: Counter[str] = Counter()
        self.done = 0

    @property
    def refused(self) -> int:
        """How many documents were refused."""
        return self._refusals.total()

    def add(self, row: Settled) -> None:
        """Count a document."""
        self.done += 1
        if row.refusal:
            self._refusals[row.refusal] += 1
            return
        names = [one.outcome.value for one in row.outcomes]
        names += [PUBLISHED for one in row.outcomes if row.is_published(one)]
        names += [HELD_BACK for one in row.outcomes if row.held_back(one)]
        self._reports.update(names)
        self._files.update(set(names))

    def lines(self, row: Settled) -> Iterator[str]:
        """Yield what is to be said of a document: a line, and one more for each report that wants looking at."""
        yield f"{row.found.place}: {'; '.join(self._words(row))}"
        for one in row.outcomes:
            if text := self._remark(one):
                yield f"  {text}"
            if found := row.held_back(one):
                yield f"  {self._held(one, found)}"

    def _words(self, row: Settled) -> Iterator[str]:
        counts: Counter[str] = Counter()
        for one in row.outcomes:
            counts[self._word(one, is_published=row.is_published(one))] += 1
        for what, number in counts.items() or [(_short(ImportOutcome.UNCHANGED), 0)]:
            reports = ngettext("%(number)d report", "%(number)d reports", number) % {"number": number}
            yield f"{what}, {reports}"

    def _word(self, one: ReportOutcome, *, is_published: bool) -> str:
        if self._is_dry:
            words = {ImportOutcome.CREATED: _("would import"), ImportOutcome.UPDATED: _("would update")}
        elif is_published:
            words = {
                ImportOutcome.CREATED: _("imported and published"),
                ImportOutcome.UPDATED: _("updated and published"),
                ImportOutcome.UNCHANGED: _("published"),
            }
        else:
            words = {ImportOutcome.CREATED: _("imported"), ImportOutcome.UPDATED: _("updated")}
        return words.get(one.outcome) or _short(one.outcome)

    def _remark(self, one: ReportOutcome) -> str:
        texts = {
            ImportOutcome.CONFLICT: _("“%(title)s” (report %(pk)s) was edited since; the edit stays."),
            ImportOutcome.KEPT: _("“%(title)s” (report %(pk)s) is no draft any more; it stays as it is."),
            ImportOutcome.HELD: _(
                "“%(title)s” (report %(pk)s) stays as it is: the gate found what must not be public."
            ),
            ImportOutcome.VANISHED: _("“%(title)s” (report %(pk)s) is no longer in the file; it stays."),
        }
        return texts.get(one.outcome, "") % {"title": one.title, "pk": one.report.pk if one.report else "–"}

    def _held(self, one: ReportOutcome, found: Counter[FindingKind]) -> str:
        text = _("“%(title)s” (report %(pk)s) is not published, the gate found: %(kinds)s.")
        kinds = ", ".join(
            f"{kind.label} ({number})" if number > 1 else str(kind.label) for kind, number in found.items()
        )
        return text % {"title": one.title, "pk": one.report.pk if one.report else "–", "kinds": kinds}

    def table(self, passed_over: int) -> list[str]:
        """Return the lines of the table at the end."""
        names = [*(outcome.value for outcome in ImportOutcome), PUBLISHED, HELD_BACK]
        texts = {outcome.value: _explained(outcome) for outcome in ImportOutcome} | {PUBLISHED: _("published")}
        texts[HELD_BACK] = _("not published: the gate found what must not be public")
        rows: list[tuple[int | None, int | None, str]] = [
            (self._files[name], self._reports[name], texts[name]) for name in names if self._files[name]
        ]
        for reason, number in self._refusals.most_common(MAX_REASONS):
            rows.append((number, None, _("refused: %(reason)s") % {"reason": reason}))
        if rest := self.refused - sum(number for _reason, number in self._refusals.most_common(MAX_REASONS)):
            rows.append((rest, None, _("refused for other reasons")))
        if passed_over:
            rows.append((passed_over, None, _("passed over: no documents")))
        return table((_("files"), _("reports")), rows)


def _short(outcome: ImportOutcome) -> str:
    return {
        ImportOutcome.CREATED: _("created"),
        ImportOutcome.UPDATED: _("updated"),
        ImportOutcome.UNCHANGED: _("unchanged"),
        ImportOutcome.CONFLICT: _("conflict"),
        ImportOutcome.KEPT: _("kept"),
        ImportOutcome.HELD: _("held back"),
        ImportOutcome.VANISHED: _("vanished"),
    }[outcome]


def _explained(outcome: ImportOutcome) -> str:
    if outcome in {ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.UNCHANGED}:
        return _short(outcome)
    return f"{_short(outcome)}: {outcome.label}"
