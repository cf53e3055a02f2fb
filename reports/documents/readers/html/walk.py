"""The walk over a page's tree: inline text becomes paragraphs at the edges of blocks; tables and lists stay."""

import re
from dataclasses import dataclass, replace

from reports.documents.readers.html.furniture import (
    LIST_LABEL,
    has_crumb_label,
    is_breadcrumb,
    is_link_list,
    is_page_part,
    text_of,
    without_crumb_label,
)
from reports.documents.readers.html.tables import cell_text, is_data, rows_of
from reports.documents.readers.html.tree import BLOCKS, Element, Node
from reports.documents.readers.lines import join_lines, run_in
from reports.documents.readers.number_formats import join_number, write_number
from reports.documents.tree import Block, Paragraph, Table

_NUMBERING = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified", "trad-chinese-formal": "ideographLegalTraditional",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_RAISED = {"2": "²", "3": "³"}
_SEPARATORS = re.compile(r"\s*(?:>+|»|\u203a|→|/|\||·|::)\s*|\s+[-–—]\s+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f"
_LINE_IN_HAN = re.compile(f"(?<=[{_WIDE}])[ \t]*\n\\s*(?=[{_WIDE}])")
_GAP = re.compile("[ \t\n]*\u00a0[ \t\n\u00a0]*\u00a0[ \t\n]*")
_SPACES = re.compile("[ \t\n\u00a0]+")
_INDENT = re.compile("(?<=[。！？；：])(?:[ \t\n]*\u00a0){4,}\\s*|(?<=[。！？；：])\u3000{2,}")
"""Where a paragraph ends without an element saying so: an indent inside a line."""

MAX_COLUMNS = 100
"""Columns of a table, against cells that say they span thousands."""

MAX_TITLES = 100
"""Links in one line that are looked at one by one."""

_LONGEST_LABEL = 24
_HALF = 0.5
_BREAK = "\x00"
"""A line break inside a heading; no text holds this character."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A block as shown. `linked` is the share of its text that is links, `titles` their texts; `dropped` says why it is
    no part of the article, "" for what may be."""

    block: Block
    linked: float = 0.0
    titles: tuple[str, ...] = ()
    dropped: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the block is a heading, or looks like one."""
        return isinstance(self.block, Paragraph) and (self.block.level is not None or self.block.role == "strong")

    @property
    def besides(self) -> str:
        """The text outside links, without figures and marks: a list of pages has a rank or a date beside its links."""
        text = self.block.text if isinstance(self.block, Paragraph) else ""
        if len(self.titles) > MAX_TITLES:
            return text
        for title in self.titles:
            text = text.replace(title, "", 1)
        return "".join(filter(str.isalpha, text))

    def as_links(self) -> "list[Entry]":
        """Return the links in the entry as titles of other pages; what is no link is their label."""
        block = self.block
        if not isinstance(block, Paragraph) or block.role in ("links", "link", "breadcrumb"):
            return [self]
        is_label = len(block.text) <= _LONGEST_LABEL and LIST_LABEL.search(block.text) is not None
        if self.is_heading or (self.linked < _HALF and self.besides and (self.titles or is_label)):
            return [replace(self, block=Paragraph(block.text, role="links"))]
        if not self.titles:
            return [replace(self, block=Paragraph(block.text, role="link"))]
        label = block.text[: block.text.find(self.titles[0])].strip(" :：|")
        links = [replace(self, block=Paragraph(title, role="link")) for title in self.titles]
        if not any(map(str.isalpha, label)):
            return links
        return [replace(self, block=Paragraph(label, role="links")), *links]


class Walk:
    """Goes once through a tree and gathers entries in the order of the page."""

    def __init__(self, root: Element) -> None:
        self.entries: list[Entry] = []
        self._prose = root.prose
        self._inline: list[str] = []
        self._bold = self._plain = self._linked = 0
        self._titles: list[str] = []
        self._link_from: int | None = None
        self._level: int | None = None
        self._marker = self._number = self._lead = ""
        self._depth = 0
        self._dropped = ""
        self._role = ""
        self._children(root, False, False)
        self._flush()

    # --- text

    def _children(self, element: Element, bold: bool, keeps_lines: bool) -> None:
        for child in element.children:
            self._node(child, bold, keeps_lines)

    def _node(self, node: Node, bold: bool, keeps_lines: bool) -> None:
        if isinstance(node, str):
            self._text(node, bold, keeps_lines)
        elif node.tag == "br":
            self._break()
        elif node.tag in BLOCKS:
            self._block(node, bold, keeps_lines)
        elif node.tag == "sup" and text_of(node, 3) in _RAISED:
            self._inline.append(_RAISED[text_of(node, 3)])
        elif node.tag == "span" and is_breadcrumb(node) and has_crumb_label(text_of(node)):
            self._breadcrumb(node)
        else:
            is_link = node.tag == "a" and self._link_from is None
            if is_link:
                self._link_from = len(self._inline)
            self._children(node, bold or node.is_bold, keeps_lines or node.keeps_lines)
            if is_link:
                self._end_link()
                self._link_from = None

    def _text(self, text: str, bold: bool, keeps_lines: bool) -> None:
        if keeps_lines and "\n" in text:
            first, *others = text.split("\n")
            self._text(first, bold, False)
            for line in others:
                self._break()
                self._text(line, bold, False)
            return
        pieces = _INDENT.split(text)
        for position, piece in enumerate(pieces):
            if position:
                self._break()
            length = len("".join(piece.split()))
            if length and not bold and self._bold and not self._plain:
                self._lead = _tidy("".join(self._inline))
            self._inline.append(piece)
            self._bold += length if bold else 0
            self._plain += 0 if bold else length

    def _end_link(self) -> None:
        """Note the text of the link that ends here, or that a block inside it divides."""
        title = _tidy("".join(self._inline[self._link_from :]).replace(_BREAK, " "))
        if title:
            self._titles.append(title)
            self._linked += len("".join(title.split()))

    def _break(self) -> None:
        """End a line; the lines of a heading are one heading."""
        if self._level is None:
            self._flush()
        else:
            self._inline.append(_BREAK)

    def _flush(self) -> None:
        """Close the paragraph of the inline text gathered so far."""
        if self._link_from is not None:
            self._end_link()
            self._link_from = 0
        lines = [text for line in "".join(self._inline).split(_BREAK) if (text := _tidy(line))]
        if lines:
            text = join_lines(lines)
            if self._number:
                text = join_number(self._number, text)
            strong = bool(self._bold and not self._plain and self._level is None)
            role = self._role or ("strong" if strong else "")
            depth = self._depth if self._marker else 0
            lead = join_number(self._number, self._lead) if self._number and self._lead else self._lead
            lead = run_in(lead, text) if self._level is None else ""
            block = Paragraph(text, None, self._level, self._marker, depth, role, lead)
            share = self._linked / max(1, self._bold + self._plain)
            self.entries.append(Entry(block, share, tuple(self._titles), self._dropped))
            self._marker = self._number = ""
        self._inline, self._titles, self._lead = [], [], ""
        self._bold = self._plain = self._linked = 0

    # --- blocks

    def _block(self, element: Element, bold: bool, keeps_lines: bool) -> None:
        """Take a block: furniture by its name, a list, a table, a heading, or a container of others."""
        self._flush()
        bold, keeps_lines = bold or element.is_bold, keeps_lines or element.keeps_lines
        if self._dropped:
            self._contents(element, bold, keeps_lines)
        elif is_breadcrumb(element):
            self._breadcrumb(element)
        elif is_link_list(element):
            self._link_list(element)
        elif reason := is_page_part(element, self._prose):
            self._dropped = reason
            self._contents(element, bold, keeps_lines)
            self._flush()
            self._dropped = ""
        else:
            self._contents(element, bold, keeps_lines)
        self._flush()

    def _contents(self, element: Element, bold: bool, keeps_lines: bool) -> None:
        tag = element.tag
        if tag == "table" and is_data(element):
            self._table(element)
        elif tag in ("ol", "ul", "menu", "dir"):
            self._list(element, bold)
        elif tag[0] == "h" and tag[1:].isdecimal():
            self._level = int(tag[1])
            self._children(element, bold, keeps_lines)
            self._flush()
            self._level = None
        else:
            self._children(element, bold, keeps_lines)

    def _list(self, element: Element, bold: bool) -> None:
        number = _number(element.attributes.get("start"), 1)
        written = _NUMBERING.get(element.attributes.get("type", "")) or _styled_numbering(element)
        self._depth += 1
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li":
                number = _number(child.attributes.get("value"), number)
                self._flush()
                self._marker = "-" if element.tag != "ol" else "" if written else f"{number}."
                self._number = write_number(number, written) if written and element.tag == "ol" else ""
                self._children(child, bold or child.is_bold, child.keeps_lines)
                self._flush()
                self._marker = self._number = ""
                number += 1
            else:
                self._node(child, bold, False)
        self._depth -= 1

    def _breadcrumb(self, element: Element) -> None:
        pieces: list[str] = []
        _crumb_pieces(element, pieces)
        crumbs = [crumb for piece in pieces if (crumb := _tidy(piece))]
        if crumbs:
            self._flush()
            self.entries.append(Entry(Paragraph(" > ".join(crumbs), role="breadcrumb")))

    def _link_list(self, element: Element) -> None:
        """Take a list of other pages: its labels have the role "links", its titles "link"."""
        start = len(self.entries)
        self._contents(element, False, False)
        self._flush()
        taken, self.entries = self.entries[start:], self.entries[:start]
        label = element.attributes.get("aria-label")
        if label and not any(entry.linked < _HALF or entry.is_heading for entry in taken):
            self.entries.append(Entry(Paragraph(label, role="links")))
        self.entries += [link for entry in taken for link in entry.as_links()]

    def _table(self, element: Element) -> None:
        rows: list[tuple[str, ...]] = []
        has_header = False
        for child in element.elements():
            if child.tag == "caption":
                self._children(child, False, False)
                self._flush()
        for row in rows_of(element):
            cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
            has_header = has_header or (not rows and any(cell.tag == "th" for cell in cells))
            texts: list[str] = []
            for cell in cells:
                span = _number(cell.attributes.get("colspan"), 1)
                texts += [_tidy(cell_text(cell)), *[""] * (min(span, MAX_COLUMNS) - 1)]
            rows.append(tuple(texts[:MAX_COLUMNS]))
        if any(any(row) for row in rows):
            self.entries.append(Entry(Table(tuple(rows), None, has_header), dropped=self._dropped))


def _tidy(text: str) -> str:
    """Return a text as shown: a line end between Chinese characters is none, other runs of space are one space, or
    two where hard spaces set parts of a line apart."""
    return _SPACES.sub(
        lambda match: match[0] if match[0] == "  " else " ", _GAP.sub("  ", _LINE_IN_HAN.sub("", text.strip()))
    ).strip()


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default


def _styled_numbering(element: Element) -> str:
    found = _LIST_STYLE.search(element.style)
    return _NUMBERING.get(found[1], "") if found else ""


def _crumb_pieces(node: Node, pieces: list[str]) -> None:
    """The crumbs of an element: each link is one, and what separators leave of the text between them."""
    if isinstance(node, Element) and node.tag != "a":
        for child in node.children:
            _crumb_pieces(child, pieces)
        return
    if isinstance(node, Element):
        pieces.append(text_of(node))
        return
    pieces += [
        part for part in _SEPARATORS.split(without_crumb_label(node)) if part.strip(" \n\t\u00a0\u3000>»\u203a:：-|/")
    ]
