"""What an import did to reports, in the admin's history of each."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from reports.enums import ImportOutcome
from reports.importer import StoredImport
from reports.models import ImportItem

_NOTED = {ImportOutcome.CREATED: (ADDITION, "added"), ImportOutcome.UPDATED: (CHANGE, "changed")}


def note_stored(user_id: int, item: ImportItem, stored: StoredImport) -> None:
    """Note in the history of each report that it was made, or changed, by the import of a document."""
    for outcome, (flag, verb) in _NOTED.items():
        reports = [row.report for row in stored.outcomes if row.outcome is outcome and row.report]
        # Names that the admin translates when it shows the history, to whoever reads it.
        message = {"name": "source", "object": item.name} | ({"fields": ["text"]} if flag == CHANGE else {})
        if reports:
            LogEntry.objects.log_actions(user_id, reports, flag, [{verb: message}])
