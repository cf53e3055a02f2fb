"""The versions of a report, of one that was deleted too: listed, compared, restored."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reports import workflow
from reports.admin.events import label_of
from reports.admin.revising.comparing import only_form_differs, shown_fields, shown_parts
from reports.admin.rights import user_of
from reports.admin.writing.form import are_keys
from reports.enums import Action, ReportStatus, RevisionKind
from reports.models import Report, Revision
from reports.querysets import reach_of
from reports.workflow import TransitionRefused, may

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object

AT_ONCE = 50
_EMPTY: dict[str, Any] = {"language": "", "tags": [], "sections": []}


class Versions(_Admin):
    """Shows versions to those who may read the drafts of the unit: what a version says may never have been public."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of versions."""
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("versions/deleted/", self.deleted_view, "reports_report_deleted"),
            ("versions/of/<int:number>/", self.versions_view, "reports_report_versions"),
            ("versions/compare/", self.compare_view, "reports_report_compare"),
            ("versions/erase/<int:number>/", self.erase_view, "reports_report_erase"),
            ("<int:pk>/against/", self.against_view, "reports_report_against"),
            ("versions/<int:pk>/restore/", self.restore_view, "reports_report_restore"),
        ]
        own = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in pages]
        return [*own, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        """Show the versions above what the admin notes of a report."""
        report = self.get_object(request, object_id)
        context = extra_context or {}
        if report is not None and _may_see(request, report):
            context = {**context, **self._list(request, report.revises_id or report.pk)}
        return super().history_view(request, object_id, context)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List the deleted reports of the user's units, the latest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        gone: QuerySet[Revision] = Revision.objects.filter(kind=RevisionKind.DELETED)
        own = Q(reach_of(request.user, Action.VIEW, "unit__"))
        rows = gone.filter(own, ~Exists(Report.objects.filter(pk=OuterRef("number")))).defer("content")
        page = Paginator(rows.select_related("unit").order_by("-pk"), AT_ONCE).get_page(request.GET.get("p"))
        return self._page(request, "deleted", _("Deleted reports"), {"page": page})

    def versions_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show the versions of a report that may be deleted; one that is there shows its own history."""
        report = _report_of(number)
        if report.status != ReportStatus.DRAFT or Report.objects.filter(pk=number).exists():
            return redirect("admin:reports_report_history", number)
        _check(request, report)
        return self._page(request, "versions", report.title, self._list(request, number) | {"is_deleted": True})

    def _list(self, request: HttpRequest, number: int) -> dict[str, Any]:
        copies = list(Report.objects.filter(revises=number).values_list("pk", flat=True))
        rows = Revision.objects.filter(number__in=[number, *copies]).defer("content").order_by("-pk")
        page = Paginator(rows, AT_ONCE).get_page(request.GET.get("versions"))
        restorable = _restorable([_described(row) for row in page], number, copies)
        may_erase = may(request.user, Action.ERASE, _report_of(number))
        return {"page": page, "copies": copies, "restorable": restorable, "number": number, "may_erase": may_erase}

    def erase_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """List the versions whose text can be erased, and erase those that are chosen, for a reason."""
        report = _report_of(number)
        if report.revises_id or not may(request.user, Action.ERASE, report):
            raise PermissionDenied
        if request.method == "POST":
            versions, remarks, reasons, sources = (
                {int(key) for key in request.POST.getlist(name) if are_keys([key])}
                for name in ("version", "remark", "event", "source")
            )
            chosen = workflow.Chosen(versions, remarks, reasons, sources, "notice" in request.POST)
            reason = request.POST.get("reason", "")
            try:
                done = workflow.erase_versions(report, chosen, reason=reason, by=user_of(request))
            except TransitionRefused as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
            else:
                text = ngettext("%(number)d entry was erased.", "%(number)d entries were erased.", done)
                self.message_user(request, text % {"number": done}, messages.SUCCESS)
                return redirect(_history_of(report))
        context = {
            "report": report,
            "history": _history_of(report),
            "rows": [_described(row) for row in workflow.erasable(report)],
            "remarks": workflow.erasable_remarks(report),
            "events": [(event, label_of(event.kind)) for event in workflow.erasable_reasons(report)],
            "notice": workflow.erasable_notice(report),
            "sources": workflow.erasable_sources(report, user_of(request)),
            "chosen": {name: request.POST.getlist(name) for name in ("version", "remark", "event", "source", "notice")},
            "reason": request.POST.get("reason", "")[:2000],
        }
        return self._page(request, "erase", _("Erase from the history"), context)

    def against_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the comparison of a working copy with what is public."""
        copy = get_object_or_404(Report.objects.select_related("unit"), pk=pk, revises__isnull=False)
        _check(request, copy)
        rows = Revision.objects.filter(number__in=[copy.pk, copy.revises_id]).order_by("number", "-pk")
        latest: dict[int, int] = {}
        for number, key in rows.values_list("number", "pk"):
            latest.setdefault(number, key)
        before, after = latest.get(copy.revises_id or 0, ""), latest.get(copy.pk, "")
        return redirect(f"{reverse('admin:reports_report_compare')}?before={before}&after={after}&against=public")

    def compare_view(self, request: HttpRequest) -> HttpResponse:
        """Show two versions of one report beside each other; with one alone, it and the one before it."""
        after, before = self._pair(request)
        one, other = (before.content if before else _EMPTY), after.content
        fields = shown_fields(one, other) if before else []
        parts = shown_parts(one, other)
        report = _report_of(after.number)
        context = {
            "before": before,
            "after": after,
            "report": report,
            "fields": fields,
            "parts": parts,
            "is_same": before is not None and one == other,
            "only_form": before is not None and one != other and only_form_differs(fields, parts),
            "history": _history_of(report),
            "restorable": _restorable(
                [_described(row) for row in (before, after) if row],
                report.revises_id or report.pk,
                list(Report.objects.filter(revises=report.revises_id or report.pk).values_list("pk", flat=True)),
            ),
        }
        return self._page(request, "compare", _("Versions compared"), context)

    def _pair(self, request: HttpRequest) -> tuple[Revision, Revision | None]:
        keys = [request.GET.get(name, "") for name in ("after", "before")]
        numbers = [int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0 for key in keys]
        found = Revision.objects.in_bulk(numbers)
        after, before = found.get(numbers[0]), found.get(numbers[1])
        if after is None or (keys[1] and before is None):
            raise Http404
        report = _report_of(after.number)
        _check(request, report)
        family = {after.number, report.pk, report.revises_id}
        family |= set(Report.objects.filter(revises__in=[key for key in family if key]).values_list("pk", flat=True))
        if before is None:
            earlier = Revision.objects.filter(number=after.number, pk__lt=after.pk)
            before = earlier.order_by("-pk").first()
        if before and before.number not in family:
            raise Http404
        if before and "against" in request.GET and report.revises is not None:
            # What is public may have got other tags or another unit since its latest version.
            before.content = workflow.content_as_it_is(report.revises)
            return after, before
        # Whichever way they were chosen: what was later stands on the right.
        return (before, after) if before and before.pk > after.pk else (after, before)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Restore a version and open the report that says it now."""
        return require_POST(self._restore)(request, pk)

    def _restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        revision = get_object_or_404(Revision, pk=pk)
        _check(request, _report_of(revision.number))
        try:
            report = workflow.restore_revision(revision, by=user_of(request))
        except TransitionRefused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return redirect(_history_of(_report_of(revision.number)))
        text = _("The version is restored in the working copy below. The public reads on what it did.")
        if not report.revises_id:
            text = _("The version is restored. What stood here before is kept as a version, too.")
        self.message_user(request, text, messages.SUCCESS)
        return redirect("admin:reports_report_change", report.pk)

    def _page(self, request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, f"admin/reports/revising/{name}.html", context)


def _report_of(number: int) -> Report:
    """Return a report, or for one that was deleted what it was; 404 if there never was one. Up to two queries."""
    report = Report.objects.select_related("unit").defer("prepared").filter(pk=number).first()
    if report is None:
        last = Revision.objects.filter(number=number).select_related("unit").order_by("-pk").first()
        if last is None:
            raise Http404
        report = Report(pk=number, title=last.title, unit=last.unit, status=ReportStatus.DRAFT)
    return report


def _described(row: Revision) -> Revision:
    row.what, row.stage = RevisionKind(row.kind).label, ReportStatus(row.status).label  # type: ignore[attr-defined]
    return row


def _restorable(rows: Sequence[Revision], number: int, copies: Sequence[int]) -> set[int]:
    """Return the keys of the versions that say something else than what an editor has before them. Two queries."""
    keys = {row.pk for row in rows if row.erased_at is None}
    if copies or Report.objects.filter(pk=number).exists():
        latest = Revision.objects.filter(number=copies[0] if copies else number).order_by("-pk")
        keys -= set(latest.values_list("pk", flat=True)[:1])
    return keys


def _history_of(report: Report) -> str:
    name = "versions" if report._state.adding else "history"
    return reverse(f"admin:reports_report_{name}", args=[report.revises_id or report.pk])


def _may_see(request: HttpRequest, report: Report) -> bool:
    as_draft = Report(status=ReportStatus.DRAFT, unit=report.unit, created_by_id=report.created_by_id)
    return may(request.user, Action.VIEW, as_draft)


def _check(request: HttpRequest, report: Report) -> None:
    if not _may_see(request, report):
        raise PermissionDenied
