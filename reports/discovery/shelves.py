"""The shelves that stand beside every page: editors' picks and the most read."""

from collections.abc import Collection, Iterable

from django.db import transaction

from reports.enums import Shelf
from reports.models import Report, SidebarEntry

LENGTH = 6


def refresh_recommended() -> None:
    """Put the newest editors' picks on their shelf."""
    _fill(Shelf.RECOMMENDED, Report.objects.published().recommended().newest_first()[:LENGTH])


def refresh_popular() -> None:
    """Put the most read reports on their shelf; reports that nobody has read are none."""
    _fill(Shelf.POPULAR, Report.objects.published().filter(popularity__gt=0).popular_first()[:LENGTH])


@transaction.atomic
def _fill(shelf: Shelf, reports: Iterable[Report]) -> None:
    SidebarEntry.objects.filter(report=None, shelf=shelf).delete()
    SidebarEntry.objects.bulk_create(
        SidebarEntry(target=report, shelf=shelf, position=position) for position, report in enumerate(reports)
    )


Shelves = dict[str, list[Report]]


def shelves_beside(report_id: int | None) -> Shelves:
    """Return the reports offered beside one report (None: beside all of them), by shelf. One query."""
    return _by_shelf(Report.objects.in_sidebar_of(report_id))


def shelves_beside_many(report_ids: Collection[int]) -> dict[int, Shelves]:
    """Return the reports offered beside each of some reports, by shelf. One query."""
    rows: dict[int, list[Report]] = {pk: [] for pk in report_ids}
    for report in Report.objects.in_sidebars_of(report_ids):
        rows[report.beside].append(report)  # type: ignore[attr-defined]
    return {pk: _by_shelf(reports) for pk, reports in rows.items()}


def _by_shelf(reports: Iterable[Report]) -> Shelves:
    shelves: Shelves = {shelf.value: [] for shelf in Shelf}
    for report in reports:
        shelves[report.shelf].append(report)  # type: ignore[attr-defined]
    return shelves
