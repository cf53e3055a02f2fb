"""Reports that the public could read once and cannot any more: withdrawn, or deleted for good."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import Language
from reports.models.period import Period
from reports.models.unit import Unit


class GoneReport(models.Model):
    """What may still be told of a report that was public: that it is gone, and since when.

    `number` is the key that the report had or has, and will be nobody else's; there is no foreign key, because a
    deleted report has no row. `reports.workflow` writes the row when a report is withdrawn and removes it when the
    report is published again. `note` is a reason that visitors may read.
    """

    number = models.BigIntegerField(primary_key=True)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices())
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="gone_reports", verbose_name=_("unit")
    )
    period = models.ForeignKey(
        Period, models.SET_NULL, null=True, blank=True, related_name="gone_reports", verbose_name=_("period")
    )
    gone_at = models.DateTimeField(_("gone since"))
    note = models.TextField(
        _("public note"), blank=True, help_text=_("Why it is gone; visitors read it where the report stood.")
    )

    class Meta:
        verbose_name = _("report that is gone")
        verbose_name_plural = _("reports that are gone")
        indexes = [models.Index(fields=["gone_at", "number"], name="gonereport_in_time")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="gonereport_has_a_title"),
            models.CheckConstraint(condition=Q(language__in=list(Language)), name="gonereport_language_known"),
        ]

    def __str__(self) -> str:
        return self.title
