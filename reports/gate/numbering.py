"""Numbers used twice and numbers skipped: of sections, of points, and of what paragraphs count up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.documents.enumerators import CN, ENGLISH_ORDINALS, LAST, Enumerator, chinese_number, read_enumerator
from reports.enums import FindingKind
from reports.gate.findings import Finding, found_at
from reports.gate.text import Passage, Place, ReportText

_COUNTED_ZH = re.compile(r"(?:^|[。;,:!?\s])(?P<value>[一二三四五六七八九十]{1,2})是(?!否|不是|一)")
_ORDINALS_EN = "|".join(ENGLISH_ORDINALS)
_COUNTED_EN = re.compile(
    rf"(?:^|[.;:,]\s)(?P<value>[Tt]he (?:{_ORDINALS_EN}) is |(?:{_ORDINALS_EN.title()})(?:ly)?(?=,| is | I | we ))"
)
_GLUED = re.compile(rf"(?<=[。;!?])(?P<marker>{CN}、|\({CN}\)|\d{{1,2}}、)(?P<heading>[^。;!?,:\d][^。;!?,:]{{3,23}})$")
"""A heading that slipped into the end of the paragraph before it."""


@dataclass(slots=True)
class _Run:
    """How far a list has counted."""

    style: str = ""
    last: int = 0


def numbering(text: ReportText) -> Iterator[Finding]:
    """Find numbers that repeat or leave out one, list by list."""
    yield from _in_list((Place(at, 0, "heading"), section.marker) for at, section in enumerate(text.sections, start=1))
    for at, section in enumerate(text.sections, start=1):
        yield from _in_list(
            (Place(at, number, "heading"), point.marker) for number, point in enumerate(section.points, start=1)
        )
    yield from _glued(text)
    yield from _in_sentences(text)


def _read(marker: str) -> Enumerator | None:
    found = read_enumerator(f"{marker.strip()} x") if marker.strip() else None
    return found if found and found.value != LAST else None


def _in_list(rows: Iterable[tuple[Place, str]]) -> Iterator[Finding]:
    run = _Run()
    for place, marker in rows:
        number = _read(marker)
        if number is None:
            continue
        # A list that Markdown numbers by itself says 1. all over.
        is_automatic = number.style == "ar" and number.value == 1
        if number.style == run.style and not is_automatic and (kind := _wrong(number.value, run.last)):
            yield Finding(kind, place, marker, details={"number": marker, "after": run.last})
        run.style, run.last = number.style, number.value


def _wrong(value: int, last: int) -> FindingKind | None:
    """What is wrong with a number behind another one; to begin anew at 1 is not."""
    if value == last:
        return FindingKind.NUMBER_REPEATED
    return FindingKind.NUMBER_SKIPPED if value > last + 1 else None


def _glued(text: ReportText) -> Iterator[Finding]:
    """Headings at the end of a paragraph whose number another section or point has."""
    markers = [section.marker for section in text.sections]
    markers += [point.marker for section in text.sections for point in section.points]
    used = {(number.style, number.value) for number in map(_read, markers) if number}
    for passage in text.passages:
        match = _GLUED.search(passage.folded) if passage.place.field in {"body", "text", "closing"} else None
        number = _read(match["marker"]) if match else None
        if match and number and (number.style, number.value) in used:
            yield found_at(
                FindingKind.NUMBER_REPEATED, passage, *match.span(), number=match["marker"], after=number.value
            )


def _in_sentences(text: ReportText) -> Iterator[Finding]:
    """What sentences count up, also from one paragraph of a section to the next."""
    runs: dict[tuple[int, int], dict[str, _Run]] = {}
    for passage in text.passages:
        if passage.place.field not in {"body", "text", "closing"}:
            continue
        own = runs.setdefault((passage.place.section, passage.place.point), {"zh": _Run(), "en": _Run()})
        for language, pattern in (("zh", _COUNTED_ZH), ("en", _COUNTED_EN)):
            yield from _counted(passage, pattern, own[language])


def _counted(passage: Passage, pattern: re.Pattern[str], run: _Run) -> Iterator[Finding]:
    for match in pattern.finditer(passage.folded):
        word = match["value"]
        value = _ordinal(word) if word.isascii() else chinese_number(word)
        if run.last and value > 1 and (kind := _wrong(value, run.last)):
            start, end = match.span("value")
            yield found_at(kind, passage, start, end + (0 if word.isascii() else 1), number=word, after=run.last)
        run.last = value


def _ordinal(words: str) -> int:
    """The value of "Third" or "The third is "."""
    return next(ENGLISH_ORDINALS[word] for word in words.lower().split() if word in ENGLISH_ORDINALS)
