"""Importing as a process of its own: killed, interrupted, fed through a pipe, in several processes."""

import json
import os
import shutil
import signal
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.processes import manage, start

FILES = 100
SETTINGS = {"SECRET_KEY": "key-of-the-tests", "HTTPS": "0"}
QUARTERS = ["first", "second", "third", "fourth"]


def text(number):
    return (
        f"# Pump station {number} summary, {QUARTERS[number % 4]} quarter {2000 + number // 4}\n\n"
        "## Work done\n\n"
        f"1. {number + 2} pumps were repaired.\n2. The inlet screen was cleaned {number + 3} times.\n\n"
        f"## Next steps\n\nReplace valve {number} before winter.\n"
    )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:04}.md").write_text(text(number))
    return folder


@pytest.fixture
def site(tmp_path, migrated_file):
    """The settings of a site with an empty database."""
    settings = {**SETTINGS, "DATA_DIR": tmp_path / "site"}
    settings["DATA_DIR"].mkdir()
    shutil.copy(migrated_file, settings["DATA_DIR"])
    return settings


class Stored:
    """What another process has stored so far."""

    def __init__(self, settings):
        self.path = settings["DATA_DIR"] / "summaries.sqlite3"

    def ask(self, sql):
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    @property
    def sources(self):
        return self.ask("SELECT COUNT(*) FROM reports_source")[0][0]

    def shapes(self):
        """Each source with its report's number of sections and points."""
        return self.ask(
            "SELECT s.name, r.title, COUNT(DISTINCT e.id), COUNT(p.id) FROM reports_source s"
            " LEFT JOIN reports_report r ON r.source_id = s.id LEFT JOIN reports_section e ON e.report_id = r.id"
            " LEFT JOIN reports_point p ON p.section_id = e.id GROUP BY s.id ORDER BY s.name"
        )


def whole(numbers):
    return [
        (f"{number:04}.md", f"Pump station {number} summary, {QUARTERS[number % 4]} quarter {2000 + number // 4}", 2, 2)
        for number in numbers
    ]


def wait_until(condition, process):
    until = time.monotonic() + 300
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.005)


def processes_of(group):
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        # It may be gone by now.
        with suppress(OSError):
            state, _parent, own_group = entry.read_text().rpartition(")")[2].split()[:3]
            if int(own_group) == group and state != "Z":
                found.append(entry.parent.name)
    return found


@pytest.mark.parametrize(("jobs", "more"), [(1, [15]), (2, [1, 15])])
def test_killed_at_any_moment_leaves_whole_reports_and_a_rerun_does_the_rest(folder, site, jobs, more):
    stored, before = Stored(site), 0
    for number in more:
        process = start("import_reports", str(folder), "--jobs", str(jobs), "--publish", **site)
        wait_until(lambda wanted=before + number: stored.sources >= wanted, process)
        process.kill()
        process.communicate()
        shapes = stored.shapes()
        assert before < len(shapes) < FILES
        # One after the other, each of them whole.
        assert shapes == whole(range(len(shapes)))
        wait_until_gone(process.pid)
        before = len(shapes)
    last = manage("import_reports", str(folder), "--jobs", str(jobs), "--publish", **site)
    assert (last.returncode, last.stderr) == (0, "")
    assert stored.shapes() == whole(range(FILES))
    counts = "SELECT COUNT(*), COUNT(DISTINCT report_id) FROM reports_{}"
    assert stored.ask("SELECT COUNT(*) FROM reports_report WHERE status = 'published'") == [(FILES,)]
    assert stored.ask(counts.format("searchentry")) == [(FILES, FILES)]
    assert stored.ask(counts.format("preparedpage") + " WHERE report_id IS NOT NULL") == [(FILES * 2, FILES)]
    assert stored.ask("SELECT count FROM reports_listingcount WHERE scope = 'all' AND within = 'all'") == [(FILES,)]


def wait_until_gone(group):
    """The processes that read documents notice that they are alone."""
    until = time.monotonic() + 120
    while processes_of(group):
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_at_the_terminal_says_one_line_and_returns_130(folder, site, jobs):
    stored = Stored(site)
    process = start("import_reports", str(folder), "--jobs", str(jobs), **site)
    wait_until(lambda: stored.sources > 10, process)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    told = len(out.splitlines())
    # Between the line and its being counted there is a moment.
    assert err.splitlines()[0] in [
        f"Stopped after {number} of {FILES} files. What is stored is whole; the same command does the rest."
        for number in (told, told - 1)
    ]
    assert len(err.splitlines()) == 1
    shapes = stored.shapes()
    # The last ones that were stored may not have been told.
    assert told <= len(shapes) < FILES
    assert len(shapes) > 10
    assert shapes == whole(range(len(shapes)))
    assert processes_of(process.pid) == []


def test_several_processes_find_the_same_as_one(folder, site):
    one, several = (
        manage("import_reports", str(folder), "--dry-run", "--json", "--jobs", jobs, **site) for jobs in ("1", "3")
    )
    assert (one.returncode, one.stderr, several.stderr) == (0, "", "")
    assert len(json.loads(one.stdout)) == FILES
    assert one.stdout == several.stdout


def test_bad_files_among_many_stop_none_of_the_others(folder, site):
    (folder / "0003.md").write_bytes(b"")
    (folder / "0020.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "0040.md").unlink()
    (folder / "0040.md").symlink_to("/nowhere")
    done = manage("import_reports", str(folder), "--jobs", "2", **site)
    assert done.returncode == 1
    assert [line.split(": ")[0].rsplit("/", 1)[-1] for line in done.stderr.splitlines()] == [
        "0003.md",
        "0020.md",
        "0040.md",
        "CommandError",
    ]
    assert Stored(site).shapes() == whole(number for number in range(FILES) if number not in {3, 20, 40})


def test_document_comes_through_a_pipe(site):
    process = start("import_reports", "-", "--name", "pumps.md", **site)
    out, err = process.communicate(text(7), timeout=300)
    assert (process.returncode, err, out.splitlines()[0]) == (0, "", "pumps.md: imported, 1 report")
    assert [(name, sections, points) for name, _title, sections, points in Stored(site).shapes()] == [
        ("pumps.md", 2, 2)
    ]


def read_to_the_end(terminal):
    """What is drawn on a terminal until nobody draws any more; the slower the machine, the more it is."""
    drawn = b""
    with open(terminal, "rb", buffering=0) as file, suppress(OSError):
        while part := file.read(4096):
            drawn += part
    return drawn


def test_bar_is_drawn_on_a_terminal_only(folder, site):
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = start("import_reports", str(folder), "--dry-run", stderr=slave, **site)
    os.close(slave)
    drawn = read_to_the_end(master).decode()
    out, _err = process.communicate(timeout=300)
    assert f"/{FILES} 0" in drawn
    assert drawn.endswith("\r\x1b[K")
    assert "\x1b" not in out
    assert len(out.splitlines()) == FILES + 4
