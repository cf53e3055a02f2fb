"""Where reports came from: the file or page, kept as it was."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A file or page that reports were imported from; `text` is its decoded text, untouched.

    A changed file is a source of its own: `first_version` leads to the oldest one that its reports came from.
    """

    name = models.CharField(_("file name"), max_length=255)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True, help_text=_("SHA-256 of the file."))
    text = models.TextField(_("original text"))
    findings = models.JSONField(
        _("findings"), default=dict, blank=True, help_text=_("Breadcrumb, titles of other pages, warnings, repairs.")
    )
    is_text_public = models.BooleanField(
        _("original text is public"),
        default=False,
        help_text=_(
            "Visitors may read the original text and what was repaired in it, as soon as every report that was made "
            "from it is published."
        ),
    )
    first_version = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="later_versions",
        verbose_name=_("first version"),
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        indexes = [
            # Asked at every import: is this a new version of a file that is there?
            models.Index(fields=["name"], name="source_by_name"),
            models.Index(fields=["url"], name="source_by_url"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="source_has_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return self.name
