"""What an editor answered on a review page, as corrections: only what differs from what the page showed."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from reports.admin.importing.buttons import Buttons, NotUnderstood, remembering
from reports.admin.importing.doubts import Doubt
from reports.admin.importing.periods import period_text, read_period
from reports.admin.importing.presenting import unit_text
from reports.enums import LineLabel, SectionKind
from reports.importer import (
    Correction,
    Facts,
    ImpossibleCorrection,
    KnownNames,
    Review,
    category_crumbs,
    result_of,
    sections_from,
)
from reports.periods import CalendarPeriod

MOST_TAGS = 20
_LONGEST_KEY = 18
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Answers:
    """The answers of one page: `corrections` to be made, `complaints` about what was not understood.

    `unclear_cut` are words before which a line was to be cut, and which stand in it several times.
    """

    def __init__(self, post: QueryDict, review: Review, names: KnownNames, doubts: Sequence[Doubt]) -> None:
        self.post, self.review, self.names, self.doubts = _without_controls(post), review, names, doubts
        self.action, *self.arguments = (post.get("do") or "apply").split(":")
        self.complaints: list[str] = []
        self.corrections: list[Correction] = []
        buttons = Buttons(self.post, review, names, doubts)
        parts = (self._page(), self._reports(), self._sections(), self._doubts(), buttons.corrections())
        for part in parts:
            self._gather(part)
        self.unclear_cut = buttons.unclear_cut

    def _gather(self, corrections: Iterator[Correction]) -> None:
        try:
            for correction in corrections:
                self.corrections.append(correction)
        except NotUnderstood as error:
            self.complaints.append(str(error))
        except (ValueError, LookupError) as error:
            raise ImpossibleCorrection(str(error)) from error

    def _page(self) -> Iterator[Correction]:
        """Title, language and category of the whole document."""
        if "shown-page" not in self.post:
            return
        review, post = self.review, self.post
        title = post.get("page-title", review.page.title or "").strip()
        if title != (review.page.title or ""):
            yield {"do": "page", "field": "title", "value": title}
        if post.get("page-language", review.page.language.value) != review.page.language.value:
            yield {"do": "page", "field": "language", "value": post["page-language"]}
        category = _key(post.get("page-category"))
        if category != review.chosen_category:
            yield {"do": "page", "field": "chosen_category", "value": category}
            remembers = category is not None and bool(category_crumbs(result_of(review)))
            yield {"do": "page", "field": "remembers_category", "value": remembers}
        elif ("remember-category" in post) != review.remembers_category:
            yield {"do": "page", "field": "remembers_category", "value": "remember-category" in post}

    def _reports(self) -> Iterator[Correction]:
        """The facts of the reports that the page showed."""
        starts = {line.id for line in self.review.lines if line.starts}
        for start in self.post.getlist("shown"):
            if start in starts:
                yield from self._facts(start, self.review.facts.get(start, Facts()))

    def _facts(self, start: str, facts: Facts) -> Iterator[Correction]:
        post = self.post

        def fact(field: str, value: Any) -> Correction:  # noqa: ANN401
            return {"do": "fact", "line": start, "field": field, "value": value}

        for field in ("title", "byline"):
            value = post.get(f"{field}-{start}", getattr(facts, field) or "").strip()
            if value != (getattr(facts, field) or ""):
                yield fact(field, value)
        yield from self._unit(start, facts)
        category = _key(post.get(f"category-{start}"))
        if f"category-{start}" in post and category != facts.chosen_category:
            yield fact("chosen_category", category)
        tags = self._tags(start)
        if f"tags-{start}" in post and tags != list(facts.tags):
            yield fact("tags", tags)
        if f"can-replace-{start}" in post and (f"replace-{start}" in post) != facts.replaces_edits:
            yield fact("replaces_edits", f"replace-{start}" in post)
        known = facts.period.code if facts.period else ""
        period = _period(post.get(f"period-{start}", period_text(facts.period)), known)
        if period is not None:
            yield fact("period", period)

    def _unit(self, start: str, facts: Facts) -> Iterator[Correction]:
        """Another unit; a name that the site did not know is remembered, unless the editor says no."""
        written = self.post.get(f"unit-{start}")
        if written is not None and written.strip() != unit_text(facts, self.names):
            yield {"do": "fact", "line": start, "field": "unit", "value": written.strip() or None}
            yield remembering(start, facts, self.names, is_named=bool(written.strip()))
        elif f"can-remember-{start}" in self.post and (f"remember-{start}" in self.post) != facts.remembers_unit:
            yield {
                "do": "fact",
                "line": start,
                "field": "remembers_unit",
                "value": f"remember-{start}" in self.post,
            }

    def _tags(self, start: str) -> list[str]:
        written = self.post.get(f"tags-{start}", "").replace("，", ",").replace("、", ",").replace("；", ",").split(",")
        names = [*self.post.getlist(f"tag-{start}"), *(name.strip() for name in written)]
        return [name[:100] for name in dict.fromkeys(names) if name][:MOST_TAGS]

    def _sections(self) -> Iterator[Correction]:
        """Kinds and headings of sections."""
        for opened in sections_from(self.review.lines):
            for line, section in opened:
                kind = self.post.get(f"kind-{line.id}")
                if kind is not None and kind != section.kind.value and kind in set(SectionKind):
                    yield {"do": "kind", "line": line.id, "kind": kind}
                heading = self.post.get(f"heading-{line.id}")
                if heading is not None and heading.strip() != section.heading and line.label is LineLabel.HEADING:
                    yield {"do": "heading", "line": line.id, "text": heading.strip()}

    # --- doubts

    def _doubts(self) -> Iterator[Correction]:
        """Answers that differ from what the importer decided; and what the editor said is right."""
        for doubt in self.doubts:
            changes = list(self._other_answer(doubt))
            yield from changes
            accepted = self.action == "accept" and self.arguments[:1] == [str(doubt.number)]
            if (accepted or self.action == "accept-all") and not changes:
                yield {"do": "accept", "keys": list(doubt.keys)}

    def _other_answer(self, doubt: Doubt) -> Iterator[Correction]:
        written = self.post.get(f"doubt-{doubt.number}")
        if written is None or written.strip() == doubt.text.strip():
            return
        value: str | None = written.strip()
        if doubt.subject == "period":
            value = _period(written, doubt.value)
        is_kept = self.action == "keep" and self.arguments[:1] == [str(doubt.number)]
        if value is None or is_kept:
            return
        if doubt.subject == "repair":
            keys = [place.key for place in doubt.repairs]
            yield {"do": "repair", "changes": keys, "to": "text", "text": value}
            return
        for at in doubt.lines:
            yield _changed(doubt.subject, at, value)
            if doubt.subject == "unit":
                yield remembering(at, self.review.facts.get(at, Facts()), self.names, is_named=bool(value))


def _changed(subject: str, at: str, value: str) -> Correction:
    """The correction that gives what a question is about another value."""
    if subject in ("title", "language"):
        return {"do": "page", "field": subject, "value": value}
    if subject == "kind":
        return {"do": "kind", "line": at, "kind": value}
    return {"do": "fact", "line": at, "field": subject, "value": value or None}


def _without_controls(post: QueryDict) -> QueryDict:
    """Return what was sent without characters that no text has and no database keeps."""
    clean = QueryDict(mutable=True)
    for name, values in post.lists():
        clean.setlist(name, [_CONTROLS.sub("", str(value)) for value in values])
    return clean


def _key(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < _LONGEST_KEY else None


def _period(written: str, known: str) -> str | None:
    """Return the code of a period that was written, "" for none, None where it is the one known already."""
    shown = period_text(CalendarPeriod.parse(known) if known else None)
    if written.strip() == shown:
        return None
    try:
        period = read_period(written)
    except ValueError as error:
        text = _("“%(text)s” is no period. Write it as 2024, Q3 2024, 2024-09 or 2024-03-01--2024-08-31.")
        raise NotUnderstood(text % {"text": written.strip()}) from error
    code = period.code if period else ""
    return None if code == known else code
