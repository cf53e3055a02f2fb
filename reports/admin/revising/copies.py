"""What is public, or being revised, is not written in its own form but in a working copy."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from reports import workflow
from reports.admin.rights import ReportPage, user_of
from reports.enums import Action, SectionKind
from reports.models import Report, User
from reports.workflow import TransitionRefused, may

STAY_OPEN = {"is_recommended", "collection", "position"}
"""The fields of a public report that say nothing of what it says: where it stands."""

LEFT_TO_THE_PUBLIC_ONE = {"is_recommended", "collection", "position", "source", "published_at"}
"""The fields that a working copy has no use for."""


class WorkingCopyFilter(admin.SimpleListFilter):
    """Working copies alone, or everything else."""

    title = _("working copy")
    parameter_name = "copy"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer both."""
        return [("yes", _("Working copies")), ("no", _("Reports"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ANN401
        """Keep the rows of that sort."""
        return queryset.filter(revises__isnull=self.value() == "no") if self.value() in {"yes", "no"} else queryset


class RevisedInCopies(ReportPage):
    """Locks the form of what is public, and leads to the working copy and back."""

    def get_urls(self) -> list[URLPattern]:
        """Add what the buttons ask for."""
        buttons: dict[str, Callable[[Report, User], Report]] = {
            "revise": lambda report, by: workflow.revise_report(report, by=by),
            "discard": _discard,
            "accept": _accept,
        }
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self._pressed)),
                {"press": press},
                name=f"reports_report_{name}",
            )
            for name, press in buttons.items()
        ]
        return [*own, *super().get_urls()]

    def _pressed(self, request: HttpRequest, pk: int, press: Callable[[Report, User], Report]) -> HttpResponse:
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404
        try:
            report = press(report, user_of(request))
        except TransitionRefused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        return redirect("admin:reports_report_change", report.pk)

    def get_readonly_fields(self, request: HttpRequest, obj: Report | None = None) -> list[str]:
        """Let nobody change in place what the public reads, or what is being revised."""
        fields = list(super().get_readonly_fields(request, obj))
        if obj is not None and workflow.is_locked(obj):
            names = set(flatten_fieldsets(self.get_fieldsets(request, obj))) - STAY_OPEN
            fields += sorted(names - set(fields))
        return fields

    def get_inlines(self, request: HttpRequest, obj: Report | None) -> list[Any]:
        """Show the text as it is read where it cannot be changed."""
        return [] if obj is not None and workflow.is_locked(obj) else list(super().get_inlines(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Report | None = None) -> Any:  # noqa: ANN401
        """Show the text as it is read where it cannot be changed; leave out what a working copy has no use for."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None:
            return fieldsets
        if workflow.is_locked(obj):
            fieldsets[0] = (None, {"fields": _renamed(fieldsets[0][1]["fields"])})
            fieldsets.insert(1, (_("Text"), {"fields": ["text_as_read"]}))
        elif self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ["note"]}))
        if obj.revises_id:
            fieldsets = [(name, {**options, "fields": _without(options["fields"])}) for name, options in fieldsets]
        return fieldsets

    @admin.display(description=_("Text"), empty_value="–")
    def text_as_read(self, report: Report) -> SafeString:
        """Show the text as the public page shows it."""
        parts = (
            (part["kind"], part["marker"], part["heading"] or SectionKind(part["kind"]).label, mark_safe(part["html"]))  # noqa: S308 (made by the writer)
            for part in report.prepared
        )
        template = '<section class="as-read__part" data-kind="{}"><h3>{} {}</h3>{}</section>'
        return format_html_join("", template, parts)

    @admin.display(description=_("tags"), empty_value="–")
    def tag_names(self, report: Report) -> str:
        """Show the tags as words."""
        return ", ".join(sorted(report.tags.names()))

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Say above the form what is written where. Up to twelve queries, for a working copy."""
        told = super().page_context(request, report, context)
        if report is not None:
            copy = report if report.revises_id else workflow.working_copy_of(report)
            told["revising"] = {
                "copy": copy,
                "is_copy": bool(report.revises_id),
                "is_behind": bool(report.revises_id) and workflow.is_behind(report),
                "may_revise": copy is None and may(request.user, Action.REVISE, report),
                "may_edit_copy": copy is not None and may(request.user, Action.EDIT, copy),
            }
            if report.revises_id and workflow.is_locked(report):
                # There is nothing in its form to be saved.
                told |= {"show_save": False, "show_save_and_continue": False}
        return told


def _discard(copy: Report, by: User) -> Report:
    if copy.revises is None:
        raise Http404
    workflow.discard_copy(copy, by=by)
    return copy.revises


def _accept(copy: Report, by: User) -> Report:
    if copy.revises is None:
        raise Http404
    workflow.accept_public_changes(copy, by=by)
    return copy


def _renamed(fields: Any) -> list[Any]:  # noqa: ANN401
    return ["tag_names" if field == "tags" else field for field in fields]


def _without(fields: Any) -> list[Any]:  # noqa: ANN401
    kept = []
    for field in fields:
        if isinstance(field, tuple):
            field = tuple(name for name in field if name not in LEFT_TO_THE_PUBLIC_ONE)
        if field and field not in LEFT_TO_THE_PUBLIC_ONE:
            kept.append(field)
    return kept
