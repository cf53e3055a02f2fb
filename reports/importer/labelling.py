"""Labels for the lines of a source: every paragraph, and what the importer took it for.

The lines of a report's body are made from the importer's own sections, so that `reports_from(label_lines(result))`
gives these sections back; everything else is found by its line and its letters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.documents.tree import Block, Paragraph, Section, Table
from reports.enums import LineLabel, SectionKind
from reports.importer.blocks import text_of
from reports.importer.changes import changes_of, cut_changes
from reports.importer.lines import Change, Line, letters, with_ids
from reports.importer.page_lines import label_page_lines
from reports.importer.result import ImportResult

_LOOK_AHEAD = 3
_OPENING_MARKS = "(（[【《〈“‘「『\"'*#"


def label_lines(result: ImportResult) -> tuple[Line, ...]:
    """Return every line of the source with its label, in the order of the source."""
    bodies = []
    for number, report in enumerate(result.reports):
        written = result.as_written.reports[number] if result.as_written else report
        changes = changes_of(written.blocks, report.blocks, result.repairs)
        bodies.append(label_body(report.sections, report.blocks, changes))
    return tuple(with_ids(label_page_lines(result, bodies)))


def label_body(
    sections: Sequence[Section], blocks: Sequence[Block], changes: Sequence[Sequence[Change]] = ()
) -> list[Line]:
    """Return the lines that make `sections`, cut from the paragraphs (`blocks`) these were made of.

    Ids are "" for the first line of a paragraph, ".2", ".3" ... for further ones.
    """
    pieces = [piece for section in sections for piece in _pieces(section)]
    placed = _place(pieces, _Cutter(blocks))
    lines: list[Line] = []
    for at, (piece, place) in enumerate(placed):
        if place is None:
            source = piece.block or Paragraph(f"{piece.marker}{piece.heading}")
            lines.append(_line(piece, source))
            continue
        paragraph, start = place
        following = placed[at + 1][1] if at + 1 < len(placed) else None
        end = following[1] if following and following[0] == paragraph else None
        source, found = _part_of(blocks[paragraph], start, end, changes[paragraph] if changes else ())
        part = _part_number(placed, at)
        lines.append(replace(_line(piece, source), id=f".{part}" if part > 1 else "", changes=tuple(found)))
    return lines


def _line(piece: "_Piece", source: Block) -> Line:
    return Line(
        "", source.line, source, piece.label, False, piece.kind, piece.marker, piece.heading, piece.block, piece.note
    )


def _part_number(placed: "list[_Placed]", at: int) -> int:
    number, place = 1, placed[at][1]
    while at > 0 and place and (before := placed[at - 1][1]) and before[0] == place[0]:
        number, at = number + 1, at - 1
    return number


def _part_of(block: Block, start: int, end: int | None, changes: Sequence[Change]) -> tuple[Block, Sequence[Change]]:
    """Return the part of a paragraph between two of its letters, and the changes in it."""
    if isinstance(block, Table) or (start == 0 and end is None):
        return block, changes
    first, last = _cut_before(block.text, start), len(block.text) if end is None else _cut_before(block.text, end)
    text = block.text[first:last].strip()
    first += len(block.text[first:last]) - len(block.text[first:last].lstrip())
    part = replace(block, text=text) if start == 0 else Paragraph(text, block.line)
    return part, cut_changes(changes, first, first + len(text))


def _cut_before(text: str, letter: int) -> int:
    """Return where to cut a text before one of its letters: before the brackets that open in front of it."""
    if letter == 0:
        return 0
    seen = 0
    for at, char in enumerate(text):
        if char.isalnum():
            if seen == letter:
                cut = at
                while cut > 0 and text[cut - 1] in _OPENING_MARKS:
                    cut -= 1
                return cut
            seen += 1
    return len(text)


# --- what a report is made of, in the order of its text


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one stretch of text became: a heading, a point, or a block of text."""

    label: LineLabel
    marker: str = ""
    heading: str = ""
    block: Block | None = None
    kind: SectionKind | None = None
    note: str = ""


_Placed = tuple[_Piece, tuple[int, int] | None]


def _pieces(section: Section) -> Iterator[_Piece]:
    """The pieces of a section; the first one opens it."""
    kind: SectionKind | None = section.kind
    if section.heading or section.marker:
        yield _Piece(LineLabel.HEADING, section.marker, section.heading, None, kind, section.evidence)
        kind = None
    for piece in _inner_pieces(section):
        yield piece if kind is None else replace(piece, kind=kind, note=section.evidence)
        kind = None


def _inner_pieces(section: Section) -> Iterator[_Piece]:
    for block in section.blocks:
        yield _Piece(LineLabel.TEXT, block=block)
    for point in section.points:
        yield _Piece(LineLabel.POINT, point.marker, point.heading)
        for block in point.blocks:
            yield _Piece(LineLabel.TEXT, block=block)
    for block in section.closing:
        yield _Piece(LineLabel.CLOSING, block=block)


def _place(pieces: Sequence[_Piece], cutter: "_Cutter") -> list[_Placed]:
    """Find the paragraph of every piece; heading or point and the text behind it in its paragraph become one."""
    placed: list[_Placed] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        opens = piece.label in (LineLabel.HEADING, LineLabel.POINT)
        if opens and following and following.label is LineLabel.TEXT and following.kind is None and following.block:
            text = text_of(following.block)
            place = cutter.cut(piece.marker + piece.heading + text, piece.heading + text)
            if place is not None:
                placed.append((replace(piece, block=following.block), place))
                at += 2
                continue
        if piece.block is not None:
            place = cutter.cut(text_of(piece.block)) or cutter.find(piece.block)
        else:
            place = cutter.cut(piece.marker + piece.heading, piece.heading)
        placed.append((piece, place))
        at += 1
    return placed


class _Cutter:
    """Goes through the paragraphs of a report and cuts off the text of one piece after the other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.letters = [letters(text_of(block)) for block in blocks]
        self.at = 0
        self.done = 0

    def cut(self, *texts: str) -> tuple[int, int] | None:
        """Return the paragraph that goes on with one of the texts, and how many of its letters stand before it."""
        for wanted in dict.fromkeys(map(letters, texts)):
            for at in range(self.at, min(self.at + _LOOK_AHEAD, len(self.blocks))) if wanted else ():
                done = self.done if at == self.at else 0
                if self.letters[at].startswith(wanted, done):
                    self.at, self.done = at, done + len(wanted)
                    return at, done
        return None

    def find(self, block: Block) -> tuple[int, int] | None:
        """Return the next paragraph that is a block without letters, such as a row of dashes."""
        for at in range(self.at, min(self.at + _LOOK_AHEAD, len(self.blocks))):
            if not self.letters[at] and text_of(self.blocks[at]) == text_of(block) and (at, 0) != (self.at, self.done):
                self.at, self.done = at, 0
                return at, 0
        return None
