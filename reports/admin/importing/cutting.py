"""Where a line is cut in two: before words that the editor marked or wrote, at one place and no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.importer import Line

CONTEXT = 16
"""Characters shown on either side of a place to cut."""


@dataclass(frozen=True, slots=True)
class CutPlace:
    """A place to cut a line at, with the words on both sides of it."""

    line: str
    at: int
    number: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CutChoice:
    """Words that stand in the selected lines several times, and the places before them."""

    words: str
    places: Sequence[CutPlace]


def cut_places(lines: Sequence[Line], chosen: Sequence[str], words: str) -> list[CutPlace]:
    """Return every place in the chosen lines before which something stands and at which the words begin."""
    return [place for line in lines if line.id in chosen and words for place in _places_in(line, words)]


def marked_place(lines: Sequence[Line], marked: str, words: str) -> CutPlace | None:
    """Return the place that an editor marked in a line ("12.2:34": line and character), None where it is none."""
    key, _colon, at = marked.partition(":")
    line = next((line for line in lines if line.id == key), None)
    if line is None or not (at.isascii() and at.isdecimal() and len(at) < 10):
        return None
    place = int(at)
    if not 0 < place < len(line.text) or not " ".join(line.text[place:].split()).startswith(words):
        return None
    return _cut_place(line, place)


def _places_in(line: Line, words: str) -> Iterator[CutPlace]:
    at = line.text.find(words, 1)
    while at > 0:
        if line.text[:at].strip():
            yield _cut_place(line, at)
        at = line.text.find(words, at + 1)


def _cut_place(line: Line, at: int) -> CutPlace:
    return CutPlace(line.id, at, line.number, line.text[max(0, at - CONTEXT) : at], line.text[at : at + CONTEXT])
