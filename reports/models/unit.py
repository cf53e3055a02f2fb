"""Units: the bodies that report, as a tree, with the names found in documents."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from reports.enums import UnitKind
from reports.models.bilingual import BilingualName, pick_language


class Unit(MP_Node, BilingualName):  # type: ignore[django-manager-missing]
    """A body that reports: a county, a town in it, a community in that; a company, a department."""

    short_name_en = models.CharField(_("short name in English"), max_length=80, blank=True)
    short_name_zh = models.CharField(_("short name in Chinese"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices(), default=UnitKind.OTHER)
    active_from = models.DateField(_("active from"), null=True, blank=True)
    active_to = models.DateField(_("active to"), null=True, blank=True)

    class Meta(BilingualName.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            *BilingualName.Meta.constraints,
            models.CheckConstraint(
                condition=Q(active_from__isnull=True) | Q(active_to__isnull=True) | Q(active_from__lte=F("active_to")),
                name="unit_active_in_order",
                violation_error_message=_("A unit cannot end before it begins."),
            ),
            models.CheckConstraint(condition=Q(kind__in=list(UnitKind)), name="unit_kind_known"),
        ]

    @property
    def short_name(self) -> str:
        """The short name where the interface's language has one, else the name."""
        return pick_language(self.short_name_en or self.name_en, self.short_name_zh or self.name_zh)

    def get_absolute_url(self) -> str:
        """Return the address of the unit's page."""
        return reverse("reports:unit-detail", args=[self.slug])


class UnitAlias(models.Model):
    """Another name that documents use for a unit; it leads to one unit only."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="unitalias_has_a_name")]

    def __str__(self) -> str:
        return self.name
