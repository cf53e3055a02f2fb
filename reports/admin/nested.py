"""Points edited inside their section: a formset in each form of a formset, both ordered by position."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.db.models import F
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from reports.models import Point, Section

_OUT_OF_THE_WAY = 10_000


class OrderedFormSet(BaseInlineFormSet):
    """Rows with a position: an empty one comes last, and rows may change places with each other."""

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401
        """Let the position be left empty, and keep it below the places where rows step aside."""
        super().add_fields(form, index)
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
        if not commit or self.instance.pk is None:
            return super().save(commit)
        model: Any = self.model
        rows = model._default_manager.filter(**{self.fk.name: self.instance})
        rows.update(position=F("position") + _OUT_OF_THE_WAY)
        saved = super().save(commit)
        rows.filter(position__gte=_OUT_OF_THE_WAY).update(position=F("position") - _OUT_OF_THE_WAY)
        return saved


PointFormSet = inlineformset_factory(
    Section,
    Point,
    formset=OrderedFormSet,
    fields=["position", "marker", "heading", "text"],
    extra=1,
    widgets={
        "position": forms.NumberInput(attrs={"class": "vIntegerField", "aria-label": _("Position")}),
        "marker": forms.TextInput(attrs={"class": "point-marker", "aria-label": _("Number as written")}),
        "heading": forms.TextInput(attrs={"class": "vTextField", "aria-label": _("Heading")}),
        "text": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3, "aria-label": _("Text")}),
    },
)


class SectionFormSet(OrderedFormSet):
    """Sections of a report; each form carries `points`, the formset of its points."""

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401
        """Hang the formset of its points onto a section's form; the template row for new sections has none."""
        super().add_fields(form, index)
        if index is None:
            return
        prefix = f"{form.prefix}-points"
        # A section added by script has no points in its form until it is stored.
        is_sent = form.is_bound and f"{prefix}-TOTAL_FORMS" in form.data
        form.points = PointFormSet(form.data if is_sent else None, instance=form.instance, prefix=prefix)

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
            if form.instance.pk:
                form.points.save()
        return saved

    def _forms_with_points(self) -> list[Any]:
        forms: list[Any] = self.forms
        return [form for form in forms if form.points.is_bound and not (self.can_delete and self._will_go(form))]

    def _will_go(self, form: Any) -> bool:  # noqa: ANN401
        # Django's `deleted_forms` asks whether the formset is valid, which is what is being found out here.
        return bool(form.cleaned_data.get(DELETION_FIELD_NAME)) if form.is_valid() else False
