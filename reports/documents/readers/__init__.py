"""Readers: the bytes of a source become a `Document` of plain blocks, one module or package per format.

`TEXT_READERS` and `PACKAGE_READERS` map the name of a format to its reader; `read_source` recognises the format by
content and name. A reader knows nothing of reports: what the blocks mean is decided by `reports.importer`.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from reports.documents.readers.decoding import decode
from reports.documents.readers.html import read_html
from reports.documents.readers.markdown import read_markdown
from reports.documents.readers.plain_text import read_plain_text
from reports.documents.readers.recognition import is_word, recognise_format
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

MAX_BYTES = 100 * 1024 * 1024
"""Bytes of a source. Word documents with photographs have some dozen megabytes; only their text is unpacked."""

MAX_TEXT = 20 * 1024 * 1024
"""Bytes of a text or page, which is seven million Chinese characters: a shelf of books."""

MAX_LINES = 500_000
"""Lines of a text, blank ones too."""

MAX_BLOCKS = 100_000
"""Paragraphs and tables of a source: a collection of 3 MB has some ten thousand, and later steps look at each often."""

__all__ = [
    "MAX_BYTES",
    "PACKAGE_READERS",
    "TEXT_READERS",
    "Source",
    "UnreadableSource",
    "read_source",
]


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
    if len(data) > MAX_BYTES:
        raise _too_big(len(data), MAX_BYTES)
    if is_word(data):
        source_format = "docx"
        document, text = PACKAGE_READERS[source_format](data)
    else:
        if len(data) > MAX_TEXT:
            raise _too_big(len(data), MAX_TEXT)
        decoded = decode(data)
        source_format = recognise_format(decoded, name)
        if decoded.count("\n") > MAX_LINES:
            raise _too_long(decoded.count("\n"), MAX_LINES)
        document, text = TEXT_READERS[source_format](decoded)
    if len(document.blocks) > MAX_BLOCKS:
        raise _too_long(len(document.blocks), MAX_BLOCKS)
    return Source(document, source_format, text)


def _too_big(size: int, limit: int) -> UnreadableSource:
    return UnreadableSource(
        _("The file has %(size)d MB; at most %(limit)d MB are read. Divide it and import the parts.")
        % {"size": size // 1024 // 1024, "limit": limit // 1024 // 1024}
    )


def _too_long(count: int, limit: int) -> UnreadableSource:
    return UnreadableSource(
        _("The file has %(count)d lines or paragraphs; at most %(limit)d are read. Divide it and import the parts.")
        % {"count": count, "limit": limit}
    )
