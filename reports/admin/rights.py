"""Which reports somebody finds and changes in the admin: those of their units, as their roles say."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from reports.enums import Action
from reports.models import Report, Unit, User
from reports.querysets import reach_of
from reports.workflow import may

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object

_OF_THE_WORKFLOW = ("status", "published_at", "changed_at", "submitted_by", "publish_at", "expires_at")
"""What only transitions change: a form that was opened before one must not put it back."""


def user_of(request: HttpRequest) -> User:
    """Return who asks; the admin lets nobody in who is not signed in."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied


def units_of(user: Any, action: Action) -> QuerySet[Unit]:  # noqa: ANN401
    """Return the units in which somebody may do something to reports."""
    return Unit.objects.filter(reach_of(user, action)).order_by("path")


def reaches_all(user: Any, action: Action) -> bool:  # noqa: ANN401
    """Return whether somebody may do something in every unit, and to reports that have none."""
    return may(user, action, Report())


class ReportPage(_Admin):
    """The page of a report's form, to which each part of the admin adds what it shows there."""

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Return what the template is told beside Django's own `context`; `report` is None for a new one."""
        return {}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Report | None = None,
    ) -> HttpResponse:
        """Show the form."""
        context = context | self.page_context(request, obj, context)
        return super().render_change_form(request, context, add, change, form_url, obj)


class ReportRights(_Admin):
    """Asks `workflow.may` for every report, and leaves out of every list what is not to be seen.

    Lists, searches, autocompletes, histories and actions all start from `get_queryset`.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Return the reports of the user's units."""
        rows: Any = super().get_queryset(request)
        return rows.allowing(request.user, Action.VIEW)

    def has_view_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Show what may be viewed."""
        return super().has_view_permission(request, obj) if obj is None else may(request.user, Action.VIEW, obj)

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Let those edit who may, as long as the report's status allows it."""
        return super().has_change_permission(request, obj) if obj is None else may(request.user, Action.EDIT, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Let those delete who may."""
        return super().has_delete_permission(request, obj) if obj is None else may(request.user, Action.DELETE, obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        """Show the history of what may be viewed."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def get_readonly_fields(self, request: HttpRequest, obj: Report | None = None) -> list[str]:
        """Leave it to those who publish what is recommended."""
        fields = list(super().get_readonly_fields(request, obj))
        publishes = [Action.PUBLISH, Action.WITHDRAW]
        if not any(may(request.user, action, obj) for action in publishes):
            fields.append("is_recommended")
        return fields

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Offer the units for which the user may write; one is needed, unless the user writes for all."""
        if db_field.name == "unit":
            kwargs["queryset"] = units_of(request.user, Action.CREATE)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "unit" and field and not reaches_all(request.user, Action.CREATE):
            field.required = True
            field.error_messages["invalid_choice"] = _("You write for your own units only. Choose one of them.")
        return field

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:  # noqa: ANN401
        """Store a report; a new one is whose who made it, one that went on meanwhile stays where it is."""
        if change:
            rows = Report.objects.select_for_update(of=("self",)).select_related("unit")
            stored = rows.only(*_OF_THE_WORKFLOW, "created_by", "unit__path").get(pk=obj.pk)
            if not may(request.user, Action.EDIT, stored):
                raise PermissionDenied
            for name in _OF_THE_WORKFLOW:
                setattr(obj, name, getattr(stored, name))
        else:
            obj.created_by = user_of(request)
        super().save_model(request, obj, form, change)
