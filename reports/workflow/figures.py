"""A report's key figures, found in its text whenever that changes."""

from collections.abc import Iterable, Sequence

from reports.documents.markup import blocks_of
from reports.documents.tree import Block, Paragraph
from reports.figures import Figure as FoundFigure
from reports.figures import find_in_blocks
from reports.models import Figure, Report
from reports.workflow.drafts import SectionDraft


def figures_of(section: SectionDraft) -> list[FoundFigure]:
    """Return the figures in everything that a section says, in order; asks no database."""
    blocks: list[Block] = [Paragraph(section.heading), *blocks_of(section.body)]
    for point in section.points:
        blocks += [Paragraph(point.heading), *blocks_of(point.text)]
    return find_in_blocks([*blocks, *blocks_of(section.closing)])


def replace_figures(report: Report, found: Sequence[Sequence[FoundFigure]]) -> None:
    """Store the figures found in each of a report's sections in place of those stored before. Three queries."""
    keys = list(report.sections.order_by("position").values_list("pk", flat=True))
    report.figures.all().delete()
    Figure.objects.bulk_create(_rows(report.pk, keys, found))


def insert_figures(
    reports: Sequence[Report], sections: Sequence[Sequence[int]], found: Sequence[Sequence[Sequence[FoundFigure]]]
) -> None:
    """Store the figures of new reports, whose sections have the keys given. One query."""
    Figure.objects.bulk_create(
        row
        for report, keys, figures in zip(reports, sections, found, strict=True)
        for row in _rows(report.pk, keys, figures)
    )


def _rows(report: int, sections: Sequence[int], found: Sequence[Sequence[FoundFigure]]) -> Iterable[Figure]:
    pairs = [(key, figure) for key, figures in zip(sections, found, strict=True) for figure in figures]
    for position, (key, figure) in enumerate(pairs, start=1):
        yield Figure(
            report_id=report,
            section_id=key,
            position=position,
            value=figure.value,
            unit=figure.unit[:100],
            amount=figure.amount,
            measure=figure.measure[:100],
            bound=figure.bound,
            counted=figure.counted[:100],
            text=figure.text[:200],
            sentence=figure.sentence,
            is_worded=figure.is_worded,
        )
