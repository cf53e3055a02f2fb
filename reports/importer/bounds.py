"""Where lines begin and end: two joined to one, one cut in two."""

from dataclasses import replace

from reports.documents.tree import Paragraph
from reports.enums import LineLabel
from reports.importer.blocks import text_of
from reports.importer.changes import cut_changes, shift_changes
from reports.importer.lines import BODY, Line
from reports.importer.relabelling import relabel
from reports.importer.review import Review


def join_line(review: Review, at: int) -> Review:
    """Return the review with a line that goes on with the paragraph above it; ValueError where it cannot."""
    above, line = review.lines[at - 1], review.lines[at]
    if at == 0 or line.starts or not isinstance(above.source, Paragraph) or not isinstance(line.source, Paragraph):
        raise ValueError("nothing to join")
    old, new = above.source.text, line.source.text
    glue = " " if old[-1:].isascii() and new[:1].isascii() else ""
    block = above.block
    if above.label in BODY:
        text = f"{text_of(block)}{glue}{new}" if block else new
        block = replace(block, text=text) if isinstance(block, Paragraph) else Paragraph(text, line.number)
    offset = len(old) + len(glue)
    joined = replace(
        above,
        source=replace(above.source, text=f"{old}{glue}{new}"),
        block=block,
        changes=above.changes + shift_changes(line.changes, offset),
        is_certain=True,
    )
    return replace(review, lines=(*review.lines[: at - 1], joined, *review.lines[at + 1 :]))


def cut_line(review: Review, at: int, place: int) -> Review:
    """Return the review with a line in two: from a character on it is another line; ValueError where it cannot be."""
    line = review.lines[at]
    if not isinstance(line.source, Paragraph) or not 0 < place < len(line.text):
        raise ValueError("nothing to cut")
    first, rest = line.text[:place].rstrip(), line.text[place:].lstrip()
    if not first or not rest:
        raise ValueError("nothing to cut")
    start = len(line.text) - len(rest)
    paragraph = line.id.partition(".")[0]
    parts = [int(other.id.partition(".")[2] or 1) for other in review.lines if other.id.partition(".")[0] == paragraph]
    before = relabel(
        replace(line, source=replace(line.source, text=first), changes=tuple(cut_changes(line.changes, 0, len(first)))),
        line.label,
        line.kind,
    )
    own = Line(f"{paragraph}.{max(parts) + 1}", line.number, Paragraph(rest, line.source.line), LineLabel.TEXT)
    changes = tuple(cut_changes(line.changes, start, len(line.text)))
    after = relabel(replace(own, changes=changes), LineLabel.TEXT if line.label in BODY else line.label)
    return replace(review, lines=(*review.lines[:at], before, after, *review.lines[at + 1 :]))
