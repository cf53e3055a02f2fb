"""Speed of the import on SQLite, beside floors measured in the same run on the same machine."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from reports.importer import (
    Found,
    KnownNames,
    Parser,
    ReadyImport,
    StoringOptions,
    pipeline,
    seldom_collecting,
    store_ready,
)
from reports.models import Figure, ListingEntry, Point, Report, SearchEntry, Section, Source
from reports.search import tokenise
from reports.workflow import complete_pages, publish_many
from tests.benchmarks.databases import FOLDER, make_empty, run_django
from tests.benchmarks.documents import collection_text, report_text, write_documents
from tests.benchmarks.printing import print_bar

DOCUMENTS = 500
FILES = 1000
BATCH = 50
SIZES = (5_000, 300_000, 3_000_000)
DONE = ("parsed", "stored")
PARSED, STORED, COMPLETED, JOBS, LINEAR = 300, 100, 100, 1.7, 1.5
"""The bars: reports a second and core parsed, stored and indexed, and then completed with sidebars and pages; two jobs
against one; time a byte of 3 MB against 5 KB."""


def measure(address: str) -> None:
    """Measure everything, print tables and bars."""
    # First, while there is little in memory that processes would copy: the command has none of what comes after.
    measure_jobs(address)
    connection.close()
    make_empty(address)
    call_command("migrate", verbosity=0)
    texts = [report_text(number) for number in range(DOCUMENTS)]
    size = sum(len(text.encode()) for text in texts)
    print(f"\nImport of {DOCUMENTS} reports of {size / DOCUMENTS / 1000:.1f} KB on SQLite, per second of one core\n")
    print(f"{'':<34}{'reports/s':>11}{'floor/s':>11}{'x floor':>9}")
    with seldom_collecting():
        parsed, ready = measure_parsing(texts)
        stored = measure_storing(ready)
    print_bar("parsed a second and core", parsed, PARSED)
    print_bar("stored, published and indexed a second", stored, STORED)
    print_steps(texts)
    measure_sizes()


def seconds(function: Callable[[], Any]) -> float:
    """Return the seconds of this core that a call takes, without those of others."""
    started = time.process_time()
    function()
    return time.process_time() - started


def print_row(label: str, own: float, floor: float, number: int = DOCUMENTS) -> None:
    floors = f"{number / floor:>11.0f}{own / floor:>9.1f}" if floor else ""
    print(f"{label:<34}{number / own:>11.0f}{floors}", flush=True)


# Speed


def measure_parsing(texts: Sequence[str]) -> tuple[float, list[ReadyImport]]:
    """Return the reports parsed in a second; the floor cuts the same texts into the words of the search index."""
    found = [Found(f"{number}.txt", f"{number}.txt", data=text.encode()) for number, text in enumerate(texts)]
    parse, prepare = Parser(), Parser(makes_pages=True, asks_gate=True)
    for one in found[:20]:
        parse(one)
    own = seconds(lambda: [parse(one) for one in found])
    floor = seconds(lambda: [tokenise(text) for text in texts])
    print_row("parsed", own, floor)
    ready = [parsed.ready for parsed in map(prepare, found) if parsed.ready]
    if len(ready) != len(texts):
        sys.exit("not every document was read")
    return DOCUMENTS / own, ready


def measure_storing(ready: Sequence[ReadyImport]) -> float:
    """Return the reports stored, published and indexed in a second; the floor is the bare INSERTs of the same rows."""
    names, reports, checked = KnownNames(), [], {}
    batches = [ready[start : start + BATCH] for start in range(0, len(ready), BATCH)]

    def store() -> None:
        for batch in batches:
            for source, stored in zip(batch, store_ready(batch, StoringOptions(), names), strict=True):
                reports.extend(stored.reports)
                checked.update({row.report.pk: source.parts[row.place].blocking for row in stored.outcomes})

    def publish() -> None:
        for start in range(0, len(reports), BATCH):
            # One in a hundred of the texts holds what the gate would hold back.
            publish_many(reports[start : start + BATCH], checked=checked, override="measured")

    drafts = seconds(store)
    print_row("stored as drafts", drafts, floor := insert_again(Source, Report, Section, Point, Figure))
    public = seconds(publish)
    print_row("published and indexed", public, more := insert_again(SearchEntry, ListingEntry))
    print_row("stored, published and indexed", drafts + public, floor + more)
    pages = seconds(lambda: sum(1 for _step in complete_pages()))
    print_row("sidebars and pages of them", pages, 0)
    print()
    print_bar("stored as drafts a second", DOCUMENTS / drafts, STORED)
    print_bar("sidebars and pages of them a second", DOCUMENTS / pages, COMPLETED)
    return DOCUMENTS / (drafts + public)


def insert_again(*models: type) -> float:
    """Return the seconds that the bare INSERTs of all rows of some tables take, in as many transactions."""
    rows = {}
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {table}")
            rows[table] = cursor.fetchall()
            cursor.execute(f"CREATE TABLE floor_{table} AS SELECT * FROM {table} WHERE 1 = 0")
    batches = DOCUMENTS // BATCH

    def insert() -> None:
        for batch in range(batches):
            with transaction.atomic(), connection.cursor() as cursor:
                for table, found in rows.items():
                    part = found[len(found) * batch // batches : len(found) * (batch + 1) // batches]
                    marks = ", ".join(["%s"] * len(found[0]))
                    cursor.executemany(f"INSERT INTO floor_{table} VALUES ({marks})", part)

    return seconds(insert)


def print_steps(texts: Sequence[str]) -> None:
    """Print where the time of parsing goes, step by step of the pipeline."""
    spent: Counter[str] = Counter()

    def timed(step: Callable) -> Callable:
        def run(*arguments: Any) -> Any:
            started = time.process_time()
            result = step(*arguments)
            spent[step.__name__] += time.process_time() - started
            return result

        run.__name__ = step.__name__
        return run

    kept = pipeline.STEPS, pipeline.read_source
    pipeline.STEPS, pipeline.read_source = tuple(map(timed, kept[0])), timed(kept[1])
    try:
        total = seconds(lambda: [pipeline.import_document(text.encode(), "a.txt") for text in texts[:200]])
    finally:
        pipeline.STEPS, pipeline.read_source = kept
    spent["tracing, and all else"] = total - sum(spent.values())
    print("\nWhere the time of parsing goes\n")
    for name, took in spent.most_common():
        print(f"  {name:<28}{took / total:>6.0%}{took / 200 * 1000:>9.2f} ms a report")


def measure_jobs(address: str) -> None:
    """Print how much quicker the command is with two processes: by the clock, and by the work for two idle cores."""
    folder = FOLDER / f"documents-{FILES}"
    write_documents(folder, FILES)
    print(f"\nimport_reports of {FILES} files\n")
    print(f"{'':<10}{'clock':>10}{'its own work':>15}{'work of processes':>20}")
    clock, own, others = Counter[int](), Counter[int](), Counter[int]()
    for jobs in (1, 2, 1, 2):
        connection.close()
        make_empty(address)
        run_django("migrate")
        started, before = time.perf_counter(), os.times()
        call_command("import_reports", str(folder), jobs=jobs, verbosity=0)
        clock[jobs] += time.perf_counter() - started
        spent = [after - first for after, first in zip(os.times()[:4], before[:4], strict=True)]
        own[jobs] += sum(spent[:2])
        others[jobs] += sum(spent[2:])
    for jobs in (1, 2):
        print(f"  --jobs {jobs}{clock[jobs] / 2:>8.1f} s{own[jobs] / 2:>13.1f} s{others[jobs] / 2:>18.1f} s")
    # Two cores share all the work; storing, which is the command's own, cannot be shared.
    idle = max(own[2], (own[2] + others[2]) / 2)
    print(f"\n  two against one by the work, had they two idle cores: {own[1] / idle:.2f}")
    print_bar("two against one by the clock, where nothing else runs", clock[1] / clock[2], JOBS)


def measure_sizes() -> None:
    """Print the time a byte of documents of several sizes: one long report, and a page of many reports."""
    print("\nLong documents: milliseconds a kilobyte\n")
    print(f"{'':<22}{'one report':>20}{'collection':>20}{'floor':>9}")
    print(f"{'':<22}" + f"{'parsed':>11}{'stored':>9}" * 2 + f"{'parsed':>9}")
    costs: dict[int, list[float]] = {}
    for size in SIZES:
        texts = [report_text(7, size), collection_text(size)]
        costs[size] = [cost for text in texts for cost in costs_of(text)]
        floor = seconds(lambda text=texts[0]: tokenise(text)) / len(texts[0].encode())
        shown = "".join(f"{value * 1_000_000:>{11 - 2 * (at % 2)}.2f}" for at, value in enumerate(costs[size]))
        print(f"{size:>16,} bytes{shown}{floor * 1_000_000:>9.2f}", flush=True)
    print()
    for place, label in enumerate(f"{what} {done}" for what in ("one report", "a collection") for done in DONE):
        ratio = costs[SIZES[-1]][place] / costs[SIZES[0]][place]
        print_bar(f"{label}, 3 MB against 5 KB a byte", ratio, LINEAR, at_most=True)


def costs_of(text: str) -> tuple[float, float]:
    """Return the seconds that a byte of a document takes to be parsed, and to be stored as drafts."""
    turns, size = max(1, 200_000 // len(text.encode())), len(text.encode())
    # Each turn is another source: the same bytes are stored once.
    found = [Found(f"{turn}.txt", f"{turn}.txt", data=f"{text}\n{turn}".encode()) for turn in range(turns)]
    parse, ready = Parser(makes_pages=True), []
    parsing = seconds(lambda: ready.extend(parse(one).ready for one in found))
    names = KnownNames()
    try:
        with transaction.atomic():
            storing = seconds(lambda: [store_ready([one], StoringOptions(), names) for one in ready])
            raise _Enough
    except _Enough:
        names.clear()
    return parsing / turns / size, storing / turns / size


class _Enough(Exception):
    """What was stored is measured, and shall go."""
