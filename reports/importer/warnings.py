"""Places that an editor should look at: masks, lost text, personal data, doubts."""

from collections.abc import Iterable

from reports.documents.folding import fold
from reports.documents.left_overs import GARBLED, MASK, suspicious
from reports.documents.personal_data import personal_spans
from reports.documents.values import replace
from reports.importer.blocks import text_of
from reports.importer.draft import Draft
from reports.importer.result import SourceWarning

_OPENING_SHOWN = 30


def merge_warnings(*groups: Iterable[SourceWarning]) -> tuple[SourceWarning, ...]:
    """Return the warnings with equal code and text counted as one, in order of first appearance."""
    merged: dict[tuple[str, str], SourceWarning] = {}
    for group in groups:
        for warning in group:
            key = (warning.code, warning.text)
            old = merged.get(key)
            merged[key] = (
                warning if old is None else SourceWarning(old.code, old.text, old.line, old.count + warning.count)
            )
    return tuple(merged.values())


def note_places(draft: Draft) -> Draft:
    """Add a warning for every mask, lost piece of text and personal datum of the source.

    Of a page's own lines (footer, contact) that are no block only personal data are noted.
    """
    found: list[SourceWarning] = []
    texts = [text_of(block) for block in draft.blocks]
    for at in suspicious(texts):
        found += find_places(texts[at], draft.blocks[at].line)
    if draft.format == "html":
        read, lines = {block.line for block in draft.blocks}, draft.text.split("\n")
        left = [at for at in suspicious(lines) if at + 1 not in read]
        found += [place for at in left for place in find_places(lines[at], at + 1) if place.code == "personal_data"]
    return replace(draft, warnings=merge_warnings(draft.warnings, found))


def note_doubts(draft: Draft) -> Draft:
    """Add the warnings that need the reports: those without a title, a single one as well."""
    untitled = [(report, part) for report, part in zip(draft.reports, draft.parts, strict=True) if not report.title]
    found = [
        SourceWarning(
            "untitled_part", text_of(part.blocks[0])[:_OPENING_SHOWN] if part.blocks else "", report.start_line
        )
        for report, part in untitled
    ]
    return replace(draft, warnings=merge_warnings(draft.warnings, found))


def find_places(line: str, number: int | None = None) -> list[SourceWarning]:
    """Return the masks, lost text and personal data of one line."""
    found = [SourceWarning("masked_value", match[0], number) for match in MASK.finditer(line)]
    found += [SourceWarning("garbled_text", match[0], number) for match in GARBLED.finditer(line)]
    found += [SourceWarning("personal_data", line[start:end], number) for start, end in personal_spans(fold(line))]
    return found
