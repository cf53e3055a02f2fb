"""Other words in a place of a line: its text and the heading, point and text made of it agree afterwards."""

from collections.abc import Callable, Collection
from dataclasses import replace

from reports.documents.tree import Block, Paragraph, Table
from reports.importer.blocks import text_of
from reports.importer.changes import shift_changes
from reports.importer.lines import BODY, Change, Line
from reports.importer.relabelling import relabel
from reports.importer.review import Facts, Review
from reports.importer.scripts import to_simplified


def choose_repairs(review: Review, keys: Collection[str], texts: Callable[[Change], str | None]) -> Review:
    """Return the review with other words in the places of repairs; `texts` gives them, None brings a repair back.

    Titles, names and signatures that were taken from such a line follow it. KeyError for a repair that there is not,
    ValueError where nothing would be left of a line.
    """
    found = {change.key: line.id for line in review.lines for change in line.changes if change.key in keys}
    if len(found) != len(keys) or "" in keys:
        raise KeyError(*sorted(set(keys) - found.keys()))
    lines, facts, page = [], dict(review.facts), review.page
    start = ""
    for line in review.lines:
        start = line.id if line.starts else start
        for change in sorted((one for one in line.changes if one.key in keys), key=lambda one: -one.start):
            reworded = reword_change(line, change.key, texts(change))
            if line.label not in BODY:
                place = line.text, change.start, change.end, _text_at(reworded, change.key)
                facts[start] = _reword_facts(facts.get(start, Facts()), place)
                page = replace(page, title=reword_fact(page.title, *place))
            line = reworded
        if not line.text.strip():
            raise ValueError("nothing would be left of the line")
        lines.append(line)
    facts.pop("", None)
    settled = review.settled | {f"repair:{key}" for key in keys}
    return replace(review, lines=tuple(lines), facts=facts, page=page, settled=settled)


def _text_at(line: Line, key: str) -> str:
    return next(line.text[change.start : change.end] for change in line.changes if change.key == key)


def _reword_facts(facts: Facts, place: tuple[str, int, int, str]) -> Facts:
    return replace(
        facts,
        title=reword_fact(facts.title, *place),
        unit=reword_fact(facts.unit, *place),
        byline=reword_fact(facts.byline, *place) or "",
        signature=reword_fact(facts.signature, *place) or "",
    )


def reword_change(line: Line, key: str, text: str | None) -> Line:
    """Return the line with another text in the place of a repair; None brings the importer's back."""
    at, change = next((at, change) for at, change in enumerate(line.changes) if change.key == key)
    now = line.text[change.start : change.end]
    repaired = now if change.repaired is None else change.repaired
    new = repaired if text is None else text
    following = shift_changes(line.changes[at + 1 :], len(new) - len(now))
    changed = replace(change, end=change.start + len(new), repaired=None if new == repaired else repaired)
    return replace(reword(line, change.start, change.end, new), changes=(*line.changes[:at], changed, *following))


def reword(line: Line, start: int, end: int, text: str) -> Line:
    """Return the line with other words in a place of its text; what it is, and where its heading ends, stays."""
    source = _reword_block(line.source, start, end, text)
    if line.block == line.source:
        return replace(line, source=source, block=source)
    changed = replace(line, source=source)
    if line.block is None and not line.heading:
        return changed
    if (block_at := _place_of_block(line)) is not None and line.block is not None and start >= block_at:
        return replace(changed, block=_reword_block(line.block, start - block_at, end - block_at, text))
    heading_at = line.text.find(line.heading, len(line.marker)) if line.heading else -1
    if 0 <= heading_at <= start and end <= heading_at + len(line.heading):
        heading = _reword_text(line.heading, start - heading_at, end - heading_at, text)
        return replace(changed, heading=heading)
    if heading_at >= 0 and heading_at + len(line.heading) <= start:
        return changed  # the mark between heading and text
    # It reaches over the bounds of the heading: what the line is made of is found anew.
    return replace(relabel(changed, line.label, line.kind), note=line.note, is_certain=line.is_certain)


def _place_of_block(line: Line) -> int | None:
    """Where the line's text begins behind its heading, None where it stands nowhere as it is."""
    if line.block is None:
        return None
    at = line.text.rfind(text_of(line.block))
    return at if at >= 0 else None


def _reword_block(block: Block, start: int, end: int, text: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_reword_text(block.text, start, end, text))
    return _reword_table(block, start, end, text)


def _reword_table(table: Table, start: int, end: int, text: str) -> Table:
    """Return the table with other words in one of its cells; ValueError where the place is in none."""
    at, rows, is_done = 0, [list(row) for row in table.rows], False
    for row in rows:
        for column, cell in enumerate(row):
            if at <= start and end <= at + len(cell) and not is_done:
                row[column], is_done = _reword_text(cell, start - at, end - at, text), True
            at += len(cell) + 1
    if not is_done:
        raise ValueError("no cell holds that place")
    return replace(table, rows=tuple(map(tuple, rows)))


def _reword_text(old: str, start: int, end: int, text: str) -> str:
    return f"{old[:start]}{text}{old[end:]}"


def reword_fact(fact: str | None, line_text: str, start: int, end: int, text: str) -> str | None:
    """Return a title or name that was taken from a line, with the same words changed in it."""
    if not fact:
        return fact
    at = line_text.find(fact)
    if at < 0:  # titles are kept in the script that the page was brought back to
        at = to_simplified(line_text).find(fact)
    if at < 0 or start < at or end > at + len(fact):
        return fact
    return _reword_text(fact, start - at, end - at, text)
