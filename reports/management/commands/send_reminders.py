"""Send reminders of reports that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import workflow


class Command(BaseCommand):
    """Writes to everybody whose reports are due tomorrow or late. Run it every day: nobody is written to twice a day.

    The exit status is 1 if a mail was not sent.
    """

    help = "Remind people of reports that are assigned to them and due; once a day, however often it runs."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        """Do it, and say how many were written to."""
        outcomes = list(workflow.send_reminders())
        sent = sum(outcomes)
        self.stdout.write(ngettext("%(number)d reminder sent.", "%(number)d reminders sent.", sent) % {"number": sent})
        if not all(outcomes):
            raise CommandError(_("Not all mails were sent."))
