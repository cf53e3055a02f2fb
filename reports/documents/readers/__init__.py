"""Readers: the bytes of a source become a `Document` of plain blocks, one module per format.

`READERS` maps the name of a format to its reader; `read_source` recognises the format by content and
name. A reader knows nothing of reports: what the blocks mean is decided by `reports.importer`.
"""

from collections.abc import Callable

from reports.documents.readers.decoding import UnreadableSource, decode, recognise_format
from reports.documents.readers.html import read_html
from reports.documents.readers.markdown import read_markdown
from reports.documents.readers.plain_text import read_plain_text
from reports.documents.tree import Document

READERS: dict[str, Callable[[str], Document]] = {
    "txt": read_plain_text,
    "html": read_html,
    "md": read_markdown,
}

__all__ = ["READERS", "UnreadableSource", "decode", "read_source", "recognise_format"]


def read_source(data: bytes, name: str) -> tuple[Document, str]:
    """Return the document in `data` and the name of its format; `name` is the file's name.

    Raises UnreadableSource, whose text is fit for an editor, for input that no reader takes.
    """
    text, source_format = decode(data, name)
    return READERS[source_format](text), source_format
