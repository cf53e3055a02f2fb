"""Categories: the tree that visitors browse."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from reports.models.bilingual import BilingualName


class Category(MP_Node, BilingualName):  # type: ignore[django-manager-missing]
    """A node of the tree that visitors browse; its position among its siblings is the tree's order."""

    class Meta(BilingualName.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def get_absolute_url(self) -> str:
        """Return the address of the category's page."""
        return reverse("reports:category-detail", args=[self.slug])


class CategoryAlias(models.Model):
    """A breadcrumb that documents show for a category, without the site's own name; an editor chose it once."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="aliases", verbose_name=_("category"))
    breadcrumb = models.CharField(
        _("breadcrumb"), max_length=500, unique=True, help_text=_("As a page shows it, such as “Reports > Water”.")
    )

    class Meta:
        verbose_name = _("breadcrumb")
        verbose_name_plural = _("breadcrumbs")
        constraints = [models.CheckConstraint(condition=~Q(breadcrumb=""), name="categoryalias_has_a_breadcrumb")]

    def __str__(self) -> str:
        return self.breadcrumb
