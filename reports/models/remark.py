"""Remarks of those who work on a report, on the whole of it or on a section or point."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.models.report import Point, Report, Section


class Remark(models.Model):
    """Something to be answered or done; `place` keeps how its section or point began, for when that is written anew."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks", verbose_name=_("report"))
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="+")
    point = models.ForeignKey(Point, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(_("place"), max_length=120, blank=True)
    text = models.TextField(_("remark"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    author_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return self.text[:60]
