"""Automatic numbers in Word: lists that count on when an office adds a point, and show what the report's page shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.documents.readers.number_formats import write_number
from reports.documents.writers.word.xml import add, name_of

FORMATS = (
    "decimal", "chineseCountingThousand", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter",
    "decimalEnclosedCircle",
)  # fmt: skip
"""Word's names of the ways to count that reports use, the likeliest first."""

LEAST = 2
"""Items from which numbers are a list: one alone may be no number at all."""

BULLETS = "•–·•–·•–·"
LEVELS = 9
_STEP = 420
"""Twentieths of a point by which each level of a list within the text is indented."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, the text around the number, where the text stands (twentieths of a point)."""

    format: str
    text: str
    start: int = 1
    indent: int = 0
    hanging: int = 0
    first_line: int = 0


def counted(markers: Sequence[str]) -> Level | None:
    """Return the level that counts exactly these markers ("一、", "二、"), from 1 on; None if none does."""
    if len(markers) < LEAST:
        return None
    for number_format in FORMATS:
        first = write_number(1, number_format)
        if markers[0].count(first) != 1 or "%" in markers[0]:
            continue
        text = markers[0].replace(first, "%1")
        written = (text.replace("%1", write_number(at, number_format)) for at in range(1, len(markers) + 1))
        if all(marker == expected for marker, expected in zip(markers, written, strict=True)):
            return Level(number_format, text)
    return None


class Lists:
    """The lists of a document: asked for while its text is written, written when all are known.

    Each has a definition of its own: in Word, lists of one definition count on together.
    """

    def __init__(self) -> None:
        self._lists: list[Sequence[Level]] = []
        self._bullets = 0

    def use(self, level: Level, first_line: int) -> int:
        """Return the key of a new list of one level, whose items begin with an indented line."""
        return self._new([replace(level, first_line=first_line)])

    def bullets(self) -> int:
        """Return the key of the list of bullets, which is one for the whole document."""
        if not self._bullets:
            self._bullets = self._new([_indented("bullet", BULLETS[depth], depth) for depth in range(LEVELS)])
        return self._bullets

    def numbers(self, sign: str, start: int) -> int:
        """Return the key of a new numbered list within a text: 1. 2. or 1) 2)."""
        return self._new([_indented("decimal", f"%{at + 1}{sign}", at, start) for at in range(LEVELS)])

    def _new(self, levels: Sequence[Level]) -> int:
        self._lists.append(levels)
        return len(self._lists)

    def write(self, root: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
        """Put all lists into the root of numbering.xml, in place of those of the template."""
        for child in list(root):
            root.remove(child)
        for key, levels in enumerate(self._lists, start=1):
            _write_definition(root, levels, key)
        for key in range(1, len(self._lists) + 1):
            add(add(root, "w:num", numId=key), "w:abstractNumId", val=key)


def _indented(number_format: str, text: str, depth: int, start: int = 1) -> Level:
    return Level(number_format, text, start, indent=_STEP * (depth + 1), hanging=_STEP)


def _write_definition(root: Any, levels: Sequence[Level], key: int) -> None:  # noqa: ANN401
    definition = add(root, "w:abstractNum", abstractNumId=key)
    add(definition, "w:multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel")
    for depth, level in enumerate(levels):
        element = add(definition, "w:lvl", ilvl=depth)
        add(element, "w:start", val=level.start)
        add(element, "w:numFmt", val=level.format)
        if not level.hanging:
            add(element, "w:suff", val="space" if re.search(r"[\x21-\x7e]$", level.text) else "nothing")
        add(element, "w:lvlText", val=level.text)
        add(element, "w:lvlJc", val="left")
        place = add(add(element, "w:pPr"), "w:ind", left=level.indent)
        if level.hanging:
            place.set(name_of("w:hanging"), str(level.hanging))
            place.set(name_of("w:firstLineChars"), "0")
        else:
            place.set(name_of("w:firstLine"), str(level.first_line))
