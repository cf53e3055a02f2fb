"""How often a report was read, by day and without personal data."""

from django.db import models

from reports.models.report import Report


class ViewCount(models.Model):
    """The number of views of a report on one day (UTC)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="view_counts")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "day"], name="viewcount_once_per_day")]

    def __str__(self) -> str:
        return f"{self.report_id} on {self.day}: {self.count}"
