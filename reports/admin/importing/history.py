"""What an import did to reports, in the admin's history of each, and what the gate finds in them."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from reports import gate
from reports.enums import ImportOutcome
from reports.importer import StoredImport
from reports.models import ImportItem
from reports.workflow import CHECKED_AT_ONCE

_NOTED = {ImportOutcome.CREATED: (ADDITION, "added"), ImportOutcome.UPDATED: (CHANGE, "changed")}


def note_stored(user_id: int, item: ImportItem, stored: StoredImport) -> int:
    """Note in the history of each report that it was made, or changed, by the import of a document.

    The gate looks through them as well; what it found that must not be public is counted.
    """
    for outcome, (flag, verb) in _NOTED.items():
        reports = [row.report for row in stored.outcomes if row.outcome is outcome and row.report]
        # Names that the admin translates when it shows the history, to whoever reads it.
        message = {"name": "source", "object": item.name} | ({"fields": ["text"]} if flag == CHANGE else {})
        if reports:
            LogEntry.objects.log_actions(user_id, reports, flag, [{verb: message}])
    return _check(stored)


def _check(stored: StoredImport) -> int:
    """Have the gate look through a document's reports; where they are too many for a request, its own page does."""
    reports = [row.report for row in stored.outcomes if row.outcome in _NOTED and row.report]
    if not 0 < len(reports) <= CHECKED_AT_ONCE:
        return 0
    return sum(result.blocking for result in gate.keep_results(reports).values())
