"""What is to be done with each report of a source: decided by reading alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.enums import Action, ImportOutcome, ReportStatus
from reports.importer.storing.digests import stored_digest
from reports.importer.storing.names import KnownNames
from reports.importer.storing.outcomes import ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.parts import Part, ReadyImport
from reports.importer.storing.versions import (
    EarlierVersion,
    find_earlier_version,
    match_parts,
    newest_version,
    reports_of_versions,
)
from reports.models import Report, Source
from reports.workflow import may


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a source, and what stands there already.

    `stored` is the row of the same bytes, if they were stored before; `is_new` is False where it still has reports.
    """

    ready: ReadyImport
    options: StoringOptions
    stored: Source | None
    earlier: EarlierVersion | None
    outcomes: tuple[ReportOutcome, ...]
    is_new: bool

    def in_short(self) -> StoredImport:
        """Return the plan in the form of its result, with nothing done yet."""
        return StoredImport(
            self.stored, self.outcomes, self.is_new, previous=self.earlier.source if self.earlier else None
        )


def make_plan(ready: ReadyImport, options: StoringOptions, names: KnownNames) -> Plan:
    """Return what is to be done with a source.

    Two queries for bytes that are known, two for a source that is new, four more for each earlier version it may be
    of. Bytes whose reports have all been deleted since are new again.
    """
    stored = _stored_before(ready)
    earlier = _known_version(stored, ready, names) if stored else find_earlier_version(ready, names)
    if stored and earlier:
        outcomes = _outcomes_of_known(stored, earlier, ready.parts_as_read(), options)
    else:
        outcomes = _outcomes(ready, earlier, options)
    return Plan(ready, options, stored, earlier, outcomes, is_new=stored is None or earlier is None)


def fresh_plan(ready: ReadyImport, options: StoringOptions) -> Plan:
    """Return what is to be done with a source that is known to be new."""
    return Plan(ready, options, None, None, _outcomes(ready, None, options), is_new=True)


def _stored_before(ready: ReadyImport) -> Source | None:
    rows = Source.objects.filter(fingerprint=ready.fingerprint)
    return rows.select_related("first_version").defer("text", "first_version__text").first()


def _known_version(source: Source, ready: ReadyImport, names: KnownNames) -> EarlierVersion | None:
    """Return a source that was stored before, with its reports; None if all of them have been deleted.

    Its parts are matched only where there are reports that did not follow it.
    """
    first = source.first_version or source
    reports = reports_of_versions(first)
    if not reports:
        return None
    has_others = any(report.source_id != source.pk for report in reports) and newest_version(first).pk == source.pk
    return EarlierVersion(source, reports, match_parts(ready.parts_as_read(), reports, names) if has_others else {})


def _outcomes(ready: ReadyImport, earlier: EarlierVersion | None, options: StoringOptions) -> tuple[ReportOutcome, ...]:
    matches = earlier.matches if earlier else {}
    outcomes, as_read = [], ready.parts_as_read()
    for place, part in enumerate(ready.parts):
        report = matches.get(place)
        outcome = _outcome(part, as_read[place], report, options, place) if report else ImportOutcome.CREATED
        outcomes.append(ReportOutcome(outcome, part.title, place, report))
    found = {report.pk for report in matches.values()}
    others = [report for report in (earlier.reports if earlier else ()) if report.pk not in found]
    vanished = [report for report in others if may(options.by, Action.VIEW, report)]
    return (*outcomes, *(ReportOutcome(ImportOutcome.VANISHED, row.title, None, row) for row in vanished))


def _outcome(part: Part, as_read: Part, report: Report, options: StoringOptions, place: int) -> ImportOutcome:
    """Decide what a new version does to a report of the version before."""
    imported = report.imported.get("text")
    if part.digest == as_read.digest == imported:
        return ImportOutcome.UNCHANGED
    now = stored_digest(report)
    if now == part.digest:
        return ImportOutcome.UNCHANGED
    # What is being revised, or was approved as it stands, is as good as edited.
    is_edited = now != imported or hasattr(report, "working_copy") or report.publish_at is not None
    if is_edited and not options.choice(place).replaces_edits:
        return ImportOutcome.CONFLICT
    follows = {ReportStatus.DRAFT, ReportStatus.RETURNED}
    if options.updates_published:
        follows |= {ReportStatus.IN_REVIEW, ReportStatus.PUBLISHED}
    if report.status not in follows:
        return ImportOutcome.KEPT
    # Whoever may change what is public has had the gate look through it.
    is_held = report.status == ReportStatus.PUBLISHED and part.blocking and not options.overrides_gate
    return ImportOutcome.HELD if is_held else ImportOutcome.UPDATED


def _outcomes_of_known(
    source: Source, known: EarlierVersion, as_read: Sequence[Part], options: StoringOptions
) -> tuple[ReportOutcome, ...]:
    """Return the outcomes of bytes that were stored before: what did not follow them then is told again."""
    places = {report.pk: place for place, report in known.matches.items()}
    outcomes = []
    for report in known.reports:
        place = places.get(report.pk)
        if report.source_id == source.pk:
            outcomes.append(ReportOutcome(ImportOutcome.UNCHANGED, report.title, place, report))
        elif place is not None:
            outcome = _outcome(as_read[place], as_read[place], report, options, place)
            outcomes.append(ReportOutcome(outcome, report.title, place, report))
    return tuple(outcomes)
