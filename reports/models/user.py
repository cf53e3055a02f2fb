"""The project's own user, with the rights that memberships and permissions give."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from reports.enums import Role
from reports.roles import IN_ITS_UNIT_ALONE, RIGHTS, Grant, rights_of_permissions


class User(AbstractUser):
    """A person who signs in: an author, an editor, a publisher, an administrator.

    `language` is that in which they first signed in, or that they chose in the admin since; mails to them are written
    in it, or where there is none in the site's.
    """

    language = models.CharField(max_length=10, blank=True, editable=False)

    def grants(self) -> tuple[Grant, ...]:
        """Return what this person may do where; three queries the first time, like Django's own permissions."""
        if not self.is_active:
            return ()
        if self.is_superuser:
            return (Grant("", RIGHTS[Role.ADMINISTRATOR]),)
        kept: tuple[Grant, ...] | None = self.__dict__.get("_grants")
        if kept is None:
            kept = self.__dict__["_grants"] = self._find_grants()
        return kept

    def roles(self) -> tuple[tuple[str, Role], ...]:
        """Return the person's roles with the path of the unit, "" for the whole site; one query the first time."""
        kept: tuple[tuple[str, Role], ...] | None = self.__dict__.get("_roles")
        if kept is None:
            rows = self.memberships.order_by("pk").values_list("unit__path", "role")
            kept = self.__dict__["_roles"] = tuple((path or "", Role(role)) for path, role in rows)
        return kept

    def _find_grants(self) -> tuple[Grant, ...]:
        own = rights_of_permissions(self.get_user_permissions() | self.get_group_permissions())
        granted = [Grant(path, RIGHTS[role], role not in IN_ITS_UNIT_ALONE) for path, role in self.roles()]
        return (*([Grant("", own)] if own else []), *granted)
