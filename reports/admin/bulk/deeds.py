"""What can be changed on many reports at once: its words, and what has to be chosen for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from reports import workflow
from reports.models import Category, Report, Unit, User

Answers = Mapping[str, Any]


class DeedForm(forms.Form):
    """What has to be chosen before something is done; `reports` are those that were selected."""

    def __init__(self, *args: Any, reports: Sequence[Report], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.reports = reports


class CategoryForm(DeedForm):
    """Another category."""

    category: Any = forms.ModelChoiceField(
        Category.objects.all(),
        label=_("New category"),
        widget=AutocompleteSelect(Report._meta.get_field("category"), admin.site),
    )


class UnitForm(DeedForm):
    """Another unit."""

    unit: Any = forms.ModelChoiceField(
        Unit.objects.all(),
        label=_("New unit"),
        widget=AutocompleteSelect(Report._meta.get_field("unit"), admin.site),
    )


class TagsForm(DeedForm):
    """Tags to put on and to take off."""

    add = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        required=False,
        label=_("Put on"),
        widget=AutocompleteSelectMultiple(Report._meta.get_field("tags"), admin.site),
    )
    remove = forms.ModelMultipleChoiceField(
        Tag.objects.none(), required=False, label=_("Take off"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        borne = Tag.objects.filter(report_tags__content_object__in=[report.pk for report in self.reports])
        remove: Any = self.fields["remove"]
        remove.queryset = borne.distinct().order_by("name")

    def clean(self) -> dict[str, Any] | None:
        """Something has to change."""
        data = super().clean() or self.cleaned_data
        if not data.get("add") and not data.get("remove"):
            raise forms.ValidationError(_("Choose tags to put on or to take off."), code="nothing")
        return data


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to one report after the other; `do` returns False where there was nothing to change."""

    label: Any
    question: Any
    form: type[DeedForm]
    do: Callable[[Report, User, Answers], bool | None]
    is_shown_beside: bool = True
    """Whether other reports may show it beside theirs, or no longer."""


DEEDS: Mapping[str, Deed] = {
    "retag": Deed(
        _("Change tags"),
        _("Change the tags of these reports?"),
        TagsForm,
        lambda report, by, answers: workflow.retag_report(
            report, answers["add"], answers["remove"], by=by, with_sidebars=False
        ),
    ),
    "move_category": Deed(
        _("Move to another category"),
        _("Move these reports to another category?"),
        CategoryForm,
        lambda report, by, answers: workflow.move_report(report, answers["category"], by=by, with_sidebars=False),
        is_shown_beside=False,
    ),
    "move_unit": Deed(
        _("Move to another unit"),
        _("Move these reports to another unit?"),
        UnitForm,
        lambda report, by, answers: workflow.move_report(report, answers["unit"], by=by, with_sidebars=False),
    ),
}
"""By the names of the admin's actions."""
