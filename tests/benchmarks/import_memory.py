"""Memory of the command that imports: its peak for long documents, and its way through many files."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.databases import FOLDER, ROOT, make_empty, run_django
from tests.benchmarks.documents import collection_text, report_text, write_documents
from tests.benchmarks.printing import print_bar

SIZE = 3_000_000
STEPS_OF_MANY = (0.1, 0.5, 1.0)
PEAK_MIB, GROWTH = 300, 1.1
"""The bars: memory of a document of 3 MB; memory at the end of many files against their middle."""


def measure_memory(address: str, many: int) -> None:
    """Print the memory of the command: its peak for a document of 3 MB, and on its way through many files."""
    print("\nMemory of import_reports\n")
    for name, text in (("one report", report_text(7, SIZE)), ("collection", collection_text(SIZE))):
        path = FOLDER / "long.txt"
        path.write_text(text, encoding="utf-8")
        make_empty(address)
        run_django("migrate")
        peak = peak_of("import_reports", str(path))
        print(f"  {name + ' of 3 MB, peak':<32}{peak:>7.0f} MiB", flush=True)
        print_bar(f"{name} of 3 MB, MiB", peak, PEAK_MIB, at_most=True)
    print(f"  {'nothing, peak (the floor)':<32}{peak_of('import_reports', '--help'):>7.0f} MiB")
    folder = FOLDER / "documents"
    write_documents(folder, many)
    make_empty(address)
    sizes = []
    run_django("migrate")
    started = time.perf_counter()
    with command("import_reports", str(folder)) as process:
        for number, _line in enumerate(process.stdout, start=1):
            if number in {int(many * step) for step in STEPS_OF_MANY}:
                sizes.append(memory_of(process.pid, "VmRSS"))
                print(f"  {f'after {number:,} files':<32}{sizes[-1]:>7.0f} MiB", flush=True)
    took = time.perf_counter() - started
    print(f"  {many:,} files took {took:.0f} s: {many / took:.0f} a second, read and stored\n")
    print_bar("memory at the end against the middle", sizes[-1] / sizes[-2], GROWTH, at_most=True)


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
