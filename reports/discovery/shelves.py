"""The shelves that stand beside every page: editors' picks and the most read."""

from collections import defaultdict
from collections.abc import Iterable

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


def shelves_beside(report_id: int | None) -> dict[str, list[Report]]:
    """Return the reports offered beside one report (None: beside all of them), by shelf. One query."""
    shelves: dict[str, list[Report]] = defaultdict(list)
    for report in Report.objects.in_sidebar_of(report_id):
        shelves[report.shelf].append(report)  # type: ignore[attr-defined]
    return {shelf.value: shelves[shelf.value] for shelf in Shelf}
