"""Labels for what stands around the text of the reports: titles, breadcrumb, bylines, links, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.documents.folding import fold
from reports.documents.tree import Paragraph
from reports.enums import LineLabel
from reports.importer.changes import compare
from reports.importer.furniture import link_heading
from reports.importer.lines import Line, letters
from reports.importer.origins import is_date_line
from reports.importer.result import ImportResult, ParsedReport

REPEATED_TITLE = "repeats the title"
NO_REPORT_TEXT = "no text of a report"


def label_page_lines(result: ImportResult, bodies: Sequence[Sequence[Line]]) -> list[Line]:
    """Return all lines of the source in order: those of the reports' bodies, and the others around them."""
    page = _Page(result)
    starts = [page.start_of(number, body) for number, body in enumerate(bodies)]
    covered = {line.number for body in starts for line in body}
    waiting = list(page.uncovered(covered, bodies))
    waiting.reverse()
    merged: list[Line] = []
    for number, body in enumerate(starts):
        known = 0
        for line in body:
            known = line.number or known
            while waiting and waiting[-1][0] < known:
                merged.append(page.label(*waiting.pop(), number))
            merged.append(line)
    merged += [page.label(*item, len(bodies)) for item in reversed(waiting)]
    return merged


def _key(text: str) -> str:
    """What is compared: letters and digits, whatever their width and script."""
    return letters(fold(text))


class _Page:
    """What is known of a source besides the text of its reports."""

    def __init__(self, result: ImportResult) -> None:
        self.result = result
        self.lines = result.text.split("\n")
        self.originals = {repair.line: repair.before for repair in reversed(result.repairs) if repair.line}
        self.repaired = {repair.line: repair.after for repair in result.repairs if repair.line}
        taken = [d for d in result.dropped if d.step != "take_signatures"]  # a signature is a report's own line
        self.steps = {dropped.line: dropped.step for dropped in taken if dropped.line}
        self.dropped = {dropped.line: dropped.text for dropped in taken if dropped.line}
        self.title = _key(result.title or "")
        self.title_line = self._title_line()
        links = result.links
        self.links = {_key(title) for title in (*links.related, *links.recommended, *links.popular)}

    def _title_line(self) -> int | None:
        taken = sorted(number for number, step in self.steps.items() if step == "take_title")
        return next((number for number in taken if self.title and self.title in _key(self.text(number))), None)

    def text(self, number: int) -> str:
        """Return a line of the source as repaired."""
        raw = self.lines[number - 1] if number <= len(self.lines) else ""
        return self.repaired.get(number) or self.dropped.get(number) or raw.strip()

    def start_of(self, number: int, body: Sequence[Line]) -> list[Line]:
        """Return a report's lines with the one at which it starts: its title's, else its first."""
        report = self.result.reports[number]
        if len(self.result.reports) == 1 and self.title_line is not None:
            return list(body)
        first = body[0].number if body else None
        named = report.title or report.marker
        if named and (report.start_line != first or report.marker or not body):
            text = self._marker_line(report)
            return [Line("", report.start_line, Paragraph(text), LineLabel.TITLE, starts=True), *body]
        return [replace(line, starts=at == 0) for at, line in enumerate(body)]

    def _marker_line(self, report: ParsedReport) -> str:
        """The line at which a report starts, from its marker on: the marker may be glued to the text before it."""
        title = report.title or report.marker
        text = self.text(report.start_line) if report.start_line else ""
        text = text[max(0, text.rfind(report.marker or title)) :]
        if _key(title) in _key(text):
            return text
        return report.marker or title

    def uncovered(self, covered: set[int | None], bodies: Sequence[Sequence[Line]]) -> Iterator[tuple[int, str]]:
        """The lines that no line of a body stands for, without those that run on from the line above."""
        texts = {line.number: "" for body in bodies for line in body if line.number}
        for body in bodies:
            for line in body:
                if line.number:
                    texts[line.number] += _key(line.text)
        above = ""
        for number, raw in enumerate(self.lines, start=1):
            if number in covered:
                above = texts.get(number, "")
            elif raw.strip() and (self.result.format != "md" or letters(raw)):  # rules and fences are no text
                text = self.text(number)
                if number in self.steps or not _key(text) or _key(text) not in above:
                    yield number, text

    def label(self, number: int, text: str, following: int) -> Line:
        """Return the line of the page with its label; `following` is the index of the next report."""
        step = self.steps.get(number)
        if number == self.title_line:
            label, note = LineLabel.TITLE, ""
        elif step == "take_breadcrumb":
            label, note = LineLabel.BREADCRUMB, ""
        elif step == "take_title":
            repeats = _key(text) == self.title
            label, note = (LineLabel.DROPPED, REPEATED_TITLE) if repeats else (LineLabel.BYLINE, "")
        elif step:
            label, note = self._tail(text)
        else:
            label, note = self._around(text, following)
        changes = tuple(compare(self.originals[number], text)) if number in self.originals else ()
        starts = number == self.title_line and len(self.result.reports) == 1
        return Line("", number, Paragraph(text, number), label, starts=starts, note=note, changes=changes)

    def _tail(self, text: str) -> tuple[LineLabel, str]:
        key = _key(text)
        if link_heading(text) or any(title and title in key and len(key) - len(title) < 8 for title in self.links):
            return LineLabel.LINK, ""
        if key and key in _key(self.result.attribution):
            return LineLabel.ATTRIBUTION, ""
        return LineLabel.DROPPED, NO_REPORT_TEXT

    def _around(self, text: str, following: int) -> tuple[LineLabel, str]:
        """A line that no step names: it went into the page's introduction or into a report's byline or signature."""
        key, reports = _key(text), self.result.reports
        before, after = reports[max(0, following - 1) : following], reports[following : following + 1]
        if key and key in _key(self.result.introduction):
            return LineLabel.BLURB, ""
        if key and any(key == _key(report.title or "") for report in (*before, *after)):
            return LineLabel.TITLE, ""
        if key and any(key in _key(report.byline) for report in (*before, *after)):
            return LineLabel.BYLINE, ""
        if before and ((key and key in _key(before[0].signature)) or is_date_line(text)):
            return LineLabel.SIGNATURE, ""
        return (LineLabel.BYLINE, "") if is_date_line(text) else (LineLabel.DROPPED, NO_REPORT_TEXT)
