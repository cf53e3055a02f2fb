"""What visitors find at addresses that lead nowhere any more: where to go on, or why a report is gone."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from reports.admin.rights import user_of
from reports.admin.rows import NamedRows
from reports.enums import Action
from reports.models import GoneReport, OldAddress
from reports.querysets import reach_of


class OldAddressInline(NamedRows):
    """Slugs that lead here: those that a row bore before are put down by themselves, those of merged ones by hand."""

    model = OldAddress
    fields = ["slug"]
    extra = 0


class RemembersSlug(admin.ModelAdmin):
    """An admin whose rows are found at their old address when their slug changes."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:  # noqa: ANN401
        """Store the row, and let its old slug lead to the new one."""
        super().save_model(request, obj, form, change)
        old, new = form.initial.get("slug"), form.cleaned_data.get("slug")
        if change and old and new and old != new:
            OldAddress.objects.remember(str(obj._meta.model_name), obj, old, new)


@admin.register(GoneReport)
class GoneReportAdmin(admin.ModelAdmin):
    """Reports that visitors could read once: editors may say why they are gone."""

    list_display = ["title", "unit", "period", "gone_at", "note"]
    list_select_related = ["unit", "period"]
    search_fields = ["title"]
    date_hierarchy = "gone_at"
    ordering = ["-gone_at"]
    fields = ("title", "language", "unit", "period", "gone_at", "note")
    readonly_fields = ("title", "language", "unit", "period", "gone_at")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[GoneReport]:
        """Return those of the units in which the user may withdraw; all to whom Django's permission was given."""
        rows = super().get_queryset(request)
        user = user_of(request)
        if "reports.view_gonereport" in user.get_user_permissions() | user.get_group_permissions():
            return rows
        return rows.filter(reach_of(user, Action.WITHDRAW, "unit__"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Withdrawing and deleting make the rows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Publishing again takes them away; harvesters rely on the others."""
        return False
