"""What is stored of sources already, for many of them at once."""

from collections.abc import Collection, Sequence

from reports.enums import ImportOutcome
from reports.importer.storing.outcomes import ReportOutcome, StoredImport
from reports.models import Report, Source


def settled_fingerprints() -> set[bytes]:
    """Return the fingerprints of the sources of which nothing is left to do: one version, and reports. One query."""
    sources = Source.objects.filter(first_version=None, later_versions=None, reports__isnull=False)
    return {bytes.fromhex(mark) for mark in sources.values_list("fingerprint", flat=True).iterator(chunk_size=5000)}


def stored_before(fingerprints: Collection[str]) -> dict[str, StoredImport]:
    """Return what is stored of settled sources, by fingerprint. Two queries."""
    sources = {row.pk: row for row in Source.objects.filter(fingerprint__in=fingerprints).defer("text", "findings")}
    reports: dict[int, list[Report]] = {pk: [] for pk in sources}
    for report in Report.objects.filter(source__in=sources).with_cards().order_by("position", "pk"):
        if report.source_id:
            reports[report.source_id].append(report)
    return {source.fingerprint: _unchanged(source, reports[pk]) for pk, source in sources.items()}


def _unchanged(source: Source, reports: Sequence[Report]) -> StoredImport:
    outcomes = tuple(ReportOutcome(ImportOutcome.UNCHANGED, row.title, None, row) for row in reports)
    return StoredImport(source, outcomes, is_new=False)
