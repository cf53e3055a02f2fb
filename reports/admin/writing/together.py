"""Two people in one report: who saves second sees both versions, and nothing that either wrote is lost."""

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.admin.writing.differences import show_differences
from reports.admin.writing.form import are_keys
from reports.admin.writing.sections import SectionInline
from reports.admin.writing.versions import from_json, sent_as, to_json, tree_of
from reports.documents.merging import Choice, Node, merge
from reports.models import Report
from reports.workflow import is_locked

if TYPE_CHECKING:

    class _Admin(admin.ModelAdmin):
        def _changeform_view(
            self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
        ) -> HttpResponse: ...

else:
    _Admin = object

CHOICE = "choice:"
NOT_REPEATED = {"csrfmiddlewaretoken", "shown", "_save", "_continue", "_addanother", "_restore"}


class WritesTogether(_Admin):
    """Compares what is saved with what the form was opened on, and asks where somebody saved in between."""

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Show or save the form; a report that changed meanwhile is not saved but shown in both versions.

        Django has opened a transaction around it where something is sent.
        """
        if request.method != "POST" or object_id is None:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        key = unquote(object_id)
        # Who saves at the same moment waits here, and then sees what was saved.
        rows = Report.objects.select_for_update().filter(pk=key if are_keys([key]) else "0")
        rows.values_list("pk").first()
        report = self.get_object(request, key)
        if report is None:
            return self._offer_as_new(request, object_id, form_url, extra_context)
        if is_locked(report) and "base" in request.POST:
            return self._offer_as_new(request, object_id, form_url, extra_context, "locked")
        if self.has_change_permission(request, report) and not is_locked(report):
            asked = self._merge(request, report)
            if asked:
                return asked
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def stored_version(self, request: HttpRequest, report: Report) -> Node:
        """Return what is stored, as the form has it. Some queries, however long the report is."""
        return tree_of(*self._forms(request, report, None))

    def sent_forms(self, request: HttpRequest, report: Report) -> tuple[Any, Any]:
        """Return the form and the formset of sections that were sent; reading them changes `report` in memory."""
        return self._forms(request, report, request.POST)

    def _forms(self, request: HttpRequest, report: Report, data: QueryDict | None) -> tuple[Any, Any]:
        form = self.get_form(request, report, change=True)(data, instance=report)
        for formset, inline in self.get_formsets_with_inlines(request, report):
            if isinstance(inline, SectionInline):
                queryset = inline.get_queryset(request)
                return form, formset(data, instance=report, prefix="sections", queryset=queryset)
        raise LookupError("the form has no sections")

    def _merge(self, request: HttpRequest, report: Report) -> HttpResponse | None:
        """Return the page that asks which version is to stand; None if there is nothing to ask."""
        base, theirs = from_json(request.POST.get("base", "")), self.stored_version(request, report)
        if base == theirs:
            return None
        form, sections = self._forms(request, report, request.POST)
        mine = tree_of(form, sections)
        shown = hashlib.sha256(to_json(theirs).encode()).hexdigest()
        choices = _choices(request.POST) if request.POST.get("shown") == shown else {}
        merged, differences = merge(base, mine, theirs, choices)
        if any(difference.code not in choices for difference in differences):
            return self._ask(
                request,
                report,
                {
                    "differences": show_differences(differences, merged, form, choices),
                    "shown": shown,
                    "sent": _repeated(request.POST),
                    "is_incomplete": bool(choices),
                },
            )
        request.POST = sent_as(merged, theirs, request.POST, form)  # type: ignore[assignment]
        return None

    def _ask(self, request: HttpRequest, report: Report, context: dict[str, Any]) -> HttpResponse:
        last = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Report), object_id=str(report.pk)
        ).select_related("user")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Somebody else saved this report meanwhile"),
            "opts": self.opts,
            "report": report,
            "last": last.order_by("-action_time", "-pk").first(),
            **context,
        }
        return TemplateResponse(request, "admin/reports/writing/conflict.html", context)

    def _offer_as_new(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str,
        extra_context: dict[str, Any] | None,
        why: str = "gone",
    ) -> HttpResponse:
        """Show what was written on a report that is gone as a new one, which is not stored before it is saved."""
        if not self.has_add_permission(request) or "base" not in request.POST:
            return super()._changeform_view(request, object_id, form_url, extra_context)
        report = Report()
        form, sections = self._forms(request, report, request.POST)
        data = sent_as(tree_of(form, sections), Node("report"), request.POST, form)
        data["_restore"] = why
        data["base"] = ""
        request.POST = data  # type: ignore[assignment]
        return super()._changeform_view(request, None, reverse("admin:reports_report_add"), extra_context)


def _choices(sent: QueryDict) -> dict[str, Choice]:
    return {
        name.removeprefix(CHOICE): Choice(value)
        for name, value in sent.items()
        if name.startswith(CHOICE) and value in list(Choice)
    }


def _repeated(sent: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in sent.lists()
        if name not in NOT_REPEATED and not name.startswith(CHOICE)
        for value in values
    ]
