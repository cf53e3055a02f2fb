"""What two people made of one report, as a page shows it: both versions of each difference, their words marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.admin.writing.form import are_keys
from reports.admin.writing.versions import values_of
from reports.documents.comparing import Piece, compare_words
from reports.documents.merging import Choice, Difference, Node
from reports.enums import SectionKind
from reports.models import Point, Section

LONG = 80
"""Characters from which two texts may both be kept, one after the other."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to settle a difference."""

    choice: Choice
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference with its place, both sides in pieces (None where a side has nothing), and the ways to settle it."""

    code: str
    place: str
    is_conflict: bool
    mine: Sequence[Piece] | None
    theirs: Sequence[Piece] | None
    offers: Sequence[Offer]


def show_differences(
    differences: Sequence[Difference], merged: Node, form: forms.ModelForm, choices: dict[str, Choice]
) -> list[ShownDifference]:
    """Return the differences as they are shown. Up to two queries for each that is a choice among rows."""
    return [_show(difference, merged, form, choices.get(difference.code)) for difference in differences]


def _show(difference: Difference, merged: Node, form: forms.ModelForm, chosen: Choice | None) -> ShownDifference:
    sides = [_text(side, difference, form) for side in (difference.mine, difference.theirs)]
    one, other = (side or "" for side in sides)
    pieces = compare_words(one, other)
    offers = [(Choice.MINE, _("Mine")), (Choice.THEIRS, _("Theirs"))]
    is_text = not difference.path or difference.name in {"heading", "text", "body", "closing"}
    if difference.name and is_text and one and other and max(len(one), len(other)) > LONG:
        offers.append((Choice.BOTH, _("Both, mine first")))
    chosen = chosen or difference.proposed
    return ShownDifference(
        difference.code,
        _place(difference, merged, form),
        difference.proposed is None,
        None if sides[0] is None else pieces[0],
        None if sides[1] is None else pieces[1],
        [Offer(choice, label, choice is chosen) for choice, label in offers],
    )


def _text(side: str | Node | None, difference: Difference, form: forms.ModelForm) -> str | None:
    if side is None:
        return None
    if isinstance(side, Node):
        return "\n".join(_lines(side))
    if not difference.path:
        return _chosen(form.fields[difference.name], side)
    return str(SectionKind(side).label) if difference.name == "kind" and side in list(SectionKind) else side


def _lines(node: Node) -> list[str]:
    values = node.values
    head = " ".join(filter(None, [values.get("marker", ""), values.get("heading", "")]))
    texts = [head, values.get("body", ""), values.get("text", "")]
    texts += [line for child in node.children for line in _lines(child)]
    return [text for text in [*texts, values.get("closing", "")] if text]


def _chosen(field: forms.Field, value: str) -> str:
    """Return a field's value in words: the names of the rows or choices that it stands for."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ModelChoiceField):
        keys = [key for key in values_of(value) if are_keys([key])]
        rows: Any = field.queryset.filter(pk__in=keys)  # type: ignore[union-attr]
        return ", ".join(str(row) for row in rows)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return " ".join(values_of(value))


def _place(difference: Difference, merged: Node, form: forms.ModelForm) -> str:
    if not difference.path:
        return capfirst(str(form.fields[difference.name].label))
    steps, node, model = [], merged, Section
    for key in difference.path:
        found = node.child(key) or _whole(difference)
        steps.append(_name(found, model))
        node, model = found, Point  # type: ignore[assignment]
    last = Point if len(difference.path) > 1 else Section
    if difference.name:
        steps.append(capfirst(str(last._meta.get_field(difference.name).verbose_name)))  # type: ignore[union-attr]
    return " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(steps)


def _whole(difference: Difference) -> Node:
    return next((side for side in (difference.theirs, difference.mine) if isinstance(side, Node)), Node(""))


def _name(node: Node, model: Any) -> str:  # noqa: ANN401
    kind = node.values.get("kind", "")
    marker, heading = node.values.get("marker", ""), node.values.get("heading", "")
    name = " ".join(filter(None, [marker, heading])) or node.values.get("text", "")[:30]
    if model is Section and not name and kind in list(SectionKind):
        name = str(SectionKind(kind).label)
    return name or capfirst(str(model._meta.verbose_name))
