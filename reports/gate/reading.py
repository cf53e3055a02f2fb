"""The rules of the gate, one after the other; they read a text and ask no database."""

from collections.abc import Sequence

from reports.gate.announced import announced_counts
from reports.gate.completeness import Requirement, completeness
from reports.gate.findings import Finding
from reports.gate.left_overs import left_overs
from reports.gate.numbering import numbering
from reports.gate.period_words import period_words
from reports.gate.personal_data import personal_data
from reports.gate.persons import persons
from reports.gate.ratios import ratios
from reports.gate.text import ReportText

_ORDER = {"title": 0, "summary": 1, "heading": 2, "body": 3, "text": 3, "closing": 5, "sections": 6}
"""Of the fields of one place."""


def find_in(text: ReportText, parts: Sequence[Requirement] = ()) -> list[Finding]:
    """Return what is found in a text, in the order of its places; asks no database."""
    passages = text.passages
    found = [
        *left_overs(text),
        *personal_data(passages),
        *persons(passages),
        *completeness(text, parts),
        *ratios(passages),
        *announced_counts(text),
        *period_words(text),
        *numbering(text),
    ]
    return sorted(
        found,
        key=lambda one: (
            one.place.section,
            one.place.point or (999 if one.place.field == "closing" else 0),
            _ORDER[one.place.field],
            one.place.paragraph,
            one.start,
        ),
    )
