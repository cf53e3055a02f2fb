"""Old addresses of categories, units, topics and tags, which lead on to where these are now."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from reports.models.category import Category
from reports.models.topic import Topic
from reports.models.unit import Unit
from reports.querysets import OldAddressQuerySet


def _one_target() -> Q:
    """Return that an old address leads to one row, of whichever sort."""
    sorts = ("category", "unit", "topic", "tag")
    rule = Q()
    for chosen in sorts:
        rule |= Q(**{f"{sort}__isnull": sort != chosen for sort in sorts})
    return rule


class OldAddress(models.Model):
    """A slug that a row bore once, or that of a row which was merged into it."""

    slug = models.SlugField(_("old slug"), max_length=100, allow_unicode=True)
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="old_addresses")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="old_addresses")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="old_addresses")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="old_addresses")

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="oldaddress_has_a_slug"),
            models.CheckConstraint(condition=_one_target(), name="oldaddress_leads_to_one_row"),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=Q(**{f"{sort}__isnull": False}),
                    name=f"oldaddress_once_per_{sort}",
                    violation_error_message=_("This old address leads somewhere already."),
                )
                for sort in ("category", "unit", "topic", "tag")
            ),
        ]

    def __str__(self) -> str:
        return self.slug
