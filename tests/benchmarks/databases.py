"""Databases of generated reports, kept under var/benchmarks/ and made anew when the generator has changed."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "benchmarks"
DECIDING = [
    *(Path(__file__).with_name(name) for name in ("composing.py", "generator.py", "vocabulary.py")),
    *sorted((ROOT / "reports" / "migrations").glob("*.py")),
    ROOT / "reports" / "search" / "tokens.py",
]
"""What a generated database depends on. `--fresh` is for other changes."""


DECIDING_FOR_SEARCH = [
    *(Path(__file__).with_name(name) for name in ("composing.py", "search_corpus.py", "vocabulary.py")),
    *(ROOT / "reports" / "search" / name for name in ("tokens.py", "indexing.py")),
    *(ROOT / "reports" / "migrations").glob("*_search_tiers.py"),
]
"""The same for a corpus to search: later migrations are run on it when it is opened."""


def fingerprint(*, to_search: bool = False) -> str:
    paths = DECIDING_FOR_SEARCH if to_search else DECIDING
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


@contextmanager
def addresses(
    vendor: str, sizes: Sequence[int], *, fresh: bool = False, to_search: bool = False
) -> Iterator[dict[int, str]]:
    """Yield the address of a filled database for each number of reports: a whole site's, or a corpus to search."""
    option, word = ("--fill-search", "search") if to_search else ("--fill", "reports")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        server = stack.enter_context(kept_server()) if vendor == "postgresql" else None
        found = {}
        for size in sizes:
            name = f"{vendor}-search-{size}" if to_search else f"{vendor}-{size}"
            done = FOLDER / f"{name}.fingerprint"
            made_with = fingerprint(to_search=to_search)
            found[size] = f"{server}/{word}_{size}" if server else f"sqlite:///{FOLDER / name}.sqlite3"
            if fresh or not done.is_file() or done.read_text() != made_with:
                done.unlink(missing_ok=True)
                make_empty(found[size])
                print(f"Generating {size:,} reports on {vendor} ...", flush=True)
                command = [sys.executable, "-m", "tests.benchmarks", option, str(size)]
                subprocess.run(command, env={**os.environ, "SUMMARIES_DATABASE_URL": found[size]}, check=True)
                done.write_text(made_with)
        yield found


@contextmanager
def empty(vendor: str, name: str) -> Iterator[str]:
    """Yield the address of an empty database."""
    with ExitStack() as stack:
        server = stack.enter_context(kept_server()) if vendor == "postgresql" else None
        address = f"{server}/reports_{name}" if server else f"sqlite:///{FOLDER / name}.sqlite3"
        make_empty(address)
        yield address


def make_empty(address: str) -> None:
    if address.startswith("sqlite:///"):
        for ending in ("", "-wal", "-shm"):
            Path(address.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)
        return
    server, _slash, name = address.rpartition("/")
    with postgresql.psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


def run_django(*arguments: str) -> None:
    """Run a command of Django's, silently, on the database of the environment, in a process of its own."""
    line = [sys.executable, "-m", "django", *arguments, "--verbosity", "0"]
    subprocess.run(line, cwd=ROOT, env=dict(os.environ), check=True)


@contextmanager
def kept_server() -> Iterator[str]:
    """Yield the address of a PostgreSQL server whose data stay, if its user can reach this folder; else they go."""
    with tempfile.TemporaryDirectory(prefix="summaries-benchmarks-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        bin_path, port = postgresql.programs(folder), postgresql.free_port()
        data = (FOLDER if reachable(FOLDER) else folder) / "postgresql"
        if not (data / "PG_VERSION").is_file():
            forget("postgresql")
            make_cluster(bin_path, data)
        command = [bin_path / "postgres", "-D", data, "-k", data, "-p", str(port), "-h", "127.0.0.1"]
        command += [part for option in [*postgresql.OPTIONS, buffers()] for part in ("-c", option)]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=data, **postgresql.AS_USER)
        try:
            postgresql.wait_for(port, process, folder / "log")
            yield f"postgres://summaries@127.0.0.1:{port}"
        finally:
            # The interrupt that also ends sessions still open; the plain one would wait for them.
            process.send_signal(signal.SIGINT)
            process.wait(60)


def buffers() -> str:
    """Return the setting that a server of its own machine should have: a quarter of the memory, as its manual says."""
    return f"shared_buffers={os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // 4 // 2**20}MB"


def reachable(folder: Path) -> bool:
    return subprocess.run(["test", "-x", folder], check=False, **postgresql.AS_USER).returncode == 0


def make_cluster(bin_path: Path, data: Path) -> None:
    data.mkdir(exist_ok=True)
    if postgresql.AS_USER:
        shutil.chown(data, postgresql.AS_USER["user"], postgresql.AS_USER["group"])
    command = [bin_path / "initdb", "-D", data, "-U", "summaries", "--auth=trust", "--encoding=UTF8"]
    command += ["--locale=C.UTF-8", "--no-sync"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=data, **postgresql.AS_USER)


def forget(vendor: str) -> None:
    for done in FOLDER.glob(f"{vendor}-*.fingerprint"):
        done.unlink()
