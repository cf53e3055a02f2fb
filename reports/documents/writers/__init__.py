"""Writers: reports out to other formats; `FORMATS` names those that a reader can take away."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.documents.writers.content import Volume
from reports.documents.writers.json import write_json
from reports.documents.writers.markdown import write_markdown
from reports.documents.writers.word import write_docx

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format to take reports away in: its name, media type and writer. `ending` ends file names and addresses."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Volume], bytes]


FORMATS = {
    each.ending: each
    for each in (
        Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
        Format("md", "Markdown", "text/markdown; charset=utf-8", write_markdown),
        Format("json", "JSON", "application/json; charset=utf-8", write_json),
    )
}
