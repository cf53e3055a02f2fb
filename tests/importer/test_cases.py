"""The importer on whole documents: a case is a folder with `source.*` and the `expected.json` it must give.

To add a case, write the source, run the tests with SUMMARIES_WRITE_CASES=1 and read the new expected.json
before keeping it.
"""

import json
import os
from pathlib import Path

import pytest

from reports.importer.pipeline import import_document

CASES = Path(__file__).parent / "cases"


def imported(folder):
    source = next(folder.glob("source.*"))
    output = import_document(source.read_bytes(), source.name).to_json()
    for key in ("decisions", "repairs", "dropped"):
        del output[key]
    for report in output["reports"]:
        del report["evidence"]
        for section in report["sections"]:
            del section["evidence"]
    return json.loads(json.dumps(output))


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_case_gives_its_expected_output(name):
    expected = CASES / name / "expected.json"
    if os.environ.get("SUMMARIES_WRITE_CASES") and not expected.exists():
        expected.write_text(json.dumps(imported(CASES / name), ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert imported(CASES / name) == json.loads(expected.read_text("utf-8"))
