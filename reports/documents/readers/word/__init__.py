"""Reader of Word documents (.docx): styles, automatic numbers, tables, text boxes, notes and tracked changes.

The XML is read here rather than by a library: python-docx gives neither numbers nor text boxes nor inserted text, and
unpacks every picture and macro of a document that may be hostile.
"""

from reports.documents.readers.lines import number_lines
from reports.documents.readers.word.headings import find_headings
from reports.documents.readers.word.package import Package
from reports.documents.readers.word.walk import Walk
from reports.documents.tree import Document

__all__ = ["read_docx"]


def read_docx(data: bytes) -> tuple[Document, str]:
    """Return a document as it is shown with all changes accepted, and its text, one line a block.

    Automatic numbers stand before the text as if they were typed. Headers, footers, comments, tables of contents,
    hidden text and deletions are left out. Raises UnreadableSource for what is damaged or no Word document.
    """
    blocks, text = number_lines(find_headings(Walk(Package(data)).read()))
    return Document(blocks=blocks), text
