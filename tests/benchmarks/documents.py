"""Documents as they are handed to the importer, written from generated reports: the same ones for the same number."""

import random
from collections.abc import Iterator

from reports.enums import SectionKind
from tests.benchmarks import vocabulary
from tests.benchmarks.composing import NUMERALS, SECTIONS, SEED, Writer, _title, place

BYTES = 5_000
SPAN = 4_000
"""Reports are placed as if there were so many: units and periods come back, titles do not."""


def report_text(number: int, size: int = BYTES) -> str:
    """Return a report of about `size` bytes as plain text: title, numbered sections, numbered points."""
    placement = place(number % SPAN + 1, SPAN)
    chance = random.Random(f"{SEED}:{number}:document")
    writer = Writer(chance, placement.language)
    title = f"{_title(placement)}{'（' if writer.is_chinese else ' ('}{number}{'）' if writer.is_chinese else ')'}"
    lines, kinds = [title, ""], [row[0] for row in SECTIONS if row[0] is not SectionKind.OTHER]
    wanted = [size * share // 100 for share in (6, 52, 14, 14, 14)]
    section = 0
    for kind, room in zip(kinds, wanted, strict=True):
        if kind is not SectionKind.INTRODUCTION:
            section += 1
            heading = vocabulary.HEADINGS[kind][0 if writer.is_chinese else 1]
            marker = f"{NUMERALS[section - 1]}、" if writer.is_chinese else f"{section}. "
            lines += [f"{marker}{heading}", ""]
        lines += _points(writer, room) if kind in _NUMBERED else _paragraphs(writer, room)
    return "\n".join(lines)


_NUMBERED = {SectionKind.WORK_DONE, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS}


def _paragraphs(writer: Writer, room: int) -> Iterator[str]:
    while room > 0:
        text = writer.sentences(4)
        room -= len(text.encode())
        yield from (text, "")


def _points(writer: Writer, room: int) -> Iterator[str]:
    number = 0
    while room > 0:
        number += 1
        marker = f"{number}．" if writer.is_chinese else f"{number}) "
        text = f"{marker}{writer.phrase(3)}{'。' if writer.is_chinese else '. '}{writer.sentences(2)}"
        room -= len(text.encode())
        yield from (text, "")
