"""Who gives roles: an administrator those of the own unit and of all below it, but none that equals the own one."""

from functools import reduce
from operator import or_

from django.db.models import Q

from reports.enums import Role
from reports.models import Unit, User


def administered(user: User) -> tuple[str, ...]:
    """Return the paths of the units whose roles somebody gives, "" for the whole site. Three queries the first time.

    Django's own permission to change memberships holds on the whole site, like all of these.
    """
    if not user.is_active:
        return ()
    paths = tuple(path for path, role in user.roles() if role is Role.ADMINISTRATOR)
    own = user.get_user_permissions() | user.get_group_permissions()
    return ("", *paths) if user.is_superuser or "reports.change_membership" in own else paths


def may_give(user: User, role: Role, unit: Unit | None) -> bool:
    """Return whether somebody may give a role in a unit (None: on the whole site), or take it away."""
    path = unit.path if unit else ""
    return any(
        not reach or (path.startswith(reach) and (role is not Role.ADMINISTRATOR or path != reach))
        for reach in administered(user)
    )


def is_administered(user: User, path: str) -> Q:
    """Return the units in which somebody gives roles, for rows that lead to their paths by `path`."""
    reaches = administered(user)
    if "" in reaches:
        return ~Q(pk__in=[])
    return reduce(or_, (Q(**{f"{path}__startswith": reach}) for reach in reaches), Q(pk__in=[]))
