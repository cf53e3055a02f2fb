"""What is to be done with each report of a source: decided by reading alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.encoding import iri_to_uri

from reports.enums import ImportOutcome, ReportStatus
from reports.importer.result import ImportResult
from reports.importer.storing.digests import fingerprint, stored_digest
from reports.importer.storing.names import KnownNames
from reports.importer.storing.outcomes import ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.parts import Part, parts_of
from reports.importer.storing.versions import (
    EarlierVersion,
    find_earlier_version,
    match_parts,
    newest_version,
    reports_of_versions,
)
from reports.models import Report, Source

MAX_URL = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """An import, taken apart: what is to be written, what stands there already, what is to be done.

    `read` holds the parts as the importer read them before an editor corrected them, by place; a part that the editor
    made has none. `stored` is the row of the same bytes, if they were stored before; `is_new` is False where nothing
    is left to do with them.
    """

    result: ImportResult
    options: StoringOptions
    mark: str
    url: str
    parts: Sequence[Part]
    read: Mapping[int, Part]
    stored: Source | None
    earlier: EarlierVersion | None
    outcomes: tuple[ReportOutcome, ...]
    is_new: bool

    def in_short(self) -> StoredImport:
        """Return the plan in the form of its result, with nothing done yet."""
        return StoredImport(
            self.stored, self.outcomes, self.is_new, previous=self.earlier.source if self.earlier else None
        )


def make_plan(result: ImportResult, data: bytes, options: StoringOptions, names: KnownNames) -> Plan:
    """Return what is to be done with a source.

    Two queries for bytes that are known, two for a source that is new, four more for each earlier version it may be
    of. Bytes whose reports have all been deleted since are new again.
    """
    mark, url, parts = fingerprint(data), _valid_url(result.permalink), parts_of(result)
    read = _parts_as_read(parts, result, options.as_read)
    as_read = [read.get(place, part) for place, part in enumerate(parts)]
    stored = Source.objects.filter(fingerprint=mark).select_related("first_version").defer("text").first()
    earlier = _known_version(stored, as_read, names) if stored else find_earlier_version(result, url, as_read, names)
    if stored and earlier:
        outcomes = _outcomes_of_known(stored, earlier, as_read, options)
    else:
        outcomes = _outcomes(parts, as_read, earlier, options)
    is_new = stored is None or earlier is None
    return Plan(result, options, mark, url, parts, read, stored, earlier, outcomes, is_new)


def _known_version(source: Source, as_read: Sequence[Part], names: KnownNames) -> EarlierVersion | None:
    """Return a source that was stored before, with its reports; None if all of them have been deleted.

    Its parts are matched only where there are reports that did not follow it.
    """
    first = source.first_version or source
    reports = reports_of_versions(first)
    if not reports:
        return None
    has_others = any(report.source_id != source.pk for report in reports) and newest_version(first).pk == source.pk
    return EarlierVersion(source, reports, match_parts(as_read, reports, names) if has_others else {})


def _parts_as_read(parts: Sequence[Part], result: ImportResult, as_read: ImportResult | None) -> dict[int, Part]:
    """Return, for each part, the part that the importer had read there."""
    if as_read is None or as_read.reports == result.reports:
        return dict(enumerate(parts))
    originals = parts_of(as_read)
    found: dict[int, Part] = {}
    for place, part in enumerate(parts):
        same = next((other for other in originals if other.parsed == part.parsed), None)
        at_place = originals[place] if len(originals) == len(parts) else None
        if original := same or at_place:
            found[place] = original
    return found


def _outcomes(
    parts: Sequence[Part], as_read: Sequence[Part], earlier: EarlierVersion | None, options: StoringOptions
) -> tuple[ReportOutcome, ...]:
    matches = earlier.matches if earlier else {}
    outcomes = []
    for place, part in enumerate(parts):
        report = matches.get(place)
        outcome = _outcome(part, as_read[place], report, options, place) if report else ImportOutcome.CREATED
        outcomes.append(ReportOutcome(outcome, part.title, place, report))
    found = {report.pk for report in matches.values()}
    vanished = [report for report in (earlier.reports if earlier else ()) if report.pk not in found]
    return (*outcomes, *(ReportOutcome(ImportOutcome.VANISHED, row.title, None, row) for row in vanished))


def _outcome(part: Part, as_read: Part, report: Report, options: StoringOptions, place: int) -> ImportOutcome:
    """Decide what a new version does to a report of the version before."""
    imported = report.imported.get("text")
    if part.digest == as_read.digest == imported:
        return ImportOutcome.UNCHANGED
    now = stored_digest(report)
    if now == part.digest:
        return ImportOutcome.UNCHANGED
    if now != imported and not options.choice(place).replaces_edits:
        return ImportOutcome.CONFLICT
    follows = {ReportStatus.DRAFT}
    if options.updates_published:
        follows |= {ReportStatus.IN_REVIEW, ReportStatus.PUBLISHED}
    return ImportOutcome.UPDATED if report.status in follows else ImportOutcome.KEPT


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


def _valid_url(address: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    ascii_address = iri_to_uri(address) or ""
    return ascii_address if len(ascii_address) <= MAX_URL else ""
