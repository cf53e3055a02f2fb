"""Signing in with Django's own permissions and those that memberships bring.

A membership in a unit opens the pages of reports, and lets its units, periods and tags be chosen; which reports these
pages show and change is decided by `may` and `Report.objects.allowing`. What is shared by all units (tags, topics, the
trees) is changed by those whose membership holds on the whole site.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.backends import ModelBackend

from reports.enums import Role
from reports.models import Report, User
from reports.roles import ACTIONS_OF_PERMISSION
from reports.workflow.permissions import may

_ORDER = list(Role)
_SHARED = (
    *("taggit.tag", "reports.period", "reports.collection", "reports.topic", "reports.topicentry"),
    *("reports.promotedresult", "reports.oldaddress"),
)
_CHOSEN = ("reports.unit", "reports.category", "reports.period", "reports.collection", "taggit.tag")


def _permissions(models: tuple[str, ...], *verbs: str) -> Iterator[str]:
    for model in models:
        label, name = model.split(".")
        yield from (f"{label}.{verb}_{name}" for verb in verbs)


IN_A_UNIT: dict[Role, set[str]] = {
    Role.AUTHOR: {
        *_permissions(("reports.report", "reports.section", "reports.point"), "view", "add", "change"),
        *_permissions(("reports.section", "reports.point"), "delete"),
        *_permissions(_CHOSEN, "view"),
    },
    Role.EDITOR: {"reports.delete_report"},
    Role.PUBLISHER: {"reports.publish_report", *_permissions(("reports.gonereport",), "view", "change")},
    Role.ADMINISTRATOR: {
        "reports.override_report",
        *_permissions(("reports.membership",), "view", "add", "change", "delete"),
    },
}
"""What each role adds to the one before it, wherever the membership holds."""

EVERYWHERE: dict[Role, set[str]] = {
    Role.EDITOR: {
        *_permissions(_SHARED, "view", "add", "change"),
        *_permissions(("reports.source", "reports.askedquery"), "view"),
    },
    Role.PUBLISHER: {*_permissions(_SHARED, "delete"), "reports.change_source"},
}
"""What each role adds on the whole site; an administrator has every permission of the project's own there."""


def permissions_of(role: Role, *, is_everywhere: bool) -> set[str]:
    """Return the permissions of Django that a membership brings."""
    roles = _ORDER[: _ORDER.index(role) + 1]
    found = {permission for each in roles for permission in IN_A_UNIT[each]}
    if is_everywhere:
        found |= {permission for each in roles for permission in EVERYWHERE.get(each, set())}
        if role is Role.ADMINISTRATOR:
            found |= _all_permissions()
    return found


def _all_permissions() -> set[str]:
    found = set(_permissions(("taggit.tag",), "view", "add", "change", "delete"))
    for model in apps.get_app_config("reports").get_models():
        options = model._meta
        names = [f"{verb}_{options.model_name}" for verb in options.default_permissions]
        found |= {f"reports.{name}" for name in [*names, *(codename for codename, _name in options.permissions)]}
    return found


class MembershipBackend(ModelBackend):
    """Django's own backend, whose permissions include those of memberships and are asked for single reports too."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ANN401
        """Return all permissions of a user, for a report those that hold for it."""
        if not isinstance(user_obj, User) or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        if isinstance(obj, Report):
            return {
                f"reports.{codename}"
                for codename, actions in ACTIONS_OF_PERMISSION.items()
                if may(user_obj, actions[0], obj)
            }
        if obj is not None:
            return set()
        kept: set[str] | None = user_obj.__dict__.get("_all_permissions")
        if kept is None:
            kept = user_obj.__dict__["_all_permissions"] = self._find(user_obj)
        return kept

    def _find(self, user: User) -> set[str]:
        found = self.get_user_permissions(user) | self.get_group_permissions(user)
        if not user.is_superuser:
            for path, role in user.roles():
                found |= permissions_of(role, is_everywhere=not path)
        return found
