"""What a report lacks: text, a unit, a period, the parts that its type lays down."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from reports.documents.folding import HAN, fold
from reports.enums import FindingKind
from reports.gate.findings import Finding
from reports.gate.text import Place, ReportText, SectionText

_WORD = re.compile(rf"[{HAN}]|[A-Za-z0-9]+(?:['’.,-][A-Za-z0-9]+)*")
_NOT_LETTERS = re.compile(r"[^\w]+|_")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.])")


class Requirement(Protocol):
    """A part that reports of a type have to hold, or may."""

    @property
    def kind(self) -> str:
        """The kind of its section."""

    @property
    def heading(self) -> str:
        """Its fixed heading, or nothing."""

    @property
    def is_required(self) -> bool:
        """Whether it has to be there."""

    @property
    def least_length(self) -> int:
        """The least number of Chinese characters or English words."""


def completeness(text: ReportText, parts: Sequence[Requirement] = ()) -> Iterator[Finding]:
    """Find what is missing, empty or too short."""
    lengths = [_length(text, number) for number in range(1, len(text.sections) + 1)]
    if not sum(lengths):
        yield Finding(FindingKind.NO_TEXT, Place(0, 0, "sections"))
    else:
        for number, (section, length) in enumerate(zip(text.sections, lengths, strict=True), start=1):
            if not length:
                yield Finding(FindingKind.EMPTY_SECTION, Place(number, 0, "body"), section.heading)
    for part in parts:
        yield from _of_part(part, text, lengths)


def _of_part(part: Requirement, text: ReportText, lengths: Sequence[int]) -> Iterator[Finding]:
    found = [at for at, section in enumerate(text.sections) if _is(section, part)]
    details = {"kind": str(part.kind), "heading": part.heading}
    if not found:
        if part.is_required:
            yield Finding(FindingKind.MISSING_PART, Place(0, 0, "sections"), details=details)
        return
    length = sum(lengths[at] for at in found)
    if length < part.least_length:
        place = Place(found[0] + 1, 0, "body")
        yield Finding(FindingKind.SHORT_PART, place, details=details | {"length": length, "least": part.least_length})


def _is(section: SectionText, part: Requirement) -> bool:
    return _letters(section.heading) == _letters(part.heading) if part.heading else section.kind == part.kind


def _letters(heading: str) -> str:
    """A heading without its number, marks and spaces."""
    return _NOT_LETTERS.sub("", _NUMBERED.sub("", fold(heading).strip())).lower()


def _length(text: ReportText, number: int) -> int:
    """The length of what a section says below its heading."""
    passages = text.by_section.get(number, [])
    said = [p for p in passages if p.place.field != "heading" or p.place.point]
    return sum(length_of(passage.text) for passage in said)


def length_of(text: str) -> int:
    """Return how long a text is: Chinese characters and words of other languages."""
    return len(_WORD.findall(text))
