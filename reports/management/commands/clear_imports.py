"""Drop the files of imports that nobody went on with."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from reports.importer import clear_abandoned


class Command(BaseCommand):
    """Drops files and reviews of imports that nobody stored or worked on for long; a new import does so as well."""

    help = "Drop the files of imports that nobody stored or worked on for long. Stored reports stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let the age be chosen."""
        parser.add_argument("--days", type=_days, default=settings.IMPORT_DAYS, help="days without work (%(default)s)")

    def handle(self, *, days: int, **_options: Any) -> None:  # noqa: ANN401
        """Do it in one transaction."""
        number = clear_abandoned(days)
        text = ngettext("%(number)d document cleared away", "%(number)d documents cleared away", number)
        self.stdout.write(text % {"number": number})


def _days(written: str) -> int:
    days = int(written)
    if days < 0:
        raise ValueError(written)
    return days
