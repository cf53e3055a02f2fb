"""The small Markdown in which section text is stored, to and from blocks and plain text.

Paragraphs, emphasis, links, lists, block quotes and tables; no raw HTML, no images. What an importer writes here is
escaped just enough to be read back as the same plain text, so that an editor sees ordinary sentences.
"""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.documents.tree import Block, Paragraph, Table

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "code"])

_ALWAYS = re.compile(r"[\\`*]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)|~~")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINK = re.compile(r"\][(:\[]")
_SIGNS = "\\`*<&!~_]"
_FIRST_SIGN = re.compile(r"[#+>=|\d-]")
"""The signs that are escaped anywhere in a text, and those at its beginning: most texts have neither."""
_START = re.compile(r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$|[-\s]+$)|(>)|(\d{1,9})([.)])(?=\s|$)|(=+\s*$)|(\|))")


def escape(text: str) -> str:
    """Return `text` (one paragraph, no line breaks) such that Markdown reads it as that same plain text."""
    if not any(map(text.__contains__, _SIGNS)) and _FIRST_SIGN.match(text) is None:
        return text
    escaped = _ALWAYS.sub(lambda match: "\\" + match[0], text)
    escaped = _UNDERSCORE.sub(r"\\_", escaped)
    if _LINK.search(escaped):
        escaped = escaped.replace("[", "\\[")
    start = _START.match(escaped)
    if start is None:
        return escaped
    if start[4]:
        return f"{start[4]}\\{escaped[len(start[4]) :]}"
    return "\\" + escaped


def to_markup(blocks: Iterable[Block]) -> str:
    """Return blocks as small Markdown, a blank line between them (list items follow each other directly)."""
    parts: list[str] = []
    indents: list[int] = []
    for block in blocks:
        is_item = isinstance(block, Paragraph) and bool(block.marker)
        text = _table(block) if isinstance(block, Table) else escape(" ".join(block.text.split()))
        if not text:
            continue
        gap = "\n" if is_item and indents else "\n\n"
        if isinstance(block, Paragraph) and is_item:
            depth = len(indents)
            text = _item(block, text, indents)
            # A list that starts with another number than 1 begins after a blank line only.
            gap = "\n\n" if len(indents) > depth and re.match(r"\s*(?!1[.)])[0-9]", text) else gap
        else:
            indents.clear()
        parts += [gap if parts else "", text]
    return "".join(parts)


def _item(paragraph: Paragraph, text: str, indents: list[int]) -> str:
    """Return a list item; `indents` says where the text of each item around it starts, and is brought up to date."""
    marker = paragraph.marker if re.fullmatch(r"[-*+]|[0-9]{1,9}[.)]", paragraph.marker) else "-"
    # An item cannot stand more than one level below the one before.
    del indents[max(1, paragraph.depth) - 1 :]
    indent = indents[-1] if indents else 0
    indents.append(indent + len(marker) + 1)
    return f"{' ' * indent}{marker} {text}"


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=0)
    if not width:
        return ""
    rows = [["" for _cell in range(width)]] if not table.has_header else []
    rows += [[*row, *[""] * (width - len(row))] for row in table.rows]
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _cell(text: str) -> str:
    return escape(" ".join(text.split())).replace("|", "\\|")


_PLAIN = re.compile(r"(?![\s#>=~|+\-]|\d{1,9}[.)])[^\\`*_\[\]<>&\n\r\t\x00\xa0\ufffd]+(?<!\s)")


def plain_paragraphs(markup: str) -> list[str] | None:
    """Return the paragraphs of a text without any mark-up, each on one line; None where there may be some.

    Most of what is stored is such text, and it is read many times faster without the parser.
    """
    paragraphs = markup.split("\n\n")
    return paragraphs if all(map(_PLAIN.fullmatch, paragraphs)) else None


def paragraphs_of(markup: str) -> list[str]:
    """Return the plain text of each paragraph, list item and table cell of stored text, in order."""
    if (plain := plain_paragraphs(markup)) is not None:
        return plain
    return [text for token in PARSER.parse(markup) if token.type in {"inline", "fence"} and (text := _plain(token))]


def blocks_of(markup: str) -> list[Block]:
    """Return stored text as plain paragraphs (list items too) and tables, in order."""
    if (plain := plain_paragraphs(markup)) is not None:
        return [Paragraph(text) for text in plain]
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for token in PARSER.parse(markup):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            blocks.append(Table(tuple(map(tuple, rows))))
            rows = []
        elif token.type in {"inline", "fence"}:
            text = _plain(token)
            if rows:
                rows[-1].append(text)
            elif text:
                blocks.append(Paragraph(text))
    return blocks


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
