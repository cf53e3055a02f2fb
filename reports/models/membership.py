"""Who is what, and where."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import Role
from reports.models.unit import Unit


class Membership(models.Model):
    """A role that somebody has in a unit and, but for authors, in all below it; without a unit on the whole site."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("unit"),
        help_text=_(
            "The role holds in this unit and in all below it, an author's in this unit alone. Leave it empty for the "
            "whole site."
        ),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices())

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="membership_role_known"),
            models.UniqueConstraint(
                fields=["user", "unit"],
                name="membership_once_in_unit",
                violation_error_message=_("This person has a role in this unit already."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(unit__isnull=True),
                name="membership_once_everywhere",
                violation_error_message=_("This person has a role on the whole site already."),
            ),
        ]

    def __str__(self) -> str:
        where = self.unit or _("whole site")
        return f"{self.user}: {Role(self.role).label}, {where}"
