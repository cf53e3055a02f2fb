"""Reader of Markdown (CommonMark with tables and struck-out text), by markdown-it-py."""

import re

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.documents.readers.characters import clean_lines
from reports.documents.readers.html.tree import parse_page
from reports.documents.readers.html.walk import Walk
from reports.documents.readers.lines import LONGEST_HEADING, join_lines, run_in
from reports.documents.readers.plain_text import opens_item
from reports.documents.readers.refusals import UnreadableSource
from reports.documents.tree import Block, Document, Paragraph, Table

MAX_MARKERS = 20
MAX_INDENT = 60
"""Quotes and lists inside one another, on a line and by its indent. More are taken as if they stood at this depth:
the parser leaves out what is nested deeper than its own limit, and goes down by recursion."""

MAX_LABELS = 1_000_000
"""Characters between brackets in a text without a blank line, counted anew for each pair: the parser looks for the end
of every link through the whole text. A million take half a second; a page of brackets would take hours."""

MAX_MARKS = 100_000
"""Lines of a text and its marks: items, cells, emphasis. The parser spends up to 30 millionths of a second on each, a
hundred times what it spends on the words between them, so that the worst takes three seconds; a book has some ten
thousand."""

_PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": 150}).enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n((?:[\w -]{1,40}:.*\n|[ \t]+\S.*\n|-[ \t].*\n|#.*\n|[ \t]*\n){1,200})(?:---|\.\.\.)[ \t]*\n"
)
_BRACKETS = re.compile(r"[\[\]]")
_MARKER = r"(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])"
_MARKERS = re.compile(rf"^([ \t]*(?:{_MARKER}[ \t]*){{{MAX_MARKERS}}})(?:{_MARKER}|[ \t])+", re.M)
_INDENT = re.compile(rf"^[ \t]{{{MAX_INDENT},}}", re.M)
_NO_REFERENCE = re.compile(
    r"^( {0,3})(?=\[[^\]\n]{1,200}\]:[ \t]*(?![<#/.]|[a-zA-Z][\w+.-]*:|\S{0,200}[./]\w)\S)", re.M
)
"""Where a note begins ("[1]: ..."), which is none of the addresses that Markdown keeps apart from the text."""

_LITERAL_STRONG = re.compile(r"\*\*([^*\n]{1,500})\*\*")
"""Bold that CommonMark does not see, because a mark of punctuation and no space stands beside its asterisks."""

_MARK = re.compile(r"[*_~`|\[<>&\\]|[-+][ \t\n]|\d[.)][ \t\n]|^[ \t]*(?:#|$)", re.M)
"""What the parser may take for the beginning of something that is no plain text."""

_BREAK = re.compile(r"<br\s*/?>", re.I)
_SENTENCE_ENDS = tuple("。！？；：!?;:")
_WRAPPED = range(50, 130)
"""The widths at which texts are wrapped: paragraphs that are single lines are longer, lists of words are shorter."""

_FULL, _QUITE_FULL = 0.7, 0.85
_HARD_SPACES = re.compile("(?: *\u00a0){2,} *|\u00a0 +| +\u00a0")
_BREAK_SIGN = "\x00"
"""A line break in HTML; no text holds this character."""


def read_markdown(text: str) -> Document:
    """Return the document; ordered lists keep their numbers as markers, emphasis is dropped.

    Raises UnreadableSource for text of more marks than can be read in a few seconds.
    """
    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _NO_REFERENCE.sub(r"\1\\", _INDENT.sub(" " * MAX_INDENT, _MARKERS.sub(r"\1", text)))
    if (marks := text.count("\n") + sum(1 for _mark in _MARK.finditer(text))) > MAX_MARKS:
        raise _too_many(marks)
    if text.count("[") * len(text) > MAX_LABELS:
        text = "\n\n".join(map(_with_few_links, text.split("\n\n")))
    state = _Walk()
    for token in _PARSER.parse(text):
        state.take(token)
    return Document(blocks=tuple(state.blocks))


def _too_many(marks: int) -> UnreadableSource:
    return UnreadableSource(
        _(
            "The Markdown has %(count)d lines and marks of lists, tables and emphasis; at most %(limit)d are read. "
            "Divide it and import the parts, or name it .txt to import it as plain text."
        )
        % {"count": marks, "limit": MAX_MARKS}
    )


def _with_few_links(text: str) -> str:
    """Write the brackets of text that has too many for links as signs."""
    cost, opened = 0, list[int]()
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            cost += bracket.start() - opened.pop()
    cost += sum(len(text) - start for start in opened)
    return text.replace("[", "&#91;") if cost > MAX_LABELS else text


class _Walk:
    """The blocks so far and where in lists, headings and tables the parser is."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lists: list[int | None] = []
        self.marker = ""
        self.level: int | None = None
        self.rows: list[tuple[str, ...]] = []
        self.cells: list[str] | None = None
        self.table_line: int | None = None

    def take(self, token: Token) -> None:
        """Take the next block token of the parser."""
        line = token.map[0] + 1 if token.map else None
        if token.type.startswith("heading"):
            self.level = int(token.tag[1]) if token.nesting == 1 else None
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            self.lists.append(int(token.attrGet("start") or 1) if token.tag == "ol" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self.lists.pop()
        elif token.type.startswith("list_item"):
            number = f"{token.info or self.lists[-1]}."
            self.marker = "" if token.nesting == -1 else "-" if self.lists[-1] is None else number
        elif token.type.startswith(("table", "tr")):
            self._take_table(token, line)
        else:
            self._take_text(token, line)

    def _take_table(self, token: Token, line: int | None) -> None:
        match token.type:
            case "table_open":
                self.rows, self.table_line = [], line
            case "table_close":
                self.blocks.append(Table(tuple(self.rows), self.table_line))
            case "tr_open":
                self.cells = []
            case "tr_close":
                self.rows.append(tuple(self.cells or ()))
                self.cells = None

    def _take_text(self, token: Token, line: int | None) -> None:
        if token.type == "inline":
            self._take_inline(token, line)
        elif token.type in ("code_block", "fence"):
            for offset, raw in enumerate(token.content.split("\n"), start=token.type == "fence"):
                self._paragraph(raw.strip(), (line or 1) + offset)
        elif token.type == "html_block":
            for entry in Walk(parse_page(token.content)).entries:
                if isinstance(entry.block, Paragraph):
                    self._paragraph(entry.block.text, line, entry.block.role if entry.block.role == "strong" else "")
                else:
                    self.blocks.append(Table(entry.block.rows, line, entry.block.has_header))

    def _take_inline(self, token: Token, line: int | None) -> None:
        lines = _lines(token)
        if self.cells is not None:
            self.cells.append(_clean(" ".join(text for _, text in lines)))
            return
        if self.level is not None:
            lines = [(0, join_lines([text for _, text in lines]))]
            self.level = self.level if len(lines[0][1]) <= LONGEST_HEADING else None
        role = "strong" if _is_wholly_strong(token) else ""
        lead = "" if role else _lead(token)
        for offset, text in _joined(lines):
            self._paragraph(text, (line or 1) + offset, role, "" if offset else run_in(lead, text))

    def _paragraph(self, text: str, line: int | None, role: str = "", lead: str = "") -> None:
        if not (text := _clean(text)):
            return
        depth = len(self.lists) if self.marker else 0
        self.blocks.append(Paragraph(text, line, self.level, self.marker, depth, role, "" if self.level else lead))
        self.marker = ""


def _clean(text: str) -> str:
    """Return a text without what entities such as "&#0;" put into it; hard spaces set its parts two spaces apart."""
    return _HARD_SPACES.sub("  ", clean_lines(text).replace("\n", " ")).strip()


def _lines(token: Token) -> list[tuple[int, str]]:
    """The lines of an inline token that are not empty, each with its number from 0; struck-out text stays."""
    parts = [""]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("")
        elif child.type == "html_inline":
            parts[-1] += _BREAK_SIGN if _BREAK.fullmatch(child.content) else ""
        else:
            parts[-1] += child.content
    shown = [(offset, _LITERAL_STRONG.sub(r"\1", part)) for offset, part in enumerate(parts)]
    return [(at, text) for at, part in shown for piece in part.split(_BREAK_SIGN) if (text := piece.strip())]


def _joined(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Join the lines of a paragraph that were wrapped at some width; lines that their writer ended stay apart."""
    width = max((_width(text) for _, text in lines), default=0)
    if width not in _WRAPPED:
        return lines
    joined: list[tuple[int, list[str]]] = []
    above = ""
    for offset, text in lines:
        is_full = _width(above) >= _FULL * width
        is_ended = above.endswith(_SENTENCE_ENDS) and _width(above) < _QUITE_FULL * width
        if above and is_full and not is_ended and not opens_item(text):
            joined[-1][1].append(text)
        else:
            joined.append((offset, [text]))
        above = text
    return [(offset, join_lines(parts)) for offset, parts in joined]


def _width(text: str) -> int:
    """The columns that a line takes: Chinese characters take two."""
    return len(text) + sum(char > "\u2e7f" for char in text)


def _lead(token: Token) -> str:
    """The bold text that an inline token begins with."""
    parts: list[str] = []
    for child in [child for child in token.children or () if child.content or child.nesting][:3]:
        if not parts and child.type != "strong_open":
            return ""
        parts.append(child.content)
    return "".join(parts).strip()


def _is_wholly_strong(token: Token) -> bool:
    children = [child for child in token.children or () if child.content or child.type.startswith("strong")]
    return (
        len(children) >= 3
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in children) == 1
    )
