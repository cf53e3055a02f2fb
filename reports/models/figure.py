"""Key figures of reports: numbers as data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import Bound
from reports.models.report import Report, Section


class Figure(models.Model):
    """A number in a report's text, as `reports.figures` finds it; `reports.workflow` keeps it in step with the text.

    `value` and `unit` are as written ("4.6", "万吨"); `amount` is the value with the multiplier (46,000) and `measure`
    the unit in one spelling ("t"), so that amounts of one measure can be compared.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures", verbose_name=_("report"))
    section = models.ForeignKey(Section, models.CASCADE, related_name="figures", verbose_name=_("section"))
    position = models.PositiveIntegerField(_("position"))
    value = models.FloatField(_("value"))
    unit = models.CharField(_("unit of measure"), max_length=100, blank=True)
    amount = models.FloatField(_("amount"))
    measure = models.CharField(_("measure"), max_length=100, blank=True)
    bound = models.CharField(_("precision"), max_length=5, choices=Bound.choices(), default=Bound.EXACT)
    counted = models.CharField(_("what is counted"), max_length=100, blank=True)
    text = models.CharField(_("as written"), max_length=200)
    sentence = models.TextField(_("sentence"))
    is_worded = models.BooleanField(_("in Chinese numerals"), default=False)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(condition=Q(bound__in=list(Bound)), name="figure_bound_known"),
            models.CheckConstraint(condition=~Q(text=""), name="figure_has_a_text"),
            models.CheckConstraint(condition=Q(position__gte=1), name="figure_position_from_one"),
            models.UniqueConstraint(fields=["report", "position"], name="figure_position_once_in_report"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_approximate(self) -> bool:
        """Whether the text says that the number is not exact."""
        return self.bound != Bound.EXACT
