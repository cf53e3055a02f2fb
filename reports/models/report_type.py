"""Types of reports: what a report of a type has to hold, laid down by editors without code."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import SectionKind
from reports.models.bilingual import BilingualName


class ReportType(BilingualName):
    """A type of report, such as the annual report on the disclosure of information, with its parts in order."""

    class Meta(BilingualName.Meta):
        verbose_name = _("type of report")
        verbose_name_plural = _("types of reports")


class ReportTypePart(models.Model):
    """A section that reports of a type have, or may have: its kind, its fixed heading, its least length.

    A heading that is given has to be used as it stands; without one, any section of the kind will do.
    """

    report_type = models.ForeignKey(ReportType, models.CASCADE, related_name="parts", verbose_name=_("type of report"))
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind.choices(), default=SectionKind.OTHER)
    heading = models.CharField(
        _("fixed heading"), max_length=200, blank=True, help_text=_("Without its number; empty: any heading will do.")
    )
    is_required = models.BooleanField(_("required"), default=True)
    least_length = models.PositiveIntegerField(
        _("least length"), default=0, help_text=_("In characters of Chinese or words of English; 0: any length.")
    )
    guidance = models.TextField(
        _("guidance"), blank=True, help_text=_("What belongs into this part; shown to whoever writes it.")
    )

    class Meta:
        verbose_name = _("part of a type")
        verbose_name_plural = _("parts of a type")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(SectionKind)), name="reporttypepart_kind_known"),
            models.UniqueConstraint(fields=["report_type", "position"], name="reporttypepart_position_once_in_type"),
        ]

    def __str__(self) -> str:
        return self.heading or str(SectionKind(self.kind).label)
