"""The gate against many paragraphs: how long a report takes, and whether copies in other words are found."""

import random
import statistics
import time
from collections.abc import Sequence

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
CASES = 60
CHANGED = 0.3
FOUND, MILLISECONDS = 0.9, 200


def measure(paragraphs: int) -> None:
    """Fill the empty database with so many paragraphs, print the bars."""
    call_command("migrate", verbosity=0)
    texts, count, spent = [], 0, 0.0
    for text in labelled_texts(paragraphs):
        if text.original == text.number:  # its copies are made below
            texts.append(text)
            count += len(drafted(text.sentences).body.split("\n\n"))
        if count >= paragraphs:
            break
    for start in range(0, len(texts), BATCH):
        spent += store(texts[start : start + BATCH])
    print(f"\n{count:,} paragraphs in {len(texts):,} reports on {connection.display_name}\n")
    chance = random.Random("gate")
    chosen = chance.sample(texts, min(CASES, len(texts)))
    times: list[float] = []
    for what, copied in (("whole reports", wholly), ("single paragraphs", in_part)):
        found = 0
        for text in chosen:
            report = draft(copied(text, chance), text.language)
            times.append(seconds_to_check(report))
            told = [one.details["report"] for one in gate.findings_of(report) if one.kind is FindingKind.COPY]
            found += told == [text.number]
            report.delete()
        print_bar(f"{what} found and no other report, {CHANGED:.0%} of the words changed", found / len(chosen), FOUND)
    print_bar("ms to check a report, median", statistics.median(times) * 1000, MILLISECONDS, at_most=True)
    print_bar("ms to check a report, slowest", max(times) * 1000, MILLISECONDS, at_most=True)
    floor = lookups()
    ratio = statistics.median(times) / floor
    print(f"         one indexed lookup of 100 fingerprints {floor * 1000:.2f} ms: {ratio:.0f} times that")
    marks = CopyMark.objects.values("report").annotate(number=Count("value")).values_list("number", flat=True)
    print(f"         {statistics.fmean(marks):.0f} fingerprints a report, {spent / len(texts) * 1000:.2f} ms to store")


def clock() -> float:
    """The seconds of this process, in which SQLite works; of PostgreSQL those on the wall."""
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def drafted(sentences: Sequence[str]) -> SectionDraft:
    gap = "" if any(char >= "\u4e00" for char in sentences[0]) else " "
    body = "\n\n".join(gap.join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    return SectionDraft(SectionKind.WORK_DONE, "", "", body)


def store(batch: Sequence[Labelled]) -> float:
    """Write some drafts, return the seconds that their fingerprints take to be stored."""
    reports = [Report(pk=text.number, title=text.title, language=text.language) for text in batch]
    sections = [[drafted(text.sentences)] for text in batch]
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


def in_part(text: Labelled, chance: random.Random) -> list[str]:
    """The sentences of a report of its own, in which one paragraph of a text stands in other words."""
    own = list(written(-text.number, text.topic, chance, None).sentences)
    start = 3 * chance.randrange(len(text.sentences) // 3)
    own[15:18] = reworded(text, text.sentences[start : start + 3], chance)
    return own


def reworded(text: Labelled, sentences: Sequence[str], chance: random.Random) -> list[str]:
    words = [word for sentence in text.sentences for word in pieces(sentence)]
    changed = []
    for sentence in sentences:
        parts = pieces(sentence)
        for at in chance.sample(range(len(parts)), round(len(parts) * CHANGED)):
            parts[at] = chance.choice(words)
        changed.append(("" if text.language == "zh" else " ").join(parts))
    return changed


def draft(sentences: Sequence[str], language: str) -> Report:
    report = Report.objects.create(title="A copy", language=language)
    workflow.write_sections(report, [drafted(sentences)])
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
