"""Reader of Markdown (CommonMark with tables), by markdown-it-py."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.documents.tree import Block, Document, Paragraph, Table

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_TAG = re.compile(r"<[^<>]*>")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_SOFT_BREAK_GLUE = re.compile(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")


def read_markdown(text: str) -> Document:
    """Return the document; ordered lists keep their numbers as markers, emphasis is dropped."""
    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
    state = _Walk()
    for token in _PARSER.parse(text):
        state.take(token)
    return Document(blocks=tuple(state.blocks))


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
            for offset, raw in enumerate(token.content.split("\n")):
                self._paragraph(raw.strip(), (line or 1) + offset)
        elif token.type == "html_block":
            self._paragraph(_TAG.sub(" ", token.content).strip(), line)

    def _take_inline(self, token: Token, line: int | None) -> None:
        if self.cells is not None:
            self.cells.append(_inline_text(token).replace("\n", " "))
            return
        strong = _is_wholly_strong(token)
        for offset, part in enumerate(_inline_text(token).split("\n")):
            self._paragraph(part.strip(), (line or 1) + offset, "strong" if strong else "")

    def _paragraph(self, text: str, line: int | None, role: str = "") -> None:
        if not text:
            return
        self.blocks.append(Paragraph(text, line, self.level, self.marker, len(self.lists) if self.marker else 0, role))
        self.marker = ""


def _inline_text(token: Token) -> str:
    """The text of an inline token: soft breaks join lines, hard breaks separate paragraphs."""
    parts = []
    for child in token.children or ():
        if child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image" or child.type != "html_inline":
            parts.append(child.content)
    return _SOFT_BREAK_GLUE.sub("", "".join(parts))


def _is_wholly_strong(token: Token) -> bool:
    children = [child for child in token.children or () if child.content or child.type.startswith("strong")]
    return (
        len(children) >= 3
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in children) == 1
    )
