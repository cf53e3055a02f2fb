"""How long the files of editors' imports are kept: until their reports are stored, and not for ever."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reports.enums import ImportState
from reports.models import ImportItem


@transaction.atomic
def clear_abandoned(days: int | None = None) -> int:
    """Drop files and reviews that nobody has worked on for so many days; return how many documents that were.

    Without `days` the setting IMPORT_DAYS holds. The rows stay, so that their import says what became of them. Two
    queries where there is nothing to do.
    """
    kept = timedelta(days=settings.IMPORT_DAYS if days is None else days)
    abandoned = ImportItem.objects.kept_since(timezone.now() - kept)
    # What could not be read says so for ever.
    if not abandoned.exclude(state=ImportState.REFUSED).update(state=ImportState.EXPIRED) and not abandoned.exists():
        return 0
    return abandoned.update(content=None, review=None, corrections=[], claimed_at=None, doubt_count=0)
