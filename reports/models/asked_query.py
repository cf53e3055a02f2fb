"""What visitors searched for, without personal data, and what editors answer to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report

MAX_QUERY = 100


class AskedQuery(models.Model):
    """How often a query was asked on one day (UTC), and how many reports it found the last time."""

    query = models.CharField(_("query"), max_length=MAX_QUERY)
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0)

    class Meta:
        verbose_name = _("query of visitors")
        verbose_name_plural = _("queries of visitors")
        indexes = [models.Index(fields=["day"], name="askedquery_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="askedquery_once_per_day"),
            models.CheckConstraint(condition=~Q(query=""), name="askedquery_says_something"),
        ]

    def __str__(self) -> str:
        return self.query


class PromotedResult(models.Model):
    """A report that editors put before all others for a query, which is stored folded."""

    query = models.CharField(
        _("query"),
        max_length=MAX_QUERY,
        help_text=_("Stored in lower case and in Simplified characters; either script and any case lead to it."),
    )
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        limit_choices_to={"revises": None},
        related_name="promotions",
        verbose_name=_("report"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        constraints = [
            models.UniqueConstraint(
                fields=["query", "report"],
                name="promotedresult_once_per_query",
                violation_error_message=_("This report is promoted for this query already."),
            ),
            models.CheckConstraint(condition=~Q(query=""), name="promotedresult_has_a_query"),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.report_id}"
