"""Documents as they are handed to the importer, made of generated reports: the same ones for the same number."""

import random
from collections.abc import Iterator
from pathlib import Path

from reports.enums import SectionKind
from tests.benchmarks import vocabulary
from tests.benchmarks.composing import NUMERALS, SEED, Writer, _title, place

BYTES = 5_000
SPAN = 4_000
"""Reports are placed as if there were so many: units and periods come back, titles do not."""

SHARES = (
    (SectionKind.INTRODUCTION, 6),
    (SectionKind.WORK_DONE, 52),
    (SectionKind.LESSONS, 14),
    (SectionKind.PROBLEMS, 14),
    (SectionKind.NEXT_STEPS, 14),
)
"""How many hundredths of a report each section takes."""

NUMBERED = {SectionKind.WORK_DONE, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS}


def write_documents(folder: Path, number: int) -> int:
    """Write so many documents of one report each into a folder, unless they are there; return their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for index in range(number):
        path = folder / f"{index:05}.txt"
        if not path.is_file():
            path.write_text(report_text(index), encoding="utf-8")
        total += path.stat().st_size
    return total


def report_text(number: int, size: int = BYTES) -> str:
    """Return a report of about `size` bytes as plain text: title, numbered sections, numbered points."""
    placement = place(number % SPAN + 1, SPAN)
    return "\n".join([title_of(number), "", *_body(number, size, Writer(_chance(number), placement.language))])


def collection_text(size: int) -> str:
    """Return a page of about `size` bytes that holds as many reports of the usual size as fit, in Chinese."""
    lines, number, written = ["供水工作总结范文大全", "", "以下是为大家整理的工作总结，仅供参考。", ""], 0, 0
    while written < size:
        number += 1
        part = [f"篇{number}：{number}号泵站工作总结", "", *_body(number, BYTES, Writer(_chance(number), "zh"))]
        lines += part
        written += len("\n".join(part).encode())
    return "\n".join(lines)


def title_of(number: int) -> str:
    """Return a title that no other number has."""
    placement = place(number % SPAN + 1, SPAN)
    return _title(placement) + (f"（{number}）" if placement.language == "zh" else f" ({number})")


def _chance(number: int) -> random.Random:
    return random.Random(f"{SEED}:{number}:document")


def _body(number: int, size: int, writer: Writer) -> Iterator[str]:
    for position, (kind, share) in enumerate(SHARES):
        if position:
            heading = vocabulary.HEADINGS[kind][0 if writer.is_chinese else 1]
            yield f"{NUMERALS[position - 1]}、{heading}" if writer.is_chinese else f"{position}. {heading}"
            yield ""
        make = _points if kind in NUMBERED else _paragraphs
        yield from make(writer, size * share // 100)


def _paragraphs(writer: Writer, room: int) -> Iterator[str]:
    while room > 0:
        text = writer.sentences(4)
        room -= len(text.encode())
        yield from (text, "")


def _points(writer: Writer, room: int) -> Iterator[str]:
    number = 0
    while room > 0:
        number += 1
        marker, stop = (f"{number}．", "。") if writer.is_chinese else (f"{number}) ", ". ")
        text = f"{marker}{writer.phrase(3)}{stop}{writer.sentences(2)}"
        room -= len(text.encode())
        yield from (text, "")
