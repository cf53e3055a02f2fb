"""What the gate found stands against a publication, unless somebody who may do so gives a reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.translation import ngettext

from reports import gate
from reports.enums import Action, EventKind, FindingKind, Severity
from reports.models import Report, User
from reports.querysets import is_published
from reports.workflow.drafts import stored_sections
from reports.workflow.events import record_event
from reports.workflow.permissions import NotPermitted, OverrideNeeded, may

CHECKED_AT_ONCE = 50

Held = Mapping[int, Counter[FindingKind]]
"""What the gate holds back of reports, by their keys."""

NONE_HELD: Held = MappingProxyType({})

GATE = "gate"
"""The rule that nothing is published that holds masks, personal data and the like, as the audit log names it."""


def check_gate(report: Report, by: User | None, override: str, *, as_kept: bool = False) -> dict[str, int]:
    """Return what is published nevertheless, by kinds; NotPermitted or OverrideNeeded where it may not be.

    The system (None) is not asked, but for imports (`held_back`). The text is read anew in five queries; `as_kept`
    takes what was found when the report was saved.
    """
    if by is None:
        return {}
    kinds = Counter(one.kind for one in _blocking(report, as_kept=as_kept))
    if not kinds:
        return {}
    told = {"report": report, "number": kinds.total(), "kinds": ", ".join(str(kind.label) for kind in kinds)}
    text = ngettext(
        "The gate found %(number)d thing in “%(report)s” that must not be published: %(kinds)s.",
        "The gate found %(number)d things in “%(report)s” that must not be published: %(kinds)s.",
        kinds.total(),
    )
    if not may(by, Action.OVERRIDE, report):
        raise NotPermitted(text % told)
    if not override.strip():
        raise OverrideNeeded(text % told)
    return _counts(kinds)


def held_back(reports: Sequence[Report]) -> Held:
    """Return what the gate holds back of reports whose text is loaded, by their keys. One query, if any has a type."""
    found = gate.blocking_among(reports, [stored_sections(report) for report in reports])
    return {key: Counter(one.kind for one in findings) for key, findings in found.items()}


def note_overrides(reports: Sequence[Report], held: Held, reason: str) -> None:
    """Put down for what reason the system makes public what the gate holds back."""
    for report in reports:
        if report.pk in held:
            detail = {"rule": GATE, "findings": _counts(held[report.pk])}
            record_event(EventKind.OVERRIDE, None, report, reason=reason, detail=detail)


def _blocking(report: Report, *, as_kept: bool) -> list[gate.Finding]:
    if as_kept and gate.is_checked(report):
        kept = gate.stored_findings(report.gate_result)
        return [one for one in kept if one.severity is Severity.BLOCKING]
    return gate.blocking_findings(Report.objects.select_related("period").get(pk=report.pk))


def _counts(kinds: Counter[FindingKind]) -> dict[str, int]:
    return {kind.value: number for kind, number in kinds.items()}


def check_imported(reports: Sequence[Report]) -> int:
    """Look through reports that came in together; return how many things were found that must not be public.

    Where they are too many for a request, they wait for `check_drafts`.
    """
    if not 0 < len(reports) <= CHECKED_AT_ONCE:
        return 0
    return sum(result.blocking for result in gate.keep_results(reports).values())


def check_drafts(drafts: QuerySet[Report] | None = None) -> Iterator[int]:
    """Look through what was not looked through yet, of these or of all that is not public.

    Yields how many were, again and again: some fifteen queries for 50 reports, each time in a transaction of its own.
    """
    drafts = Report.objects.exclude(is_published()) if drafts is None else drafts
    waiting = drafts.filter(gate.is_unchecked()).order_by("pk")
    last = 0
    while rows := list(waiting.filter(pk__gt=last).only("pk")[:CHECKED_AT_ONCE]):
        yield len(gate.keep_results(rows))
        last = rows[-1].pk
