"""The importer on whole documents: a case is a folder with `source.*` and `expected.json`, the right answer by hand.

Only what expected.json states is compared. To add a case, write both. What the importer still gets wrong is named in
`KNOWN_MISTAKES`, with the reason; such a case has to fail, so that an improvement shows.
"""

import json
from pathlib import Path

import pytest

from reports.importer.pipeline import import_document
from tests.importer.comparing import differences

CASES = Path(__file__).parent / "cases"
KNOWN_MISTAKES = {}


def sources():
    for path in sorted(CASES.glob("*/source.*")):
        reason = KNOWN_MISTAKES.get(path.parent.name)
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        yield pytest.param(path, id=f"{path.parent.name}-{path.suffix[1:]}", marks=marks)


@pytest.mark.parametrize("path", list(sources()))
def test_case_gives_what_is_expected(path):
    expected = json.loads(path.with_name("expected.json").read_text("utf-8"))
    found = import_document(path.read_bytes(), path.name).to_json()
    assert differences(expected, json.loads(json.dumps(found))) == []


def test_known_mistakes_are_of_cases_that_there_are():
    assert set(KNOWN_MISTAKES) <= {path.name for path in CASES.iterdir()}
