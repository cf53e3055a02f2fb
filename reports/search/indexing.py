"""Writing of index rows; `reports.workflow` calls it in the transaction that publishes or withdraws."""

from collections.abc import Iterable

from django.db import transaction

from reports.documents.markup import to_plain
from reports.models import Report, SearchEntry
from reports.search.tokens import fold, tokenise, tokens_of


def index_report(report: Report) -> None:
    """Write the index row of a published report whose sections and points are loaded or can be."""
    SearchEntry.objects.update_or_create(report=report, defaults=_columns(report))


def index_many(reports: Iterable[Report]) -> None:
    """Write the index rows of published reports that have none yet."""
    SearchEntry.objects.bulk_create(
        (SearchEntry(report=report, **_columns(report)) for report in reports), batch_size=100
    )


def unindex_report(report: Report) -> None:
    """Take a report out of the index."""
    SearchEntry.objects.filter(report=report).delete()


@transaction.atomic
def rebuild_index(reports: Iterable[Report]) -> int:
    """Make the whole index anew from the published reports given, return how many there were."""
    SearchEntry.objects.all().delete()
    entries, number = [], 0
    for report in reports:
        entries.append(SearchEntry(report=report, **_columns(report)))
        number += 1
        if len(entries) >= 500:
            SearchEntry.objects.bulk_create(entries)
            entries = []
    SearchEntry.objects.bulk_create(entries)
    return number


def _columns(report: Report) -> dict[str, str]:
    title = "\n".join([report.title, *_unit_names(report)])
    body = [report.summary]
    for section in report.sections.all():
        body += [section.heading, to_plain(section.body)]
        for point in section.points.all():
            body += [point.heading, to_plain(point.text)]
        body.append(to_plain(section.closing))
    text = fold("\n".join([title, *(part for part in body if part)]))
    return {
        "title_tokens": " ".join(sorted(tokenise(title))),
        "tokens": " ".join(sorted(tokens_of(text))),
        "text": text,
    }


def _unit_names(report: Report) -> list[str]:
    unit = report.unit
    return [name for name in (unit.name_zh, unit.name_en, unit.short_name_zh) if name] if unit else []
