"""Links that show a report to people without an account, on a page beside its form."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import workflow
from reports.models import Report, User

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object


def _days() -> list[tuple[int, str]]:
    return [(days, ngettext("%d day", "%d days", days) % days) for days in workflow.PREVIEW_DAYS]


class LinkForm(forms.Form):
    """How long a link is to be valid, and whom it is for."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Valid for"),
        coerce=int,
        choices=_days,
        initial=workflow.PREVIEW_DAYS[1],
    )
    note = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Seen by editors alone, so that they know which link to end."),
    )


class SharesPreviews(_Admin):
    """Adds the page on which links to a report are made and ended."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of a report's links."""
        wrap = self.admin_site.admin_view
        own = path("<int:pk>/links/", wrap(self.links_view), name="reports_report_links")
        return [own, *super().get_urls()]

    def links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the links of a report; make one, or end one. For who may change the report as it stands."""
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        form = LinkForm(request.POST if request.POST.get("do") == "make" else None)
        if request.method == "POST" and self._done(request, report, form):
            return redirect("admin:reports_report_links", pk)
        links = report.preview_links.valid().select_related("created_by").order_by("expires_at")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Links to the preview"),
            "opts": self.opts,
            "report": report,
            "is_unpublished": report.status in workflow.UNPUBLISHED,
            "form": form,
            "links": [(link, _address(request, workflow.preview_token(link))) for link in links],
        }
        return TemplateResponse(request, "admin/reports/writing/links.html", context)

    def _done(self, request: HttpRequest, report: Report, form: LinkForm) -> bool:
        """Do what was asked for; return whether it is done."""
        by = request.user if isinstance(request.user, User) else None
        ended = request.POST.get("end", "")
        if ended.isascii() and ended.isdecimal() and len(ended) < 19:
            link = report.preview_links.filter(pk=int(ended)).first()
            if link:
                workflow.end_preview(link, by)
                self.message_user(request, _("The link shows nothing any more."), messages.SUCCESS)
            return True
        if report.status not in workflow.UNPUBLISHED or not form.is_valid():
            return False
        workflow.share_preview(report, form.cleaned_data["days"], by, form.cleaned_data["note"])
        self.message_user(request, _("The link is made. Copy it from the list below."), messages.SUCCESS)
        return True


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("reports:report-preview", args=[token]))
