"""Who may do what: one table from roles to actions, and to the statuses in which a report allows them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reports.enums import Action, ReportStatus, Role

Rights = Mapping[Action, frozenset[ReportStatus]]
"""Actions, each with the statuses of the reports that it may be done to."""

_ALWAYS = frozenset(ReportStatus)
_IN_WORK = frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED})
_REVIEWED = frozenset({ReportStatus.IN_REVIEW})
_UNAPPROVED = _IN_WORK | _REVIEWED
_PUBLIC = frozenset({ReportStatus.PUBLISHED})
_WITHDRAWN = frozenset({ReportStatus.WITHDRAWN})

_AUTHOR: Rights = {
    Action.VIEW: _ALWAYS,
    Action.CREATE: _ALWAYS,
    Action.EDIT: _IN_WORK,
    Action.REVISE: _PUBLIC,
    Action.SUBMIT: _IN_WORK,
    Action.TAKE_BACK: _REVIEWED,
}
_EDITOR: Rights = {
    **_AUTHOR,
    Action.EDIT: _UNAPPROVED,
    Action.RETURN: _REVIEWED,
    Action.DELETE: _IN_WORK,
}
_PUBLISHER: Rights = {
    **_EDITOR,
    Action.EDIT: _UNAPPROVED | _PUBLIC,
    Action.RETURN: _REVIEWED | _WITHDRAWN,
    Action.PUBLISH: _UNAPPROVED | _WITHDRAWN,
    Action.WITHDRAW: _PUBLIC,
    Action.DELETE: _UNAPPROVED | _WITHDRAWN,
}
_ADMINISTRATOR: Rights = {
    **_PUBLISHER,
    Action.DELETE: _ALWAYS,
    Action.OVERRIDE: _ALWAYS,
    Action.ERASE: _ALWAYS,
}

RIGHTS: Mapping[Role, Rights] = {
    Role.AUTHOR: _AUTHOR,
    Role.EDITOR: _EDITOR,
    Role.PUBLISHER: _PUBLISHER,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}
"""What each role may do, in its unit and in those below it."""

IN_ITS_UNIT_ALONE = frozenset({Role.AUTHOR})
"""Roles that do not hold in the units below theirs."""

ACTIONS_OF_PERMISSION: Mapping[str, tuple[Action, ...]] = {
    "view_report": (Action.VIEW,),
    "add_report": (Action.CREATE,),
    "change_report": (Action.EDIT, Action.VIEW, Action.REVISE, Action.SUBMIT, Action.TAKE_BACK, Action.RETURN),
    "publish_report": (Action.PUBLISH, Action.WITHDRAW),
    "delete_report": (Action.DELETE,),
    "override_report": (Action.OVERRIDE,),
}
"""What Django's own permissions, which know no units, let somebody do on the whole site."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Rights in a unit, named by its path, and below it; "" is the whole site, reports without a unit among it."""

    path: str
    rights: Rights
    is_inherited: bool = True

    def allows(self, action: Action, status: ReportStatus, path: str | None, *, is_own: bool) -> bool:
        """Return whether a report may be treated so; `path` is that of its unit.

        A report without a unit belongs to whoever made it, as if it stood in a unit of theirs.
        """
        reaches = not self.path or (is_own if path is None else self._holds_at(path))
        return reaches and status in self.rights.get(action, ())

    def _holds_at(self, path: str) -> bool:
        return path.startswith(self.path) if self.is_inherited else path == self.path


def rights_of_permissions(permissions: Collection[str]) -> Rights:
    """Return what permissions such as "reports.change_report" allow on the whole site."""
    full = RIGHTS[Role.ADMINISTRATOR]
    return {
        action: full[action]
        for codename, actions in ACTIONS_OF_PERMISSION.items()
        if f"reports.{codename}" in permissions
        for action in actions
    }
