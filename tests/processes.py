"""Running of manage.py in a process of its own, with nothing but the variables that a test names."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def manage(*arguments, **variables):
    """Run manage.py; `variables` are the SUMMARIES_... ones, without the prefix."""
    process = start(*arguments, **variables)
    out, err = process.communicate(timeout=600)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def start(*arguments, stderr=subprocess.PIPE, **variables):
    """Start manage.py in a group of processes of its own, as a terminal would."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIES_", "DJANGO_", "PYTEST_"))
    }
    environment = kept | {f"SUMMARIES_{name}": str(value) for name, value in variables.items()}
    command = [sys.executable, "manage.py", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=pipe,
        stdout=pipe,
        stderr=stderr,
        text=True,
        start_new_session=True,
        # A shell that runs the tests in the background has them ignore what a terminal sends.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
