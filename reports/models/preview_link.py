"""Links under which somebody without an account may read a report before it is public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report
from reports.querysets import PreviewLinkQuerySet


class PreviewLink(models.Model):
    """The right to read one unpublished report until a moment; deleting the row takes it back.

    The address is signed with the site's key (`workflow.preview_token`), so that no row tells it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="preview_links", verbose_name=_("report"))
    note = models.CharField(_("for whom"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("valid until"))

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="previewlink_ends_after_its_start")
        ]

    def __str__(self) -> str:
        return self.note or str(self.expires_at)
