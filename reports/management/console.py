"""What a command shows: a bar on a terminal while it works, a table when it is done, or a long list as JSON."""

import json
import shutil
import textwrap
import time
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from django.core.management.base import OutputWrapper

EVERY = 0.1
"""Seconds between two drawings of the bar."""

WIDTH = 24


class Progress:
    """A bar on the last line of a terminal; nothing at all where the stream is none."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_shown = stream.isatty()
        self._drawn_at = 0.0
        self._is_drawn = False

    def show(self, done: int, total: int, what: str) -> None:
        """Draw how far the work is, and at what it is."""
        if not self.is_shown or (time.monotonic() - self._drawn_at < EVERY and done < total):
            return
        filled = WIDTH * done // max(1, total)
        line = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total} {what}"
        self._stream.write("\r\x1b[K" + cut_to_width(line, shutil.get_terminal_size().columns - 1))
        self._stream.flush()
        self._drawn_at, self._is_drawn = time.monotonic(), True

    def clear(self) -> None:
        """Take the bar away, so that a line can be written."""
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_drawn = False


def cut_to_width(text: str, columns: int) -> str:
    """Return as much of a text as fits, without control characters; Chinese characters take two columns."""
    kept, left = [], columns
    for character in text:
        left -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if left < 0:
            break
        kept.append(character if character.isprintable() else "?")
    return "".join(kept)


def table(heads: tuple[str, str], rows: Iterable[tuple[int | None, int | None, str]]) -> list[str]:
    """Return the lines of a table: two columns of numbers, and what they count. None leaves a cell empty."""
    cells = [(str("" if one is None else one), str("" if two is None else two), text) for one, two, text in rows]
    first, second = (max(map(len, (heads[place], *(cell[place] for cell in cells)))) for place in (0, 1))
    return [f"{one:>{first}}  {two:>{second}}  {text}".rstrip() for one, two, text in [(*heads, ""), *cells]]


class JsonList:
    """A JSON list that is written item by item, so that it may be long."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream, self._is_empty = stream, True

    def add(self, item: object) -> None:
        """Write one item."""
        text = textwrap.indent(json.dumps(item, ensure_ascii=False, indent=1), " ")
        self._stream.write(f"{'[' if self._is_empty else ','}\n{text}", ending="")
        self._is_empty = False

    def close(self) -> None:
        """End the list."""
        self._stream.write("[]" if self._is_empty else "\n]")
