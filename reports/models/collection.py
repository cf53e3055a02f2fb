"""Collections: articles that hold several reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.enums import Language
from reports.models.category import Category
from reports.models.source import Source
from reports.querysets import CollectionQuerySet


class Collection(models.Model):
    """Several reports under one title, in order (N篇); public as soon as one of its reports is."""

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100, allow_unicode=True)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices())
    introduction = models.TextField(_("introduction"), blank=True)
    introduction_html = models.TextField(editable=False, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="collections", verbose_name=_("category")
    )
    source = models.OneToOneField(
        Source, models.PROTECT, null=True, blank=True, related_name="collection", verbose_name=_("source")
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="collection_has_a_title"),
            models.CheckConstraint(condition=Q(language__in=list(Language)), name="collection_language_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the permanent address of the collection."""
        return reverse("reports:collection-detail", args=[self.pk, self.slug])
