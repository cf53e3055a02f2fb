"""Look through the drafts that the gate has not seen."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from reports import workflow


class Command(BaseCommand):
    """Looks through imported drafts, and after an upgrade through all, as their pages in the admin would."""

    help = "Look through everything that is not public yet and that the gate has not seen: after imports and upgrades."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        """Do it in parts; a second run does what the first one left."""
        number = sum(workflow.check_drafts())
        text = ngettext("%(number)d report", "%(number)d reports", number)
        self.stdout.write(text % {"number": number})
