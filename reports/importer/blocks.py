"""Small readings of blocks that every step needs."""

from reports.documents.tree import Block, Paragraph


def text_of(block: Block) -> str:
    """Return the text of a block, a table's cells joined by spaces."""
    return block.text if isinstance(block, Paragraph) else " ".join(" ".join(row) for row in block.rows)


def as_paragraph(block: Block) -> Paragraph:
    """Return `block`, known to be a paragraph; TypeError if it is not."""
    if isinstance(block, Paragraph):
        return block
    raise TypeError("a table where a paragraph was expected")
