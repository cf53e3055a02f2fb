"""Tables of a page: which hold data and which only lay it out; their rows and the text of their cells."""

from reports.documents.readers.html.tree import BLOCKS, Element

_LONG_CELL = 120
_LONGEST_CELL = 300


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, in its sections and beside them; not those of a table inside."""
    rows: list[Element] = []
    for child in table.elements():
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child.elements() if row.tag == "tr"]
    return rows


def cell_text(cell: Element) -> str:
    """Return the text of a cell, its blocks and lines parted by spaces."""
    parts: list[str] = []
    for child in cell.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag in BLOCKS:
            parts.append(f" {cell_text(child)} ")
        else:
            parts.append(cell_text(child))
    return "".join(parts)


def is_data(table: Element) -> bool:
    """Whether a table has rows and columns of short cells; one that lays out the page holds text or tables."""
    rows = [[cell for cell in row.elements() if cell.tag in ("td", "th")] for row in rows_of(table)]
    is_list = max(map(len, rows), default=0) < 2 and not any(cell.tag == "th" for row in rows for cell in row)
    is_menu = table.linked * 2 >= table.text
    return len(rows) > 1 and not is_list and not is_menu and not any(_lays_out(cell) for row in rows for cell in row)


def _lays_out(cell: Element) -> bool:
    waiting = cell.elements()
    lines = 1
    while waiting:
        element = waiting.pop()
        if element.tag in ("table", "h1", "h2", "h3", "ol", "ul"):
            return True
        lines += element.tag in ("p", "br", "div")
        waiting += element.elements()
    return cell.text > _LONGEST_CELL or (cell.text > _LONG_CELL and lines > 2)
