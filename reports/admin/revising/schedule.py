"""The page on which a report is given the dates of its publication and its end."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from reports import workflow
from reports.admin.rights import ReportPage, user_of
from reports.enums import Action, ReportStatus
from reports.models import Report, User
from reports.workflow import OverrideNeeded, TransitionRefused, may, refusal_of

_IN_A_FIELD = "%Y-%m-%dT%H:%M"


def _moment(label: Any, help_text: Any) -> forms.DateTimeField:  # noqa: ANN401
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=_IN_A_FIELD)
    return forms.DateTimeField(label=label, help_text=help_text, required=False, widget=widget)


class ScheduleForm(forms.Form):
    """The dates that a report may have; left empty, it has none."""

    publish_at = _moment(_("Publish on"), _("Left empty, the report is taken off the schedule."))
    expires_at = _moment(_("Withdraw on"), _("Left empty, the report stays until somebody withdraws it."))
    override = forms.CharField(
        label=_("Reason for publishing without a second person"),
        help_text=_("It stands in the audit log, and such exceptions are counted."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, report: Report, data: Any, *, asks_for_override: bool) -> None:  # noqa: ANN401
        super().__init__(data, initial={"publish_at": report.publish_at, "expires_at": report.expires_at})
        if report.status == ReportStatus.PUBLISHED:
            del self.fields["publish_at"]
        if report.revises_id:
            del self.fields["expires_at"]
        if not asks_for_override:
            del self.fields["override"]


class Schedules(ReportPage):
    """The page of dates, and what a report's own page says of them."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of dates."""
        view = self.admin_site.admin_view(self.schedule_view)
        return [path("<int:pk>/schedule/", view, name="reports_report_schedule"), *super().get_urls()]

    def schedule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the dates and set them."""
        report, user = self.get_object(request, str(pk)), user_of(request)
        if report is None:
            raise Http404
        if not may_schedule(user, report):
            raise PermissionDenied
        asks = isinstance(refusal_of(report, Action.PUBLISH, user), OverrideNeeded)
        form = ScheduleForm(report, request.POST or None, asks_for_override=asks)
        if request.method == "POST" and form.is_valid():
            try:
                workflow.schedule_report(
                    report,
                    form.cleaned_data.get("publish_at"),
                    form.cleaned_data.get("expires_at"),
                    by=user,
                    override=form.cleaned_data.get("override", ""),
                )
            except TransitionRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, _("The dates are set."), messages.SUCCESS)
                return redirect("admin:reports_report_change", report.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Dates"),
            "report": report,
            "form": form,
            "zone": timezone.get_default_timezone_name(),
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/reports/revising/schedule.html", context)

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Lead to the dates whoever may set them."""
        told = super().page_context(request, report, context)
        if report is not None:
            told["dates"] = {"may_schedule": may_schedule(user_of(request), report)}
        return told

    @admin.display(description=_("status"), ordering="status")
    def stage(self, report: Report) -> str:
        """Show the status, that a row is a working copy, and the date for which it is approved."""
        parts = [str(ReportStatus(report.status).label)]
        if report.revises_id:
            parts.append(str(_("working copy")))
        for moment, text in ((report.publish_at, _("public from %(date)s")), (report.expires_at, _("until %(date)s"))):
            if moment:
                parts.append(text % {"date": date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")})
        return " · ".join(parts)


def may_schedule(user: User, report: Report) -> bool:
    """Return whether somebody may set dates: whoever may publish the report, or withdraw it if it is public."""
    action = Action.WITHDRAW if report.status == ReportStatus.PUBLISHED else Action.PUBLISH
    return may(user, action, report)
