"""What handing in, reviewing and storing one document in the admin takes of a worker.

Each document has a process of its own, because the most memory that a process ever had cannot be told apart later.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reports.models import ImportItem, Report, User
from tests.admin.forms import read_form
from tests.benchmarks.databases import FOLDER, ROOT, make_empty, run_django
from tests.benchmarks.documents import collection_text, report_text
from tests.benchmarks.printing import print_bar

SIZES = (300_000, 3_000_000)
PEAK_MIB, LINEAR = 300, 1.5
"""The bars: memory of a worker at any step; time a byte of the larger document against the smaller one."""

ADD = "admin:reports_importbatch_add"


def measure_wizard(address: str) -> None:
    """Print the seconds and the peak of the memory of each step, for a long report and a page of many."""
    print("\nThe import wizard: seconds of one core, and the peak of the worker's memory\n")
    print(f"  {'':<34}" + "".join(f"{size:>18,} bytes" for size in SIZES))
    for name, text in (("one report", lambda size: report_text(7, size)), ("collection", collection_text)):
        rows = [run_apart(address, text(size)) for size in SIZES]
        for small, large in zip(*rows, strict=True):
            print(f"  {name + ', ' + large['step']:<34}" + "".join(map(cell, (small, large))), flush=True)
        print()
        print_bar(f"{name} of 3 MB, MiB at any step", max(row["mib"] for row in rows[1]), PEAK_MIB, at_most=True)
        for step in ("handing in", "storing"):
            took = [next(row["seconds"] for row in column if row["step"] == step) for column in rows]
            ratio = took[1] / took[0] / (SIZES[1] / SIZES[0])
            print_bar(f"{name}, {step}: 3 MB against 300 KB a byte", ratio, LINEAR, at_most=True)
        print()


def cell(row: dict[str, Any]) -> str:
    return f"{row['seconds']:>11.2f} s{row['mib']:>7.0f} MiB"


def run_apart(address: str, text: str) -> list[dict[str, Any]]:
    path = FOLDER / "handed-in.txt"
    path.write_text(text, encoding="utf-8")
    make_empty(address)
    run_django("migrate")
    line = [sys.executable, "-m", "tests.benchmarks", "--wizard", str(path)]
    done = subprocess.run(line, cwd=ROOT, env=dict(os.environ), check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(row) for row in done.stdout.splitlines()]


# In the process of its own


def hand_in_and_store(path: Path) -> None:
    """Take a document through the wizard and print one line of JSON for each step."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get_or_create(username="editor", is_superuser=True, is_staff=True)[0])
    # The first page loads what every worker has loaded long since.
    take("a page of the admin", lambda: client.get(reverse(ADD)))
    take("handing in", lambda: client.post(reverse(ADD), upload_of(path)))
    item = ImportItem.objects.in_short().get()
    address = item.get_absolute_url()
    for where, number in (("first", 1), ("last", item.report_count)):
        page = take(f"review of the {where} report", lambda number=number: client.get(address, {"report": number}))
    answers = read_form(page, "#review")
    title = next(name for name in answers if name.startswith("title-"))
    take("a correction", lambda: client.post(address, {**answers, title: "改过的标题", "do": "apply"}))
    version = ImportItem.objects.in_short().get().version
    del page
    take("storing", lambda: client.post(address, {**answers, title: "改过的标题", "version": version, "do": "store"}))
    if not version or Report.objects.count() != item.report_count:
        sys.exit("the correction or the storing failed")


def upload_of(path: Path) -> dict[str, Any]:
    return {"documents": [SimpleUploadedFile(path.name, path.read_bytes())], "text": "", "note": "", "category": ""}


def take(step: str, function: Callable[[], Any]) -> Any:
    Path("/proc/self/clear_refs").write_text("5")
    started = time.process_time()
    result = function()
    took = time.process_time() - started
    if result.status_code not in {200, 302}:
        sys.exit(f"{step}: status {result.status_code}")
    print(json.dumps({"step": step, "seconds": took, "mib": peak_mib()}), flush=True)
    return result


def peak_mib() -> float:
    """Return the most memory that this process had since the mark was last taken down."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
