"""Readers: the bytes of a source become a `Document` of plain blocks, one module or package per format.

`TEXT_READERS` and `PACKAGE_READERS` map the name of a format to its reader; `read_source` recognises the format by
content and name. A reader knows nothing of reports: what the blocks mean is decided by `reports.importer`.
"""

from collections.abc import Callable
from typing import NamedTuple

from reports.documents.readers.decoding import decode, is_word, recognise_format
from reports.documents.readers.html import read_html
from reports.documents.readers.markdown import read_markdown
from reports.documents.readers.plain_text import read_plain_text
from reports.documents.readers.refusals import UnreadableSource
from reports.documents.readers.word import read_docx
from reports.documents.tree import Document

TEXT_READERS: dict[str, Callable[[str], tuple[Document, str]]] = {
    "txt": lambda text: (read_plain_text(text), text),
    "html": read_html,
    "md": lambda text: (read_markdown(text), text),
}
"""Readers of decoded text. They return the document and the text that its line numbers count in."""

PACKAGE_READERS: dict[str, Callable[[bytes], tuple[Document, str]]] = {"docx": read_docx}
"""Readers of bytes that are no text."""

__all__ = ["PACKAGE_READERS", "TEXT_READERS", "Source", "UnreadableSource", "decode", "read_source", "recognise_format"]


class Source(NamedTuple):
    """A source as read: its document, the name of its format ("txt", "html", "md", "docx") and the text that it shows.

    The `line` of a block is its line in `text`: the decoded source itself for text and Markdown; for HTML and Word what
    a reader sees, one line a block (or row of a table), automatic numbers included.
    """

    document: Document
    format: str
    text: str


def read_source(data: bytes, name: str) -> Source:
    """Return what is in `data`; `name` is the file's name.

    Raises UnreadableSource, whose text is fit for an editor, for input that no reader takes.
    """
    if is_word(data):
        document, text = PACKAGE_READERS["docx"](data)
        return Source(document, "docx", text)
    decoded, source_format = decode(data, name)
    document, text = TEXT_READERS[source_format](decoded)
    return Source(document, source_format, text)
