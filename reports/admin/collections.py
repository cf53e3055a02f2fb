"""Collections, topics and sources."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.admin.moved import OldAddressInline, RemembersSlug
from reports.admin.nested import OrderedFormSet
from reports.admin.rows import NamedRows
from reports.documents.writers.html import render_markup
from reports.models import Collection, Report, Source, Topic, TopicEntry
from reports.workflow import prepare_pages


class CollectionReportInline(NamedRows):
    """The reports of a collection in order."""

    model = Report
    formset = OrderedFormSet
    fields = ["position", "title", "status"]
    readonly_fields = ["title", "status"]
    ordering = ["position"]
    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Leave out what the user may not see."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Reports come into a collection on their own page."""
        return False


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    """Articles that hold several reports."""

    list_display = ["title", "language", "category"]
    list_filter = ["language"]
    ordering = ["-pk"]
    list_select_related = ["category"]
    search_fields = ["title", "introduction"]
    autocomplete_fields = ["category"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["source"]
    inlines = [CollectionReportInline]

    def save_model(self, request: HttpRequest, obj: Collection, form: Any, change: bool) -> None:  # noqa: ANN401
        """Prepare the introduction's HTML with the text."""
        obj.introduction_html = render_markup(obj.introduction)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Store the order of the reports and bring up to date their pages, which name the collection."""
        super().save_related(request, form, formsets, change)
        prepare_pages(form.instance.reports.values_list("pk", flat=True))

    def delete_model(self, request: HttpRequest, obj: Collection) -> None:
        """Delete the collection, not its reports."""
        self.delete_queryset(request, Collection.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Collection]) -> None:
        """Delete collections, not their reports, whose pages no longer name them."""
        keys = list(Report.objects.filter(collection__in=queryset).values_list("pk", flat=True))
        queryset.delete()
        prepare_pages(keys)


class TopicEntryInline(NamedRows):
    """The reports of a topic in the editor's order."""

    model = TopicEntry
    autocomplete_fields = ["report"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[TopicEntry]:
        """Leave out what the user may not see."""
        return super().get_queryset(request).filter(report__in=Report.objects.visible_to(request.user))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Offer what the user may see."""
        if db_field.name == "report":
            kwargs["queryset"] = Report.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Topic)
class TopicAdmin(RemembersSlug, admin.ModelAdmin):
    """Editors' selections."""

    list_display = ["__str__", "name_en", "name_zh", "position"]
    list_editable = ["position"]
    ordering = ["position"]
    search_fields = ["name_en", "name_zh"]
    prepopulated_fields = {"slug": ["name_en"]}
    inlines = [TopicEntryInline, OldAddressInline]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Name the field that stands in the list, under its column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "position":
            field.widget.attrs["aria-label"] = str(field.label)
        return field


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Where reports came from; kept as it was, so that there is nothing to edit but whether visitors may read it."""

    list_display = ["name", "url", "imported_at"]
    search_fields = ["name", "url"]
    list_filter = ["imported_at"]
    fields = ("name", "url", "fingerprint", "imported_at", "is_text_public", "warnings", "text")
    readonly_fields = ("name", "url", "fingerprint", "imported_at", "warnings", "text")

    @admin.display(description=_("warnings"))
    def warnings(self, source: Source) -> str:
        """Show what the importer was not sure about, a line each."""
        return "\n".join(
            f"{warning['code']}: {warning['text']} ({warning.get('line') or '–'})"
            for warning in source.findings.get("warnings", [])
        )

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:  # noqa: ANN401
        """Store the choice and bring the pages along, which lead to the text or do not."""
        super().save_model(request, obj, form, change)
        prepare_pages(obj.reports.values_list("pk", flat=True))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Sources come from imports."""
        return False
