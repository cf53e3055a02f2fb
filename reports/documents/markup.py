"""The small Markdown in which section text is stored, to and from blocks and plain text.

Paragraphs, emphasis, links, lists, block quotes and tables; no raw HTML, no images. What an importer writes here is
escaped just enough to be read back as the same plain text, so that an editor sees ordinary sentences.
"""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.documents.tree import Block, Paragraph, Table

PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable(["image", "html_block", "code"])

_ALWAYS = re.compile(r"[\\`*]|<(?=[A-Za-z/!?])|&(?=#?\w)|!(?=\[)|~~")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINK = re.compile(r"\[(?=[^\]]*\][(:\[])")
_START = re.compile(r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$|[-\s]+$)|(>)|(\d{1,9})([.)])(?=\s|$)|(=+\s*$)|(\|))")


def escape(text: str) -> str:
    """Return `text` (one paragraph, no line breaks) such that Markdown reads it as that same plain text."""
    escaped = _ALWAYS.sub(lambda match: "\\" + match[0], text)
    escaped = _UNDERSCORE.sub(r"\\_", escaped)
    escaped = _LINK.sub(r"\\[", escaped)
    start = _START.match(escaped)
    if start is None:
        return escaped
    if start[4]:
        return f"{start[4]}\\{escaped[len(start[4]) :]}"
    return "\\" + escaped


def to_markup(blocks: Iterable[Block]) -> str:
    """Return blocks as small Markdown, a blank line between them (list items follow each other directly)."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        if isinstance(block, Table):
            parts += ["\n\n" if parts else "", _table(block)]
            in_list = False
            continue
        text = " ".join(block.text.split())
        if not text:
            continue
        is_item = bool(block.marker)
        if parts:
            parts.append("\n" if is_item and in_list else "\n\n")
        parts.append(_item(block, text) if is_item else escape(text))
        in_list = is_item
    return "".join(parts)


def _item(paragraph: Paragraph, text: str) -> str:
    marker = paragraph.marker if re.fullmatch(r"[-*+]|\d{1,9}[.)]", paragraph.marker) else "-"
    return f"{'   ' * max(0, paragraph.depth - 1)}{marker} {escape(text)}"


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=0)
    rows = [["" for _cell in range(width)]] if not table.has_header else []
    rows += [[*row, *[""] * (width - len(row))] for row in table.rows]
    lines = ["| " + " | ".join(escape(" ".join(cell.split())).replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def paragraphs_of(markup: str) -> list[str]:
    """Return the plain text of each paragraph, list item and table cell of stored text, in order."""
    return [text for token in PARSER.parse(markup) if token.type in {"inline", "fence"} and (text := _plain(token))]


def to_plain(markup: str) -> str:
    """Return stored text as plain text, a line per paragraph."""
    return "\n".join(paragraphs_of(markup))


def _plain(block: Token) -> str:
    if block.type == "fence":
        return " ".join(block.content.split())
    parts = []
    for token in block.children or []:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts).strip()
