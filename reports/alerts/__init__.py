"""Alerts by e-mail: following any list and any search. Its face.

Somebody asks, is written to, confirms; new reports are compared with what is followed; digests are sent by a command.
No address is shown anywhere or kept unconfirmed for longer than `DAYS_UNCONFIRMED` days.
"""

from reports.alerts.describing import FOLLOWED, Description, describe
from reports.alerts.links import UnknownLink, confirmed_by, managed_by, managing_token, unsubscribed_by
from reports.alerts.mails import MailNotSent, is_mail_sent
from reports.alerts.matching import match_new, note_new, waiting_reports
from reports.alerts.sending import Digest, Outcome, due_digests, send_due, settle_cut_off
from reports.alerts.signing_up import (
    DAYS_UNCONFIRMED,
    ask_for_link,
    change_frequency,
    clear_unconfirmed,
    confirm,
    follow_instead,
    sign_up,
    unsubscribe,
    unsubscribe_all,
)
from reports.alerts.throttling import TooMany
from reports.alerts.wishes import SaysNothing, Wish

__all__ = [
    "DAYS_UNCONFIRMED",
    "FOLLOWED",
    "Description",
    "Digest",
    "MailNotSent",
    "Outcome",
    "SaysNothing",
    "TooMany",
    "UnknownLink",
    "Wish",
    "ask_for_link",
    "change_frequency",
    "clear_unconfirmed",
    "confirm",
    "confirmed_by",
    "describe",
    "due_digests",
    "follow_instead",
    "is_mail_sent",
    "managed_by",
    "managing_token",
    "match_new",
    "note_new",
    "send_due",
    "settle_cut_off",
    "sign_up",
    "unsubscribe",
    "unsubscribe_all",
    "unsubscribed_by",
    "waiting_reports",
]
