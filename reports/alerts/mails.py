"""The mails: a question, an answer, a digest; each as text and as HTML, in the language of who asked.

What somebody typed into the search is repeated in no mail to an address that has not confirmed it: else anybody could
have this site write anything to anybody.
"""

from collections.abc import Mapping, Sequence
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from reports.alerts.describing import Description
from reports.alerts.links import CONFIRM, LIVES, MANAGE, UNSUBSCRIBE, absolute, link
from reports.models import Report, Subscriber, Subscription


class MailNotSent(Exception):
    """The mail server could not be reached, or took nothing."""


def is_mail_sent() -> bool:
    """Tell whether mails leave the server: where none is set up for e-mail, they are printed."""
    return not settings.EMAIL_BACKEND.endswith(".console.EmailBackend")


def send_question(subscription: Subscription) -> None:
    """Ask whether the address wants what was asked for in its name."""
    language = subscription.language
    days = LIVES[CONFIRM]
    context = {
        "confirm": link(CONFIRM, subscription.pk, language),
        "days": days.days if days else 0,
        "frequency": subscription.get_frequency_display,
    }
    with override(language):
        _send(_compose(_("Please confirm your alert"), "question", subscription.subscriber.address, context))


def send_known(subscription: Subscription, language: str) -> None:
    """Tell somebody who follows this already, and asked again, where to change it."""
    context = {"manage": link(MANAGE, subscription.subscriber_id, language)}
    with override(language):
        _send(_compose(_("You get this alert already"), "known", subscription.subscriber.address, context))


def send_link(address: str, subscriber: Subscriber | None, language: str) -> None:
    """Send the link to the alerts of an address; None for one that has none."""
    context = {"manage": link(MANAGE, subscriber.pk, language) if subscriber else ""}
    with override(language):
        _send(_compose(_("Your alerts"), "link", address, context))


def digest_mail(
    subscription: Subscription, description: Description, reports: Sequence[Report], total: int
) -> EmailMultiAlternatives:
    """Return the mail that tells of new reports; the subscription's language is the active one. No query.

    The description is in the active language too. `total` counts the reports that are not listed as well.
    """
    language = subscription.language
    number = ngettext("%(number)d new report", "%(number)d new reports", total) % {"number": total}
    unsubscribe = link(UNSUBSCRIBE, subscription.pk, language)
    context = {
        "number": number,
        "description": description,
        "list": absolute(description.address),
        "reports": [(report, absolute(report.get_absolute_url())) for report in reports],
        "left_out": total - len(reports),
        "unsubscribe": unsubscribe,
        "manage": link(MANAGE, subscription.subscriber_id, language),
    }
    subject = " ".join(f"{number} · {description.title}".split())[:150]
    mail = _compose(subject, "digest", subscription.subscriber.address, context)
    # RFC 8058: a mail program offers a button, and sends a POST without asking anything.
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<alert-{subscription.pk}.{_host()}>",
        # The same for the same digest: a mail that comes twice by the fault of a server can be told.
        "Message-ID": f"<alert-{subscription.pk}-{subscription.digest_on:%Y%m%d}@{_host()}>",
    }
    return mail


def _host() -> str:
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]


def _compose(subject: str, template: str, address: str, context: Mapping[str, object]) -> EmailMultiAlternatives:
    whole = {**context, "subject": subject, "home": absolute(reverse("reports:home"))}
    mail = EmailMultiAlternatives(subject, render_to_string(f"mail/{template}.txt", whole).strip() + "\n", to=[address])
    mail.attach_alternative(render_to_string(f"mail/{template}.html", whole), "text/html")
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail


def _send(mail: EmailMultiAlternatives) -> None:
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        raise MailNotSent(str(error)) from error
