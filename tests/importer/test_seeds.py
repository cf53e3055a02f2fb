"""Acceptance on the five real pages, which are no part of the repository: SUMMARIES_SEEDS names their folder."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reports.documents.tree import Paragraph
from reports.importer.pipeline import import_document

SEEDS = Path(os.environ.get("SUMMARIES_SEEDS", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("SUMMARIES_SEEDS"), reason="set SUMMARIES_SEEDS to the folder of the five seed pages"
)
STARTS = {
    "000": [5, 73, 101, 113],
    "001": [2, 27, 43, 56, 78],
    "002": [3],
    "003": [13, 33, 67, 97, 113, 133, 145, 161],
    "004": [6],
}
LEAST_SCORE = 0.98


@pytest.fixture(scope="module")
def results():
    pages = sorted(path for path in SEEDS.glob("0*.txt"))
    return {path.name[:3]: import_document(path.read_bytes(), path.name) for path in pages}


def test_every_report_starts_on_its_line(results):
    assert {page: [report.start_line for report in result.reports] for page, result in results.items()} == STARTS


def test_only_stated_years_are_given(results):
    years = {page: {r.period.year for r in result.reports if r.period} - {None} for page, result in results.items()}
    assert years == {"000": set(), "001": set(), "002": {2017}, "003": set(), "004": {2019}}


def test_explicit_headings_are_typed_and_no_other(results):
    gold = json.loads((SEEDS / "gold.json").read_text("utf-8"))
    wanted = {"work": "work_done", "problems": "problems", "next": "next_steps"}
    explicit = {
        kind: sum(report["sections"].get(name, {}).get("how") == "explicit" for report in gold["reports"])
        for name, kind in wanted.items()
    }
    found = dict.fromkeys(wanted.values(), 0)
    for result in results.values():
        for report in result.reports:
            for section in report.sections:
                if section.kind.value in ("problems", "next_steps"):
                    found[section.kind.value] += 1
                elif section.kind.value == "work_done" and section.heading and section.evidence != "thematic heading":
                    found["work_done"] += 1
    assert found == explicit


def test_garbled_page_is_repaired(results):
    text = results["001"].introduction
    for report in results["001"].reports:
        for section in report.sections:
            blocks = [*section.blocks, *section.closing, *(block for point in section.points for block in point.blocks)]
            text += section.heading + "".join(point.heading for point in section.points)
            text += "".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert re.findall("[A-Za-z?]", text) == []
    assert ("着手" in text, "著手" in text, "显著" in text, "显着" in text) == (True, False, True, False)


def test_score_reaches_the_target(results, tmp_path):
    scorer = SEEDS.parent / "importer" / "score.py"
    if not scorer.exists():
        pytest.skip(f"no scorer beside the seeds: {scorer}")
    predictions = tmp_path / "predictions.json"
    predictions.write_text(json.dumps([result.to_json() for result in results.values()]), "utf-8")
    command = [sys.executable, str(scorer), str(scorer.with_name("seeds_gold.json")), str(predictions)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    overall = re.search(r"^OVERALL.*?([01]\.\d+)", output, re.M)
    assert overall is not None, output
    assert float(overall[1]) >= LEAST_SCORE, output
