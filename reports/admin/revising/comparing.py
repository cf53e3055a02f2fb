"""Two versions of a report as a page shows them: fields that differ, sections beside each other, words marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.documents.comparing import Item, Part, Piece, Row, Side, compare, compare_words
from reports.documents.markup import paragraphs_of
from reports.enums import Language, SectionKind
from reports.models import Category, Period, Report, ReportType, Unit
from reports.workflow import SectionDraft, sections_of

_TEXTS = ("title", "summary", "byline", "attribution")
_RELATIONS: Mapping[str, Any] = {"report_type": ReportType, "category": Category, "unit": Unit, "period": Period}


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field that differs, with both values in pieces."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A section of both versions, or of one; rows in runs of what stayed and what did not."""

    kind: SectionKind
    before: str
    after: str
    is_changed: bool
    runs: Sequence[tuple[bool, Sequence[Row]]]


def shown_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ShownField]:
    """Return the fields in which two versions differ. A query for each of unit, category, period and type at most."""
    found = []
    for name in (*_TEXTS, "language", *_RELATIONS, "tags"):
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        label = capfirst(str(Report._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        pieces = _pieces(name, one, other)
        found.append(ShownField(label, *pieces))
    return found


def _pieces(name: str, one: Any, other: Any) -> tuple[Sequence[Piece], Sequence[Piece]]:  # noqa: ANN401
    if name in _TEXTS:
        return compare_words(one or "", other or "")
    names = _names(name, [one, other])
    return tuple([Piece(text, is_changed=True)] if text else [] for text in names)  # type: ignore[return-value]


def _names(name: str, values: Sequence[Any]) -> list[str]:
    if name == "tags":
        return [", ".join(value or []) for value in values]
    if name == "language":
        return [str(Language(value).label) for value in values]
    rows = _RELATIONS[name].objects.in_bulk([value for value in values if value])
    return ["" if value is None else _name(rows.get(value)) for value in values]


def _name(row: Any) -> str:  # noqa: ANN401
    if row is None:
        return _("no longer there")
    return str(row.label if isinstance(row, Period) else row)


def shown_parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ShownPart]:
    """Return the sections of two versions beside each other. No query."""
    comparisons = compare(_parts(before), _parts(after))
    found = []
    for comparison in comparisons:
        one, other = (_heading(part) for part in (comparison.before, comparison.after))
        runs = [(stays, list(rows)) for stays, rows in groupby(comparison.rows, key=_stays)]
        is_changed = one != other or not all(stays for stays, _rows in runs)
        found.append(ShownPart(comparison.kind, one, other, is_changed, runs))
    return found


def _heading(part: Part | None) -> str:
    return "" if part is None else " ".join(filter(None, [part.marker, part.heading]))


def _stays(row: Row) -> bool:
    return row.is_pair and _text(row.before) == _text(row.after)


def _text(sides: Sequence[Side]) -> list[tuple[str, str, str]]:
    return [
        (side.marker, "".join(piece.text for piece in side.heading), "".join(piece.text for piece in side.text))
        for side in sides
    ]


def _parts(content: Mapping[str, Any]) -> list[Part]:
    return [
        Part(draft.kind, draft.marker, draft.heading, f"s{number}", _items(draft))
        for number, draft in enumerate(sections_of(dict(content)), start=1)
    ]


def _items(draft: SectionDraft) -> list[Item]:
    items = [Item("", "", text) for text in paragraphs_of(draft.body)]
    items += [Item(point.marker, point.heading, "\n".join(paragraphs_of(point.text))) for point in draft.points]
    return items + [Item("", "", text) for text in paragraphs_of(draft.closing)]


def only_form_differs(fields: Sequence[ShownField], parts: Sequence[ShownPart]) -> bool:
    """Return whether versions that are not the same differ in nothing that is shown: in emphasis, or in an order."""
    return not fields and not any(part.is_changed for part in parts)
