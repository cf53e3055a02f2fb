"""The gate before publishing: its panel on a report's page, its remedies, its page over all drafts."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Count, QuerySet, Sum, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from reports import gate, workflow
from reports.admin.rights import ReportPage, user_of
from reports.enums import FindingGroup, FindingKind, Severity
from reports.gate import Finding
from reports.models import Point, Report, Section
from reports.querysets import is_published

PER_PAGE = 50
SHOWN = 20
"""Findings of a draft that the list shows; its own page shows all."""
CHECKING_TIME = 2.0
"""Seconds after which a request checks no more drafts."""

_FIELDS = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "heading": gettext_lazy("Heading"),
    "body": gettext_lazy("Text"),
    "text": gettext_lazy("Text"),
    "closing": gettext_lazy("Text after the points"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the panel shows it; `number` names it, `field` is the key of its field in the form."""

    number: int
    finding: Finding
    place: str
    field: str
    reason: str
    advice: str
    nth: int
    other: Report | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether it keeps the report from being published."""
        return self.finding.severity is Severity.BLOCKING


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report as the list shows it; `rows` are None where it has to be checked."""

    report: Report
    rows: Sequence[Row] | None
    may_change: bool

    @property
    def kinds(self) -> list[tuple[str, int, bool]]:
        """What was found, kind by kind, what blocks first: label, number, whether it blocks."""
        kinds = [row.finding.kind for row in self.rows or ()]
        order = sorted(set(kinds), key=lambda kind: (kind not in gate.BLOCKING, list(FindingKind).index(kind)))
        return [(str(kind.label), kinds.count(kind), kind in gate.BLOCKING) for kind in order]

    @property
    def shown(self) -> Sequence[Row]:
        """The findings that the list has room for, what blocks first."""
        return sorted(self.rows or (), key=lambda row: not row.is_blocking)[:SHOWN]

    @property
    def left(self) -> int:
        """How many more the page of the report shows."""
        return max(0, len(self.rows or ()) - SHOWN)


class GatePages(ReportPage):
    """Adds the panel to a report's page, and the page over all drafts."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page over all drafts and the address of the remedies."""
        view = self.admin_site.admin_view
        return [
            path("gate/", view(self.gate_view), name="reports_report_gate"),
            path("<int:key>/remedy/", view(require_POST(self.remedy_view)), name="reports_report_remedy"),
            *super().get_urls(),
        ]

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Tell what was found in a report that is stored. Three queries, more where copies were found."""
        told = super().page_context(request, report, context)
        if report is not None:
            rows = rows_of({report: _findings_of(report)}, request)[report.pk]
            told["gate"] = {
                "report": report,
                "rows": rows,
                "blocking": sum(row.is_blocking for row in rows),
                "may_change": self.has_change_permission(request, report) and report.status in workflow.UNPUBLISHED,
            }
        return told

    @transaction.atomic
    def remedy_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Write what a finding proposes in place of what was found, and keep the text before as a version."""
        report = get_object_or_404(self.get_queryset(request).select_for_update(of=("self",)), pk=key)
        if not self.has_change_permission(request, report) or report.status not in workflow.UNPUBLISHED:
            raise PermissionDenied
        number = request.POST.get("finding", "")
        named = [finding for at, finding in enumerate(_findings_of(report)) if str(at) == number]
        if not named or named[0].excerpt != request.POST.get(f"excerpt-{number}") or not _remedy(report, named[0]):
            text = _("The text was changed meanwhile; look at what is found now.")
            self.message_user(request, text, messages.WARNING)
        else:
            told = {"kind": named[0].kind.label}
            note = _("Gate: %(kind)s") % told
            workflow.prepare_report(Report.objects.get(pk=report.pk), by=user_of(request), note=note)
            self.message_user(request, _("Changed: %(kind)s.") % told, messages.SUCCESS)
        if "list" in request.POST:
            return HttpResponseRedirect(f"{reverse('admin:reports_report_gate')}?{_place_in_list(request)}")
        return HttpResponseRedirect(reverse("admin:reports_report_change", args=[report.pk]) + "#gate")

    def gate_view(self, request: HttpRequest) -> HttpResponse:
        """List what is not public yet with what was found in it; when asked to, check what nobody checked before."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        # That they are not public is said twice: SQLite finds its index by these words.
        drafts = self.get_queryset(request).filter(~is_published(), status__in=workflow.UNPUBLISHED)
        page = _page_of(drafts, request)
        waiting = gate.unchecked(page.object_list)
        if request.method == "POST":
            self._check(request, drafts, waiting)
            return HttpResponseRedirect(request.get_full_path())
        checked = [report for report in page.object_list if report not in waiting]
        rows = rows_of({report: gate.stored_findings(report.gate_result) for report in checked}, request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("The gate before publishing"),
            "page": page,
            "drafts": [
                _Draft(report, rows.get(report.pk), self.has_change_permission(request, report))
                for report in page.object_list
            ],
            "place": _place_in_list(request),
            **_choices(drafts, request.GET.get("group", "")),
        }
        # A copy of what was saved since is checked again, though the present rules have seen it.
        context["unchecked"] += sum(gate.is_checked(report) for report in waiting)
        return TemplateResponse(request, "admin/reports/gate/drafts.html", context)

    def _check(self, request: HttpRequest, drafts: QuerySet[Report], waiting: Sequence[Report]) -> None:
        """Have drafts checked that wait for it: those of the page, then others, as many as can be in a few seconds."""
        started, number = time.monotonic(), len(gate.keep_results(waiting))
        for more in workflow.check_drafts(drafts):
            number += more
            if time.monotonic() - started > CHECKING_TIME:
                break
        text = ngettext("%(number)d report was checked.", "%(number)d reports were checked.", number)
        self.message_user(request, text % {"number": number}, messages.SUCCESS)


def _page_of(drafts: QuerySet[Report], request: HttpRequest) -> Page[Report]:
    group = request.GET.get("group", "")
    if group == Severity.BLOCKING:
        drafts = drafts.filter(gate_result__blocking__gt=0)
    elif group in list(FindingGroup):
        drafts = drafts.filter(**{f"gate_result__{group}__gt": 0})
    rows = drafts.select_related("unit", "period", "gate_result").order_by("-pk")
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _place_in_list(request: HttpRequest) -> str:
    """The part of the list that is shown, or from which a remedy was asked for, as the query of its address."""
    sent = QueryDict(request.POST.get("list", "")) if request.method == "POST" else request.GET
    return urlencode({name: sent[name] for name in ("group", "page") if name in sent})


def rows_of(found: Mapping[Report, Sequence[Finding]], request: HttpRequest) -> dict[int, list[Row]]:
    """Return what was found in reports, with the reports that hold copies where the user may see them.

    None to three queries, however many they are.
    """
    keys = {one.details["report"] for rows in found.values() for one in rows if one.kind is FindingKind.COPY}
    visible = Report.objects.visible_to(request.user).select_related("unit") if keys else Report.objects.none()
    others = visible.defer("prepared").in_bulk(keys)
    to_remedy = [report for report, rows in found.items() if any(one.proposal is not None for one in rows)]
    prefetch_related_objects(to_remedy, "sections__points")
    texts = {report.pk: _texts_of(report) for report in to_remedy}
    return {
        report.pk: [_row(number, one, texts.get(report.pk, {}), others) for number, one in enumerate(rows)]
        for report, rows in found.items()
    }


def _findings_of(report: Report) -> list[Finding]:
    return gate.findings_of(report) if gate.unchecked([report]) else gate.stored_findings(report.gate_result)


def _texts_of(report: Report) -> dict[tuple[int, int, str], str]:
    """The fields of a report, whose text is loaded, by section, point and name."""
    texts = {(0, 0, "title"): report.title, (0, 0, "summary"): report.summary}
    for at, section in enumerate(workflow.stored_sections(report), start=1):
        for name in ("heading", "body", "closing"):
            texts[at, 0, name] = getattr(section, name)
        for number, point in enumerate(section.points, start=1):
            texts[at, number, "heading"], texts[at, number, "text"] = point.heading, point.text
    return texts


def _row(number: int, finding: Finding, texts: dict[tuple[int, int, str], str], others: dict[int, Report]) -> Row:
    place = finding.place
    markup = texts.get((place.section, place.point, place.field), "")
    can_remedy = finding.proposal is not None and gate.remedied(finding, markup) is not None
    return Row(
        number=number,
        finding=finding,
        place=_place_of(finding),
        field=_field_of(finding),
        reason=gate.reason_of(finding),
        advice=gate.advice_on(finding) if can_remedy or finding.proposal is None else "",
        nth=gate.occurrence_of(finding, markup) if can_remedy else 0,
        other=others.get(finding.details.get("report", 0)),
    )


def _place_of(finding: Finding) -> str:
    place = finding.place
    field = str(_FIELDS.get(place.field, ""))
    if not place.section:
        return field
    values = {"section": place.section, "point": place.point, "field": field}
    if place.point:
        return _("Section %(section)d, point %(point)d · %(field)s") % values
    return _("Section %(section)d · %(field)s") % values


def _field_of(finding: Finding) -> str:
    """The id of the form's field; sections and points stand there in their order."""
    place = finding.place
    if not place.section:
        named = {
            "facts": "id_unit" if finding.kind is FindingKind.NO_UNIT else "id_period",
            "sections": "sections-group",
        }
        return named.get(place.field, f"id_{place.field}")
    point = f"points-{place.point - 1}-" if place.point else ""
    return f"id_sections-{place.section - 1}-{point}{place.field}"


def _remedy(report: Report, finding: Finding) -> bool:
    """Write the proposal of a finding into the row that holds its place; whether that could be done."""
    place = finding.place
    row: Any = report
    if place.section:
        row = Section.objects.filter(report=report).order_by("position")[place.section - 1 : place.section].first()
    if row is not None and place.point:
        row = Point.objects.filter(section=row).order_by("position")[place.point - 1 : place.point].first()
    text = gate.remedied(finding, getattr(row, place.field, "")) if row is not None else None
    if text is None or (place.field == "title" and not text):
        return False
    type(row).objects.filter(pk=row.pk).update(**{place.field: text})
    return True


def _choices(drafts: QuerySet[Report], group: str) -> dict[str, Any]:
    """The ways to narrow the list, with the number of findings behind each, and how many nobody checked. One query."""
    totals = drafts.aggregate(
        blocking=Sum("gate_result__blocking"),
        unchecked=Count("pk", filter=gate.is_unchecked()),
        **{one.value: Sum(f"gate_result__{one}") for one in FindingGroup},
    )
    labels = {one.value: str(one.label) for one in (Severity.BLOCKING, *FindingGroup)}
    choices: list[dict[str, Any]] = [{"value": "", "label": _("All"), "number": None, "is_on": group not in labels}]
    choices += [
        {"value": value, "label": label, "number": totals[value] or 0, "is_on": group == value}
        for value, label in labels.items()
    ]
    return {"choices": choices, "unchecked": totals["unchecked"]}
