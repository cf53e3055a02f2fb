"""Remedies: what is to be written instead of a finding, put into the small Markdown of its place."""

from collections.abc import Sequence

from reports.documents.markup import escape, paragraphs_of
from reports.gate.findings import Finding


def occurrence_of(finding: Finding, markup: str) -> int:
    """Return how many times the excerpt of a finding stands in its field before it."""
    place = finding.place
    paragraphs = paragraphs_of(markup) if place.field in {"body", "text", "closing", "summary"} else [markup]
    before = [*paragraphs[: place.paragraph], paragraphs[place.paragraph][: finding.start]]
    return sum(text.count(finding.excerpt) for text in before)


def remedied(finding: Finding, markup: str) -> str | None:
    """Return the text of a field with the proposal of a finding in place of its excerpt; None where it is not there."""
    if finding.proposal is None or not finding.excerpt or not _is_there(finding, markup):
        return None
    is_markup = finding.place.field in {"body", "text", "closing", "summary"}
    nth = occurrence_of(finding, markup)
    for written in dict.fromkeys((finding.excerpt, escape(finding.excerpt))):
        parts = markup.split(written)
        if len(parts) > nth + 1:
            proposal = escape(finding.proposal) if is_markup else finding.proposal
            return _joined(parts, nth, written, proposal).strip()
    return None


def _is_there(finding: Finding, markup: str) -> bool:
    """Whether the text is still the one that was looked at."""
    place = finding.place
    paragraphs = paragraphs_of(markup) if place.field in {"body", "text", "closing", "summary"} else [markup]
    return place.paragraph < len(paragraphs) and paragraphs[place.paragraph].startswith(finding.excerpt, finding.start)


def _joined(parts: Sequence[str], nth: int, written: str, proposal: str) -> str:
    before, after = written.join(parts[: nth + 1]), written.join(parts[nth + 1 :])
    return f"{before}{proposal}{after}"
