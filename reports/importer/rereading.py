"""Reading a report again after an editor moved its bounds: the importer's own steps on the report's own lines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from reports.documents.tree import Block, Paragraph
from reports.enums import LineLabel
from reports.importer.blocks import text_of
from reports.importer.changes import shift_changes
from reports.importer.decisions import note_decisions
from reports.importer.draft import Draft, Part
from reports.importer.facts import gather_facts
from reports.importer.labelling import label_body
from reports.importer.lines import BODY, Change, Line, letters
from reports.importer.outline import outline_parts
from reports.importer.result import ParsedReport
from reports.importer.review import Facts, Review, facts_of, index_of, verdicts_of
from reports.importer.signatures import take_signatures

_READ = BODY | {LineLabel.BYLINE, LineLabel.SIGNATURE}


def read_again(review: Review, start: str, known_units: Sequence[str]) -> Review:
    """Return the review with one report's outline, signature, unit and period found anew.

    Lines that an editor labelled stay what the editor said, facts that an editor settled stay as they are.
    """
    first = index_of(review, start)
    last = next((at for at in range(first + 1, len(review.lines)) if review.lines[at].starts), len(review.lines))
    own = review.lines[first:last]
    paragraphs = _paragraphs([line for line in own if line.label in _READ])
    if not paragraphs:
        return review
    old = review.facts.get(start, Facts())
    draft = _read(review, old.title, [block for _id, block, _changes in paragraphs], known_units)
    report = draft.reports[0]
    lines = _put_together(own, _lines_of(report, draft, paragraphs))
    changed = replace(review, lines=(*review.lines[:first], *lines, *review.lines[last:]))
    return _with_facts(changed, start, old, draft, {line.id for line in own})


def _paragraph_id(line: Line) -> str:
    return line.id.partition(".")[0]


_Read = tuple[str, Block, tuple[Change, ...]]


def _paragraphs(lines: Sequence[Line]) -> list[_Read]:
    """The paragraphs that the lines were cut from, whole again, with their ids and repairs."""
    found: list[_Read] = []
    for line in lines:
        if found and found[-1][0] == _paragraph_id(line):
            whole, more = found[-1][1], line.source
            if isinstance(whole, Paragraph) and isinstance(more, Paragraph):
                glue = " " if whole.text[-1:].isascii() and more.text[:1].isascii() else ""
                offset = len(whole.text) + len(glue)
                moved = shift_changes(line.changes, offset)
                block = replace(whole, text=f"{whole.text}{glue}{more.text}")
                found[-1] = (found[-1][0], block, found[-1][2] + moved)
                continue
        found.append((_paragraph_id(line), line.source, line.changes))
    return found


def _read(review: Review, title: str | None, blocks: list[Block], known_units: Sequence[str]) -> Draft:
    page = review.page
    part = Part(title, "", tuple(blocks), blocks[0].line)
    draft = Draft(
        page.source,
        page.format,
        "",
        tuple(blocks),
        tuple(known_units),
        language=page.language,
        title=page.title,
        parts=(part,),
    )
    draft = take_signatures(draft)
    draft = replace(draft, blocks=draft.parts[0].blocks)
    for step in (outline_parts, gather_facts, note_decisions):
        draft = step(draft)
    return draft


def _lines_of(report: ParsedReport, draft: Draft, paragraphs: Sequence[_Read]) -> dict[str, list[Line]]:
    """The new lines by the paragraph they were cut from; bylines and signatures stand around the text."""
    blocks = [block for _id, block, _changes in paragraphs]
    kept = draft.blocks
    head = next((at for at, block in enumerate(blocks) if kept and block is kept[0]), len(blocks))
    text = paragraphs[head : head + len(kept)]
    changes = [changes for _id, _block, changes in text] if len(text) == len(report.blocks) else []
    found: dict[str, list[Line]] = {}
    for at, (paragraph, block, own) in enumerate(paragraphs):
        if not head <= at < head + len(kept):
            label = LineLabel.BYLINE if at < head else LineLabel.SIGNATURE
            found.setdefault(paragraph, []).append(Line(paragraph, block.line, block, label, changes=own))
    ends = list(accumulate(len(letters(text_of(block))) for _id, block, _changes in text))
    done = 0
    for line in label_body(report.sections, report.blocks, changes):
        at = next((at for at, end in enumerate(ends) if end > done), len(ends) - 1)
        done += len(letters(line.text))
        parts = found.setdefault(text[at][0], [])
        parts.append(replace(line, id=f"{text[at][0]}.{len(parts) + 1}" if parts else text[at][0]))
    return found


def _put_together(own: Sequence[Line], found: dict[str, list[Line]]) -> list[Line]:
    """The report's lines in order: the new ones in the place of the old, the lines around the text as they were.

    A paragraph in which an editor labelled or cut something stays as it is.
    """
    kept = {_paragraph_id(line) for line in own if line.is_certain}
    result: list[Line] = []
    for line in own:
        if line.label not in _READ or _paragraph_id(line) in kept:
            result.append(line)
        else:
            result += found.pop(_paragraph_id(line), [])
    return [replace(line, starts=at == 0) for at, line in enumerate(result)]


def _with_facts(review: Review, start: str, old: Facts, draft: Draft, before: set[str]) -> Review:
    """Return the review with what was found out about the report, and with new verdicts in place of the old."""
    found = facts_of(draft.reports[0])
    kept = {name: getattr(old if f"{name}:{start}" in review.settled else found, name) for name in ("unit", "period")}
    facts = replace(old, signature=found.signature, byline=found.byline, date=found.date, evidence=found.evidence)
    first = index_of(review, start)
    last = next((at for at in range(first + 1, len(review.lines)) if review.lines[at].starts), len(review.lines))
    own = {line.id: line for line in review.lines[first:last]}
    fresh = [
        verdict
        for verdict in verdicts_of(draft.decisions, list(own.values()))
        if verdict.at and (verdict.subject != "kind" or own[verdict.at].kind == verdict.value)
    ]
    verdicts = [verdict for verdict in review.verdicts if verdict.at not in before or verdict.subject == "boundary"]
    return replace(review, facts={**review.facts, start: replace(facts, **kept)}, verdicts=(*verdicts, *fresh))
