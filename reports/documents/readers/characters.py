"""Characters that are no text: controls, marks of writing direction and what else shows nothing but can do harm."""

import re

_LINE_ENDS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u00ad"  # where a word may be broken
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing: text that reads otherwise than it is stored
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # spaces and signs without width
    "\ufff9-\ufffc\ufffe\uffff"  # annotations, placeholders of objects, no characters
    "\ud800-\udfff"  # halves of characters
    "\U000e0000-\U000e007f"  # tags
    "]"
)


_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))


def clean_lines(text: str) -> str:
    """Return `text` with "\\n" as its only line end and without characters that show nothing.

    Nothing visible is taken off: U+FFFD stays, so that lost characters can be reported.
    """
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def count_controls(text: str) -> int:
    """Return how many characters are controls other than line ends and tabs; text has next to none."""
    narrow = text.encode("ascii", "ignore")
    return len(narrow) - len(narrow.translate(None, _CONTROLS))
