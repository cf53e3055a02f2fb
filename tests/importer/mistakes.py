"""python -m tests.importer.mistakes: list the cases that the importer gets wrong, each with its first difference."""

import json
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from reports.importer import import_document  # noqa: E402 - Django has to be set up first
from tests.importer.comparing import differences  # noqa: E402

HERE = Path(__file__).parent


def main() -> None:
    lines = []
    for path in sorted((HERE / "cases").glob("*/source.*")):
        expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
        found = json.loads(json.dumps(import_document(path.read_bytes(), path.name).to_json()))
        if wrong := differences(expected, found):
            lines.append(f"{path.parent.name}{path.suffix} {wrong[0]}")
    (HERE / "known_mistakes.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} cases with a mistake")


if __name__ == "__main__":
    main()
