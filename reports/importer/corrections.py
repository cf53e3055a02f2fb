"""What an editor may correct in a review: one correction is one function `(review, values) -> review`.

Corrections are plain values (`{"do": "label", "lines": ["12"], ...}`), so that they can be kept, replayed and undone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reports.documents.tree import Paragraph
from reports.enums import Language, LineLabel, SectionKind
from reports.importer.bounds import cut_line, join_line
from reports.importer.headlines import is_headline
from reports.importer.lines import Change, Line
from reports.importer.relabelling import BY_EDITOR, relabel
from reports.importer.rereading import read_again
from reports.importer.review import Facts, Review, index_of
from reports.importer.rewording import choose_repairs
from reports.importer.signatures import read_date
from reports.periods import CalendarPeriod

Correction = Mapping[str, Any]
_TEXT_FACTS = frozenset({"title", "unit", "byline"})
_KEYS = frozenset({"chosen_unit", "chosen_category"})
_FLAGS = frozenset({"remembers_unit", "replaces_edits"})


class ImpossibleCorrection(ValueError):
    """A correction that does not suit the review: it names a line or value that is not there."""


def correct(review: Review, correction: Correction, known_units: Sequence[str] = ()) -> Review:
    """Return the review after one correction; ImpossibleCorrection where it does not suit."""
    try:
        return _CORRECTIONS[correction["do"]](review, correction, known_units)
    except (KeyError, IndexError, ValueError) as error:
        raise ImpossibleCorrection(str(error)) from error


def replay(review: Review, corrections: Iterable[Correction], known_units: Sequence[str] = ()) -> Review:
    """Return the review after all corrections; those that no longer suit are passed over."""
    for correction in corrections:
        try:
            review = correct(review, correction, known_units)
        except ImpossibleCorrection:
            continue
    return review


# --- lines


def _label(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """These lines are headings of a kind, points, text, signatures ... or are left out."""
    label, wanted = LineLabel(values["label"]), set(values["lines"])
    kind = SectionKind(values["kind"]) if values.get("kind") else None
    missing = wanted - {line.id for line in review.lines}
    if missing:
        raise KeyError(missing)
    lines = tuple(relabel(line, label, kind) if line.id in wanted else line for line in review.lines)
    changed = replace(review, lines=lines, settled=review.settled | {f"kind:{line}" for line in wanted})
    return _with_named_lines(changed, wanted, label)


def _with_named_lines(review: Review, wanted: set[str], label: LineLabel) -> Review:
    """Take title, byline and signature of a report from the lines that an editor named so."""
    facts = dict(review.facts)
    for start, lines in _reports(review):
        if not any(line.id in wanted for line in lines):
            continue
        named = {kind: [line.text for line in lines if line.label is kind] for kind in LineLabel}
        signature, byline = " ".join(named[LineLabel.SIGNATURE]), " ".join(named[LineLabel.BYLINE])
        known = facts.get(start, Facts())
        if label is LineLabel.TITLE:
            known = replace(known, title=next(line.text for line in lines if line.id in wanted))
        if (signature, byline) != _signed(review, start):
            known = replace(known, signature=signature, byline=byline, date=read_date(f"{signature} {byline}"))
        facts[start] = known
    return replace(review, facts=facts)


def _signed(review: Review, start: str) -> tuple[str, str]:
    known = review.facts.get(start, Facts())
    return known.signature, known.byline


def _put_back(review: Review, values: Correction, known_units: Sequence[str]) -> Review:
    """These lines were left out and are text after all; above a collection they introduce it."""
    wanted = {line.id: line for line in review.lines if line.id in values["lines"]}
    if not wanted or any(line.label is not LineLabel.DROPPED for line in wanted.values()):
        raise KeyError(values["lines"])
    starts = [at for at, line in enumerate(review.lines) if line.starts]
    above = {line.id for line in review.lines[: starts[0]]} & set(wanted) if len(starts) > 1 else set()
    if set(wanted) - above:
        review = _label(review, {"lines": list(set(wanted) - above), "label": LineLabel.TEXT}, known_units)
    for line in (wanted[key] for key in wanted if key in above):
        review = _change_line(review, line.id, label=LineLabel.BLURB, note=BY_EDITOR, is_certain=True)
        texts = [review.page.introduction, line.text]
        review = replace(review, page=replace(review.page, introduction="\n\n".join(filter(None, texts))))
    return review


def _repair(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """In the places of these repairs stands what the source has, what the importer made of it, or something else."""
    to, text = values["to"], " ".join(str(values.get("text", "")).split())
    texts: dict[str, Callable[[Change], str | None]] = {
        "written": lambda change: change.was,
        "repaired": lambda _change: None,
        "text": lambda _change: text,
    }
    return choose_repairs(review, set(map(str, values["changes"])), texts[to])


def _join(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """A line goes on with the paragraph above it."""
    return join_line(review, index_of(review, values["line"]))


def _cut(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """A line goes on with something else from a place on: that becomes a line of its own."""
    return cut_line(review, index_of(review, values["line"]), int(values["at"]))


# --- sections


def _kind(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """The section that a line opens is of another kind."""
    changed = _change_line(review, values["line"], kind=SectionKind(values["kind"]), note=BY_EDITOR, is_certain=True)
    return replace(changed, settled=review.settled | {f"kind:{values['line']}"})


def _heading(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """The heading that a line holds reads otherwise."""
    line = review.lines[index_of(review, values["line"])]
    if line.label is not LineLabel.HEADING:
        raise ValueError("no heading")
    return _change_line(review, line.id, heading=str(values["text"]).strip(), is_certain=True)


def _change_line(review: Review, line_id: str, **changes: Any) -> Review:  # noqa: ANN401
    at = index_of(review, line_id)
    lines = (*review.lines[:at], replace(review.lines[at], **changes), *review.lines[at + 1 :])
    return replace(review, lines=lines)


# --- reports


def _reports(review: Review) -> list[tuple[str, list[Line]]]:
    """The reports: the line at which each starts, and all its lines."""
    reports: list[tuple[str, list[Line]]] = []
    for line in review.lines:
        if line.starts:
            reports.append((line.id, []))
        if reports:
            reports[-1][1].append(line)
    return reports


def _split(review: Review, values: Correction, known_units: Sequence[str]) -> Review:
    """A report starts at a line; what was one report is read again as two."""
    line = review.lines[index_of(review, values["line"])]
    if line.starts:
        raise ValueError("a report starts there already")
    is_title = line.label is LineLabel.TITLE or (isinstance(line.source, Paragraph) and is_headline(line.text))
    start = replace(relabel(line, LineLabel.TITLE), starts=True) if is_title else replace(line, starts=True)
    changed = _change_line(review, line.id, **{name: getattr(start, name) for name in Line.__slots__})
    facts = {**review.facts, line.id: Facts(title=line.text if is_title else None)}
    changed = replace(changed, facts=facts, settled=review.settled | {f"boundary:{line.id}"})
    before = [start for start, lines in _reports(review) if any(one.id == line.id for one in lines)]
    for report in [*before, line.id]:
        changed = read_again(changed, report, known_units)
    return changed


def _merge(review: Review, values: Correction, known_units: Sequence[str]) -> Review:
    """The report that starts at a line belongs to the one before; both are read again as one."""
    starts = [start for start, _lines in _reports(review)]
    at = starts.index(values["line"])
    if at == 0:
        raise ValueError("there is no report before the first")
    line = review.lines[index_of(review, starts[at])]
    own = relabel(line, LineLabel.TEXT) if line.label is LineLabel.TITLE else line
    changed = _change_line(review, line.id, **{name: getattr(own, name) for name in Line.__slots__ if name != "starts"})
    changed = _change_line(changed, line.id, starts=False)
    return read_again(replace(changed, settled=review.settled | {f"boundary:{line.id}"}), starts[at - 1], known_units)


def _leave_out(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """What starts at a line is no report: all its lines are left out."""
    own = {line.id for start, lines in _reports(review) if start == values["line"] for line in lines}
    if not own:
        raise KeyError(values["line"])
    lines = tuple(
        replace(relabel(line, LineLabel.DROPPED), starts=False) if line.id in own else line for line in review.lines
    )
    return replace(review, lines=lines)


def _fact(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """Title, unit, period or byline of a report is another."""
    start, field, value = values["line"], values["field"], values["value"]
    changes = {field: _read_fact(field, value)}
    if field == "unit":
        changes["chosen_unit"] = None
    if not review.lines[index_of(review, start)].starts:
        raise KeyError(start)
    facts = {**review.facts, start: replace(review.facts.get(start, Facts()), **changes)}
    subject = "unit" if field == "chosen_unit" else field
    return replace(review, facts=facts, settled=review.settled | {f"{subject}:{start}"})


def _read_fact(field: str, value: Any) -> Any:  # noqa: ANN401
    """Return a fact's value from the plain value that stands for it; ValueError for a field that there is not."""
    if field == "period":
        return CalendarPeriod.parse(value) if value else None
    if field == "tags":
        return tuple(map(str, value))
    if field in _KEYS:
        return None if value is None else int(value)
    if field in _FLAGS:
        return bool(value)
    if field not in _TEXT_FACTS:
        raise ValueError(field)
    text = "" if value is None else str(value).strip()
    return text if field == "byline" else text or None


# --- the whole source


def _page(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """Title, language or category of the whole source is another."""
    field, value = values["field"], values["value"]
    if field == "chosen_category":
        return replace(review, chosen_category=None if value is None else int(value))
    if field == "remembers_category":
        return replace(review, remembers_category=bool(value))
    facts = dict(review.facts)
    if field == "title":
        page = replace(review.page, title=str(value).strip() or None)
        starts = [line.id for line in review.lines if line.starts]
        if len(starts) == 1:
            facts[starts[0]] = replace(facts.get(starts[0], Facts()), title=page.title)
    elif field == "language":
        page = replace(review.page, language=Language(value))
    else:
        raise ValueError(field)
    return replace(review, page=page, facts=facts, settled=review.settled | {f"{field}:"})


def _accept(review: Review, values: Correction, _known: Sequence[str]) -> Review:
    """These decisions are right."""
    return replace(review, settled=review.settled | set(map(str, values["keys"])))


_CORRECTIONS: dict[str, Callable[[Review, Correction, Sequence[str]], Review]] = {
    "label": _label,
    "put_back": _put_back,
    "repair": _repair,
    "join": _join,
    "cut": _cut,
    "kind": _kind,
    "heading": _heading,
    "split": _split,
    "merge": _merge,
    "leave_out": _leave_out,
    "fact": _fact,
    "page": _page,
    "accept": _accept,
}
