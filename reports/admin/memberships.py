"""Roles, as those give them who administer a unit: in it and below it, and never one that equals their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.admin.rights import user_of
from reports.admin.users import note_change, rights_of_user
from reports.enums import Role
from reports.models import Membership, Unit, User
from reports.workflow import administered, is_administered, may_give


class MembershipForm(forms.ModelForm):
    """A role for somebody who is named: a list to choose from would tell who works in other units."""

    user_name = forms.CharField(label=_("User name"), max_length=150)
    by: User

    class Meta:
        model = Membership
        fields = ["unit", "role"]

    def clean(self) -> dict[str, Any] | None:
        """Find the person, and refuse a role that is not the giver's to give."""
        data = super().clean() or self.cleaned_data
        if "user_name" in self.fields and not self.errors:
            person = User.objects.filter(username=data["user_name"], is_active=True).first()
            if person is None:
                self.add_error("user_name", _("Nobody has this name."))
            elif person.memberships.filter(unit=data.get("unit")).exists():
                self.add_error("user_name", _("This person has a role in this unit already."))
            else:
                self.instance.user = person
        role, unit = data.get("role"), data.get("unit", self.instance.unit)
        if role and not self.errors and not may_give(self.by, Role(role), unit):
            self.add_error("role", _("This role is not yours to give there."))
        return data


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    """The roles of the units that somebody administers. Every change stands in the audit log."""

    form = MembershipForm
    fields = ["user_name", "unit", "role"]
    list_display = ["user", "unit", "role"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__username", "unit__name_en", "unit__name_zh"]
    autocomplete_fields = ["unit"]
    ordering = ["unit__path", "user__username"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Return the roles of the user's units."""
        rows = super().get_queryset(request).select_related("user", "unit")
        return rows.filter(is_administered(user_of(request), "unit__path"))

    def get_form(self, request: HttpRequest, obj: Membership | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: ANN401
        """Tell the form who gives."""
        made = super().get_form(request, obj, change, **kwargs)
        return type("GivenMembershipForm", (made,), {"by": user_of(request)})

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[Any]:
        """Person and unit stay: another role is given instead, and one is taken away."""
        return ["user", "unit", "role"] if obj else ["user_name", "unit", "role"]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        """Person and unit stay as they are."""
        return ["user", "unit"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Offer the units that the user administers; one is needed, unless that is the whole site."""
        if db_field.name == "unit":
            kwargs["queryset"] = Unit.objects.filter(is_administered(user_of(request), "path")).order_by("path")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "unit" and field:
            field.required = "" not in administered(user_of(request))
        return field

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Let those change a role who may give it."""
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Let those take a role away who may give it."""
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:  # noqa: ANN401
        """Store the role, let its holder enter the admin, and put down what changed."""
        before = rights_of_user(obj.user)
        super().save_model(request, obj, form, change)
        if not obj.user.is_staff:
            obj.user.is_staff = True
            obj.user.save(update_fields=["is_staff"])
        note_change(request, {"user": obj.user.get_username()}, before, rights_of_user(obj.user))

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """Take a role away, and put it down."""
        before = rights_of_user(obj.user)
        super().delete_model(request, obj)
        note_change(request, {"user": obj.user.get_username()}, before, rights_of_user(obj.user))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        """Take roles away, and put each down."""
        for row in queryset:
            self.delete_model(request, row)


def _may_touch(request: HttpRequest, row: Membership | None) -> bool:
    return row is None or may_give(user_of(request), Role(row.role), row.unit)
