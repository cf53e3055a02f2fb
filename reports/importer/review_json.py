"""A review as JSON and back: what waits for an editor is kept in the database so."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from reports.documents.tree import Block, Paragraph, Table
from reports.enums import Language, LineLabel, SectionKind
from reports.importer.lines import Change, Line
from reports.importer.result import ImportResult, Links, SourceWarning
from reports.importer.review import Facts, Review, Verdict
from reports.periods import CalendarPeriod

_PLAIN_LINE = ("id", "number", "starts", "marker", "heading", "note", "is_certain")
_PLAIN_PAGE = ("source", "format", "title", "introduction", "attribution", "permalink", "copyright", "text")


def review_to_json(review: Review) -> dict[str, Any]:
    """Return the review as plain values; what has its default value is left out of lines and facts."""
    page = review.page
    return {
        "page": {name: getattr(page, name) for name in _PLAIN_PAGE}
        | {
            "language": page.language.value,
            "breadcrumb": list(page.breadcrumb),
            "links": asdict(page.links),
            "warnings": [asdict(warning) for warning in page.warnings],
        },
        "lines": [_line_to_json(line) for line in review.lines],
        "facts": {start: _facts_to_json(facts) for start, facts in review.facts.items()},
        "verdicts": [[v.subject, v.at, v.value, v.evidence, v.confidence] for v in review.verdicts],
        "settled": sorted(review.settled),
        "chosen_category": review.chosen_category,
        "remembers_category": review.remembers_category,
    }


def review_from_json(data: dict[str, Any]) -> Review:
    """Return the review that `review_to_json` gave."""
    page = data["page"]
    return Review(
        page=ImportResult(
            **{name: page[name] for name in _PLAIN_PAGE},
            language=Language(page["language"]),
            breadcrumb=tuple(page["breadcrumb"]),
            links=Links(**{kind: tuple(titles) for kind, titles in page["links"].items()}),
            warnings=tuple(SourceWarning(**warning) for warning in page["warnings"]),
            reports=(),
        ),
        lines=tuple(_line_from_json(line) for line in data["lines"]),
        facts={start: _facts_from_json(facts) for start, facts in data["facts"].items()},
        verdicts=tuple(Verdict(*verdict) for verdict in data["verdicts"]),
        settled=frozenset(data["settled"]),
        chosen_category=data["chosen_category"],
        remembers_category=data["remembers_category"],
    )


def _line_to_json(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {name: value for name in _PLAIN_LINE if (value := getattr(line, name))}
    data |= {"label": line.label.value, "source": _block_to_json(line.source)}
    if line.kind is not None:
        data["kind"] = line.kind.value
    if line.block == line.source:
        data["block"] = True
    elif line.block is not None:
        data["block"] = _rest_to_json(line.block, line.source)
    if line.changes:
        data["changes"] = [_change_to_json(change) for change in line.changes]
    return data


def _change_to_json(change: Change) -> list[Any]:
    data = [change.start, change.end, change.was, change.key]
    return data if change.repaired is None else [*data, change.repaired]


def _line_from_json(data: dict[str, Any]) -> Line:
    source = _block_from_json(data["source"])
    plain = {name: data[name] for name in _PLAIN_LINE if name in data}
    return Line(
        **{"number": None, **plain},
        source=source,
        label=LineLabel(data["label"]),
        kind=SectionKind(data["kind"]) if "kind" in data else None,
        block=_rest_from_json(data.get("block"), source),
        changes=tuple(Change(*change) for change in data.get("changes", ())),
    )


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"rows": [list(row) for row in block.rows], "line": block.line, "has_header": block.has_header}
    return {name: value for name, value in asdict(block).items() if value not in (None, "", 0) or name == "text"}


def _block_from_json(data: dict[str, Any]) -> Block:
    if "rows" in data:
        return Table(tuple(map(tuple, data["rows"])), data["line"], data["has_header"])
    return Paragraph(**data)


def _rest_to_json(block: Block, source: Block) -> dict[str, Any]:
    """Return a block; where it is the end of its line (what is left behind a marker), the text is not kept twice."""
    data = _block_to_json(block)
    if isinstance(block, Paragraph) and isinstance(source, Paragraph) and source.text.endswith(block.text):
        del data["text"]
        data["start"] = len(source.text) - len(block.text)
    return data


def _rest_from_json(data: dict[str, Any] | bool | None, source: Block) -> Block | None:
    if data is None or isinstance(data, bool):
        return source if data else None
    if "start" in data and isinstance(source, Paragraph):
        plain = {name: value for name, value in data.items() if name != "start"}
        return Paragraph(source.text[data["start"] :], **plain)
    return _block_from_json(data)


def _facts_to_json(facts: Facts) -> dict[str, Any]:
    data = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return data | {
        "period": facts.period.code if facts.period else None,
        "date": facts.date.isoformat() if facts.date else None,
        "evidence": dict(facts.evidence),
        "tags": list(facts.tags),
    }


def _facts_from_json(data: dict[str, Any]) -> Facts:
    return Facts(
        **data
        | {
            "period": CalendarPeriod.parse(data["period"]) if data["period"] else None,
            "date": date.fromisoformat(data["date"]) if data["date"] else None,
            "tags": tuple(data["tags"]),
        }
    )
