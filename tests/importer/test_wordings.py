"""Headings as they are worded, and the kind of section under each: a line of `headings/<kind>.txt` is a case.

A heading of work done may name that kind or none, since a theme of the work is work done.
"""

from pathlib import Path

import pytest

from reports.documents.enumerators import enumerator_of
from reports.documents.tree import Paragraph
from reports.importer.heads import read_head
from reports.importer.sections import classify_heading

WORDINGS = [
    (path.stem, line)
    for path in sorted((Path(__file__).parent / "headings").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("kind", "line"), WORDINGS)
def test_wording_names_its_kind(kind, line):
    paragraph = Paragraph(line)
    found = classify_heading(read_head(paragraph, enumerator_of(paragraph)).label or line)
    assert (found.kind.value if found else "work_done") == kind


def test_every_kind_has_many_wordings():
    counts = {kind: sum(1 for other, _ in WORDINGS if other == kind) for kind, _ in WORDINGS}
    assert len(counts) == 6
    assert min(counts.values()) >= 120
