"""What machines left in the text: one artefact is one rule, `(text) -> text`, listed in `RULES`.

Every rule leaves clean text alone, and `clean(clean(x)) == clean(x)`. Masks (20xx, ***) are the author's or a word
filter's and stay as they are: `warnings` reports them.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import is_

from reports.documents.folding import HAN, fold
from reports.documents.readings import has_reading, is_word
from reports.documents.tree import Block, Paragraph, Table
from reports.documents.values import replace
from reports.importer.blocks import text_of
from reports.importer.draft import Draft
from reports.importer.result import SourceWarning
from reports.importer.warnings import merge_warnings

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsywɡ]|[zcs]h)?"
    rf"(?:i?[aeouü{_TONED}ɑ]|[iu{_TONED}])[aeiouü{_TONED}ɑ]{{0,2}}(?:n[gɡ]?|r)?"
)
_RESIDUE = re.compile(rf"\((?<=[{HAN}]\()({_SYLLABLE})\)")  # begins with the bracket: found at once
_GARBLED_AT = 3  # annotated characters from which a page counts as converted by a machine
LOST_IN_CONVERSION = re.compile(r"\?\)|\?[,，][A-Z@-_]\(|\?[a-z" + _TONED + r"]{1,6}\)")
_SLIPPED = re.compile(rf"\?[,，]([@-~])\({_SYLLABLE}\)")
_REPEATED_BYTE = re.compile(rf"(?<=[{HAN}])\?({_SYLLABLE})\)(?:([{HAN}])\?\(?({_SYLLABLE})\)|\?(?=[,，]))?")
_BACKTICK = re.compile(rf"(?<=[{HAN}，。、；：])\s?`\s?(?=[{HAN}“《])")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_ENTITY = re.compile(r"&(nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot);")
_ENTITIES = {
    "nbsp": " ", "ensp": " ", "emsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "ldquo": "“", "rdquo": "”",
    "mdash": "—", "hellip": "…", "middot": "·",
}  # fmt: skip

_SWALLOWED = {("特", "zé"): "熱"}
"""Words whose lost character no reading names: the character before it and the reading of the bytes between."""


def strip_invisible(text: str) -> str:
    """Remove zero-width, bidirectional and control characters."""
    return _INVISIBLE.sub("", text)


def decode_entities(text: str) -> str:
    """Decode HTML entities that a copied page left as text."""
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text) if "&" in text else text


def drop_backticks(text: str) -> str:
    """Remove the stray back-tick that some sites put between two Han characters."""
    return _BACKTICK.sub("", text) if "`" in text else text


def repair_slipped_bytes(text: str) -> str:
    """Restore "。" and the character after it, where a decoder lost the first byte of "。" in GBK.

    "。現" is A1A3 AC46; out of step it reads A1 (lost: "?"), A3AC ("，") and 46 ("F"), so the letter is the second byte
    of a character that begins with AC.
    """
    return _SLIPPED.sub(_restore_slipped, text) if "?" in text else text


def _restore_slipped(match: re.Match[str]) -> str:
    try:
        return "。" + bytes((0xAC, ord(match[1]))).decode("gbk")
    except UnicodeDecodeError:
        return match[0]


def repair_repeated_bytes(text: str) -> str:
    """Restore a character whose bytes were read one step late, from its neighbours' bytes and the readings left.

    In "們?cè)趧?chuàng)" the last byte of 們 was read twice: 83|D4 DA|84 93 gives 冊 (cè), 趧 and a lost byte; put
    back in step it is D4DA 8493, 在創. In "任?wù)" only the reading is left: the word 任务 names the character.
    """
    return _REPEATED_BYTE.sub(_restore_repeated, text) if "?" in text else text


def _restore_repeated(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1]
    if match[2]:
        restored = _back_in_step(before, match[1], match[2], match[3])
    else:
        restored = _SWALLOWED.get((before, _plain(match[1]))) or _completed_word(before, match[1])
    return match[0] if restored is None else restored


def _plain(reading: str) -> str:
    return reading.replace("ɡ", "g").replace("ɑ", "a")


@lru_cache(maxsize=512)
def _completed_word(before: str, reading: str) -> str | None:
    """The one Traditional character so read that makes a word with the character before it, or None."""
    found = [char for char in _converted_characters() if has_reading(char, reading) and is_word(fold(before + char))]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _converted_characters() -> tuple[str, ...]:
    """The characters of GBK that a converter made from a Simplified one: only those carry a reading."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F)
    characters = (pair.decode("gbk", errors="ignore") for pair in pairs)
    return tuple(char for char in characters if len(char) == 1 and fold(char) != char and "\u4e00" <= char <= "\u9fff")


@lru_cache(maxsize=512)
def _back_in_step(before: str, reading: str, middle: str, last_reading: str) -> str | None:
    """The two characters behind "?reading)middle?last_reading)", or None where the bytes do not fit."""
    try:
        tail, (first, second) = before.encode("gbk")[-1], middle.encode("gbk")
    except (UnicodeEncodeError, ValueError):
        return None
    for lead in range(0x81, 0xFF):  # the wrong character was made of the last byte of `before` and this one
        wrong = bytes((tail, lead)).decode("gbk", errors="ignore")
        character = bytes((lead, first)).decode("gbk", errors="ignore")
        if len(wrong) != 1 or len(character) != 1 or not has_reading(wrong, reading):
            continue
        followers = [
            char
            for char in _converted_characters()
            if char.encode("gbk")[0] == second and has_reading(char, last_reading)
        ]
        if followers:
            return character + followers[0]
    return None


def strip_readings(text: str) -> str:
    """Remove the readings that a converter put after characters, where they are readings: 總結(jié) becomes 總結."""
    return _RESIDUE.sub(_without_reading, text) if "(" in text else text


def _without_reading(match: re.Match[str]) -> str:
    char = match.string[match.start() - 1]
    return "" if has_reading(char, match[1]) or has_reading(fold(char), match[1]) else match[0]


RULES: tuple[Callable[[str], str], ...] = (strip_invisible, decode_entities, drop_backticks)
"""Rules for every source."""

_SIGNS = re.compile(_INVISIBLE.pattern.replace("[", "[&`"))
"""What the rules for every source begin with."""

CONVERTED_RULES: tuple[Callable[[str], str], ...] = (repair_slipped_bytes, repair_repeated_bytes, strip_readings)
"""Rules for pages that a machine converted from Simplified to annotated Traditional."""


def is_converted_page(text: str) -> bool:
    """Whether `text` carries pinyin residue often enough that it cannot be the author's."""
    count = 0
    for match in _RESIDUE.finditer(text):
        count += 1 + any(char in _TONED for char in match[1])
        if count >= _GARBLED_AT * 2:
            return True
    return False


def clean(text: str) -> str:
    """Return `text` without artefacts; cleaning twice is cleaning once."""
    converted = is_converted_page(text)
    for rule in RULES + (CONVERTED_RULES if converted else ()):
        text = rule(text)
    return text.strip()


def clean_artefacts(draft: Draft) -> Draft:
    """Clean every block and note each kind of garbled place."""
    converted = is_converted_page(draft.text)
    rules = RULES + (CONVERTED_RULES if converted else ())
    if not converted and not _SIGNS.search("\n".join(map(text_of, draft.blocks))):
        rules = ()  # nothing for any rule to change
    warnings: list[SourceWarning] = []
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Table):
            blocks.append(replace(block, rows=tuple(tuple(_apply(rules, cell) for cell in row) for row in block.rows)))
            continue
        if converted:
            warnings += _garbled_places(block)
        text = _apply(rules, block.text).strip()
        if text:
            blocks.append(block if text == block.text else replace(block, text=text))
    is_clean = len(blocks) == len(draft.blocks) and all(map(is_, blocks, draft.blocks))
    return replace(
        draft,
        blocks=draft.blocks if is_clean else tuple(blocks),
        is_converted=converted,
        warnings=merge_warnings(draft.warnings, warnings),
    )


def _apply(rules: tuple[Callable[[str], str], ...], text: str) -> str:
    for rule in rules:
        text = rule(text)
    return text


def _garbled_places(block: Paragraph) -> list[SourceWarning]:
    found = [
        SourceWarning("garbled_text", block.text[max(0, match.start() - 1) : match.end()], block.line)
        for match in _RESIDUE.finditer(block.text)
    ]
    if "?" in block.text:
        found += [
            SourceWarning("garbled_text", block.text[max(0, match.start() - 2) : match.end() + 8], block.line)
            for match in LOST_IN_CONVERSION.finditer(block.text)
        ]
    return found
