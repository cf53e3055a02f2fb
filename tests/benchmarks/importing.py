"""Speed and memory of the import on SQLite, beside floors measured in the same run on the same machine."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from reports.importer import Found, KnownNames, Parser, ReadyImport, StoringOptions, pipeline, run_in_order, store_ready
from reports.models import ListingEntry, Point, Report, SearchEntry, Section, Source
from reports.search import tokenise
from reports.workflow import complete_pages, publish_many
from tests.benchmarks.databases import FOLDER, ROOT, make_empty
from tests.benchmarks.documents import collection_text, report_text, write_documents

DOCUMENTS = 500
BATCH = 50
PAGES = 100
STEPS_OF_MANY = (0.1, 0.5, 1.0)
SIZES = (5_000, 300_000, 3_000_000)
PARSED, STORED, JOBS, PEAK_MIB, GROWTH, LINEAR = 300, 100, 1.7, 300, 1.1, 1.5
"""The bars: reports a second and core parsed, and stored and indexed; two jobs against one; memory of a document of
3 MB; memory at the end of many files against their middle; time a byte of 3 MB against 5 KB."""


def measure(address: str, many: int) -> None:
    """Measure everything, print tables and bars."""
    make_empty(address)
    call_command("migrate", verbosity=0)
    texts = [report_text(number) for number in range(DOCUMENTS)]
    size = sum(len(text.encode()) for text in texts)
    print(f"\nImport of {DOCUMENTS} reports of {size / DOCUMENTS / 1000:.1f} KB on SQLite, per second of one core\n")
    print(f"{'':<34}{'reports/s':>11}{'floor/s':>11}{'x floor':>9}")
    parsed, ready = measure_parsing(texts)
    stored = measure_storing(ready)
    print_bar("parsed a second and core", parsed, PARSED)
    print_bar("stored, published and indexed a second", stored, STORED)
    print_steps(texts)
    measure_jobs(texts)
    measure_sizes()
    measure_memory(address, many)


def seconds(function: Callable[[], Any]) -> float:
    """Return the seconds of this core that a call takes, without those of others."""
    started = time.process_time()
    function()
    return time.process_time() - started


def print_row(label: str, own: float, floor: float, number: int = DOCUMENTS) -> None:
    floors = f"{number / floor:>11.0f}{own / floor:>9.1f}" if floor else ""
    print(f"{label:<34}{number / own:>11.0f}{floors}", flush=True)


def print_bar(label: str, value: float, bar: float, *, at_most: bool = False) -> None:
    is_met = value <= bar if at_most else value >= bar
    print(f"{'met    ' if is_met else 'NOT met'}  {label}: {value:.2f} (at {'most' if at_most else 'least'} {bar})")


# Speed


def measure_parsing(texts: Sequence[str]) -> tuple[float, list[ReadyImport]]:
    """Return the reports parsed in a second; the floor cuts the same texts into the words of the search index."""
    found = [Found(f"{number}.txt", f"{number}.txt", data=text.encode()) for number, text in enumerate(texts)]
    parse, prepare = Parser(), Parser(makes_pages=True)
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
    names, reports = KnownNames(), []
    batches = [ready[start : start + BATCH] for start in range(0, len(ready), BATCH)]

    def store() -> None:
        for batch in batches:
            for stored in store_ready(batch, StoringOptions(), names):
                reports.extend(stored.reports)

    def publish() -> None:
        for start in range(0, len(reports), BATCH):
            publish_many(reports[start : start + BATCH])

    drafts = seconds(store)
    print_row("stored as drafts", drafts, floor := insert_again(Source, Report, Section, Point))
    public = seconds(publish)
    print_row("published and indexed", public, more := insert_again(SearchEntry, ListingEntry))
    print_row("stored, published and indexed", drafts + public, floor + more)
    pages = complete_pages()
    print_row("sidebars and pages of them", seconds(lambda: [next(pages) for _step in range(PAGES // 20)]), 0, PAGES)
    pages.close()
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


def count_words(found: Found) -> int:
    """Work for a process: the words of a text, several times."""
    return sum(len(tokenise((found.data or b"").decode() + str(turn))) for turn in range(3))


def measure_jobs(texts: Sequence[str]) -> None:
    """Print how much quicker two processes are than one: by the clock, and by the work there is for two idle cores."""
    found = [Found(f"{number}.txt", f"{number}.txt", data=text.encode()) for number, text in enumerate(texts)]
    print(f"\n{'Two processes against one':<34}{'by the clock':>14}{'by work':>9}")
    gains = {}
    for name, work in (("parsing", Parser()), ("counting words (the floor)", count_words)):
        clock, used = Counter[int](), Counter[int]()
        for _round in range(3):
            for jobs in (1, 2):
                started, before = time.perf_counter(), os.times()
                for _result in run_in_order(work, found, jobs):
                    pass
                clock[jobs] += time.perf_counter() - started
                used[jobs] += sum(after - first for after, first in zip(os.times()[:4], before[:4], strict=True))
        gains[name] = 2 * used[1] / used[2]
        print(f"  {name:<32}{clock[1] / clock[2]:>14.2f}{gains[name]:>9.2f}")
    print()
    print_bar("two jobs against one, by the work for two idle cores", gains["parsing"], JOBS)


def measure_sizes() -> None:
    """Print the time a byte of documents of several sizes: one long report, and a page of many reports."""
    print("\nLong documents: milliseconds a kilobyte\n")
    print(f"{'':<22}{'one report':>12}{'collection':>12}{'floor':>9}")
    costs: dict[int, list[float]] = {}
    for size in SIZES:
        texts = [report_text(7, size), collection_text(size)]
        costs[size] = [cost_of(text) for text in texts]
        floor = seconds(lambda text=texts[0]: tokenise(text)) / len(texts[0].encode())
        shown = "".join(f"{value * 1_000_000:>12.2f}" for value in costs[size])
        print(f"{size:>16,} bytes{shown}{floor * 1_000_000:>9.2f}", flush=True)
    print()
    for place, label in enumerate(("one report", "a collection")):
        ratio = costs[SIZES[-1]][place] / costs[SIZES[0]][place]
        print_bar(f"{label}, 3 MB against 5 KB a byte", ratio, LINEAR, at_most=True)


def cost_of(text: str) -> float:
    """Return the seconds that a byte of a document takes to be parsed."""
    found = Found("a.txt", "a.txt", data=text.encode())
    turns = max(1, 200_000 // len(found.data))
    parse = Parser(makes_pages=True)
    took = seconds(lambda: [parse(found) for _turn in range(turns)])
    return took / turns / len(found.data)


# Memory


def measure_memory(address: str, many: int) -> None:
    """Print the memory of the command: its peak for a document of 3 MB, and on its way through many files."""
    print("\nMemory of import_reports\n")
    for name, text in (("one report", report_text(7, SIZES[-1])), ("collection", collection_text(SIZES[-1]))):
        path = FOLDER / "long.txt"
        path.write_text(text, encoding="utf-8")
        make_empty(address)
        migrate()
        peak = peak_of("import_reports", str(path))
        print(f"  {name + ' of 3 MB, peak':<32}{peak:>7.0f} MiB", flush=True)
        print_bar(f"{name} of 3 MB, MiB", peak, PEAK_MIB, at_most=True)
    print(f"  {'nothing, peak (the floor)':<32}{peak_of('import_reports', '--help'):>7.0f} MiB")
    folder = FOLDER / "documents"
    write_documents(folder, many)
    make_empty(address)
    sizes = []
    migrate()
    started = time.perf_counter()
    with command("import_reports", str(folder)) as process:
        for number, _line in enumerate(process.stdout, start=1):
            if number in {int(many * step) for step in STEPS_OF_MANY}:
                sizes.append(memory_of(process.pid, "VmRSS"))
                print(f"  {f'after {number:,} files':<32}{sizes[-1]:>7.0f} MiB", flush=True)
    took = time.perf_counter() - started
    print(f"  {many:,} files took {took:.0f} s: {many / took:.0f} a second, read and stored\n")
    print_bar("memory at the end against the middle", sizes[-1] / sizes[-2], GROWTH, at_most=True)


def migrate() -> None:
    with command("migrate", "--verbosity", "0"):
        pass


@contextmanager
def command(*arguments: str) -> Iterator[subprocess.Popen]:
    line = [sys.executable, "-m", "django", *arguments]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, cwd=ROOT, text=True, env=dict(os.environ))
    try:
        yield process
    finally:
        process.stdout.close()
        if process.wait():
            sys.exit(f"{' '.join(arguments)} failed")


def peak_of(*arguments: str) -> float:
    """Return the most memory that the command had at any moment, in MiB."""
    line = [sys.executable, "-m", "django", *arguments]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, cwd=ROOT, env=dict(os.environ))
    peak = 0.0
    # The system keeps the peak; it can be asked as long as the process is there.
    while process.poll() is None:
        peak = memory_of(process.pid, "VmHWM") or peak
        time.sleep(0.01)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed")
    return peak


def memory_of(pid: int, what: str) -> float:
    found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
