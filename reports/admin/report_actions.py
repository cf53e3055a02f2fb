"""What editors do with several reports at once: they go on in the workflow."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reports import workflow
from reports.models import Report

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object


class ReportActions(_Admin):
    """Actions on the list of reports: submit, give back, publish, withdraw."""

    actions = ["submit", "give_back", "publish", "withdraw"]

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Hand drafts in for review."""
        self._move_all(request, queryset, workflow.submit_report)

    @admin.action(description=_("Give back to the author"), permissions=["change"])
    def give_back(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Make reports drafts again."""
        self._move_all(request, queryset, workflow.return_report)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Make reports public."""
        self._move_all(request, queryset, workflow.publish_report)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        """Take reports off the site."""
        self._move_all(request, queryset, workflow.withdraw_report)

    def _move_all(self, request: HttpRequest, queryset: QuerySet[Report], move: Callable[[Report], None]) -> None:
        done = 0
        for report in queryset:
            try:
                move(report)
                done += 1
            except workflow.InvalidTransition as error:
                self.message_user(request, str(error), messages.WARNING)
        if done:
            text = ngettext("%(number)d report changed.", "%(number)d reports changed.", done)
            self.message_user(request, text % {"number": done}, messages.SUCCESS)
