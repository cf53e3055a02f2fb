"""Categories: the tree that visitors browse."""

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
