"""Prove that the search index and the reports agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.search import check_index


class Command(BaseCommand):
    """Compares every index row with its report, and looks some of its words up."""

    help = "Prove that the search index and the published reports agree."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401
        """Name every disagreement; the exit status is 1 if there is one."""
        reports, wrong = 0, 0
        for size, disagreements in check_index():
            reports += size
            wrong += len(disagreements)
            for disagreement in disagreements:
                self.stdout.write(f"{disagreement.report}: {disagreement.what}")
        if wrong:
            raise CommandError(
                _("%(number)d disagreements. Run rebuild_search_index to make the index anew.") % {"number": wrong}
            )
        text = ngettext("%(number)d report agrees", "%(number)d reports agree", reports)
        self.stdout.write(text % {"number": reports})
