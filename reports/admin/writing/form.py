"""The fields of a report that are no sections: the head of its form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.validators import MinValueValidator
from django.db.models import UniqueConstraint
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


_LOOKED_UP = {"report_type", "category", "unit", "period", "collection"}

MOST_DIGITS = 18
"""Digits of a key: longer ones fit into no column, and the database refuses to be asked for them."""


def are_keys(values: Iterable[Any]) -> bool:
    """Tell whether all values may be keys of rows."""
    texts = [str(value) for value in values]
    return all(text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS for text in texts)


class _KeysOnly:
    """A chooser of rows: leaves out what can be no key, when a form is shown again, and knows what its field does."""

    choices: Any

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:  # noqa: ANN401
        keys = [one for one in value if not one or are_keys([one])]
        known = getattr(self.choices.field, "known", {})
        if not all(str(key) in known for key in keys if key):
            return super().optgroups(name, keys, attr)  # type: ignore[misc]
        one: Any = self
        options = [] if one.is_required or one.allow_multiple_selected else [one.create_option(name, "", "", False, 0)]
        for row in (known[str(key)] for key in keys if key):
            label = self.choices.field.label_from_instance(row)
            options.append(one.create_option(name, row.pk, label, True, len(options)))
        return [(None, options, 0)]


class RowChooser(_KeysOnly, AutocompleteSelect):  # type: ignore[misc]
    """Chooses a row."""


class RowsChooser(_KeysOnly, AutocompleteSelectMultiple):  # type: ignore[misc]
    """Chooses several rows."""


class RowField(forms.ModelChoiceField):
    """A row by its key; `known` are those that were loaded already, by their keys."""

    known: dict[str, Any]

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        """Return the row, None for the key of none. Raises ValidationError for one that is not there."""
        row = self.known.get(str(value)) or super().to_python(value)
        if row is not None:
            self.known[str(row.pk)] = row
        return row


class TagsField(forms.ModelMultipleChoiceField):
    """Tags by their keys; `known` are those that were loaded already, by their keys."""

    known: dict[str, Any]

    def clean(self, value: Any) -> Any:  # noqa: ANN401
        """Return the tags. Raises ValidationError for what is none."""
        wrong = next((one for one in value or () if not are_keys([one])), None)
        if wrong is not None:
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": wrong})
        tags = [self.known.get(str(one)) for one in value or ()]
        if all(tags):
            return tags
        found = super().clean(value)
        self.known |= {str(tag.pk): tag for tag in found}
        return found


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        loaded = self.instance._state.fields_cache
        for name, field in self.fields.items():
            if name == "position":
                field.validators.append(MinValueValidator(1))
            if isinstance(field, RowField | TagsField):
                # Not the unit: whether somebody may write for it is asked anew.
                rows = self.initial.get(name) or [] if name == "tags" else [name != "unit" and loaded.get(name)]
                field.known = {str(row.pk): row for row in rows if row}

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
        if not self.cleaned_data.get("collection") and self.cleaned_data.get("position") is None:
            return
        if self.instance.revises_id:
            # The place that it has is that of the report which it revises.
            Report.validate_constraints(self.instance, exclude={*(exclude or ())} - {"collection"})
        for constraint in Report._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                constraint.validate(Report, self.instance)
