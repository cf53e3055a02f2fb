"""The rules of the gate, one after the other; they read a text and ask no database."""

from collections.abc import Sequence

from reports.enums import Severity
from reports.gate.announced import announced_counts
from reports.gate.completeness import Requirement, completeness
from reports.gate.findings import Finding
from reports.gate.left_overs import left_overs
from reports.gate.numbering import numbering
from reports.gate.period_words import period_words
from reports.gate.personal_data import holds_long_numbers, personal_data
from reports.gate.persons import holds_sensitive_words, persons
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
    return _in_order(found)


def find_blocking(text: ReportText, parts: Sequence[Requirement] = ()) -> list[Finding]:
    """Return what keeps a text from being published, in the order of its places; sooner than `find_in`."""
    numbered = text.passages if holds_long_numbers(text.folded) else ()
    named = text.passages if holds_sensitive_words(text.folded) else ()
    found = [*left_overs(text), *personal_data(numbered), *persons(named), *completeness(text, parts)]
    return _in_order([one for one in found if one.severity is Severity.BLOCKING])


def _in_order(found: list[Finding]) -> list[Finding]:
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
