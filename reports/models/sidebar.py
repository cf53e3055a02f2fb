"""What stands beside a report, worked out when something is published or read, not when a page is shown."""

from django.db import models
from django.db.models import Q

from reports.enums import Relation, Shelf
from reports.models.report import Report


class SidebarEntry(models.Model):
    """A published report offered beside `report`, or beside every page where that is empty."""

    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="sidebar_entries")
    target = models.ForeignKey(Report, models.CASCADE, related_name="shown_beside")
    shelf = models.CharField(max_length=12, choices=Shelf.choices())
    reason = models.CharField(max_length=12, choices=Relation.choices(), blank=True)
    terms = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shelf__in=list(Shelf)), name="sidebarentry_shelf_known"),
            models.CheckConstraint(condition=Q(reason__in=["", *Relation]), name="sidebarentry_reason_known"),
            models.UniqueConstraint(fields=["report", "shelf", "position"], name="sidebarentry_position_once_on_shelf"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.position}: {self.target_id}"
