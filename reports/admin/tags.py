"""Tags, as editors keep them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from taggit.models import Tag

from reports import workflow
from reports.admin.bulk import Merges
from reports.admin.moved import OldAddressInline, RemembersSlug
from reports.models import Report

admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(Merges, RemembersSlug, admin.ModelAdmin):
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
