"""Reports with their sections and points."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from reports import workflow
from reports.admin.bulk import ReportActions
from reports.admin.gate import GatePages
from reports.admin.lists import PagesByKey, PublicationFilter, StatusFilter
from reports.admin.revising.copies import RevisedInCopies, WorkingCopyFilter
from reports.admin.revising.schedule import Schedules
from reports.admin.revising.versions import Versions
from reports.admin.rights import ReportRights, user_of
from reports.admin.tasks import WorksTogether
from reports.admin.transitions import Transitions
from reports.admin.writing.form import ReportForm, are_keys
from reports.admin.writing.links import SharesPreviews
from reports.admin.writing.page import WritingPage
from reports.admin.writing.pasting import ReadsPastedText
from reports.admin.writing.preview import ShowsPreview
from reports.admin.writing.sections import SectionInline
from reports.admin.writing.together import WritesTogether
from reports.enums import SectionKind
from reports.models import Point, Remark, Report, Section

_SHOWN_OF_OTHERS = ["report_type", "unit", "period", "category", "collection"]
_SHOWN_OF_OTHERS += ["created_by", "submitted_by", "gate_result"]


class SectionKindFilter(admin.SimpleListFilter):
    """Reports that have a section of a kind."""

    title = _("contains")
    parameter_name = "contains"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Offer every kind."""
        return [(kind.value, str(kind.label)) for kind in SectionKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """Keep the reports with such a section."""
        sections = Section.objects.filter(report=OuterRef("pk"), kind=self.value())
        return queryset.filter(Exists(sections)) if self.value() else queryset


def _plain(value: float) -> float:
    return int(value) if value.is_integer() else value


@admin.register(Report)
class ReportAdmin(
    GatePages,
    Versions,
    Schedules,
    RevisedInCopies,
    SharesPreviews,
    ReadsPastedText,
    ShowsPreview,
    WritesTogether,
    WritingPage,
    Transitions,
    WorksTogether,
    ReportActions,
    ReportRights,
    admin.ModelAdmin,
):
    """Reports: text inline, status through the workflow only."""

    form = ReportForm
    inlines = [SectionInline]
    list_display = ["title", "stage", "unit_name", "period", "category", "published_on", "is_recommended"]
    list_filter = [
        ("status", StatusFilter),
        WorkingCopyFilter,
        "language",
        SectionKindFilter,
        "is_recommended",
        "period__year",
        PublicationFilter,
    ]
    list_select_related = ["unit", "period", "category"]
    list_per_page = 50
    show_full_result_count = False
    paginator = PagesByKey
    ordering = ["-pk"]
    search_fields = ["title", "byline", "unit__name_en", "unit__name_zh"]
    autocomplete_fields = ["category", "unit", "period", "collection"]
    readonly_fields = ["status", "published_at", "source", "reading_minutes", "created_at", "updated_at"]
    readonly_fields += ["figures_found", "created_by", "submitted_by"]
    actions = ["submit", "give_back", "publish", "withdraw"]
    fieldsets = [
        (None, {"fields": ["title", ("report_type", "language"), ("unit", "period"), "category", "tags", "summary"]}),
        (_("Key figures"), {"classes": ["collapse"], "fields": ["figures_found"]}),
        (_("Publication"), {"fields": [("status", "published_at"), ("created_by", "submitted_by"), "is_recommended"]}),
        (
            _("Origin"),
            {
                "classes": ["collapse"],
                "fields": [
                    ("collection", "position"),
                    "byline",
                    "attribution",
                    "source",
                    ("reading_minutes", "created_at", "updated_at"),
                ],
            },
        ),
    ]

    @admin.display(description=_("unit"), ordering="unit__path", empty_value="–")
    def unit_name(self, report: Report) -> str | None:
        """Show the unit by its short name."""
        return report.unit.short_name if report.unit else None

    @admin.display(description=_("found in the text"), empty_value="–")
    def figures_found(self, report: Report) -> str | None:
        """Show the key figures in order: number, unit, what is counted, sentence. One query."""
        rows = report.figures.order_by("position") if report.pk else []
        figures = [(figure, number_format(_plain(figure.value), force_grouping=True)) for figure in rows]
        return render_to_string("admin/reports/figures.html", {"figures": figures}) if figures else None

    @admin.display(description=_("published"), ordering="published_at", empty_value="–")
    def published_on(self, report: Report) -> str | None:
        """Show the day of publication."""
        return date_format(localtime(report.published_at), "SHORT_DATE_FORMAT") if report.published_at else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Leave the prepared pages behind."""
        return super().get_queryset(request).defer("prepared")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Report | None:
        """Return a report with what its page shows of others, the same row whenever one request asks. One query."""
        kept: dict[str, Report | None] = request.__dict__.setdefault("_reports_of_page", {})
        if object_id not in kept:
            rows = self.get_queryset(request).select_related(*_SHOWN_OF_OTHERS)
            kept[object_id] = rows.filter(pk=object_id).first() if are_keys([object_id]) else None
        return kept[object_id]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Store sections and points, then prepare the page anew and bring lists and search up to date."""
        super().save_related(request, form, formsets, change)
        report = Report.objects.select_related("unit", "period", "category").get(pk=form.instance.pk)
        note = form.cleaned_data.get("note", "")
        is_changed = workflow.prepare_report(report, by=user_of(request), note=note)
        is_moved = not {"collection", "position"}.isdisjoint(form.changed_data)
        workflow.refresh_published(report, is_changed=is_changed or is_moved)
        form.instance.slug = report.slug

    def get_deleted_objects(
        self, objs: Sequence[Report] | QuerySet[Report], request: HttpRequest
    ) -> tuple[Any, Any, Any, Any]:
        """Name the reports and count what somebody wrote in them; what is worked out from that goes unsaid."""
        _all, counts, missing, protected = super().get_deleted_objects(objs, request)
        written = {str(model._meta.verbose_name_plural) for model in (Report, Section, Point, Remark)}
        address = "admin:reports_report_change"
        named = [format_html('<a href="{}">{}</a>', reverse(address, args=[one.pk]), one.title) for one in objs]
        return named, {name: number for name, number in counts.items() if name in written}, missing, protected

    def delete_model(self, request: HttpRequest, obj: Report) -> None:
        """Delete through the workflow, so that counts and lists agree afterwards."""
        workflow.delete_report(obj, by=user_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Delete through the workflow, one by one."""
        for report in queryset:
            workflow.delete_report(report, by=user_of(request))
