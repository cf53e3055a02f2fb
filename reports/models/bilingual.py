"""Names in English and Simplified Chinese, shared by all rows that both interfaces show."""

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def pick_language(english: str, chinese: str) -> str:
    """Return the text of the active interface language, or the other one where it is empty."""
    in_chinese = (get_language() or "").startswith("zh")
    return (chinese or english) if in_chinese else (english or chinese)


class BilingualName(models.Model):
    """A row with a name in one language at least and a description."""

    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("The name in addresses: letters (Chinese too), digits and hyphens."),
    )
    description_en = models.TextField(_("description in English"), blank=True)
    description_zh = models.TextField(_("description in Chinese"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="") | ~Q(name_zh=""),
                name="%(class)s_has_a_name",
                violation_error_message=_("Give a name in English, in Chinese or in both."),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="%(class)s_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the interface's language, or in the other where that one is missing."""
        return pick_language(self.name_en, self.name_zh)

    @property
    def description(self) -> str:
        """The description in the interface's language, or in the other where that one is missing."""
        return pick_language(self.description_en, self.description_zh)


def free_slug(queryset: models.QuerySet, *names: str) -> str:
    """Return a slug made from the first usable name that no row of `queryset` bears (a query per try)."""
    stem = next((slug for name in names if (slug := slugify(name, allow_unicode=True)[:90])), "item")
    slug, number = stem, 1
    while queryset.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
