"""Delete old queries of visitors."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from reports.queries import forget_queries


class Command(BaseCommand):
    """Deletes queries of visitors older than 90 days; the site does so too whenever it writes new ones."""

    help = "Delete what visitors searched for more than 90 days ago."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        """Delete it, and say how much there was."""
        number = forget_queries()
        text = ngettext("%(number)d query deleted", "%(number)d queries deleted", number)
        self.stdout.write(text % {"number": number})
