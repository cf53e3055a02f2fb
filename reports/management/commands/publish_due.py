"""Publishes and withdraws the reports whose time has come, without waiting for a request."""

from typing import Any

from django.core.management.base import BaseCommand

from reports import workflow


class Command(BaseCommand):
    """Carry out the schedule."""

    help = "Publish what is scheduled and withdraw what has expired, as the next request would."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Carry out what is due and tell how many reports that were."""
        self.stdout.write(f"{workflow.publish_due()} reports published or withdrawn.")
