"""Running of manage.py in a process of its own, with nothing but the variables that a test names."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def manage(*arguments, **variables):
    """Run manage.py; `variables` are the SUMMARIES_... ones, without the prefix."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIES_", "DJANGO_", "PYTEST_"))
    }
    environment = kept | {f"SUMMARIES_{name}": str(value) for name, value in variables.items()}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
