"""What is found in stored reports, kept beside them whenever they are saved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reports.enums import FindingGroup, FindingKind, Severity
from reports.gate.copies import copies_in, marks_of_text, replace_marks
from reports.gate.findings import Finding
from reports.gate.reading import find_blocking, find_in
from reports.gate.stored import text_of, texts_of
from reports.gate.text import Place, ReportText, SectionText
from reports.models import GateResult, Report, ReportTypePart

EDITION = 1 + crc32(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))) % 32_000
"""Of the rules, by the code that holds them: a result of another edition is worked out anew."""


def findings_of(report: Report) -> list[Finding]:
    """Return what is found in a report as it is stored, copies too. Some ten queries."""
    text = texts_of([report])[report.pk]
    return _find({report.pk: text}, [report])[report.pk]


def blocking_findings(report: Report) -> list[Finding]:
    """Return what keeps a report as it is stored from being published. Three queries."""
    text = texts_of([report])[report.pk]
    return find_blocking(text, _parts_of([report])[report.pk])


def blocking_among(reports: Sequence[Report], texts: Sequence[Sequence[SectionText]]) -> dict[int, list[Finding]]:
    """Return what keeps some of these reports from being published, by their keys. One query, if any has a type."""
    parts = _parts_of(reports)
    found = {
        report.pk: find_blocking(text_of(report, sections), parts[report.pk])
        for report, sections in zip(reports, texts, strict=True)
    }
    return {key: findings for key, findings in found.items() if findings}


def keep_result(report: Report, sections: Sequence[SectionText]) -> None:
    """Work out and store what is found in a report that was just saved with this text. Some ten queries."""
    _keep({report.pk: text_of(report, sections)}, [report])


@transaction.atomic(savepoint=False)
def keep_results(reports: Collection[Report]) -> dict[int, GateResult]:
    """Work out, store and return what is found in reports. Some fifteen queries, however many they are.

    They are read anew, and kept from being saved meanwhile: what is found in an older text never replaces what is found
    in a newer one.
    """
    rows = Report.objects.select_for_update(of=("self",)).filter(pk__in=[report.pk for report in reports])
    stored = list(rows.select_related("period").defer("prepared").order_by("pk")) if reports else []
    return _keep(texts_of(stored), stored) if stored else {}


def forget_results(reports: Iterable[Report]) -> None:
    """Have reports looked through again when they are shown: something that they are judged by has changed. One query.

    A queryset is a subquery of it.
    """
    GateResult.objects.filter(report__in=reports).delete()


def stored_findings(result: GateResult) -> list[Finding]:
    """Return the findings that were stored."""
    return [_from_json(row) for row in result.findings]


def is_unchecked() -> Q:
    """Return the reports that have no result of the present rules."""
    return Q(gate_result=None) | ~Q(gate_result__edition=EDITION)


def is_checked(report: Report) -> bool:
    """Return whether a report, loaded with its result, has one of the present rules."""
    result: GateResult | None = getattr(report, "gate_result", None)
    return result is not None and result.edition == EDITION


def unchecked(reports: Iterable[Report]) -> list[Report]:
    """Return those of some reports, loaded with their results, that have to be looked through.

    They have no result of the present rules, or one that tells of a copy in a report that was saved since, or is gone.
    One query, if any tells of copies.
    """
    rows = list(reports)
    others = {report.pk: _copied_in(report.gate_result) for report in rows if is_checked(report)}
    named = {key for keys in others.values() for key in keys}
    saved = dict(Report.objects.filter(pk__in=named).values_list("pk", "updated_at")) if named else {}
    return [
        report
        for report in rows
        if report.pk not in others
        or any(key not in saved or saved[key] > report.gate_result.checked_at for key in others[report.pk])
    ]


def _copied_in(result: GateResult) -> set[int]:
    return {row["details"]["report"] for row in result.findings if row["kind"] == FindingKind.COPY}


def _keep(texts: dict[int, ReportText], reports: Collection[Report]) -> dict[int, GateResult]:
    found = _find(texts, reports)
    rows = {key: _row(key, findings) for key, findings in found.items()}
    fields = [field.name for field in GateResult._meta.concrete_fields if not field.primary_key]
    GateResult.objects.bulk_create(rows.values(), update_conflicts=True, unique_fields=["report"], update_fields=fields)
    replace_marks(list(texts), [marks_of_text(text) for text in texts.values()])
    _forget_copied(rows)
    return rows


def _forget_copied(rows: Mapping[int, GateResult]) -> None:
    """Forget what was found in the reports that these copy, unless it tells of these. None to two queries."""
    copied: dict[int, set[int]] = defaultdict(set)
    for key, row in rows.items():
        for other in _copied_in(row) - rows.keys():
            copied[other].add(key)
    results = GateResult.objects.filter(pk__in=copied) if copied else ()
    if untold := [result.pk for result in results if not copied[result.pk] <= _copied_in(result)]:
        GateResult.objects.filter(pk__in=untold).delete()


def _find(texts: dict[int, ReportText], reports: Collection[Report]) -> dict[int, list[Finding]]:
    parts = _parts_of(reports)
    copies = copies_in(texts, _unrelated(reports))
    rows = {report.pk: report for report in reports}
    return {key: [*_facts(rows[key]), *find_in(text, parts[key]), *copies[key]] for key, text in texts.items()}


def _facts(report: Report) -> list[Finding]:
    missing = [(FindingKind.NO_UNIT, report.unit_id), (FindingKind.NO_PERIOD, report.period_id)]
    return [Finding(kind, Place(0, 0, "facts")) for kind, value in missing if value is None]


def _parts_of(reports: Collection[Report]) -> dict[int, list[ReportTypePart]]:
    """The parts that the type of each report lays down. One query, if any has a type."""
    types = {report.report_type_id for report in reports} - {None}
    parts: dict[int | None, list[ReportTypePart]] = {None: []}
    for part in (
        ReportTypePart.objects.filter(report_type__in=types).order_by("report_type", "position") if types else ()
    ):
        parts.setdefault(part.report_type_id, []).append(part)
    return {report.pk: parts.get(report.report_type_id, []) for report in reports}


def _unrelated(reports: Collection[Report]) -> Mapping[int, AbstractSet[int]]:
    """What is no copy of a report: its working copy, and what that revises. One query."""
    keys = {report.pk for report in reports}
    found: dict[int, set[int]] = {report.pk: {report.revises_id} if report.revises_id else set() for report in reports}
    for copy in Report.objects.filter(revises__in=keys).only("revises"):
        found[copy.revises_id or 0].add(copy.pk)
    return found


def _row(report: int, findings: Sequence[Finding]) -> GateResult:
    counts = {group.value: sum(one.group is group for one in findings) for group in FindingGroup}
    return GateResult(
        report_id=report,
        edition=EDITION,
        checked_at=timezone.now(),
        blocking=sum(one.severity is Severity.BLOCKING for one in findings),
        findings=[_to_json(one) for one in findings],
        **counts,
    )


def _to_json(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "kind": finding.kind.value, "details": dict(finding.details)}


def _from_json(row: dict[str, Any]) -> Finding:
    return Finding(**{**row, "kind": FindingKind(row["kind"]), "place": Place(**row["place"])})
