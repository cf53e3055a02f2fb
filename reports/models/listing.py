"""Lists of published reports, kept ready: which report stands in which list, and how many there are.

A scope names a list: "all", "category:3", "unit:5", "period:8", "tag:2", "language:zh", "kind:problems".
A report stands in the lists of its category, unit and period and of everything that contains them, so that
any page of any list is one short walk along an index. `reports.listings` writes both tables.
"""

from django.db import models
from django.db.models import Q

from reports.models.report import Report


class ListingEntry(models.Model):
    """A published report's place in one list.

    `changed_at` is when the report last changed, kept in the lists of units alone: harvesters walk along it.
    """

    scope = models.CharField(max_length=40)
    report = models.ForeignKey(Report, models.CASCADE, related_name="listing_entries")
    published_at = models.DateTimeField()
    popularity = models.FloatField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "-published_at", "-report"], name="listing_newest"),
            models.Index(fields=["scope", "-popularity", "-report"], name="listing_popular"),
            models.Index(
                fields=["scope", "changed_at", "report"], name="listing_changed", condition=Q(changed_at__isnull=False)
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["report", "scope"], name="listingentry_once_per_scope")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.report_id}"


class ListingCount(models.Model):
    """How many reports stand in both `scope` and `within`; `within` is "all" for the size of the list."""

    scope = models.CharField(max_length=40)
    within = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "within"], name="listingcount_once_per_pair")]

    def __str__(self) -> str:
        return f"{self.scope} within {self.within}: {self.count}"
