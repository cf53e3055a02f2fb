"""Word's automatic numbers: they are not in the text, but counted from numbering.xml while the document is read."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reports.documents.readers.number_formats import write_number
from reports.documents.readers.word.xml import ALTERNATIVES, FALLBACK, child, is_on, number, value, w

BULLET = "-"
MAX_LEVEL_TEXT = 60
"""Characters of the text around a number: places for all nine levels and some words."""

DEEPEST = 8
"""The deepest level of a list in Word, which has nine."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it is counted and written. `restart` is the level (from 1) after which it starts again,
    0 for never, None for every higher one."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    is_legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _Definition:
    """A list as defined: its levels, and where its counting stands. Lists of one definition count on together."""

    levels: dict[int, Level]
    numbers: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """A list as used by paragraphs: a definition, with levels of its own and numbers to start from."""

    definition: _Definition
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document; ask for the number of each paragraph in the order of the text."""

    def __init__(self, root: Any, list_of_style: Callable[[str], str]) -> None:  # noqa: ANN401
        """Read the lists from the root element of numbering.xml (None: the document has no lists).

        `list_of_style` gives the list that a style of lists names, "" for none.
        """
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        definitions: dict[str, _Definition] = {}
        links: dict[str, str] = {}
        for abstract in root.findall(w("abstractNum")):
            key = abstract.get(w("abstractNumId"), "")
            definitions[key] = _Definition(_read_levels(abstract))
            if style := value(abstract, "numStyleLink"):
                links[key] = style
        used = {entry.get(w("numId"), ""): entry for entry in root.findall(w("num"))}
        for key, entry in used.items():
            abstract_key = value(entry, "abstractNumId")
            if abstract_key in links and (other := used.get(list_of_style(links[abstract_key]))) is not None:
                abstract_key = value(other, "abstractNumId")
            if definition := definitions.get(abstract_key):
                self._lists[key] = _read_list(entry, definition)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that is linked with a paragraph style, None if none is."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), None)

    def next_marker(self, list_id: str, depth: int) -> str:
        """Count a paragraph of a list and return its marker as Word shows it; "-" for a bullet, "" for none."""
        used = self._lists.get(list_id)
        level = used.levels.get(min(depth, DEEPEST)) if used else None
        if used is None or level is None:
            return ""
        depth = min(depth, DEEPEST)
        numbers = used.definition.numbers
        if level.format == "bullet":
            return level.text if len(level.text) > 1 else BULLET
        if depth in used.starts:
            numbers[depth] = used.starts.pop(depth)
        else:
            numbers[depth] = numbers.get(depth, level.start - 1) + 1
        for deeper in [other for other in numbers if other > depth]:
            restart = used.levels[deeper].restart if deeper in used.levels else None
            if restart is None or depth < restart:
                del numbers[deeper]
        return _written(used, level, depth)


def _written(used: _List, level: Level, depth: int) -> str:
    text = level.text
    for place in range(DEEPEST + 1):
        if f"%{place + 1}" in text:
            other = used.levels.get(place, level)
            count = used.definition.numbers.get(place, other.start) if place <= depth else other.start
            shown = str(count) if level.is_legal else write_number(count, other.format)
            text = text.replace(f"%{place + 1}", shown)
    return text.strip()


def _read_list(entry: Any, definition: _Definition) -> _List:  # noqa: ANN401
    levels = dict(definition.levels)
    starts = {}
    for override in entry.findall(w("lvlOverride")):
        depth = number(override.get(w("ilvl"))) or 0
        if (own := child(override, "lvl")) is not None:
            levels[depth] = _read_level(own)
        if (start := number(value(override, "startOverride"))) is not None:
            starts[depth] = start
            if depth in levels:
                levels[depth] = replace(levels[depth], start=start)
    return _List(definition, levels, starts)


def _read_levels(abstract: Any) -> dict[int, Level]:  # noqa: ANN401
    levels = ((number(level.get(w("ilvl"))) or 0, level) for level in abstract.findall(w("lvl")))
    return {depth: _read_level(level) for depth, level in levels if depth <= DEEPEST}


def _read_level(level: Any) -> Level:  # noqa: ANN401
    number_format = value(level, "numFmt")
    if not number_format and (alternatives := level.find(ALTERNATIVES)) is not None:
        number_format = value(alternatives.find(FALLBACK), "numFmt")
    start = number(value(level, "start"))
    return Level(
        format=number_format or "decimal",
        text=value(level, "lvlText")[:MAX_LEVEL_TEXT],
        start=1 if start is None else start,
        style=value(level, "pStyle"),
        is_legal=is_on(child(level, "isLgl")),
        restart=number(value(level, "lvlRestart")),
    )
