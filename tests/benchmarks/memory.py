"""Memory of one gunicorn worker over many mixed requests."""

import http.client
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from taggit.models import Tag

from reports.models import Collection, Period, Report, Topic, Unit
from reports.workflow import prepare_pages, refresh_sidebars
from tests import postgresql
from tests.benchmarks.databases import FOLDER, ROOT
from tests.benchmarks.measuring import SEARCHES

STEPS = (1_000, 5_000, 10_000)
CLIENTS = 2
MOST_MIB = 100
"""The bar; a worker that grows by more than a tenth between the last two steps counts as growing."""


def watch_worker(total: int) -> None:
    """Send 10,000 requests to a worker that is never replaced, print its resident memory on the way."""
    paths = mixed_paths(total)
    with one_worker() as (port, pid):
        print(f"\nOne gunicorn worker on {total:,} reports, {CLIENTS} clients, {len(paths)} addresses in turn\n")
        sizes, done = [], 0
        for step in STEPS:
            send(port, paths, done, step)
            done = step
            sizes.append(resident_mib(pid))
            print(f"  {step:>6,} requests: {sizes[-1]:6.1f} MiB", flush=True)
    growth = sizes[-1] / sizes[-2]
    print(f"\n{'met    ' if sizes[-1] <= MOST_MIB else 'NOT met'}  {sizes[-1]:.1f} MiB (at most {MOST_MIB})")
    print(f"{'met    ' if growth <= 1.1 else 'NOT met'}  x{growth:.2f} between the last two steps (at most 1.1)")


def mixed_paths(total: int) -> list[str]:
    """Return addresses as visitors ask for them: mostly reports, then lists, searches, collections."""
    reports = Report.objects.filter(pk__in=range(1, total + 1, max(1, total // 600))).only("pk", "slug")
    prepare_pages(row.pk for row in reports)
    refresh_sidebars([])
    rows = [f"reports/{row.pk}-{quote(row.slug)}/" for row in reports]
    rows += [f"collections/{pk}-collection-{pk}/" for pk in Collection.objects.values_list("pk", flat=True)[:40]]
    rows += [f"categories/category-{place}/?page={page}" for place in range(5) for page in range(1, 20)]
    rows += [f"units/{slug}/" for slug in Unit.objects.values_list("slug", flat=True)[:40]]
    rows += [f"periods/{code}/" for code in Period.objects.values_list("code", flat=True)[:40]]
    rows += [f"tags/{slug}/" for slug in Tag.objects.values_list("slug", flat=True)[:40]]
    rows += [f"topics/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)]
    rows += [f"search/?q={quote(words)}" for queries in SEARCHES.values() for words in queries] * 3
    rows += ["", "reports/", "categories/", "units/", "periods/", "tags/", "collections/", "topics/", "not-there/"] * 3
    mixed = sorted(rows, key=lambda row: hash_of(row))
    return [f"/{language}/{row}" for row, language in zip(mixed, itertools.cycle(["en", "zh-hans"]), strict=False)]


def hash_of(text: str) -> int:
    return sum(ord(character) * (place + 7) ** 3 for place, character in enumerate(text)) % 9973


@contextmanager
def one_worker() -> Iterator[tuple[int, int]]:
    """Yield the port and the process number of a worker with the settings of production, but for its replacement."""
    port = postgresql.free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py")]
    command += ["--workers", "1", "--max-requests", "0", "--max-requests-jitter", "0"]
    command += ["--bind", f"127.0.0.1:{port}", "summaries.wsgi"]
    log = FOLDER / "gunicorn.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, stderr=output, stdout=output, cwd=ROOT, env=dict(os.environ))
    try:
        yield port, wait_for_worker(log, process)
    finally:
        process.terminate()
        process.wait(30)


def wait_for_worker(log: Path, process: subprocess.Popen) -> int:
    for _try in range(100):
        if found := re.search(r"Booting worker with pid: (\d+)", log.read_text()):
            return int(found[1])
        if process.poll() is not None:
            break
        time.sleep(0.2)
    sys.exit(f"gunicorn did not start:\n{log.read_text()}")


def send(port: int, paths: list[str], start: int, stop: int) -> None:
    """Ask for the addresses in turn, from request `start` to `stop`, by several clients at once."""
    errors: list[str] = []
    clients = [
        threading.Thread(target=ask, args=(port, paths, range(start + client, stop, CLIENTS), errors))
        for client in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if errors:
        sys.exit(f"{len(errors)} requests failed, such as {errors[0]}")


def ask(port: int, paths: list[str], numbers: range, errors: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        path = paths[number % len(paths)]
        connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0 (X11)", "Accept-Encoding": "identity"})
        response = connection.getresponse()
        response.read()
        if response.status not in {200, 404}:
            errors.append(f"{path}: {response.status}")
    connection.close()


def resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text())[1]) / 1024
    return int(subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout) / 1024
