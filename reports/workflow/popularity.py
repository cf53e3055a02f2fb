"""Writing of the views that were counted: after a response, so that no reader waits for it."""

import logging

from django.core.signals import request_finished
from django.db import DatabaseError, transaction

from reports.discovery import flush_views, views_are_due
from reports.workflow.pages import prepare_shelves

logger = logging.getLogger(__name__)


def write_views_when_due(**_signal: object) -> None:
    """Write the views and the shelf of popular reports, once it is time."""
    if not views_are_due():
        return
    try:
        with transaction.atomic():
            flush_views()
            prepare_shelves()
    except DatabaseError:
        logger.exception("views could not be written")


# Django's own signal, the one way to do work after a response has gone out; it calls nothing of the project's behind
# anybody's back but this.
request_finished.connect(write_views_when_due, dispatch_uid="reports.workflow.write_views_when_due")
