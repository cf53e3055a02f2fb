"""The fields of a report that are no sections: the head of its form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from reports.admin.nested import LineBreaks, RowForm
from reports.models import Report

RESTORED = {
    "draft": _("This is what you had written when it was last kept in this browser. It is not saved yet."),
    "gone": _("Somebody deleted this report meanwhile. Below is what you wrote; save it to keep it as a new draft."),
    "locked": _(
        "This report became public meanwhile, and is changed in a working copy now. Below is what you wrote; save it "
        "to keep it as a new draft."
    ),
}
"""What is said above a form that was sent to be shown again, not to be saved."""


_LOOKED_UP = {"report_type", "category", "unit", "period"}

MOST_DIGITS = 18
"""Digits of a key: longer ones fit into no column, and the database refuses to be asked for them."""


def are_keys(values: Iterable[Any]) -> bool:
    """Tell whether all values may be keys of rows."""
    texts = [str(value) for value in values]
    return all(text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS for text in texts)


class _KeysOnly:
    """A chooser of rows that leaves out what can be no key, when a form is shown again."""

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:  # noqa: ANN401
        keys = [one for one in value if not one or are_keys([one])]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]


class RowChooser(_KeysOnly, AutocompleteSelect):  # type: ignore[misc]
    """Chooses a row."""


class RowsChooser(_KeysOnly, AutocompleteSelectMultiple):  # type: ignore[misc]
    """Chooses several rows."""


class TagsField(forms.ModelMultipleChoiceField):
    """Tags by their keys."""

    def clean(self, value: Any) -> Any:  # noqa: ANN401
        """Return the tags. Raises ValidationError for what is none."""
        wrong = next((one for one in value or () if not are_keys([one])), None)
        if wrong is not None:
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": wrong})
        return super().clean(value)


class ReportForm(RowForm):
    """A report with its tags chosen from those there are."""

    tags = TagsField(
        Tag.objects.all(),
        required=False,
        label=_("Tags"),
        widget=RowsChooser(Report._meta.get_field("tags"), admin.site),
    )
    note = forms.CharField(
        label=_("What is new"),
        help_text=_("In a few words; it stands beside this version in the history."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField wide"}),
    )

    class Meta:
        model = Report
        fields = "__all__"
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField wide"}),
            "summary": LineBreaks(attrs={"class": "vLargeTextField", "rows": 3}),
            "attribution": forms.TextInput(attrs={"class": "vTextField wide"}),
        }

    @property
    def restored(self) -> Any:  # noqa: ANN401
        """Why the form is shown again without being saved; "" if it is not."""
        return RESTORED.get(self.data.get("_restore", ""), "")

    def clean(self) -> dict[str, Any] | None:
        """A place in a collection needs the collection; what is to be shown again is not to be saved."""
        if self.restored:
            raise forms.ValidationError(self.restored, "restored")
        data = super().clean() or self.cleaned_data
        if data.get("position") and not data.get("collection"):
            self.add_error("position", _("Choose the collection in which the report has this position."))
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what the fields have looked up already: the database would be asked for each row again."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | _LOOKED_UP

    def validate_row(self, exclude: Any = None) -> None:  # noqa: ANN401
        """Check the place in a collection; the fields themselves hold everything else of the form to its rules."""
        if self.cleaned_data.get("collection") or self.cleaned_data.get("position") is not None:
            Report.validate_constraints(self.instance, exclude=exclude)
