"""What is being written, as the public would read it: rendered from what the form holds, nothing is stored."""

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from reports import workflow
from reports.admin.writing.versions import to_json, tree_of
from reports.documents.merging import Node
from reports.enums import Language, SectionKind
from reports.models import Report
from reports.workflow import PointDraft, SectionDraft

if TYPE_CHECKING:
    from reports.admin.writing.together import WritesTogether as _Admin
else:
    _Admin = object


class ShowsPreview(_Admin):
    """Adds the address to which the form is sent to be read as a page."""

    def get_urls(self) -> list[URLPattern]:
        """Add the previews of a new report and of one that is stored."""
        wrap = self.admin_site.admin_view
        own = [
            path("preview/", wrap(self.preview_view), name="reports_report_preview_new"),
            path("<int:pk>/preview/", wrap(self.preview_view), name="reports_report_preview"),
        ]
        return own + super().get_urls()

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Render what was sent with the public template. The version that is stored is told beside it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        report = Report() if pk is None else self.get_object(request, str(pk))
        if report is None or workflow.is_locked(report):
            # What is public has no form; its text is written in a working copy.
            raise Http404
        if not (self.has_change_permission(request, report) if pk else self.has_add_permission(request)):
            raise PermissionDenied
        version = version_of(to_json(self.stored_version(request, report))) if pk else "new"
        form, sections = self.sent_forms(request, report)
        form.is_valid()
        # Whatever cannot be stored as it is sent is read as it stands so far.
        report.pk, report.title = report.pk or 0, report.title or _("(no title yet)")
        report.language = report.language or Language.CHINESE
        tags = form.cleaned_data.get("tags", ())
        permalink = reverse("reports:report-redirect", args=[report.pk])
        context = {
            "report": report,
            "parts": workflow.render_draft(report, drafts_of(tree_of(form, sections)), tags),
            "permalink": permalink,
            "full_address": request.build_absolute_uri(permalink),
            "draft_status": _("Preview"),
            "banner": _("This is what you are writing; it is not saved."),
        }
        response = render(request, "reports/report_detail.html", context)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["X-Stored-Version"] = version
        return response


def version_of(base: str) -> str:
    """Return a short name for the version that a form was opened on."""
    return hashlib.sha256(base.encode()).hexdigest()[:16]


def drafts_of(tree: Node) -> list[SectionDraft]:
    """Return the text of a tree as it would be stored; sections and points that say nothing are left out."""
    drafts = []
    for section in tree.children:
        values = section.values
        kind = SectionKind(values["kind"]) if values.get("kind") in list(SectionKind) else SectionKind.OTHER
        points = [_point(child.values) for child in section.children if any(_said(child.values))]
        marker, heading, body, closing = (values.get(name, "") for name in ("marker", "heading", "body", "closing"))
        drafts.append(SectionDraft(kind, marker, heading, body, points, closing))
    return drafts


def _said(values: Any) -> list[str]:  # noqa: ANN401
    return [values.get("heading", ""), values.get("text", "")]


def _point(values: Any) -> PointDraft:  # noqa: ANN401
    return PointDraft(values.get("marker", ""), values.get("heading", ""), values.get("text", ""))
