"""The sections of a report in its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.admin.nested import LineBreaks, SectionForm, SectionFormSet
from reports.enums import SectionKind
from reports.models import Report, Section

OUTLINE = (SectionKind.WORK_DONE, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS)
"""The sections that a new report is offered: the customary ones."""


class SectionInline(admin.StackedInline):
    """The sections of a report, each with its points."""

    model = Section
    form = SectionForm
    formset = SectionFormSet
    template = "admin/reports/writing/sections.html"
    fields = ["kind", "position", "marker", "heading", "body", "closing"]
    max_num = 400

    def get_formset(self, request: HttpRequest, obj: Report | None = None, **kwargs: Any) -> Any:  # noqa: ANN401
        """Read no more sections than a report may have: each costs some milliseconds, whoever sends them."""
        return super().get_formset(request, obj, **{"absolute_max": self.max_num + 100, **kwargs})

    def get_extra(self, request: HttpRequest, obj: Report | None = None, **kwargs: Any) -> int:  # noqa: ANN401
        """Offer an outline for a new report, and room for one more section for who works without scripts."""
        return 1 if obj else len(OUTLINE) + 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Give the text the room, not the closing words."""
        if db_field.name in {"body", "closing"}:
            rows = 4 if db_field.name == "body" else 2
            kwargs["widget"] = LineBreaks(attrs={"class": "vLargeTextField", "rows": rows})
        if db_field.name == "heading":
            kwargs["widget"] = forms.TextInput(attrs={"class": "vTextField wide", "placeholder": _("Heading")})
        if db_field.name == "marker":
            kwargs["widget"] = forms.TextInput(attrs={"class": "vTextField", "placeholder": _("No.")})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
