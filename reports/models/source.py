"""Where reports came from: the file or page, kept as it was."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A file or page that reports were imported from; `text` is its decoded text, untouched."""

    name = models.CharField(_("file name"), max_length=255)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True, help_text=_("SHA-256 of the file."))
    text = models.TextField(_("original text"))
    findings = models.JSONField(
        _("findings"), default=dict, blank=True, help_text=_("Breadcrumb, titles of other pages, warnings.")
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="source_has_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return self.name
