"""The sections of a report in its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from reports.admin.nested import SectionFormSet
from reports.models import Section


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
