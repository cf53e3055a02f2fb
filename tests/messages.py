"""Keeps the message catalogues: python -m tests.messages gathers new strings (needs gettext) and compiles them."""

import io
import os
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "reports" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
STOCK = sorted((ROOT / "reports" / "locale" / "stock").glob("*/LC_MESSAGES/*.po"))
"""What libraries say, in our words."""
IGNORED = (".venv", "tests", "var")


def gather() -> None:
    """Bring the catalogue up to date with the strings in code and templates."""
    command = [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans", "--no-obsolete", "--no-wrap"]
    command += ["--add-location", "file", *(f"--ignore={name}" for name in IGNORED)]
    environment = {**os.environ, "SUMMARIES_DEBUG": "1"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)


def read(path: Path = CATALOGUE) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def untranslated() -> list[str]:
    """The strings of the catalogue that lack a translation or have one that was only guessed."""
    return [
        str(message.id)
        for message in read()
        if message.id
        and (message.fuzzy or not all(message.string if isinstance(message.string, tuple) else (message.string,)))
    ]


def compiled(path: Path = CATALOGUE) -> bytes:
    """A catalogue in the form that is read at run time."""
    out = io.BytesIO()
    write_mo(out, read(path))
    return out.getvalue()


if __name__ == "__main__":
    gather()
    for path in (CATALOGUE, *STOCK):
        path.with_suffix(".mo").write_bytes(compiled(path))
    missing = untranslated()
    print(f"{len(missing)} strings need a translation", *missing, sep="\n  ")
    sys.exit(bool(missing))
