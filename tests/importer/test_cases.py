"""The importer on whole documents: a case is a folder with `source.*` and `expected.json`, the right answer by hand.

Only what expected.json states is compared. To add a case, write both. What the importer still gets wrong is listed in
known_mistakes.txt with its first difference (`python -m tests.importer.mistakes` writes the list anew).
"""

import json
from pathlib import Path

import pytest

from reports.importer.pipeline import import_document
from tests.importer.comparing import differences

CASES = Path(__file__).parent / "cases"
KNOWN_MISTAKES = dict(
    line.split(" ", 1) for line in Path(__file__).with_name("known_mistakes.txt").read_text("utf-8").splitlines()
)


def sources():
    for path in sorted(CASES.glob("*/source.*")):
        name = f"{path.parent.name}{path.suffix}"
        reason = KNOWN_MISTAKES.get(name)
        yield pytest.param(path, id=name, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize("path", list(sources()))
def test_case_gives_what_is_expected(path):
    expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
    found = import_document(path.read_bytes(), path.name).to_json()
    assert differences(expected, json.loads(json.dumps(found))) == []


def test_known_mistakes_are_of_cases_that_there_are():
    assert set(KNOWN_MISTAKES) <= {f"{path.parent.name}{path.suffix}" for path in CASES.glob("*/source.*")}
