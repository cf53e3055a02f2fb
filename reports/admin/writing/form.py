"""The fields of a report that are no sections: the head of its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from reports.models import Report


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
