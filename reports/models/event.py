"""The audit log."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something that was done; written by `workflow.record_event` and never changed.

    Names are kept beside the keys, for the time when user or report are deleted. `kind` is one of
    `reports.enums.EventKind`, not held to it by the database: what was recorded stays when a kind goes.
    """

    kind = models.CharField(_("what"), max_length=30)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    actor_name = models.CharField(_("who"), max_length=150, blank=True)
    report_number = models.BigIntegerField(_("number of the report"), null=True)
    report_title = models.CharField(_("report"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("audit log")
        indexes = [
            models.Index(fields=["-happened_at", "-id"], name="event_newest"),
            models.Index(fields=["kind", "-happened_at"], name="event_of_kind"),
            models.Index(fields=["report_number", "-id"], name="event_of_report"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="event_has_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.report_title or self.actor_name}".strip()
