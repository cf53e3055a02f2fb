"""Acceptance on the five real pages, which are no part of the repository: SUMMARIES_SEEDS names their folder."""

import json
import os
from pathlib import Path

import pytest

from reports.documents.folding import fold
from reports.enums import FindingGroup, FindingKind
from reports.gate import ReportText, find_in, findings_of
from reports.importer import import_document, ready_import, store_import
from reports.models import Report

SEEDS = Path(os.environ.get("SUMMARIES_SEEDS", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("SUMMARIES_SEEDS"), reason="set SUMMARIES_SEEDS to the folder of the five seed pages"
)
MARKS = {FindingKind.MASKED, FindingKind.GARBLED, FindingKind.UNFILLED, FindingKind.ANONYMOUS}
NAMES = {FindingKind.NAME, FindingKind.SENSITIVE_NAME}


@pytest.fixture(scope="module")
def gold():
    return json.loads((SEEDS / "gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def found():
    """The findings of each page's reports, told by the page and the number of the report."""
    result = {}
    for path in sorted(SEEDS.glob("0*.txt")):
        data = path.read_bytes()
        for number, part in enumerate(ready_import(import_document(data, path.name), data).parts, start=1):
            text = ReportText(part.title, part.sections, period=part.period)
            result[f"{path.name[:3]}-{number}"] = find_in(text)
    return result


def of_page(found, page, kinds):
    return [one for key, rows in found.items() if key.startswith(page) for one in rows if one.kind in kinds]


def test_every_placeholder_is_found(found, gold):
    missing = []
    for page, places in gold["placeholders"].items():
        left = [one.excerpt for one in of_page(found, page, MARKS) if one.place.field != "title"]
        for _line, mark in places:
            if mark in left:
                left.remove(mark)
            else:
                missing.append((page, mark))
        assert left == [], "a mark that is none"
    assert missing == []


def test_the_telephone_and_the_persons_are_found(found, gold):
    wanted = [(page, fold(name)) for page, _line, name, what in gold["pii"] if "person" in what or "child" in what]
    names = [(key[:3], fold(one.excerpt)) for key, rows in found.items() for one in rows if one.kind in NAMES]
    assert len(wanted) == 11
    assert len(set(wanted) & set(names)) >= 10
    assert len([name for name in names if name not in wanted]) <= 3
    numbers = {FindingKind.TELEPHONE, FindingKind.MOBILE}
    assert [one.excerpt for one in of_page(found, "", numbers)] == [gold["pii"][-1][2]]
    children = [one for one in of_page(found, "003", NAMES) if one.kind is FindingKind.SENSITIVE_NAME]
    assert len(children) == 4


def test_the_contradictions_are_found(found, gold):
    rows = [(key, one) for key, findings in found.items() for one in findings if one.group is FindingGroup.CONSISTENCY]
    told = {(key, one.kind) for key, one in rows}
    expected = {
        ("003-3", FindingKind.WRONG_RATIO),
        ("003-3", FindingKind.WRONG_COUNT),
        ("003-3", FindingKind.NOT_TAKEN_UP),
        ("000-2", FindingKind.WRONG_PERIOD),
        ("004-1", FindingKind.MASKED_YEAR),
        ("001-5", FindingKind.NUMBER_REPEATED),
    }
    assert len(gold["inconsistencies"]) == len(expected)
    assert expected - told == set()
    assert len(rows) - len(expected) <= 2


@pytest.mark.django_db
def test_the_copied_pair_is_found_and_no_other(gold):
    for path in sorted(SEEDS.glob("0*.txt")):
        data = path.read_bytes()
        store_import(import_document(data, path.name), data)
    keys = {}
    for page in sorted({report["id"][:3] for report in gold["reports"]}):
        rows = Report.objects.filter(source__name__startswith=page).order_by("position", "pk")
        keys |= {report.pk: f"{page}-{number}" for number, report in enumerate(rows, start=1)}
    pairs = {
        frozenset({keys[report.pk], keys[one.details["report"]]})
        for report in Report.objects.select_related("period")
        for one in findings_of(report)
        if one.kind is FindingKind.COPY
    }
    assert pairs == {frozenset(gold["duplicates"]["pair"])}
