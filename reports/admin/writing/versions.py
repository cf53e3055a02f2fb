"""The text of a report in its form, as a tree to compare and merge; and back, as what a browser would send."""

import json
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict

from reports.documents.merging import Node

SECTION_VALUES = ("kind", "marker", "heading", "body", "closing")
POINT_VALUES = ("marker", "heading", "text")
_LIST = "\x1f"


def tree_of(form: forms.ModelForm, sections: Any) -> Node:  # noqa: ANN401
    """Return what a form and the formset of its sections say: what was sent if they are bound, else what is stored."""
    values = {name: _plain(form[name]) for name in form.fields}
    return Node("report", values, tuple(_nodes(sections, "s", "n", SECTION_VALUES)))


def _nodes(rows: Any, known: str, new: str, names: tuple[str, ...]) -> list[Node]:  # noqa: ANN401
    found = []
    for index, form in enumerate(rows.forms):
        key = str(form["id"].value() or "")
        is_gone = DELETION_FIELD_NAME in form.fields and form[DELETION_FIELD_NAME].value()
        if is_gone or not (key or form.has_changed()):
            continue
        name = f"{known}{key}" if key else f"{new}{index}"
        points = _nodes(form.points, "p", f"{name}-n", POINT_VALUES) if hasattr(form, "points") else []
        node = Node(name, {value: _plain(form[value]) for value in names}, tuple(points))
        found.append((_place(form["position"].value()), node))
    return [node for _position, node in sorted(found, key=lambda pair: pair[0])]


def _place(value: Any) -> int:  # noqa: ANN401
    text = str(value if value is not None else "")
    # What has no number comes last, as the formset puts it.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 10_000


def _plain(field: forms.BoundField) -> str:
    """Return a field's value as one text, the same for what is stored and for what was sent."""
    value, widget = field.value(), field.field.widget
    if isinstance(widget, forms.MultiWidget) and not isinstance(value, list):
        parts: list[Any] = widget.decompress(value) or []
        value = [part.format_value(one) or "" for part, one in zip(widget.widgets, parts, strict=True)]
    elif isinstance(value, list | tuple):
        value = sorted(str(one) for one in value)
    if isinstance(value, list):
        return _LIST.join(value) if any(value) else ""
    if value is None or isinstance(value, bool):
        return "1" if value else ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def values_of(text: str) -> list[str]:
    """Return the values that stand in the text of a field with several."""
    return text.split(_LIST) if text else []


def to_json(tree: Node) -> str:
    """Return a tree as text that a form can carry."""
    return json.dumps(_packed(tree), ensure_ascii=False, separators=(",", ":"))


def _packed(node: Node) -> list[Any]:
    return [node.key, dict(node.values), [_packed(child) for child in node.children]]


def from_json(text: str) -> Node:
    """Return the tree that a form carried; one that says nothing where it is missing or spoilt."""
    try:
        return _unpacked(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return Node("report")


def _unpacked(packed: Any) -> Node:  # noqa: ANN401
    key, values, children = packed
    if not isinstance(key, str) or not all(isinstance(value, str) for value in values.values()):
        raise TypeError
    return Node(key, values, tuple(_unpacked(child) for child in children))


def sent_as(tree: Node, stored: Node, sent: QueryDict, form: forms.ModelForm) -> QueryDict:
    """Return what a browser would send to have `tree` stored in place of `stored`; the rest of `sent` is kept."""
    data = QueryDict(mutable=True)
    for name in sent:
        if not name.startswith(("sections-", ACTION_CHECKBOX_NAME)):
            data.setlist(name, sent.getlist(name))
    for name, field in form.fields.items():
        _put(data, name, field.widget, tree.values.get(name, ""))
    data["base"] = to_json(stored)
    _put_rows(data, "sections", tree, stored, "s")
    for index, section in enumerate(_rows(tree, stored, "s")):
        was = stored.child(section.key) or Node(section.key)
        now = tree.child(section.key) or was
        _put_rows(data, f"sections-{index}-points", now, was, "p")
    return data


def _put(data: QueryDict, name: str, widget: Any, value: str) -> None:  # noqa: ANN401
    if isinstance(widget, forms.MultiWidget):
        parts = values_of(value) or [""] * len(widget.widgets)
        for suffix, part in zip(widget.widgets_names, parts, strict=True):  # type: ignore[attr-defined]
            data[name + suffix] = part
    elif getattr(widget, "allow_multiple_selected", False):
        data.setlist(name, values_of(value))
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    else:
        data[name] = value


def _rows(tree: Node, stored: Node, known: str) -> list[Node]:
    """Return the rows of a formset: those that are stored first, whether they stay or go, then the new ones."""
    old = [tree.child(node.key) or node for node in stored.children]
    keys = {node.key for node in stored.children}
    return old + [node for node in tree.children if node.key not in keys]


def _put_rows(data: QueryDict, prefix: str, tree: Node, stored: Node, known: str) -> None:
    rows = _rows(tree, stored, known)
    keys = {node.key for node in stored.children}
    positions = {node.key: str(number) for number, node in enumerate(tree.children, start=1)}
    counts = {"TOTAL": len(rows), "INITIAL": len(stored.children), "MIN_NUM": 0, "MAX_NUM": 1000}
    data.update({f"{prefix}-{name}_FORMS": str(count) for name, count in counts.items()})
    for index, node in enumerate(rows):
        row = f"{prefix}-{index}"
        data[f"{row}-id"] = node.key.removeprefix(known) if node.key in keys else ""
        for name, value in node.values.items():
            data[f"{row}-{name}"] = value
        # Rows that go need a position too, one that is free.
        data[f"{row}-position"] = positions.get(node.key, str(len(tree.children) + index + 1))
        if node.key not in positions:
            data[f"{row}-{DELETION_FIELD_NAME}"] = "on"
