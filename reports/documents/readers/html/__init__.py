"""Reader of HTML pages: the article's blocks, the breadcrumb and the lists of links, without the rest of the page.

Of the lines of the twelve pages in tests/documents/pages, by which these rules were made, trafilatura 2.3 gave 65 to 69
percent, and 77 percent of what it gave was right (short paragraphs, tables, <br> and breadcrumbs got lost), so that
selectolax parses and our own rules choose.
"""

from reports.documents.readers.html.article import choose_article
from reports.documents.readers.html.tree import parse_page
from reports.documents.readers.html.walk import Walk
from reports.documents.readers.lines import number_lines
from reports.documents.tree import Block, Document, Paragraph

__all__ = ["read_html"]


def read_html(text: str) -> tuple[Document, str]:
    """Return the article of a page, and all that the page shows, one line a block.

    Menus, adverts and the like have their lines in the text, but no blocks. The breadcrumb is one paragraph of role
    "breadcrumb", lists of other pages are paragraphs of roles "links" and "link" behind all others. Raises
    UnreadableSource for pages beyond the limits.
    """
    entries = choose_article(Walk(parse_page(text)).entries)
    numbered, shown = number_lines(entry.block for entry in entries)
    blocks = [block for block, entry in zip(numbered, entries, strict=True) if not entry.dropped]
    crumbs = [block for block in blocks if _role(block) == "breadcrumb"]
    links = [block for block in blocks if _role(block) in ("links", "link")]
    body = [block for block in blocks if _role(block) not in ("breadcrumb", "links", "link")]
    return Document(blocks=(*crumbs[:1], *body, *links)), shown


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph) else ""
