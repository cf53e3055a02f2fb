"""Alerts by e-mail: what is followed, by whom, and which new reports wait to be told."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from reports.enums import AlertFrequency, SectionKind
from reports.models.report import Report
from reports.querysets import SubscriptionQuerySet

MAX_QUERY = 200
PLACES = ["", "title", *SectionKind]
"""Where words can stand: anywhere, in the title, in the sections of a kind."""


class AlertFilter(models.Model):
    """What is followed, once for all who follow it: words, where they stand, lists that a report has to stand in.

    `scopes` are names of lists in order, parted by blanks (see `ListingEntry`), `first` and `last` the codes of the
    periods that bound the report's own. A new report is only compared with the filters whose `anchor` is one of the
    lexemes in its index row: the rarest of those that the filter asks for.
    """

    query = models.CharField(max_length=MAX_QUERY, blank=True)
    where = models.CharField(max_length=20, blank=True)
    scopes = models.CharField(max_length=300, blank=True)
    first = models.CharField(max_length=30, blank=True)
    last = models.CharField(max_length=30, blank=True)
    anchor = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["anchor"], name="alertfilter_by_anchor")]
        constraints = [
            models.CheckConstraint(condition=~Q(anchor=""), name="alertfilter_has_an_anchor"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="alertfilter_has_a_fingerprint"),
            models.CheckConstraint(condition=Q(where__in=PLACES), name="alertfilter_place_known"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.query, self.where, self.scopes, self.first, self.last) if part)


class Subscriber(models.Model):
    """An address that mail goes to; it is deleted with its last subscription, and no page shows it."""

    address = models.EmailField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(address__contains="@"), name="subscriber_has_an_address"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="subscriber_address_in_lower_case"),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Subscription(models.Model):
    """That somebody follows something; nothing is sent before it is confirmed.

    `digest_on` is the day of the last digest, or of the confirmation. `handed_over_at` is set while a digest is in the
    hands of the mail server, and stays where that was cut off; `failures` counts refusals one after the other.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    filter = models.ForeignKey(AlertFilter, models.CASCADE, related_name="subscriptions")
    frequency = models.CharField(max_length=10, choices=AlertFrequency.choices(), default=AlertFrequency.DAILY)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    digest_on = models.DateField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["frequency", "digest_on"], name="subscription_due", condition=Q(confirmed_at__isnull=False)
            ),
            models.Index(fields=["asked_at"], name="subscription_waiting", condition=Q(confirmed_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "filter"], name="subscription_once_per_filter"),
            models.CheckConstraint(
                condition=Q(frequency__in=list(AlertFrequency)), name="subscription_frequency_known"
            ),
            models.CheckConstraint(condition=~Q(language=""), name="subscription_has_a_language"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False, digest_on__isnull=False)
                | Q(confirmed_at=None, digest_on=None, handed_over_at=None),
                name="subscription_sends_nothing_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class NewReport(models.Model):
    """A report that was published for the first time and has not been compared with the filters yet."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="news")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"new report {self.report_id}"


class AlertItem(models.Model):
    """A new report that a subscription has still to tell; `is_handed_over` says that its mail is under way."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="items")
    report = models.ForeignKey(Report, models.CASCADE, related_name="alert_items")
    is_handed_over = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "report"], name="alertitem_once_per_subscription")
        ]

    def __str__(self) -> str:
        return f"report {self.report_id} for subscription {self.subscription_id}"
