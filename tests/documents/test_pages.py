"""Whole pages: of each the article is read, line by line as in the .txt beside it, and nothing else."""

from pathlib import Path

import pytest

from reports.documents.readers import read_source
from reports.documents.tree import Table

PAGES = Path(__file__).parent / "pages"


def written(block):
    if isinstance(block, Table):
        return "[table] " + "|".join(cell for row in block.rows for cell in row)
    role = "" if block.role in ("", "strong") else f"[{block.role}] "
    return f"{role}{block.marker} {block.text}" if block.marker else role + block.text


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_article_of_a_page_is_read(name):
    text = (PAGES / f"{name}.html").read_text("utf-8")
    source = read_source(text.encode("gb18030" if "gb2312" in text else "utf-8"), f"{name}.html")
    assert [written(block) for block in source.document.blocks] == (PAGES / f"{name}.txt").read_text().splitlines()
    lines = source.text.split("\n")
    for block in source.document.blocks:
        first = block.rows[0][0] if isinstance(block, Table) else block.text
        assert first in lines[block.line - 1]
