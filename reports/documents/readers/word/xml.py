"""Names and values in Word's XML."""

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"

_MAX_DIGITS = 6


def w(name: str) -> str:
    """Return the full name of an element or attribute of Word's main vocabulary."""
    return _W + name


def child(parent: Any, *names: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    """Return the element at the end of a path of children, or None."""
    for name in names:
        if parent is None:
            return None
        parent = parent.find(_W + name)
    return parent


def value(parent: Any, *names: str) -> str:  # noqa: ANN401
    """Return the value (w:val) of the element at the end of a path of children, "" where there is none."""
    found = child(parent, *names)
    return "" if found is None else str(found.get(_W + "val", ""))


def number(text: str | None) -> int | None:
    """Return a whole number of a few digits, None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS else None


def is_on(toggle: Any) -> bool:  # noqa: ANN401
    """Whether a property that is switched by being there (w:b, w:vanish) is switched on."""
    return toggle is not None and toggle.get(_W + "val", "1") not in {"0", "false", "off", "none"}
