"""Points edited inside their section: a formset in each form of a formset, both ordered by position."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from reports.models import Point, Section

_OUT_OF_THE_WAY = 10_000


class LineBreaks(forms.Textarea):
    """A text field whose line breaks are stored as one character, not as the two that browsers send."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:  # noqa: ANN401
        """Return the text as it is stored."""
        value: str | None = super().value_from_datadict(data, files, name)
        return value and value.replace("\r\n", "\n").replace("\r", "\n")


class KnownRowField(forms.ModelChoiceField):
    """The key of a row among those that the formset has loaded; no query."""

    def __init__(self, rows: Sequence[Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}

    def to_python(self, value: Any) -> Any:  # noqa: ANN401
        """Return the row, None for the key of none. Raises ValidationError for one that is not there."""
        if value in self.empty_values:
            return None
        row = self.rows.get(str(value))
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return row


class OrderedFormSet(BaseInlineFormSet):
    """Rows with a position: an empty one comes last, and rows may change places with each other."""

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401
        """Let the position be left empty, and keep it below the places where rows step aside."""
        super().add_fields(form, index)
        rows = [form.instance] if form.instance.pk and not self.is_bound else list(self.get_queryset())
        key = form.fields["id"]
        form.fields["id"] = KnownRowField(
            rows, key.queryset, initial=key.initial, required=False, widget=forms.HiddenInput
        )
        form.fields["position"].required = False
        form.fields["position"].validators.append(MaxValueValidator(_OUT_OF_THE_WAY - 1))

    def full_clean(self) -> None:
        """Give a place at the end to rows without a position, then check."""
        if self.is_bound:
            self._fill_positions()
        super().full_clean()

    def _fill_positions(self) -> None:
        typed = [self.data.get(form.add_prefix("position"), "") for form in self.forms]
        numbers = [int(value) for value in typed if value.isascii() and value.isdecimal() and len(value) < 5]
        last = max(numbers, default=0)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for form, value in zip(self.forms, typed, strict=True):
            if not value.strip() and form.has_changed():
                last += 1
                data[form.add_prefix("position")] = str(last)
                form.data = data
                form.__dict__.pop("changed_data", None)
        self.data = data

    @transaction.atomic
    def save(self, commit: bool = True) -> list[Any]:
        """Save the rows; those stored before step aside meanwhile, so that no position is taken twice."""
        if not commit or self.instance.pk is None or not self.has_changed():
            return super().save(commit)
        model: Any = self.model
        rows = model._default_manager.filter(**{self.fk.name: self.instance})
        rows.update(position=F("position") + _OUT_OF_THE_WAY)
        saved = super().save(commit)
        rows.filter(position__gte=_OUT_OF_THE_WAY).update(position=F("position") - _OUT_OF_THE_WAY)
        return saved


class RowForm(forms.ModelForm):
    """A row whose constraints are checked here and by its formset.

    Django asks the database about each of them, three statements for every row of a form that has dozens.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = self.validate_row

    def validate_row(self, exclude: Any = None) -> None:  # noqa: ANN401
        """Check what the database holds rows to, but for the choices and positions: those are checked already."""


class PointForm(RowForm):
    """A point of a section."""

    def validate_row(self, exclude: Any = None) -> None:  # noqa: ANN401
        """A point has a heading or a text."""
        if not (self.instance.heading or self.instance.text):
            raise forms.ValidationError(_("A point needs a heading or a text."), "empty")


PointFormSet = inlineformset_factory(
    Section,
    Point,
    form=PointForm,
    formset=OrderedFormSet,
    fields=["position", "marker", "heading", "text"],
    extra=1,
    max_num=800,
    absolute_max=1000,
    widgets={
        "position": forms.NumberInput(attrs={"class": "vIntegerField", "aria-label": _("Position of the point")}),
        "marker": forms.TextInput(
            attrs={"class": "point-marker", "placeholder": _("No."), "aria-label": _("Number of the point as written")}
        ),
        "heading": forms.TextInput(
            attrs={"class": "vTextField", "placeholder": _("Heading"), "aria-label": _("Heading of the point")}
        ),
        "text": LineBreaks(
            attrs={
                "class": "vLargeTextField",
                "rows": 3,
                "placeholder": _("Text"),
                "aria-label": _("Text of the point"),
            }
        ),
    },
)


class SectionForm(RowForm):
    """A section with the formset of its points, as `points`."""

    points: BaseInlineFormSet

    def has_changed(self) -> bool:
        """Tell whether there is anything to store: a new section that says nothing, whatever its kind, is none."""
        if self.instance.pk:
            return super().has_changed()
        said = (self[name].value() for name in ("marker", "heading", "body", "closing") if name in self.fields)
        return any(text and text.strip() for text in said) or self.points.has_changed()


class SectionFormSet(OrderedFormSet):
    """Sections of a report; each form carries `points`, the formset of its points. Two queries, however many."""

    def get_queryset(self) -> Any:  # noqa: ANN401
        """Return the sections with their points, which are loaded once for all formsets of one report."""
        if not hasattr(self, "_queryset"):
            if self.instance.pk:
                prefetch_related_objects([self.instance], "sections__points")
            self._queryset = list(self.instance.sections.all()) if self.instance.pk else []
        return self._queryset

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401
        """Hang the formset of its points onto a section's form."""
        super().add_fields(form, index)
        prefix = f"{form.prefix}-points"
        # A section may be sent without any points: by a program, or by a page of an earlier version.
        is_sent = form.is_bound and f"{prefix}-TOTAL_FORMS" in form.data
        form.points = PointFormSet(form.data if is_sent else None, instance=form.instance, prefix=prefix)
        form.points._queryset = list(form.instance.points.all()) if form.instance.pk else []

    def is_valid(self) -> bool:
        """Sections and all their points have to be valid."""
        return super().is_valid() and all(form.points.is_valid() for form in self._forms_with_points())

    @transaction.atomic
    def save(self, commit: bool = True) -> list[Any]:
        """Save sections, then the points of each."""
        # Asked before: a section that was deleted can no longer be asked.
        forms_with_points = self._forms_with_points() if commit else []
        saved = super().save(commit)
        for form in forms_with_points:
            if form.instance.pk and form.points.has_changed():
                form.points.save()
        return saved

    def _forms_with_points(self) -> list[Any]:
        forms: list[Any] = self.forms
        return [form for form in forms if form.points.is_bound and not (self.can_delete and self._will_go(form))]

    def _will_go(self, form: Any) -> bool:  # noqa: ANN401
        # Django's `deleted_forms` asks whether the formset is valid, which is what is being found out here.
        return bool(form.cleaned_data.get(DELETION_FIELD_NAME)) if form.is_valid() else False
