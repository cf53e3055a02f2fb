"""How sure a repair is: the evidence of each short change inside a repaired text, and the places nothing repairs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reports.documents.folding import HAN, fold
from reports.documents.left_overs import GARBLED
from reports.documents.readings import has_reading, is_word
from reports.importer.artefacts import LOST_IN_CONVERSION, strip_invisible
from reports.importer.changes import compare
from reports.importer.lines import Change
from reports.importer.result import Repair
from reports.importer.scripts import to_simplified

LOST = "text is lost or garbled"
BY_EDITOR = "editor"

CONFIDENCE = {
    "invisible character": 0.99,
    "character reference": 0.97,
    "reading behind the character": 0.97,
    "stray sign": 0.95,
    "left over from the other script": 0.95,
    "word of the other script": 0.85,
    "bytes and reading agree": 0.85,
    "word completed by its reading": 0.65,
    "bytes out of step": 0.6,
    "stands for several characters": 0.6,
    "stands in both scripts": 0.6,
    "rewritten": 0.5,
    LOST: 0.3,
}
"""How sure each kind of evidence makes us that the repair is right. Estimates in the order of the mistakes seen."""

_READING = re.compile(r"\(([^()\s]{1,6})\)")
_ENTITY = re.compile(r"&?\w{2,6};")
_SLIPPED = re.compile(r"\?[,，][@-~]\(([^()\s]{1,6})\)$")
_IN_STEP = re.compile(rf"\?[^()\s]{{1,6}}\)[{HAN}]\?\(?[^()\s]{{1,6}}\)")
_HAN = re.compile(f"[{HAN}]+")
_COMMON_TRADITIONAL = range(0xA440, 0xC67F)


@dataclass(frozen=True, slots=True)
class JudgedRepair:
    """A repair with its evidence: what stood in the source, and what stands there now."""

    was: str
    now: str
    evidence: str
    confidence: float


def judge_change(change: Change, text: str) -> JudgedRepair:
    """Return how sure the importer's change of a line is, whatever an editor put there since; `text` is the line's."""
    now = text[change.start : change.end] if change.repaired is None else change.repaired
    if change.was == now:
        evidence = LOST
    else:
        evidence = _evidence(change.was, now, text[max(0, change.start - 1) : change.start], text[change.end :][:1])
    return JudgedRepair(change.was, now, evidence, CONFIDENCE[evidence])


def doubtful_repairs(repair: Repair, threshold: float) -> Iterator[JudgedRepair]:
    """Return the changes of a repaired block that are less sure than a threshold."""
    if "?" not in repair.before and len(repair.before) != len(repair.after):
        return  # only what was lost, and a script that was completed, can be in doubt: spares most pages the comparison
    for change in compare(repair.before, repair.after):
        judged = judge_change(change, repair.after)
        if judged.confidence < threshold:
            yield judged


def lost_places(text: str, taken: Sequence[Change] = (), *, is_converted: bool = False) -> list[tuple[int, int]]:
    """Return where text is lost or garbled and nobody knows what stood there: start and end, outside of changes.

    `is_converted` says that the text is of a page that a machine converted, where more is a sign of loss.
    """
    patterns = (GARBLED, LOST_IN_CONVERSION) if is_converted else (GARBLED,)
    found = sorted({match.span() for pattern in patterns for match in pattern.finditer(text)})
    places: list[tuple[int, int]] = []
    for start, end in found:
        is_free = not places or start >= places[-1][1]
        if is_free and not any(change.start < end and start < max(change.end, change.start + 1) for change in taken):
            places.append((start, end))
    return places


def _evidence(was: str, now: str, before: str, after: str) -> str:
    if not now and not strip_invisible(was):
        return "invisible character"
    if "?" in was:
        return _lost_character(was, now)
    if _READING.fullmatch(was) and not now:
        return "reading behind the character"
    if _ENTITY.fullmatch(was) and len(now) <= 1:
        return "character reference"
    if was.strip() == "`" and not now:
        return "stray sign"
    if len(was) == len(now) and _HAN.fullmatch(was) and _HAN.fullmatch(now):
        return min((_script(*pair, before, after) for pair in zip(was, now, strict=True)), key=CONFIDENCE.__getitem__)
    return "rewritten"


def _lost_character(was: str, now: str) -> str:
    """What a decoder out of step swallowed: sure where bytes and a reading name the same character."""
    if slipped := _SLIPPED.search(was):
        is_read_so = bool(now) and any(has_reading(char, slipped[1]) for char in _variants(now[-1]))
        return "bytes and reading agree" if is_read_so else "bytes out of step"
    return "bytes and reading agree" if _IN_STEP.fullmatch(was) else "word completed by its reading"


def _script(old: str, new: str, before: str, after: str) -> str:
    """A character that was left over from a conversion, or that a converter chose wrongly."""
    if old == new or to_simplified(old) == new:
        return "left over from the other script"
    choices = _variants(old)
    if "着" in (old, new) or _is_word(before + old) or _is_word(old + after):
        return "word of the other script"
    if old not in choices and len(choices) == 1:
        return "left over from the other script"
    return "stands in both scripts" if old in choices else "stands for several characters"


def _is_word(text: str) -> bool:
    return len(text) > 1 and is_word(fold(text))


def _variants(char: str) -> frozenset[str]:
    """The common Traditional characters that a Simplified one stands for, itself among them where it is one."""
    return _traditional_variants().get(char, frozenset(char))


@cache
def _traditional_variants() -> dict[str, frozenset[str]]:
    """Traditional characters in everyday use (the first level of Big5) by what they are in Simplified Chinese."""
    every = map(chr, range(0x4E00, 0xA000))
    common = [
        char
        for char in every
        if int.from_bytes(char.encode("big5", errors="ignore") or b"\0", "big") in _COMMON_TRADITIONAL
    ]
    found: dict[str, set[str]] = {}
    for simplified, char in zip(to_simplified("\n".join(common)).split("\n"), common, strict=True):
        found.setdefault(simplified, set()).add(char)
    return {simplified: frozenset(characters) for simplified, characters in found.items()}
