"""Periods that reports cover, one row each."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.enums import PeriodKind
from reports.periods import ORDINALS, CalendarPeriod
from reports.querysets import PeriodQuerySet


def _ordinal_rule() -> Q:
    """Return the condition that the ordinal suits the kind."""
    rule = Q(kind__in=[PeriodKind.YEAR, PeriodKind.RANGE], ordinal__isnull=True)
    for kind, most in ORDINALS.items():
        rule |= Q(kind=kind) & (Q(ordinal__isnull=True) | Q(ordinal__gte=1, ordinal__lte=most))
    return rule


class Period(models.Model):
    """A period as `reports.periods.CalendarPeriod` defines it; the code is its identity."""

    kind = models.CharField(_("kind"), max_length=10, choices=PeriodKind.choices())
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(_("number within the year"), null=True, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    code = models.CharField(_("code"), max_length=24, unique=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        indexes = [models.Index(fields=["start", "end"], name="period_in_time")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(PeriodKind)), name="period_kind_known"),
            models.CheckConstraint(condition=_ordinal_rule(), name="period_ordinal_suits_kind"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lte=F("end")), name="period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(year__isnull=False), name="period_dates_have_a_year"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="period_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the address of the period's page."""
        return reverse("reports:period-detail", args=[self.code])

    @property
    def value(self) -> CalendarPeriod:
        """The period as a value that can be reckoned with."""
        return CalendarPeriod(PeriodKind(self.kind), self.year, self.ordinal, self.start, self.end)

    @property
    def label(self) -> str:
        """The period in words of the active language."""
        return self.value.label()
