"""Stored text, which is small Markdown, as paragraphs, lists, quotations and tables of Word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from markdown_it.token import Token

from reports.documents.markup import PARSER, plain_paragraphs
from reports.documents.writers.word.numbering import Lists
from reports.documents.writers.word.xml import add, add_run, name_of

SCHEMES = {"http", "https", "mailto"}
"""The schemes of links that are kept, as on the report's page."""

DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Number:
    """What numbers a paragraph: an automatic list, or a marker that is typed before the text."""

    list_key: int | None = None
    marker: str = ""


class TextWriter:
    """Appends paragraphs to the body of a document."""

    def __init__(self, part: Any, body: Any, lists: Lists) -> None:  # noqa: ANN401 - the library's parts have no types
        self._part, self._body, self._last = part, body, body[-1]
        self._links: dict[str, str] = {}
        self.lists = lists

    def paragraph(self, style: str, text: str = "", number: Number | None = None, *, is_strong: bool = False) -> Any:  # noqa: ANN401
        """Append a paragraph of plain text and return it; one that holds nothing shows its number alone."""
        element = add(self._body, "w:p")
        # The properties of the page stand last in a body.
        self._last.addprevious(element)
        properties = add(element, "w:pPr")
        add(properties, "w:pStyle", val=style.replace(" ", ""))
        if number and number.list_key:
            self.put_in_list(properties, number.list_key)
        elif number and number.marker:
            add_run(element, number.marker)
        if text:
            add_run(element, text, **({"b": None} if is_strong else {}))
        return element

    @staticmethod
    def put_in_list(properties: Any, key: int, depth: int = 0) -> None:  # noqa: ANN401
        """Make a paragraph an item of a list."""
        place = add(properties, "w:numPr")
        add(place, "w:ilvl", val=min(depth, DEEPEST))
        add(place, "w:numId", val=key)

    def link(self, paragraph: Any, address: str, text: str) -> None:  # noqa: ANN401
        """Append a link to a paragraph; to an address that cannot be followed, its text alone."""
        target = self._link_to(address, paragraph)
        add_run(target, text, **({} if target is paragraph else {"rStyle": "Hyperlink"}))

    def _link_to(self, address: str, paragraph: Any) -> Any:  # noqa: ANN401
        if not _is_safe(address):
            return paragraph
        if address not in self._links:
            self._links[address] = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = add(paragraph, "w:hyperlink")
        element.set(name_of("r:id"), self._links[address])
        return element

    def markup(self, text: str, style: str, number: Number | None = None) -> None:
        """Append stored text; its first paragraph bears the number, which else stands alone before it."""
        if (plain := plain_paragraphs(text.strip())) is not None:
            for at, paragraph in enumerate(plain):
                self.paragraph(style, paragraph, number if at == 0 else None)
            return
        tokens = PARSER.parse(text)
        if number and (not tokens or tokens[0].type != "paragraph_open"):
            self.paragraph(style, "", number)
            number = None
        _Walk(self, style, number).take(tokens)


class _Walk:
    """Where in quotations, lists and tables the text is."""

    def __init__(self, writer: TextWriter, style: str, number: Number | None) -> None:
        self.writer, self.style, self.number = writer, style, number
        self.lists: list[int] = []
        self.is_item_open = False
        self.quotes = 0
        self.heading = ""
        self.table: Any = None
        self.row: Any = None
        self.is_header = False

    def take(self, tokens: Iterable[Token]) -> None:
        """Append what the parser found, token by token."""
        for token in tokens:
            if token.type in ("inline", "fence", "code_block"):
                self._take_text(token)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self._open_list(token)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
            elif token.type == "list_item_open":
                self.is_item_open = True
            elif token.type.startswith("blockquote"):
                self.quotes += token.nesting
            elif token.type.startswith("heading"):
                self.heading = "Heading 4" if token.nesting == 1 else ""
            else:
                self._take_table(token)

    def _open_list(self, token: Token) -> None:
        lists = self.writer.lists
        if token.type == "bullet_list_open":
            self.lists.append(lists.bullets())
        else:
            self.lists.append(lists.numbers(token.markup or ".", _start_of(token)))

    def _take_table(self, token: Token) -> None:
        if token.type == "table_open":
            self.table = _new_table(self.writer, token)
        elif token.type == "thead_open":
            self.is_header = True
        elif token.type == "thead_close":
            self.is_header = False
        elif token.type == "tr_open":
            self.row = add(self.table, "w:tr")
            if self.is_header:
                add(add(self.row, "w:trPr"), "w:tblHeader")
        elif token.type == "table_close":
            _finish_table(self.table)
            self.table = None

    def _take_text(self, token: Token) -> None:
        if self.table is not None:
            cell = add(self.row, "w:tc")
            paragraph = add(cell, "w:p")
            add(add(paragraph, "w:pPr"), "w:pStyle", val="TableText")
            self._inline(paragraph, token.children or (), is_bold=self.is_header)
            return
        if token.type != "inline":
            for line in token.content.rstrip("\n").split("\n"):
                self.writer.paragraph(self.style, line)
            return
        style = self.heading or ("Quote" if self.quotes else "List Paragraph" if self.lists else self.style)
        paragraph = self.writer.paragraph(style, "", self.number)
        if self.lists and self.is_item_open:
            self.writer.put_in_list(paragraph[0], self.lists[-1], len(self.lists) - 1)
            self.is_item_open = False
        self.number = None
        self._inline(paragraph, token.children or ())

    def _inline(self, paragraph: Any, tokens: Sequence[Token], *, is_bold: bool = False) -> None:  # noqa: ANN401
        """Append runs: strong, emphasised (dots in Chinese, where slanted type is none) and linked text."""
        target, strong, emphasis, linked = paragraph, int(is_bold), 0, False
        for token in tokens:
            if token.type.startswith("strong"):
                strong += token.nesting
            elif token.type.startswith("em_"):
                emphasis += token.nesting
            elif token.type == "link_open":
                target = self.writer._link_to(str(token.attrGet("href") or ""), paragraph)
                linked = target is not paragraph
            elif token.type == "link_close":
                target, linked = paragraph, False
            elif token.type == "hardbreak":
                add(add(target, "w:r"), "w:br")
            elif text := " " if token.type == "softbreak" else token.content:
                properties: dict[str, str | None] = {"rStyle": "Hyperlink"} if linked else {}
                properties |= {"b": None} if strong else {}
                properties |= ({"em": "dot"} if _is_chinese(text) else {"i": None}) if emphasis else {}
                add_run(target, text, **properties)


def _start_of(token: Token) -> int:
    start = token.attrGet("start")
    return 1 if start is None else int(start)


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _new_table(writer: TextWriter, _token: Token) -> Any:  # noqa: ANN401
    table = add(writer._body, "w:tbl")
    writer._last.addprevious(table)
    properties = add(table, "w:tblPr")
    add(properties, "w:tblStyle", val="TableGrid")
    add(properties, "w:tblW", w=5000, type="pct")
    add(properties, "w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    return table


def _finish_table(table: Any) -> None:  # noqa: ANN401
    """Give a table its columns, which are known now, and the paragraph that Word wants between two tables."""
    rows = table.findall(name_of("w:tr"))
    columns = max(len(row.findall(name_of("w:tc"))) for row in rows)
    grid = add(table, "w:tblGrid")
    table.remove(grid)
    table.insert(1, grid)
    for _column in range(columns):
        add(grid, "w:gridCol", w=9000 // columns)
