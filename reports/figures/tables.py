"""Figures in tables: a bare number in a cell takes its unit from the header, the row's label or a column of units."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Iterator, Sequence

from reports.documents.folding import HAN, fold
from reports.documents.tree import Block, Paragraph, Table
from reports.enums import Bound
from reports.figures.describing import measure_of
from reports.figures.figure import Figure
from reports.figures.finder import find_figures
from reports.figures.reading import NUMBER
from reports.figures.vocabulary import EN_PLURALS, MULTIPLIERS

LEAST_ROWS = 2
MAX_ROW, MAX_CELL = 300, 40
_GAP = re.compile(r"\t+|\s*[|｜│]\s*|[ \u3000]{2,}")
_GROUP = re.compile("[0-9]{1,2}[组队村]")
"""What a row is of, in its first cell; in another how many."""
_RULE = re.compile(r"[-:=+\s]*")
_BARE = re.compile(rf"(?P<mark>[约近~≈>≥<≤+-]?)\s?(?P<number>{NUMBER.pattern})(?P<plus>\+?)")
_NUMBERING = re.compile(
    r"(?:序号|编号|项次|排名|名次|位次|代码|代号|工号|学号|票号|文号|房号|电话|手机|邮编|年份|年度|年|月份|月|日期|时间|季度|周次|备注|no\.?|nos\.?|#|number|id|rank|year|month|date|week|quarter|period|phone|tel|telephone|ref|reference|code|version|time|notes?|remarks?)",
    re.IGNORECASE,
)
_UNIT_COLUMN = re.compile(r"(?:计量)?单位|units?(?: of measure)?", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,16})[)\]]\s*$")
_AFTER_SIGN = re.compile(r"[/,:]\s?([^/,:\s]{1,12})$")
_CAPTION = re.compile(
    r"(?:金额|计量|数据)?单位\s?[:：]\s?([^\s,，;；。)）]{1,8})|(?i:\bunits?|amounts?|figures?)\s?(?:in|:)\s?([A-Za-z$£€¥%' ]{1,20})"
)
_NO_UNIT = re.compile(
    r"\d|累计|其中|合计|含|不含|同比|环比|本年|上年|去年|计划|实际|目标|完成|年|月|ytd|total|target|actual|plan|approx",
    re.IGNORECASE,
)
_NAMED_BY_HEADER = re.compile(
    rf"([{HAN}]{{0,8}}?)(人次|户次|场次|批次|台次|车次|班次|件次|家次|天|户|人|件|次|台|套|个|项|处|份|篇|场|起|家|名|座|辆|张|册|株|条|宗|例|间)数(?:量)?$"
)
_THOUSANDS = {
    "$000": ("thousand", "$"),
    "£000": ("thousand", "£"),
    "€000": ("thousand", "€"),
    "000s": ("thousand", ""),
    "'000": ("thousand", ""),
}
_MULTIPLIER = re.compile(
    "|".join(sorted((word for word in MULTIPLIERS if not word.isascii()), key=len, reverse=True))
    + r"|(?:million|billion|thousand)\b\s?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_in_blocks(blocks: Sequence[Block]) -> list[Figure]:
    """Return the figures of paragraphs and tables in order."""
    found: list[Figure] = []
    caption = ""
    for block in _with_drawn_tables(blocks):
        if isinstance(block, Paragraph):
            found += find_figures(block.text, block.line)
            caption = block.text if len(block.text) < 60 else ""
        else:
            found += find_in_table(block, caption)
    return found


def _with_drawn_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, paragraphs that are rows of one table (parted by tabs, bars or wide gaps) as that table."""
    rows: list[tuple[Paragraph, tuple[str, ...]]] = []
    for block in blocks:
        cells = _cells(block.text) if isinstance(block, Paragraph) else ()
        if rows and len(cells) != len(rows[0][1]):
            yield from _table_of(rows)
            rows = []
        if cells and isinstance(block, Paragraph):
            rows.append((block, cells))
        else:
            yield block
    yield from _table_of(rows)


def _table_of(rows: Sequence[tuple[Paragraph, tuple[str, ...]]]) -> Iterator[Block]:
    if len(rows) < LEAST_ROWS or not any(_BARE.fullmatch(fold(cell)) for _row, cells in rows for cell in cells):
        yield from (paragraph for paragraph, _cells in rows)
    else:
        body = [cells for _paragraph, cells in rows if not all(_RULE.fullmatch(cell) for cell in cells)]
        yield Table(tuple(body), rows[0][0].line)


def _cells(text: str) -> tuple[str, ...]:
    """Return the cells of a line that may be a row, () for a sentence."""
    if len(text) > MAX_ROW or _GAP.search(text) is None:
        return ()
    cells = tuple(cell.strip() for cell in _GAP.split(text.strip().strip("|")))
    return cells if len(cells) > 1 and all(len(cell) <= MAX_CELL for cell in cells) else ()


def find_in_table(table: Table, caption: str = "") -> list[Figure]:
    """Return the figures of a table row by row; `caption` is the short paragraph before it, which may name a unit."""
    if not table.rows:
        return []
    header, *body = table.rows
    named = _CAPTION.search(caption) or next(filter(None, map(_CAPTION.search, header)), None)
    default = next(filter(None, named.groups()), "") if named else ""
    columns = [fold(cell).strip() for cell in header]
    unit_column = next((place for place, name in enumerate(columns) if _UNIT_COLUMN.fullmatch(name)), None)
    if not _is_header(header):
        columns, body = [""] * len(header), list(table.rows)
    found = (
        []
        if body is table.rows
        else [figure for cell in header for figure in find_figures(cell, table.line, is_cell=True)]
    )
    for row in body:
        for place, cell in enumerate(row):
            column = columns[place] if place < len(columns) else ""
            unit = row[unit_column].strip() if unit_column is not None and unit_column < len(row) else ""
            found += _cell_figures(cell, column, row[0] if place else "", unit, default, table.line)
    return found


def _is_header(row: Sequence[str]) -> bool:
    """Tell whether a first row names the columns: most of its cells are no numbers."""
    numbers = sum(_BARE.fullmatch(fold(cell).strip()) is not None for cell in row)
    return numbers * 2 < max(1, len(row)) or all(_YEAR.match(cell.strip()) for cell in row[1:])


def _cell_figures(cell: str, column: str, label: str, unit: str, default: str, line: int | None) -> list[Figure]:
    """Return the figures of one cell; `unit` is that of the row's column of units, `default` that of the table.

    A bare number that nothing gives a unit says how many, but not of what: it is no figure.
    """
    folded = fold(cell).strip()
    match = _BARE.fullmatch(folded)
    if match is None:
        return find_figures(cell, line, is_cell=True) if label or _GROUP.fullmatch(folded) is None else []
    if _NUMBERING.fullmatch(column) or (not column and not label) or _is_year(match["number"], column):
        return []
    value = float(match["number"].replace(",", ""))
    multiplier, name = _unit_of(column, fold(label).strip(), unit, default)
    if not name and not multiplier:
        return []
    bound = {
        "约": Bound.ABOUT,
        "~": Bound.ABOUT,
        "≈": Bound.ABOUT,
        ">": Bound.MORE,
        "≥": Bound.MORE,
        "<": Bound.LESS,
        "≤": Bound.LESS,
        "近": Bound.LESS,
    }
    how = Bound.MORE if match["plus"] else bound.get(match["mark"], Bound.EXACT)
    return [
        Figure(
            value=int(value) if value.is_integer() else value,
            unit=f"{multiplier} {name}".strip() if multiplier.isascii() else multiplier + name,
            text=cell.strip(),
            is_approximate=how is not Bound.EXACT,
            line=line,
            bound=how,
            amount=round(value * MULTIPLIERS.get(multiplier, 1), 6),
            measure=measure_of(name),
            counted=_counted(column, label),
            sentence=" · ".join(part for part in (label.strip(), column, cell.strip()) if part),
        )
    ]


def _is_year(number: str, column: str) -> bool:
    return _YEAR.fullmatch(number) is not None and _BRACKETS.search(column) is None


def _counted(column: str, label: str) -> str:
    name = _BRACKETS.sub("", fold(label)).strip() or _BRACKETS.sub("", column).strip()
    return name[:60]


def _unit_of(column: str, label: str, unit: str, default: str) -> tuple[str, str]:
    """Return multiplier and unit of a bare number: of the column of units, of brackets in the header or the label."""
    for text in (unit, *_named(column), *_named(label)):
        if text:
            return _split(fold(text))
    if named := _NAMED_BY_HEADER.search(column) or _NAMED_BY_HEADER.search(label):
        return "", named[2]
    if default:
        return _split(fold(default))
    for text in (column, label):
        last = text.split()[-1].lower() if text.isascii() and text.split() else ""
        if last in EN_PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is"))):
            return "", text.lower()
    return "", ""


def _named(text: str) -> list[str]:
    """Return the unit that stands in the brackets of a header, or after a slash or comma at its end."""
    found = [match[1].strip() for match in (_BRACKETS.search(text), _AFTER_SIGN.search(text)) if match]
    return [name for name in found if name in _THOUSANDS or not _NO_UNIT.search(name)]


def _split(unit: str) -> tuple[str, str]:
    if unit in _THOUSANDS:
        return _THOUSANDS[unit]
    match = _MULTIPLIER.match(unit)
    if match and (len(unit) > match.end() or unit.isascii()):
        return match[0].strip(), unit[match.end() :].strip()
    return "", unit
