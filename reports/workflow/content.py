"""A report's text: its sections and points, and the page prepared from them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from reports import gate
from reports.documents.markup import paragraphs_of
from reports.documents.writers.html import PointText, render_section
from reports.enums import RevisionKind
from reports.figures import Figure as FoundFigure
from reports.models import Figure, Point, Report, Section, User
from reports.workflow.drafts import SectionDraft, stored_sections
from reports.workflow.figures import figures_of, insert_figures, replace_figures
from reports.workflow.revisions import record_new, record_revision

CHINESE_PER_MINUTE = 400
WORDS_PER_MINUTE = 220
EXCERPT_LENGTH = 140
_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """Everything that follows from a report's text; made without a database, so that another process may make it.

    `figures` are the key figures of each section, `marks` the fingerprints by which copies are found.
    """

    prepared: list[dict[str, object]]
    section_kinds: list[str]
    excerpt: str
    reading_minutes: int
    figures: list[list[FoundFigure]]
    marks: set[int]


def prepare_text(sections: Sequence[SectionDraft], summary: str = "") -> PreparedText:
    """Return what follows from a text: the safe HTML of its sections, their kinds, excerpt, reading time, figures."""
    texts = [text for section in sections for text in _texts_of(section)]
    return PreparedText(
        [_prepare_section(number, section) for number, section in enumerate(sections, start=1)],
        list(dict.fromkeys(section.kind.value for section in sections)),
        _excerpt(summary or next((text for text in texts if len(text) > 20), "")),
        _reading_minutes(" ".join([summary, *texts])),
        [figures_of(section) for section in sections],
        gate.marks_of_text(gate.ReportText("", sections)),
    )


@transaction.atomic
def write_sections(
    report: Report,
    sections: Sequence[SectionDraft],
    *,
    by: User | None = None,
    note: str = "",
    kind: RevisionKind = RevisionKind.SAVED,
) -> None:
    """Replace all sections and points of a stored report, prepare its page, and keep what it says as a version.

    `by` is who wrote it, `note` what to tell of it to who looks at the versions.
    """
    report.sections.all().delete()
    # What was loaded of the text before is not its text any more.
    getattr(report, "_prefetched_objects_cache", {}).pop("sections", None)
    keys = _insert_text([report], [sections])
    made = prepare_text(sections, report.summary)
    _set_prepared(report, made)
    _save_prepared(report)
    insert_figures([report], keys, [made.figures])
    record_revision(report, sections, by=by, note=note, kind=kind)
    gate.keep_result(report, sections)


@transaction.atomic
def write_new_reports(
    reports: Sequence[Report],
    texts: Sequence[Sequence[SectionDraft]],
    prepared: Sequence[PreparedText],
    tags: Sequence[Sequence[str]],
    *,
    by: User | None = None,
) -> None:
    """Store new reports with their text and first versions in six queries, however many there are, and their tags."""
    for report, made in zip(reports, prepared, strict=True):
        _set_prepared(report, made)
    Report.objects.bulk_create(reports)
    keys = _insert_text(reports, texts)
    insert_figures(reports, keys, [made.figures for made in prepared])
    gate.enter_marks([report.pk for report in reports], [made.marks for made in prepared])
    for report, names in zip(reports, tags, strict=True):
        if names:
            report.tags.set(names)
    record_new(reports, texts, tags, by=by)


def _insert_text(reports: Sequence[Report], texts: Sequence[Sequence[SectionDraft]]) -> list[list[int]]:
    """Store the sections and points of reports, return the keys of each one's sections."""
    pairs = [
        (
            Section(
                report=report,
                kind=draft.kind,
                marker=draft.marker,
                heading=draft.heading,
                body=draft.body,
                closing=draft.closing,
                position=position,
            ),
            draft,
        )
        for report, drafts in zip(reports, texts, strict=True)
        for position, draft in enumerate(drafts, start=1)
    ]
    Section.objects.bulk_create([row for row, _draft in pairs])
    Point.objects.bulk_create(
        Point(section=row, marker=point.marker, heading=point.heading, text=point.text, position=position)
        for row, draft in pairs
        for position, point in enumerate(draft.points, start=1)
    )
    stored = iter(row.pk for row, _draft in pairs)
    return [[next(stored) for _draft in drafts] for drafts in texts]


@transaction.atomic
def prepare_report(report: Report, *, by: User | None = None, note: str = "") -> bool:
    """Make and save everything that follows from a report's text: HTML, excerpt, kinds, reading time, slug, figures.

    The text is taken as it is loaded, if it is; what the report says is kept as a version, made by `by`. Returns
    whether it says anything else than its version before.
    """
    sections = stored_sections(report)
    made = prepare_text(sections, report.summary)
    _set_prepared(report, made)
    _save_prepared(report)
    replace_figures(report, made.figures)
    gate.keep_result(report, sections)
    return record_revision(report, sections, by=by, note=note) is not None


@transaction.atomic
def prepare_many(reports: Sequence[Report]) -> None:
    """Do what `prepare_report` does for reports whose text is loaded. Six queries, and one for each report.

    What the gate finds is left to the next time that they are shown or saved, but they are found when others copy them.
    """
    texts = [prepare_text(stored_sections(report), report.summary) for report in reports]
    for report, made in zip(reports, texts, strict=True):
        _set_prepared(report, made)
        _save_prepared(report)
    Figure.objects.filter(report__in=[report.pk for report in reports]).delete()
    keys = [[section.pk for section in report.sections.all()] for report in reports]
    insert_figures(reports, keys, [made.figures for made in texts])
    gate.replace_marks([report.pk for report in reports], [made.marks for made in texts])
    gate.forget_results(reports)


def _set_prepared(report: Report, made: PreparedText) -> None:
    report.prepared, report.section_kinds = made.prepared, made.section_kinds
    report.excerpt, report.reading_minutes = made.excerpt, made.reading_minutes
    report.slug = slugify(report.title, allow_unicode=True)[:80].strip("-_")


def _save_prepared(report: Report) -> None:
    report.save(update_fields=["prepared", "section_kinds", "excerpt", "reading_minutes", "slug", "updated_at"])


def _prepare_section(number: int, section: SectionDraft) -> dict[str, object]:
    html = render_section(
        f"s{number}",
        section.body,
        [PointText(point.marker, point.heading, point.text) for point in section.points],
        section.closing,
    )
    return {
        "anchor": f"s{number}",
        "kind": section.kind.value,
        "marker": section.marker,
        "heading": section.heading,
        "html": html,
        "points": len(section.points),
    }


def _texts_of(section: SectionDraft) -> list[str]:
    texts = paragraphs_of(section.body)
    for point in section.points:
        texts += [point.heading, *paragraphs_of(point.text)]
    return [text for text in [*texts, *paragraphs_of(section.closing)] if text]


def _excerpt(text: str) -> str:
    """Cut at the end of a sentence where there is one near, else at a word."""
    limit = EXCERPT_LENGTH if _CHINESE.search(text) else EXCERPT_LENGTH * 2
    if len(text) <= limit:
        return text
    cut = text[:limit]
    end = max(cut.rfind(mark) for mark in ("。", "！", "？", ". ", "；"))
    if end > limit // 2:
        return cut[: end + 1].strip()
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip("，,、；; ") + "…"


def _reading_minutes(text: str) -> int:
    chinese, words = len(_CHINESE.findall(text)), len(_WORD.findall(text))
    return max(1, min(32_000, math.ceil(chinese / CHINESE_PER_MINUTE + words / WORDS_PER_MINUTE)))
