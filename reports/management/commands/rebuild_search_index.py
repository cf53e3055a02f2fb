"""Make the search index anew while the site serves."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Report
from reports.queries import rebuild_queries
from reports.search import rebuild_index


class Command(BaseCommand):
    """Makes the index rows of all published reports anew, some at a time; then suggestions and vocabulary."""

    help = "Make the search index anew while the site serves; goes on where it was cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take up or begin again."""
        parser.add_argument("--afresh", action="store_true", help=_("begin again, even if the last one was cut off"))

    def handle(self, *, afresh: bool, **_options: Any) -> None:  # noqa: ANN401
        """Say on a terminal how far it is, and at the end how many there were."""
        total, done = Report.objects.published().count(), 0
        for done in rebuild_index(afresh=afresh):
            if self.stderr.isatty():
                self.stderr.write(f"\r{done:,} / {total:,}", ending="")
        rebuild_queries()
        text = ngettext("%(number)d report in the index", "%(number)d reports in the index", done)
        self.stdout.write(text % {"number": done})
