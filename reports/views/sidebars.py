"""What stands beside a report."""

from collections import defaultdict

from reports.enums import Shelf
from reports.models import Report


def shelves_beside(report_id: int | None) -> dict[str, list[Report]]:
    """Return the reports offered beside a report (None: beside any page), by shelf. One query."""
    shelves: dict[str, list[Report]] = defaultdict(list)
    for report in Report.objects.in_sidebar_of(report_id):
        if report.pk != report_id:
            shelves[report.shelf].append(report)  # type: ignore[attr-defined]
    return {shelf.value: shelves[shelf.value] for shelf in Shelf}
