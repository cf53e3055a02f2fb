"""The page of a report's remarks, on which it is also said who works on it until when."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, gettext_lazy

from reports import workflow
from reports.admin.rights import user_of
from reports.models import Point, Report, Section, User

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object


class RemarkForm(forms.Form):
    """A remark and its place: the whole report, a section or a point."""

    place = forms.ChoiceField(label=gettext_lazy("On"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.places: dict[str, Section | Point] = {}
        choices: list[tuple[str, Any]] = [("", gettext_lazy("the whole report"))]
        for section in report.sections.prefetch_related("points"):
            self.places[f"section-{section.pk}"] = section
            choices.append((f"section-{section.pk}", str(section)[:90]))
            for point in section.points.all():
                self.places[f"point-{point.pk}"] = point
                choices.append((f"point-{point.pk}", f"— {point}"[:90]))
        field: Any = self.fields["place"]
        field.choices = choices


class TaskForm(forms.Form):
    """Who works on a report until when."""

    assignee: Any = forms.ModelChoiceField(User.objects.none(), required=False, label=gettext_lazy("Assigned to"))
    due_on = forms.DateField(
        required=False, label=gettext_lazy("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["initial"] = {"assignee": report.assignee_id, "due_on": report.due_on}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assignee"]
        field.queryset = workflow.colleagues_of(report)

    def clean_due_on(self) -> Any:  # noqa: ANN401
        """A day that calendars and mails can tell."""
        day = self.cleaned_data["due_on"]
        if day and not 2000 <= day.year <= 2200:
            raise forms.ValidationError(gettext("Choose a day within reach."), code="far")
        return day


class WorksTogether(_Admin):
    """Adds the page of a report's remarks, for everybody who sees the report in the admin."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of a report's remarks."""
        view = self.admin_site.admin_view(self.remarks_view)
        return [path("<int:pk>/remarks/", view, name="reports_report_remarks"), *super().get_urls()]

    def remarks_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the remarks, take a new one, settle one, or assign the report."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404
        user, asked = user_of(request), request.POST.get("do", "")
        form = RemarkForm(request.POST if asked == "remark" else None, report=report)
        task = None
        if workflow.may_assign(user, report):
            task = TaskForm(request.POST if asked == "assign" else None, report=report)
        if request.method == "POST" and self._did(request, report, form, task):
            return redirect("admin:reports_report_remarks", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Remarks"),
            "opts": self.opts,
            "report": report,
            "remarks": report.remarks.select_related("section", "point"),
            "form": form,
            "task": task,
        }
        return TemplateResponse(request, "admin/reports/tasks/remarks.html", context)

    def _did(self, request: HttpRequest, report: Report, form: RemarkForm, task: TaskForm | None) -> bool:
        """Do what was asked for; return whether it is done."""
        user, settled = user_of(request), request.POST.get("settle", "")
        try:
            if settled.isascii() and settled.isdecimal() and len(settled) < 19:
                remark = report.remarks.filter(pk=int(settled)).first()
                if remark:
                    workflow.settle_remark(remark, by=user)
                return True
            if form.is_bound and form.is_valid():
                place = form.places.get(form.cleaned_data["place"])
                where = {"section": place} if isinstance(place, Section) else {"point": place} if place else {}
                workflow.add_remark(report, form.cleaned_data["text"], by=user, **where)
                return True
            if task and task.is_bound and task.is_valid():
                workflow.assign_report(report, task.cleaned_data["assignee"], task.cleaned_data["due_on"], by=user)
                self.message_user(request, gettext("The report is assigned."), messages.SUCCESS)
                return True
        except workflow.TransitionRefused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return True
        return False
