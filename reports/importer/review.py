"""The review of an import: the importer's reading of a source as labelled lines, facts and decisions.

A review is a value: `corrections.correct` returns a changed one, `result_of` gives the reports that it amounts to.
Whatever belongs to a report is kept under the id of the line at which it starts, so that splitting and joining
reports renumbers nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reports.documents.tree import Block
from reports.enums import LineLabel
from reports.importer.artefacts import is_converted_page
from reports.importer.labelling import label_lines
from reports.importer.lines import BODY, Change, Line, report_numbers, sections_from
from reports.importer.repairs import judge_change, lost_places
from reports.importer.result import DOUBTFUL, Decision, ImportResult, ParsedReport
from reports.periods import CalendarPeriod


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one report besides its text.

    `unit` is its unit's name as the source writes it. From `chosen_unit` on they are an editor's choices: rows by
    their keys (None: as the source says), tags by name; `remembers_unit` lets the name that the importer found lead to
    the unit from now on, `replaces_edits` lets a new version overwrite what an editor changed in the stored report.
    """

    title: str | None = None
    marker: str = ""
    unit: str | None = None
    period: CalendarPeriod | None = None
    byline: str = ""
    signature: str = ""
    date: "date | None" = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    chosen_unit: int | None = None
    chosen_category: int | None = None
    tags: tuple[str, ...] = ()
    remembers_unit: bool = False
    replaces_edits: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision of the importer, told by what it is about: a line's id, a repair's key, or "" for the whole source."""

    subject: str
    at: str
    value: str
    evidence: str
    confidence: float

    @property
    def key(self) -> str:
        """What corrections name the decision by."""
        return f"{self.subject}:{self.at}"

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor should look at it."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Review:
    """A source under review.

    `page` is the importer's result without its reports, `settled` are keys of verdicts. `chosen_category` is the key
    of an editor's category for the whole source; `remembers_category` lets the breadcrumb lead there from now on.
    """

    page: ImportResult
    lines: tuple[Line, ...]
    facts: Mapping[str, Facts]
    verdicts: tuple[Verdict, ...]
    settled: frozenset[str] = frozenset()
    chosen_category: int | None = None
    remembers_category: bool = False


def open_review(result: ImportResult) -> Review:
    """Return the review of what an import found."""
    lines = with_repairs(label_lines(result), is_converted=is_converted_page(result.text))
    starts = [line.id for line in lines if line.starts]
    facts = {start: facts_of(report) for start, report in zip(starts, result.reports, strict=True)}
    page = replace(result, reports=(), as_written=None, decisions=(), repairs=(), dropped=())
    verdicts = (*verdicts_of(result.decisions, lines), *repair_verdicts(lines))
    return Review(page, lines, facts, verdicts)


def with_repairs(lines: Sequence[Line], *, is_converted: bool) -> tuple[Line, ...]:
    """Return the lines with a key for each repair in them, and with the places where text is lost among these."""
    numbered, count = [], 0
    for line in lines:
        changes = list(line.changes)
        if line.label is not LineLabel.DROPPED:
            places = lost_places(line.text, changes, is_converted=is_converted)
            changes += [Change(start, end, line.text[start:end]) for start, end in places]
        if changes:
            changes.sort(key=lambda change: change.start)
            keyed = tuple(replace(change, key=f"r{count + at}") for at, change in enumerate(changes, start=1))
            count += len(changes)
            line = replace(line, changes=keyed)
        numbered.append(line)
    return tuple(numbered)


def repair_verdicts(lines: Sequence[Line]) -> Iterator["Verdict"]:
    """Return what there is to say about each repair: the new text, why, and how sure that is."""
    for line in lines:
        for change in line.changes:
            judged = judge_change(change, line.text)
            yield Verdict("repair", change.key, judged.now, judged.evidence, judged.confidence)


def facts_of(report: ParsedReport) -> Facts:
    """Return what the importer found out about a report."""
    return Facts(
        report.title,
        report.marker,
        report.unit,
        report.period,
        report.byline,
        report.signature,
        report.date,
        report.evidence,
    )


def verdicts_of(decisions: Sequence[Decision], lines: Sequence[Line]) -> Iterator[Verdict]:
    """Return the decisions with the lines that they are about."""
    starts = [line.id for line in lines if line.starts]
    sections = [[line.id for line, _section in opened] for opened in sections_from(lines)]
    for decision in decisions:
        if decision.subject == "repair":
            continue  # told line by line, with a place of its own
        at = ""
        if decision.report is not None:
            if decision.section is None:
                at = starts[decision.report - 1]
            elif decision.section <= len(sections[decision.report - 1]):
                at = sections[decision.report - 1][decision.section - 1]
            else:
                continue
        yield Verdict(decision.subject, at, decision.value, decision.evidence, decision.confidence)


def open_verdicts(review: Review) -> list[Verdict]:
    """Return the doubtful decisions that still stand and that nobody has confirmed or changed, in order."""
    starts = [line.id for line in review.lines if line.starts]
    openers = {line.id for opened in sections_from(review.lines) for line, _section in opened}
    # Where the first report starts is no question: there is none before it.
    alive = {"unit": set(starts), "period": set(starts), "boundary": set(starts[1:]), "kind": openers}
    alive["repair"] = {change.key for line in review.lines for change in line.changes}
    return [
        verdict
        for verdict in review.verdicts
        if verdict.is_doubtful and verdict.key not in review.settled and verdict.at in alive.get(verdict.subject, {""})
    ]


def result_of(review: Review) -> ImportResult:
    """Return the import's result as it stands after all corrections."""
    starts = [line for line in review.lines if line.starts]
    sections = [tuple(section for _line, section in opened) for opened in sections_from(review.lines)]
    blocks = _blocks_of(review.lines)
    reports = []
    for line, own, text in zip(starts, sections, blocks, strict=True):
        facts = review.facts.get(line.id, Facts())
        reports.append(
            ParsedReport(
                title=facts.title,
                marker=facts.marker,
                unit=facts.unit,
                period=facts.period,
                sections=own,
                start_line=line.number,
                signature=facts.signature,
                byline=facts.byline,
                date=facts.date,
                evidence=dict(facts.evidence),
                blocks=tuple(text),
            )
        )
    return replace(review.page, reports=tuple(reports))


def _blocks_of(lines: Sequence[Line]) -> list[list[Block]]:
    """The paragraphs of every report's text."""
    reports: list[list[Block]] = [[] for line in lines if line.starts]
    for line, number in zip(lines, report_numbers(lines), strict=True):
        if number and line.label in BODY:
            reports[number - 1].append(line.source)
    return reports


def index_of(review: Review, line_id: str) -> int:
    """Return the place of a line; KeyError if there is no such line."""
    for at, line in enumerate(review.lines):
        if line.id == line_id:
            return at
    raise KeyError(line_id)
