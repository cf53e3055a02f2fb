"""Users, groups and memberships: who is what where. Every change of rights stands in the audit log."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.admin.rights import user_of
from reports.admin.rows import NamedRows
from reports.admin.signing_in import HelpsToSignIn
from reports.enums import EventKind, Role
from reports.models import Membership, User
from reports.workflow import record_event

format_html_lazy = lazy(format_html, SafeString)

_POWERS = ("is_superuser", "groups", "user_permissions")
"""What only superusers give: with these, somebody could take every right."""


def rights_of_user(user: User) -> dict[str, Any]:
    """Return all that gives somebody rights, by names. Three queries."""
    roles = user.memberships.select_related("unit").order_by("pk")
    return {
        "is_active": user.is_active,
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser,
        "groups": sorted(user.groups.values_list("name", flat=True)),
        "permissions": sorted(user.user_permissions.values_list("codename", flat=True)),
        "roles": [f"{row.role}: {row.unit.slug if row.unit else '*'}" for row in roles],
    }


def note_change(request: HttpRequest, whose: dict[str, str], before: dict[str, Any], after: dict[str, Any]) -> None:
    """Put down what changed of somebody's rights, as it was and as it is; nothing where nothing did."""
    changed = {name: f"{before.get(name)} → {after[name]}" for name in after if before.get(name) != after[name]}
    if changed:
        record_event(EventKind.RIGHTS_CHANGED, user_of(request), detail={**whose, **changed})


class MembershipInline(NamedRows):
    """Somebody's roles."""

    model = Membership
    autocomplete_fields = ["unit"]
    extra = 0


class PasswordForm(AdminPasswordChangeForm):
    """Somebody's new password, or none; Django's words on having none speak of ways in that there are not here."""

    usable_password_help_text = format_html_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("Without a password nobody can sign in under this name; there is no other way in."),
        _("The present password is lost if this is saved."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(user, *args, **kwargs)
        if "usable_password" in self.fields:
            self.fields["usable_password"].help_text = self.usable_password_help_text


@admin.register(User)
class EditorAdmin(HelpsToSignIn, UserAdmin):
    """People who sign in. Only superusers make superusers, and change them."""

    change_password_form = PasswordForm
    inlines = [MembershipInline]
    list_display = ["username", "first_name", "last_name", "roles", "is_staff", "is_active"]

    @admin.display(description=_("roles"), empty_value="–")
    def roles(self, user: User) -> str | None:
        """Show what somebody is where."""
        everywhere = _("whole site")
        rows = [f"{Role(row.role).label} ({row.unit or everywhere})" for row in user.memberships.all()]
        return ", ".join(rows) or None

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Load the roles with the people."""
        return super().get_queryset(request).prefetch_related("memberships__unit")

    def get_inlines(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Roles are given to people who are there."""
        return self.inlines if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Leave what gives every right to superusers."""
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, *_POWERS]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are changed by superusers."""
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are deleted by superusers."""
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: ANN401
        """Remember the rights before they change."""
        form.rights_before = rights_of_user(User.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Let whoever has a role enter the admin, and put down what changed."""
        super().save_related(request, form, formsets, change)
        user = User.objects.get(pk=form.instance.pk)
        if not user.is_staff and user.memberships.exists():
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            self.message_user(request, _("Who has a role may enter the admin."), messages.INFO)
        note_change(request, {"user": user.get_username()}, form.rights_before, rights_of_user(user))

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set somebody's password, and put down that it was done."""
        response: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            name = User.objects.values_list("username", flat=True).get(pk=id)
            record_event(EventKind.RIGHTS_CHANGED, user_of(request), detail={"user": name, "password": "set"})
        return response

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete somebody, and put it down."""
        record_event(EventKind.RIGHTS_CHANGED, user_of(request), detail={"user": obj.get_username(), "deleted": True})
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete some people, and put it down of each."""
        for user in queryset:
            self.delete_model(request, user)


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    return user is None or not user.is_superuser or user_of(request).is_superuser


admin.site.unregister(Group)


@admin.register(Group)
class RecordedGroupAdmin(GroupAdmin):
    """Groups of Django's own permissions, which hold on the whole site."""

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:  # noqa: ANN401
        """Remember the permissions before they change."""
        form.rights_before = self._rights(obj) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Put down what changed."""
        super().save_related(request, form, formsets, change)
        note_change(request, {"group": form.instance.name}, form.rights_before, self._rights(form.instance))

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        """Delete a group, and put it down."""
        record_event(EventKind.RIGHTS_CHANGED, user_of(request), detail={"group": obj.name, "deleted": True})
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        """Delete groups, and put it down of each."""
        for group in queryset:
            self.delete_model(request, group)

    def _rights(self, group: Group) -> dict[str, Any]:
        return {"permissions": sorted(group.permissions.values_list("codename", flat=True))}
