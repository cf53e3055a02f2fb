"""Reports with their sections and points."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from taggit.models import Tag

from reports import workflow
from reports.admin.moved import OldAddressInline, RemembersSlug
from reports.admin.nested import SectionFormSet
from reports.enums import SectionKind
from reports.models import Report, Section

admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(RemembersSlug, admin.ModelAdmin):
    """Tags, without taggit's list of everything that bears them."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OldAddressInline]

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        """Take the tag off its reports and their lists."""
        self.delete_queryset(request, Tag.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        """Take the tags off their reports and the reports' lists."""
        keys = list(Report.objects.published().filter(tags__in=queryset).values_list("pk", flat=True).distinct())
        queryset.delete()
        workflow.refresh_many(Report.objects.filter(pk__in=keys), with_sidebars=True)

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:  # noqa: ANN401
        """Store the tag and bring up to date what shows its name."""
        super().save_model(request, obj, form, change)
        if change:
            workflow.refresh_many(Report.objects.published().filter(tags=obj), with_sidebars=True)


class ReportForm(forms.ModelForm):
    """A report with its tags chosen from those there are."""

    tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        required=False,
        label=_("Tags"),
        widget=AutocompleteSelectMultiple(Report._meta.get_field("tags"), admin.site),
    )

    class Meta:
        model = Report
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets choose)
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField wide"}),
            "summary": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
            "attribution": forms.TextInput(attrs={"class": "vTextField wide"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if self.instance.pk and "tags" in self.fields:
            self.initial["tags"] = list(self.instance.tags.all())

    def clean(self) -> dict[str, Any] | None:
        """A place in a collection needs the collection."""
        data = super().clean() or self.cleaned_data
        if data.get("position") and not data.get("collection"):
            self.add_error("position", _("Choose the collection in which the report has this position."))
        return data


class SectionInline(admin.StackedInline):
    """The sections of a report, each with its points."""

    model = Section
    formset = SectionFormSet
    template = "admin/reports/section_inline.html"
    fields = [("kind", "position"), ("marker", "heading"), "body", "closing"]
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Give the text the room, not the closing words."""
        if db_field.name in {"body", "closing"}:
            rows = 6 if db_field.name == "body" else 2
            kwargs["widget"] = forms.Textarea(attrs={"class": "vLargeTextField", "rows": rows})
        if db_field.name == "heading":
            kwargs["widget"] = forms.TextInput(attrs={"class": "vTextField wide"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class SectionKindFilter(admin.SimpleListFilter):
    """Reports that have a section of a kind."""

    title = _("contains")
    parameter_name = "contains"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Offer every kind."""
        return [(kind.value, str(kind.label)) for kind in SectionKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        """Keep the reports with such a section."""
        return queryset.filter(sections__kind=self.value()).distinct() if self.value() else queryset


def _plain(value: float) -> float:
    return int(value) if value.is_integer() else value


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Reports: text inline, status through the workflow only."""

    form = ReportForm
    inlines = [SectionInline]
    list_display = ["title", "unit_name", "period", "category", "status", "published_on", "is_recommended"]
    list_filter = ["status", "language", SectionKindFilter, "is_recommended", "period__year"]
    list_select_related = ["unit", "period", "category"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "published_at"
    ordering = ["-pk"]
    search_fields = ["title", "byline", "unit__name_en", "unit__name_zh"]
    autocomplete_fields = ["category", "unit", "period", "collection"]
    readonly_fields = ["status", "published_at", "source", "reading_minutes", "created_at", "updated_at"]
    readonly_fields += ["figures_found"]
    actions = ["submit", "give_back", "publish", "withdraw"]
    fieldsets = [
        (None, {"fields": ["title", "language", "summary", "report_type", ("unit", "period"), "category", "tags"]}),
        (_("Key figures"), {"classes": ["collapse"], "fields": ["figures_found"]}),
        (_("Publication"), {"fields": [("status", "published_at"), "is_recommended"]}),
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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Store sections and points, then prepare the page anew and bring lists and search up to date."""
        super().save_related(request, form, formsets, change)
        report = Report.objects.select_related("unit", "period", "category").get(pk=form.instance.pk)
        workflow.prepare_report(report)
        workflow.refresh_published(report)
        form.instance.slug = report.slug

    def delete_model(self, request: HttpRequest, obj: Report) -> None:
        """Delete through the workflow, so that counts and lists agree afterwards."""
        workflow.delete_report(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Delete through the workflow, one by one."""
        for report in queryset:
            workflow.delete_report(report)

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Hand drafts in for review."""
        self._move_all(request, queryset, workflow.submit_report)

    @admin.action(description=_("Give back to the author"), permissions=["change"])
    def give_back(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Make reports drafts again."""
        self._move_all(request, queryset, workflow.return_report)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Make reports public."""
        self._move_all(request, queryset, workflow.publish_report)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Take reports off the site."""
        self._move_all(request, queryset, workflow.withdraw_report)

    def _move_all(self, request: HttpRequest, queryset: QuerySet[Report], move: Callable[[Report], None]) -> None:
        done = 0
        for report in queryset:
            try:
                move(report)
                done += 1
            except workflow.InvalidTransition as error:
                self.message_user(request, str(error), messages.WARNING)
        if done:
            text = ngettext("%(number)d report changed.", "%(number)d reports changed.", done)
            self.message_user(request, text % {"number": done}, messages.SUCCESS)
