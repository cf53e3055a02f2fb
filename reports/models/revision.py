"""Versions of reports: what each said, and where it stood, whenever it was saved."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import RevisionKind
from reports.models.unit import Unit


class CompactEncoder(json.JSONEncoder):
    """JSON without spaces, with Chinese characters as themselves: half the room."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (what `json.dumps` hands on)
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


class Revision(models.Model):
    """One version of a report, whole: fields, tags, sections and points in one row.

    The rows are kept here and not by django-reversion, which stores one row per object and reverts by key, while
    sections and points get new keys on every write. `number` is the key that the report has or had; there is no
    foreign key, because the versions of a deleted report stay. `reports.workflow` writes a row whenever a report is
    saved otherwise than it was, and says what `content` holds. `public_at` is when the public began to read it; of
    one that was erased at `erased_at`, only that it was there remains.
    """

    number = models.BigIntegerField(_("number of the report"))
    kind = models.CharField(_("kind"), max_length=10, choices=RevisionKind.choices(), default=RevisionKind.SAVED)
    title = models.CharField(_("title"), max_length=300)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="revisions", verbose_name=_("unit")
    )
    status = models.CharField(_("status"), max_length=10)
    content = models.JSONField(_("content"), encoder=CompactEncoder)
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("author"),
    )
    author_name = models.CharField(_("author"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("saved at"))
    public_at = models.DateTimeField(_("public since"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        indexes = [
            models.Index(fields=["number", "-id"], name="revision_of_report"),
            models.Index(fields=["-id"], name="revision_deleted", condition=Q(kind="deleted")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="revision_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=list(RevisionKind)), name="revision_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title
