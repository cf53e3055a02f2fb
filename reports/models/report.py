"""Reports with their sections and numbered points."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from reports.enums import Language, ReportStatus, SectionKind
from reports.models.category import Category
from reports.models.collection import Collection
from reports.models.period import Period
from reports.models.report_type import ReportType
from reports.models.source import Source
from reports.models.unit import Unit
from reports.querysets import ReportQuerySet


class ReportTag(ItemBase):
    """A tag on a report."""

    content_object = models.ForeignKey("reports.Report", models.CASCADE, related_name="report_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="report_tags")

    class Meta:
        verbose_name = _("tag on a report")
        verbose_name_plural = _("tags on reports")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="reporttag_once_per_report")]


class Report(models.Model):  # type: ignore[django-manager-missing]
    """One work summary: what a unit did in a period, which problems remain, what comes next.

    The text lives in sections and points, as small Markdown. `imported` is what the last import wrote, as digest and
    keys (see `reports.importer`), so that the next one knows what an editor changed since. `prepared` holds the safe
    HTML of the sections, a list of {"anchor", "kind", "marker", "heading", "html", "points"}, made by
    `reports.workflow` on every change. `changed_at` is when what the public reads of it last changed. `submitted_by`
    handed the present text in, and may not approve it. `revises` is set in a working copy: it leads to the published
    report whose text the copy will replace, and the copy itself never becomes public. `publish_at` and `expires_at`
    are dates that `reports.workflow` acts upon with the first request after them.
    """

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100, allow_unicode=True, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices())
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences; shown in lists and above the report.")
    )
    report_type = models.ForeignKey(
        ReportType,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("type of report"),
        help_text=_("Says which sections it has to hold."),
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("category")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("unit")
    )
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("period")
    )
    tags = TaggableManager(through=ReportTag, blank=True, verbose_name=_("tags"))
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("Who signed it, as written."))
    attribution = models.CharField(_("attribution"), max_length=500, blank=True)
    collection = models.ForeignKey(
        Collection, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("collection")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), null=True, blank=True, help_text=_("Its place in the collection, from 1.")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("source")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus.choices(), default=ReportStatus.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    revises = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="working_copy",
        verbose_name=_("working copy of"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="assigned_reports",
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    publish_at = models.DateTimeField(_("to be published at"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("to be withdrawn at"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_recommended = models.BooleanField(
        _("recommended"), default=False, help_text=_("Shown among the editors' picks.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    reading_minutes = models.PositiveSmallIntegerField(_("reading time in minutes"), default=1, editable=False)
    excerpt = models.CharField(max_length=400, blank=True, editable=False)
    section_kinds = models.JSONField(default=list, editable=False)
    prepared = models.JSONField(default=list, editable=False)
    popularity = models.FloatField(default=0, editable=False)
    imported = models.JSONField(default=dict, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        permissions = [
            ("publish_report", "Can publish and withdraw report"),
            ("override_report", "Can override rules of publishing"),
        ]
        indexes = [
            # Partial, not led by the status: SQLite would take that for selective and walk the whole index.
            models.Index(fields=["-published_at", "-id"], name="report_newest", condition=Q(status="published")),
            # With the status, which SQLite would else look up in every row: a sitemap asks for all of them.
            models.Index(fields=["changed_at", "id", "status"], name="report_changed", condition=Q(status="published")),
            models.Index(fields=["-popularity", "-id"], name="report_popular", condition=Q(status="published")),
            models.Index(
                fields=["-published_at", "-id"],
                name="report_recommended",
                condition=Q(status="published", is_recommended=True),
            ),
            models.Index(fields=["publish_at"], name="report_scheduled", condition=Q(publish_at__isnull=False)),
            models.Index(fields=["expires_at"], name="report_expiring", condition=Q(expires_at__isnull=False)),
            models.Index(fields=["status", "id"], name="report_unpublished", condition=~Q(status="published")),
            # All that editors narrow and sort their list by: reports are counted without reading their prepared text.
            models.Index(
                fields=[
                    *("title", "byline", "status", "unit", "created_by", "period", "language", "is_recommended"),
                    *("published_at", "revises"),
                ],
                name="report_listed",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="report_has_a_title"),
            models.CheckConstraint(condition=Q(language__in=list(Language)), name="report_language_known"),
            models.CheckConstraint(condition=Q(status__in=list(ReportStatus)), name="report_status_known"),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="report_published_has_a_date",
                violation_error_message=_("A published report needs its date of publication."),
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gte=1), name="report_position_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.PUBLISHED) | Q(publish_at__isnull=True),
                name="report_public_is_not_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(expires_at__isnull=True) | Q(expires_at__gt=F("publish_at")),
                name="report_expires_after_its_publication",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | ~Q(status__in=[ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN]),
                name="report_copy_is_never_public",
            ),
            # One that stood in a collection or came from a source would be counted, and hidden, with what is public.
            models.CheckConstraint(
                condition=Q(revises__isnull=True)
                | Q(collection__isnull=True, position__isnull=True, source__isnull=True, is_recommended=False),
                name="report_copy_has_no_place",
            ),
            models.UniqueConstraint(
                fields=["collection", "position"],
                name="report_position_once_in_collection",
                violation_error_message=_("Another report has this position in the collection."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the permanent address of the report."""
        return reverse("reports:report-detail", args=[self.pk, self.slug or "-"])


class Section(models.Model):
    """A section of a report: text before its points, the points, text after them (small Markdown)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name=_("report"))
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind.choices(), default=SectionKind.OTHER)
    marker = models.CharField(_("number as written"), max_length=50, blank=True)
    heading = models.CharField(_("heading"), max_length=500, blank=True)
    body = models.TextField(_("text"), blank=True)
    closing = models.TextField(_("text after the points"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(SectionKind)), name="section_kind_known"),
            models.UniqueConstraint(fields=["report", "position"], name="section_position_once_in_report"),
        ]

    def __str__(self) -> str:
        return self.heading or str(SectionKind(self.kind).label)


class Point(models.Model):
    """A numbered item of a section; later work links it to the work of the next period."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="points", verbose_name=_("section"))
    marker = models.CharField(_("number as written"), max_length=50, blank=True)
    heading = models.CharField(_("heading"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="point_position_once_in_section"),
            models.CheckConstraint(condition=~Q(heading="") | ~Q(text=""), name="point_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.marker} {self.heading or self.text[:40]}".strip()
