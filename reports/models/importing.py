"""Imports that editors make in the admin: what they handed in, and what became of each document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import ImportState
from reports.models.category import Category
from reports.models.source import Source
from reports.querysets import ImportItemQuerySet


class ImportBatch(models.Model):
    """What an editor handed in at one time: pasted text, files, a zip of files."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_batches", verbose_name=_("imported by")
    )
    created_at = models.DateTimeField(_("imported at"), auto_now_add=True)
    category = models.ForeignKey(
        Category,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("category"),
        help_text=_("Of all reports that come in. Leave it empty to take it from each document's breadcrumb."),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For yourself, to find this import again.")
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["created_by", "-id"], name="importbatch_of_editor")]

    def __str__(self) -> str:
        return self.note or str(_("Import %(number)s")) % {"number": self.pk}


class ImportItem(models.Model):
    """One document of an import.

    `content` holds its bytes until it is stored, or nobody has worked on it for long (since `used_at`), `review` what
    the importer read in them, `corrections` what the editor changed since, in order. `version` counts those changes, so
    that a page opened before one is told from one opened after. `claimed_at` says when somebody began to read it, so
    that nobody else does.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items", verbose_name=_("import"))
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(_("size"))
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices(), default=ImportState.WAITING, editable=False
    )
    reason = models.TextField(_("reason"), blank=True)
    claimed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(default=timezone.now, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    report_count = models.PositiveIntegerField(_("number of reports"), default=0)
    doubt_count = models.PositiveIntegerField(_("number of doubts"), default=0)
    review = models.JSONField(null=True)
    corrections = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    outcomes = models.JSONField(default=dict)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="+", verbose_name=_("source"))

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        ordering = ["position"]
        indexes = [
            # Asked at every import: whose bytes have nobody worked on for long?
            models.Index(fields=["used_at"], condition=Q(content__isnull=False), name="importitem_kept_since"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="importitem_position_once_in_batch"),
            models.CheckConstraint(condition=Q(state__in=list(ImportState)), name="importitem_state_known"),
            models.CheckConstraint(condition=~Q(name=""), name="importitem_has_a_name"),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.WAITING, ImportState.TO_REVIEW, ImportState.TO_STORE])
                | Q(content__isnull=False),
                name="importitem_open_has_content",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its review page in the admin."""
        return reverse("admin:reports_importbatch_review", args=[self.batch_id, self.position])
