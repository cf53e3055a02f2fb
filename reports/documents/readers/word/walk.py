"""The walk over a Word document's body: paragraphs and tables in their order become blocks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from reports.documents.readers.lines import LONGEST_HEADING, join_lines, run_in
from reports.documents.readers.number_formats import join_number
from reports.documents.readers.refusals import UnreadableSource
from reports.documents.readers.word.headings import Sized
from reports.documents.readers.word.numbering import BULLET, Numbering
from reports.documents.readers.word.package import Package, damaged
from reports.documents.readers.word.paragraphs import Text, TextReader, is_deleted_mark, is_placeholder
from reports.documents.readers.word.styles import Styles
from reports.documents.readers.word.xml import ALTERNATIVES, CHOICE, FALLBACK, child, is_on, number, value, w
from reports.documents.tree import Paragraph, Table

MAX_DEPTH = 30
"""Elements around a paragraph: tables, text boxes and controls inside one another. Documents nest two or three."""

MAX_COLUMNS = 63
"""Columns of a table, as in Word."""

_CONTAINERS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_SPACES = re.compile("[ \t\r\f\v\u00a0]+")
_LETTER = 80
"""Characters in the paragraphs of one cell from which a table lays text out rather than compares it."""


class Walk:
    """Reads the body of a package once, from top to bottom, and counts the numbers of lists on the way."""

    def __init__(self, package: Package) -> None:
        self._body = child(package.document(), "body")
        if self._body is None:
            raise damaged()
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles.list_of)
        self._texts = TextReader(self._styles, self._body)
        self._notes: dict[str, dict[str, Any]] = {}
        self._carried: list[str] = []

    def read(self) -> list[Sized | Table]:
        """Return the blocks of the whole document."""
        blocks = list(self._blocks(self._body, 0))
        if self._carried:
            blocks += self._paragraph("".join(self._carried), None, Text(), None)
        return blocks

    def _blocks(self, parent: Any, depth: int) -> Iterator[Sized | Table]:  # noqa: ANN401 - lxml's elements have no types
        if depth > MAX_DEPTH:
            raise UnreadableSource(
                _("Tables or text boxes of the document stand more than %(limit)d deep inside one another.")
                % {"limit": MAX_DEPTH}
            )
        for each in parent:
            if each.tag == w("p"):
                yield from self._paragraphs(each, depth)
            elif each.tag == w("tbl"):
                yield from self._table(each, depth)
            elif each.tag == w("altChunk"):
                raise UnreadableSource(
                    _("The document contains another file. Open it in Word, save it again and import that.")
                )
            elif each.tag == ALTERNATIVES:
                found = each.find(CHOICE) if each.find(CHOICE) is not None else each.find(FALLBACK)
                yield from self._blocks(found if found is not None else (), depth + 1)
            elif each.tag in _CONTAINERS and not is_placeholder(each):
                yield from self._blocks(each, depth + 1)

    def _paragraphs(self, element: Any, depth: int) -> Iterator[Sized | Table]:  # noqa: ANN401
        """One paragraph; several where lines are broken inside it; then its text boxes and notes."""
        properties = child(element, "pPr")
        text = self._texts.read(element)
        if is_deleted_mark(element):
            self._carried.append(text.content)
        elif not self._styles.is_contents(properties):
            content = "".join([*self._carried, text.content])
            self._carried = []
            level = self._styles.heading_level(properties)
            yield from self._paragraph(content, level, text, properties)
        for box in text.boxes:
            yield from self._blocks(box, depth + 1)
        for kind, key in text.notes:
            yield from self._note(kind, key)

    def _paragraph(self, content: str, level: int | None, look: Text, properties: Any) -> Iterator[Sized]:  # noqa: ANN401
        """The blocks of a paragraph's text, whose breaks end lines; a heading's lines are one heading."""
        lines = [text for line in content.split("\n") if (text := _SPACES.sub(" ", line).strip())]
        if level is not None and lines:
            lines = [join_lines(lines)]
            level = level if len(lines[0]) <= LONGEST_HEADING else None
        marker = self._marker(properties)
        is_bullet = marker == BULLET
        lead = look.lead
        if lines and marker and not is_bullet:
            lines[0] = join_number(marker, lines[0])
            lead = join_number(marker, lead) if lead else ""
        for position, line in enumerate(lines):
            block = Paragraph(line, level=level, lead="" if position or level else run_in(lead, line))
            if is_bullet and not position:
                block = replace(block, marker=BULLET, depth=self._place(properties)[1] + 1)
            is_bold, has_font = bool(look.bold and not look.plain), look.heading_font >= look.plain + look.bold > 0
            yield Sized(block, look.size, is_bold, has_font)

    def _note(self, kind: str, key: str) -> Iterator[Sized | Table]:
        """The footnote or endnote that a paragraph cites; it follows the paragraph."""
        if kind not in self._notes:
            root = self._package.part(kind)
            notes = () if root is None else root.findall(w(kind[:-1]))
            self._notes[kind] = {note.get(w("id"), ""): note for note in notes}
        note = self._notes[kind].pop(key, None)
        for paragraph in () if note is None else note.iter(w("p")):
            text = _SPACES.sub(" ", self._texts.read(paragraph).content.replace("\n", " ")).strip()
            if text:
                yield Sized(Paragraph(text, role="note"))

    # --- tables

    def _table(self, element: Any, depth: int) -> Iterator[Sized | Table]:  # noqa: ANN401
        """A table of short cells is a Table; one that lays out paragraphs gives these paragraphs."""
        rows = [list(_parts(row, "tc")) for row in _parts(element, "tr") if not _is_deleted_row(row)]
        cells = [[list(self._blocks(cell, depth + 1)) for cell in row] for row in rows]
        if _is_layout(cells):
            yield from (block for row in cells for cell in row for block in cell)
            return
        shown = []
        for row, contents in zip(rows, cells, strict=True):
            texts: list[str] = []
            for cell, content in zip(row, contents, strict=True):
                span = number(value(cell, "tcPr", "gridSpan")) or 1
                texts += [" ".join(map(_text_of, content)), *[""] * (min(span, MAX_COLUMNS) - 1)]
            shown.append(tuple(texts[:MAX_COLUMNS]))
        if any(any(row) for row in shown):
            yield Table(tuple(shown), has_header=len(shown) > 1 and _has_header(element, shown))

    # --- numbers

    def _marker(self, properties: Any) -> str:  # noqa: ANN401
        """The automatic number of a paragraph, from itself or from its style; counts it."""
        list_id, depth = self._place(properties)
        return self._numbering.next_marker(list_id, depth) if list_id else ""

    def _place(self, properties: Any) -> tuple[str, int]:  # noqa: ANN401
        list_id, depth, style = self._styles.numbering(properties)
        if (
            style
            and (linked := self._numbering.level_of_style(list_id, value(properties, "pStyle") or style)) is not None
        ):
            depth = linked
        return list_id, depth or 0


def _parts(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a table or the cells of a row, also those inside controls and tracked changes."""
    for each in parent:
        if each.tag == w(name):
            yield each
        elif each.tag in _CONTAINERS:
            yield from _parts(each, name)


def _is_deleted_row(row: Any) -> bool:  # noqa: ANN401
    return child(row, "trPr", "del") is not None


def _is_layout(cells: list[list[list[Sized | Table]]]) -> bool:
    """Whether a table lays out text: it has one row, as letterheads have, or a cell holds paragraphs of a text."""
    if len(cells) == 1:
        return True
    return any(_holds_text(cell) for row in cells for cell in row)


def _holds_text(cell: list[Sized | Table]) -> bool:
    """Whether a cell holds paragraphs of a text: a heading, or several of some length."""
    paragraphs = [each.block for each in cell if isinstance(each, Sized)]
    if any(block.level for block in paragraphs) and len(cell) > 1:
        return True
    return len(cell) > 1 and sum(len(_text_of(each)) for each in cell) > _LETTER


def _text_of(block: Sized | Table) -> str:
    return (
        block.block.text
        if isinstance(block, Sized)
        else " ".join(filter(None, (cell for row in block.rows for cell in row)))
    )


def _has_header(element: Any, rows: list[tuple[str, ...]]) -> bool:  # noqa: ANN401
    """Whether the first row is a header: marked as one, or filled with words."""
    first = next(_parts(element, "tr"), None)
    if first is not None and is_on(child(first, "trPr", "tblHeader")):
        return True
    return all(cell and not cell[0].isdecimal() for cell in rows[0])
