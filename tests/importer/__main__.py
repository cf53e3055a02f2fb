"""python -m tests.importer FOLDER [--by format|language] [--detail]: the importer's score, field by field.

The scorer (score.py of the importer's specification) and the gold of the seed pages lie outside the repository, in
FOLDER. Prints the scores of the seed pages and of the project's own cases.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from reports.importer import import_document  # noqa: E402 - Django has to be set up first

CASES = Path(__file__).parent / "cases"


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "")
    scorer, gold = folder / "score.py", folder / "seeds_gold.json"
    if not scorer.is_file() or not gold.is_file():
        sys.exit(f"No score.py with seeds_gold.json in “{folder}”: make importer-score SPEC=/path/to/them")
    pages = sorted((folder.parent / "seeds").glob("0*.txt"))
    score("Seed pages", scorer, gold.read_text("utf-8"), [(path, path.name) for path in pages])
    cases = sorted(CASES.glob("*/source.*"))
    answers = [json.loads(path.with_name("expected.json").read_text("utf-8")) for path in cases]
    named = [(path, f"{path.parent.name}{path.suffix}") for path in cases]
    for answer, (path, name) in zip(answers, named, strict=True):
        answer |= {"source": name, "format": path.suffix[1:]}
    score(f"Own cases ({len(cases)})", scorer, json.dumps(answers), named)


def score(title: str, scorer: Path, gold: str, sources: list[tuple[Path, str]]) -> None:
    """Print what the scorer says of the importer's answers to `sources`, given as (path, name in the gold)."""
    predictions = [import_document(path.read_bytes(), path.name).to_json() | {"source": name} for path, name in sources]
    print(f"\n{title}\n")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("gold.json", "predictions.json")]
        for file, text in zip(files, (gold, json.dumps(predictions)), strict=True):
            file.write_text(text, "utf-8")
        subprocess.run([sys.executable, scorer, *files, *sys.argv[2:]], check=True)


if __name__ == "__main__":
    main()
