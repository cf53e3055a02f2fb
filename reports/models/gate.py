"""What the gate before publishing found in reports, and by what it tells copies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report


class GateResult(models.Model):
    """What was found in a report when it was saved last; `edition` names the rules.

    `findings` are those of `reports.gate` as JSON; how many there are of each group is kept beside them, for lists.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="gate_result")
    edition = models.PositiveSmallIntegerField()
    checked_at = models.DateTimeField(_("checked at"), auto_now=True)
    blocking = models.PositiveSmallIntegerField(_("blocking"), default=0)
    left_over = models.PositiveSmallIntegerField(default=0)
    personal_data = models.PositiveSmallIntegerField(default=0)
    completeness = models.PositiveSmallIntegerField(default=0)
    consistency = models.PositiveSmallIntegerField(default=0)
    copy = models.PositiveSmallIntegerField(default=0)
    findings = models.JSONField(default=list)

    class Meta:
        verbose_name = _("result of the gate")
        verbose_name_plural = _("results of the gate")
        constraints = [
            models.CheckConstraint(condition=Q(edition__gte=1), name="gateresult_has_an_edition"),
        ]

    def __str__(self) -> str:
        return f"gate of report {self.report_id}: {self.blocking}"


class CopyMark(models.Model):
    """A fingerprint of some paragraph of a report, by which copies of it are found."""

    pk = models.CompositePrimaryKey("value", "report")
    value = models.BigIntegerField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="copy_marks")

    def __str__(self) -> str:
        return f"{self.value}: {self.report_id}"
