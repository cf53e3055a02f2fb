"""The page between choosing something for many reports and its being done."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import workflow
from reports.admin.bulk.deeds import DEEDS, Deed, DeedForm
from reports.enums import Action
from reports.models import Report, User

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Report]
else:
    _Admin = object

MOST_AT_ONCE = 200
"""Reports that are treated in one request, so that it ends before anybody gives up waiting."""

MOST_TOLD = 10
"""Reports of which it is said one by one why they were left out."""


class ReportActions(_Admin):
    """What `DEEDS` names, for whoever may edit any report at all; each report is asked for anew."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the admin's actions and those of the table that somebody has a right to."""
        actions: dict[str, Any] = super().get_actions(request)
        if "_popup" in request.GET:
            return actions
        if workflow.may(request.user, Action.EDIT):
            actions |= {name: (_action(deed), name, deed.label) for name, deed in DEEDS.items()}
        return actions


def _action(deed: Deed) -> Callable[[Any, HttpRequest, QuerySet[Report]], HttpResponse | None]:
    return lambda model_admin, request, queryset: _confirm_or_do(model_admin, request, queryset, deed)


def _confirm_or_do(
    model_admin: Any,  # noqa: ANN401
    request: HttpRequest,
    queryset: QuerySet[Report],
    deed: Deed,
) -> HttpResponse | None:
    """Show what would happen; once that is confirmed and all is said that has to be, do it."""
    reports = list(queryset.select_related("unit", "period", "category")[: MOST_AT_ONCE + 1])
    if len(reports) > MOST_AT_ONCE:
        text = _("At most %(number)d reports can be treated at once. Narrow the list, and do it in parts.")
        model_admin.message_user(request, text % {"number": MOST_AT_ONCE}, messages.WARNING)
        return None
    form = deed.form(request.POST if "confirmed" in request.POST else None, reports=reports)
    if not form.is_valid():
        return _page(model_admin, request, reports, deed, form)
    user: Any = request.user
    _do(model_admin, request, reports, deed, user, form.cleaned_data)
    return None


def _page(
    model_admin: Any,  # noqa: ANN401
    request: HttpRequest,
    reports: Sequence[Report],
    deed: Deed,
    form: DeedForm,
) -> HttpResponse:
    free = [report for report in reports if workflow.may(request.user, Action.EDIT, report)]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": deed.question,
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "deed": deed,
        "name": request.POST["action"],
        "form": form,
        "free": free,
        "refused": [report for report in reports if report not in free],
        "reports": reports,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/reports/bulk/confirm.html", context)


def _do(
    model_admin: Any,  # noqa: ANN401
    request: HttpRequest,
    reports: Sequence[Report],
    deed: Deed,
    by: User,
    answers: dict[str, Any],
) -> None:
    """Treat one report after the other, each in a transaction of its own, and tell which ones were left out."""
    changed, refusals = [], []
    for report in reports:
        try:
            if deed.do(report, by, answers) is not False:
                changed.append(report)
        except workflow.TransitionRefused as refusal:
            refusals.append(str(refusal))
    if deed.is_shown_beside:
        keys = [report.pk for report in changed]
        workflow.refresh_sidebars(Report.objects.published().filter(pk__in=keys))
    for said in refusals[:MOST_TOLD]:
        model_admin.message_user(request, said, messages.WARNING)
    if left := len(refusals[MOST_TOLD:]):
        text = ngettext("%(number)d more was left out.", "%(number)d more were left out.", left)
        model_admin.message_user(request, text % {"number": left}, messages.WARNING)
    text = ngettext("%(number)d report changed.", "%(number)d reports changed.", len(changed))
    level = messages.SUCCESS if changed else messages.INFO
    model_admin.message_user(request, text % {"number": len(changed)}, level)
