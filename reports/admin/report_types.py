"""Types of reports with their parts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from reports import gate
from reports.admin.nested import OrderedFormSet
from reports.admin.rows import NamedRows
from reports.models import Report, ReportType, ReportTypePart


class ReportTypePartInline(NamedRows):
    """The parts of a type in order."""

    model = ReportTypePart
    formset = OrderedFormSet
    fields = ["position", "kind", "heading", "is_required", "least_length", "guidance"]
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Keep the guidance to a few lines, so that a part fits into a row."""
        if db_field.name == "guidance":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(ReportType)
class ReportTypeAdmin(admin.ModelAdmin):
    """What reports of a type have to hold."""

    list_display = ["__str__", "name_en", "name_zh"]
    search_fields = ["name_en", "name_zh"]
    ordering = ["pk"]
    prepopulated_fields = {"slug": ["name_en"]}
    inlines = [ReportTypePartInline]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Have the reports of a type that asks for something else looked through again."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            gate.forget_results(Report.objects.filter(report_type=form.instance))
