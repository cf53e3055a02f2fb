"""Labels given by an editor: what a line becomes, whatever the importer took it for."""

from dataclasses import replace

from reports.documents.enumerators import enumerator_of
from reports.documents.tree import Paragraph
from reports.enums import LineLabel, SectionKind
from reports.importer.heads import read_head
from reports.importer.lines import BODY, Line
from reports.importer.points import split_run_in
from reports.importer.sections import classify_heading

BY_EDITOR = "editor"
_LONGEST_HEADING = 120


def relabel(line: Line, label: LineLabel, kind: SectionKind | None = None) -> Line:
    """Return the line as what an editor says it is."""
    changed = replace(line, label=label, kind=kind, marker="", heading="", block=None, note=BY_EDITOR, is_certain=True)
    source = line.source
    if label not in BODY:
        return replace(changed, kind=None)
    if label in (LineLabel.TEXT, LineLabel.CLOSING) or not isinstance(source, Paragraph):
        return replace(changed, label=label if label is LineLabel.CLOSING else LineLabel.TEXT, block=source)
    if label is LineLabel.HEADING:
        return _as_heading(changed, source, kind or line.kind)
    enumerator = enumerator_of(source)
    heading, text = split_run_in(source.text, enumerator.end if enumerator else 0)
    block = replace(source, text=text, marker="", depth=0, level=None, role="") if text else None
    return replace(changed, marker=enumerator.raw if enumerator else "", heading=heading, block=block)


def _as_heading(line: Line, source: Paragraph, kind: SectionKind | None) -> Line:
    """A heading is the label at the start of a line; of a line that is one long sentence, all that fits."""
    head = read_head(source, enumerator_of(source))
    label, rest = head.label, source.text[head.body_at :].strip()
    if not label:
        start = head.enumerator.end if head.enumerator else 0
        label, rest = source.text[start:], ""
    if len(label) > _LONGEST_HEADING:
        label, rest = "", source.text[head.enumerator.end if head.enumerator else 0 :]
    found = classify_heading(label) if label else None
    return replace(
        line,
        kind=kind or (found[0] if found else SectionKind.WORK_DONE),
        marker=head.enumerator.raw if head.enumerator else "",
        heading=label.strip(),
        block=Paragraph(rest, source.line) if rest else None,
    )
