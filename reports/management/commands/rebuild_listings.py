"""Make everything that is kept ready anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from reports import workflow


class Command(BaseCommand):
    """Makes key figures, prepared pages, lists, counts, search index and sidebars anew from what the reports say."""

    help = "Make key figures, prepared pages, lists, counts, the search index and sidebars anew from the reports."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        """Do it in one transaction, so that readers see either the old or the new."""
        number = workflow.rebuild_published()
        text = ngettext("%(number)d report", "%(number)d reports", number)
        self.stdout.write(text % {"number": number})
