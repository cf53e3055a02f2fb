"""Word's XML, made quickly: a volume of a hundred reports has some ten thousand paragraphs."""

from functools import cache
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from reports.documents.writers.content import writable

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
name_of = cache(qn)


def add(parent: Any, name: str, /, **attributes: str | int) -> Any:  # noqa: ANN401 - lxml's elements have no types
    """Append an element such as "w:p" and return it; attributes are Word's own (val="1" is w:val)."""
    element = etree.SubElement(parent, name_of(name))
    for key, value in attributes.items():
        element.set(name_of(f"w:{key}"), str(value))
    return element


def add_text(run: Any, text: str) -> None:  # noqa: ANN401
    """Put text into a run, its blanks kept."""
    element = add(run, "w:t")
    element.text = writable(text)
    element.set(_SPACE, "preserve")


def add_run(parent: Any, text: str, **properties: str | None) -> Any:  # noqa: ANN401
    """Append a run of text; properties are switches or values by name: b=None, rStyle="Hyperlink", color="000000"."""
    run = add(parent, "w:r")
    if properties:
        switches = add(run, "w:rPr")
        for name, value in properties.items():
            element = add(switches, f"w:{name}")
            if value is not None:
                element.set(name_of("w:val"), value)
    add_text(run, text)
    return run
