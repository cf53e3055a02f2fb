"""The gate against many paragraphs: how long a report takes, and whether copies in other words are found."""

import random
import statistics
import time
from collections.abc import Callable, Sequence

from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from reports import gate, workflow
from reports.enums import FindingKind, SectionKind
from reports.models import CopyMark, Report
from reports.workflow import SectionDraft
from tests.benchmarks.generator import fast_writes
from tests.benchmarks.labelled import Labelled, labelled_texts, written
from tests.benchmarks.printing import print_bar

BATCH = 50
CASES = 100
CHANGED = 0.3
FOUND, MILLISECONDS = 0.9, 200


def measure(paragraphs: int) -> None:
    """Fill the empty database with so many paragraphs, print the bars."""
    call_command("migrate", verbosity=0)
    texts, count, spent = [], 0, 0.0
    for text in labelled_texts(paragraphs):
        if text.original == text.number:  # its copies are made below
            texts.append(text)
            count += len(drafted(text, text.sentences).body.split("\n\n"))
        if count >= paragraphs:
            break
    for start in range(0, len(texts), BATCH):
        spent += store(texts[start : start + BATCH])
    print(f"\n{count:,} paragraphs in {len(texts):,} reports on {connection.display_name}\n")
    chance = random.Random("gate")
    times: list[float] = []
    for what, (size, copied) in KINDS.items():
        told = []
        written_so = [text for text in texts if size in (None, paragraph_size(text))]
        for text in (chosen := chance.sample(written_so, min(CASES, len(written_so)))):
            report = draft(copied(text, chance), text)
            times.append(seconds_to_check(report))
            copies = [one.details["report"] for one in gate.findings_of(report) if one.kind is FindingKind.COPY]
            told.append((text.number in copies, any(key != text.number for key in copies)))
            report.delete()
        if what == SHORT:
            print(f"         {what}: told {share(told, 0):.2f} (shorter than what is compared)")
        else:
            print_bar(f"{what}: told, {CHANGED:.0%} of the words changed", share(told, 0), FOUND)
        print(f"         of another report, too: {share(told, 1):.2f} of {len(chosen)}")
    print_bar("ms to check a report, median", statistics.median(times) * 1000, MILLISECONDS, at_most=True)
    print_bar("ms to check a report, slowest", max(times) * 1000, MILLISECONDS, at_most=True)
    floor = lookups()
    ratio = statistics.median(times) / floor
    print(f"         one indexed lookup of 100 fingerprints {floor * 1000:.2f} ms: {ratio:.0f} times that")
    marks = CopyMark.objects.values("report").annotate(number=Count("value")).values_list("number", flat=True)
    print(f"         {statistics.fmean(marks):.0f} fingerprints a report, {spent / len(texts) * 1000:.2f} ms to store")


def share(told: Sequence[tuple[bool, bool]], place: int) -> float:
    return sum(one[place] for one in told) / len(told)


def clock() -> float:
    """The seconds of this process, in which SQLite works; of PostgreSQL those on the wall."""
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def paragraph_size(text: Labelled) -> int:
    """The sentences of its paragraphs: three, of every other report nine."""
    return 9 if text.number % 2 else 3


def drafted(text: Labelled, sentences: Sequence[str]) -> SectionDraft:
    size = paragraph_size(text)
    gap = "" if text.language == "zh" else " "
    body = "\n\n".join(gap.join(sentences[at : at + size]) for at in range(0, len(sentences), size))
    return SectionDraft(SectionKind.WORK_DONE, "", "", body)


def store(batch: Sequence[Labelled]) -> float:
    """Write some drafts, return the seconds that their fingerprints take to be stored."""
    reports = [Report(pk=text.number, title=text.title, language=text.language) for text in batch]
    sections = [[drafted(text, text.sentences)] for text in batch]
    prepared = [workflow.prepare_text(one) for one in sections]
    with fast_writes():
        workflow.write_new_reports(reports, sections, prepared, [() for _text in batch])
        keys = [report.pk for report in reports]
        CopyMark.objects.filter(report__in=keys).delete()
        started = time.process_time()
        gate.enter_marks(keys, [made.marks for made in prepared])
        return time.process_time() - started


def wholly(text: Labelled, chance: random.Random) -> list[str]:
    """The sentences of a copy of a text in other words."""
    return reworded(text, text.sentences, chance)


def in_part(text: Labelled, chance: random.Random, count: int = 3) -> list[str]:
    """The sentences of a report of its own, in which some sentences of a text stand in other words."""
    own = list(written(-text.number, text.topic, chance, None).sentences)
    start = 3 * chance.randrange(len(text.sentences) // 3)
    own[15 : 15 + count] = reworded(text, text.sentences[start : start + count], chance)
    return own


SHORT = "two sentences within longer paragraphs"
KINDS: dict[str, tuple[int | None, Callable[[Labelled, random.Random], list[str]]]] = {
    "whole reports": (None, wholly),
    "single paragraphs": (3, in_part),
    "three sentences within longer paragraphs": (9, in_part),
    SHORT: (9, lambda text, chance: in_part(text, chance, 2)),
}
"""The copies that are looked for, each with the sentences of a paragraph of the reports that it is made of and in."""


def reworded(text: Labelled, sentences: Sequence[str], chance: random.Random) -> list[str]:
    """Sentences with some of their words changed for others of the text; where a sentence ends, stays."""
    words = [word for sentence in text.sentences for word in pieces(sentence) if word.isalpha()]
    changed = []
    for sentence in sentences:
        parts = pieces(sentence)
        places = [at for at, part in enumerate(parts) if part.isalpha()]
        for at in chance.sample(places, min(len(places), round(len(parts) * CHANGED))):
            parts[at] = chance.choice(words)
        changed.append(("" if text.language == "zh" else " ").join(parts))
    return changed


def draft(sentences: Sequence[str], text: Labelled) -> Report:
    report = Report.objects.create(title="A copy", language=text.language)
    workflow.write_sections(report, [drafted(text, sentences)])
    return report


def seconds_to_check(report: Report) -> float:
    started = clock()
    gate.keep_results([report])
    return clock() - started


def pieces(sentence: str) -> list[str]:
    """The words of a sentence; of a Chinese one pairs of characters stand for them."""
    return sentence.split() if " " in sentence else [sentence[at : at + 2] for at in range(0, len(sentence), 2)]


def lookups() -> float:
    """The seconds of the least that could be done: to look up 100 fingerprints."""
    values = list(CopyMark.objects.order_by("value").values_list("value", flat=True)[:100])
    times = []
    for _turn in range(100):
        started = clock()
        list(CopyMark.objects.filter(value__in=values).values_list("value", "report"))
        times.append(clock() - started)
    return statistics.fmean(times)
