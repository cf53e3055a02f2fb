"""Writers: reports out to other formats; `FORMATS` names those that a reader can take away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.documents.writers.content import Volume
from reports.documents.writers.json import write_json
from reports.documents.writers.markdown import write_markdown
from reports.documents.writers.pdf import pdf_library, write_pdf
from reports.documents.writers.word import write_docx

__all__ = ["FORMATS", "MAX_REPORTS", "Format", "formats_for"]

MAX_REPORTS = 100
"""Reports that a file of several holds at most."""

MAX_PDF_REPORTS = 10
"""The same for PDF, which takes a second to lay out a report."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format to take reports away in: its name, media type and writer. `ending` ends file names and addresses.

    `most` is how many reports a file holds at most, `quick` of how many it is made in passing, `is_there` tells whether
    what it needs is installed.
    """

    ending: str
    name: str
    media_type: str
    write: Callable[[Volume], bytes]
    most: int = MAX_REPORTS
    quick: int = MAX_REPORTS
    is_there: Callable[[], bool] = lambda: True


FORMATS = {
    each.ending: each
    for each in (
        Format(
            "docx",
            "Word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            write_docx,
            quick=10,
        ),
        Format("md", "Markdown", "text/markdown; charset=utf-8", write_markdown),
        Format("json", "JSON", "application/json; charset=utf-8", write_json),
        Format("pdf", "PDF", "application/pdf", write_pdf, MAX_PDF_REPORTS, 0, lambda: pdf_library() is not None),
    )
}


def formats_for(number: int) -> Sequence[Format]:
    """Return the formats to offer for so many reports; PDF only where it holds all of them."""
    return [each for each in FORMATS.values() if each.is_there() and (each.most >= min(number, MAX_REPORTS))]
