"""Send the digests of alerts that are due."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import alerts
from reports.alerts import Outcome, Wish


class Command(BaseCommand):
    """Compares new reports with what is followed, and sends the daily and weekly digests that are due.

    Run it every hour or every day: nothing is sent twice. It also clears away what nobody confirmed within a week. The
    exit status is 1 if a mail was not sent.
    """

    help = "Send the daily and weekly e-mails of new reports that are due, and forget addresses nobody confirmed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let it only tell what it would do."""
        parser.add_argument("--dry-run", action="store_true", help="tell what would be sent, and change nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:  # noqa: ANN401
        """Do it, and say what was done."""
        if dry_run:
            self._rehearse()
            return
        cleared = alerts.clear_unconfirmed()
        matched = sum(alerts.match_new())
        outcomes = Counter({Outcome.UNCERTAIN: alerts.settle_cut_off()})
        reason = ""
        try:
            for outcome in alerts.send_due():
                outcomes[outcome] += 1
        except alerts.MailNotSent as error:
            reason = str(error)
        self._tell(cleared, matched, outcomes)
        if reason:
            raise CommandError(_("The mail server takes nothing: %(reason)s") % {"reason": reason})
        if outcomes[Outcome.REFUSED] or outcomes[Outcome.UNCERTAIN]:
            raise CommandError(_("Not all mails were sent."))

    def _rehearse(self) -> None:
        """Match new reports, tell what would be sent, and undo it."""
        with transaction.atomic():
            matched = sum(alerts.match_new())
            digests = alerts.due_digests()
            transaction.set_rollback(True)
        self._tell_number(ngettext("%(number)d new report", "%(number)d new reports", matched), matched)
        described = alerts.describe(Wish.of(digest.subscription.filter) for digest in digests)
        for digest, description in zip(digests, described, strict=True):
            text = ngettext("%(number)d report: %(list)s", "%(number)d reports: %(list)s", digest.number)
            self.stdout.write(text % {"number": digest.number, "list": description.title})
        number = len(digests)
        self._tell_number(ngettext("%(number)d mail would be sent", "%(number)d mails would be sent", number), number)

    def _tell(self, cleared: int, matched: int, outcomes: Counter[Outcome]) -> None:
        sent, given_up = outcomes[Outcome.SENT], outcomes[Outcome.GIVEN_UP]
        refused, uncertain = outcomes[Outcome.REFUSED], outcomes[Outcome.UNCERTAIN]
        self._tell_number(ngettext("%(number)d new report", "%(number)d new reports", matched), matched)
        told = ngettext("%(number)d mail sent", "%(number)d mails sent", sent)
        if not alerts.is_mail_sent():
            told = ngettext("%(number)d mail printed, not sent", "%(number)d mails printed, not sent", sent)
        self._tell_number(told, sent)
        for text, number in (
            (
                ngettext(
                    "%(number)d mail refused, to be tried again", "%(number)d mails refused, to be tried again", refused
                ),
                refused,
            ),
            (
                ngettext(
                    "%(number)d mail cut off, perhaps sent, not sent again",
                    "%(number)d mails cut off, perhaps sent, not sent again",
                    uncertain,
                ),
                uncertain,
            ),
            (
                ngettext(
                    "%(number)d alert ended: its address takes no mail",
                    "%(number)d alerts ended: their addresses take no mail",
                    given_up,
                ),
                given_up,
            ),
            (
                ngettext(
                    "%(number)d alert forgotten that nobody confirmed",
                    "%(number)d alerts forgotten that nobody confirmed",
                    cleared,
                ),
                cleared,
            ),
        ):
            if number:
                self._tell_number(text, number)

    def _tell_number(self, text: str, number: int) -> None:
        self.stdout.write(text % {"number": number})
