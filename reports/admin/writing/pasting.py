"""Sections and points made of what was pasted into the form, by the importer; nothing is stored."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from reports.documents.pasted import as_page, lines_as_html
from reports.enums import Action
from reports.importer import UnreadableSource, import_document, ready_import
from reports.models import User
from reports.workflow import SectionDraft, may

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object

MOST = 4_000_000
"""Characters of HTML that are read at once; what is longer is a case for the import."""

PLACEHOLDER = "工作总结"
"""The title under which a text without one is read."""


class ReadsPastedText(_Admin):
    """Adds the address to which pasted text is sent to be made into sections."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address for pasted text."""
        own = path("paste/", self.admin_site.admin_view(self.paste_view), name="reports_report_paste")
        return [own, *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """Return the sections of a pasted text as JSON, with its title and what was left out of it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (isinstance(request.user, User) and any(may(request.user, one) for one in (Action.CREATE, Action.EDIT))):
            raise PermissionDenied
        html = request.POST.get("html") or lines_as_html(request.POST.get("text", ""))
        if len(html) > MOST:
            return _problem(_("This is too long to be pasted. Save it as a file and import it."))
        page = as_page(html, request.POST.get("title", "").strip() or PLACEHOLDER)
        try:
            found = structured(page)
        except UnreadableSource as error:
            return _problem(str(error))
        return JsonResponse(found) if found["sections"] else _problem(_("No sections were found in the text."))


def structured(page: str) -> dict[str, Any]:
    """Return the sections of a page as the form takes them. No query. Raises UnreadableSource."""
    data = page.encode()
    result = import_document(data, "pasted.html")
    sections = [section for part in ready_import(result, data).parts for section in part.sections]
    return {
        "title": result.title or "",
        "reports": len(result.reports),
        "sections": [_section(section) for section in sections],
        "left_out": [dropped.text for dropped in result.dropped if dropped.text != result.title],
    }


def _section(section: SectionDraft) -> dict[str, Any]:
    return {
        "kind": section.kind.value,
        "marker": section.marker,
        "heading": section.heading,
        "body": section.body,
        "closing": section.closing,
        "points": [{"marker": one.marker, "heading": one.heading, "text": one.text} for one in section.points],
    }


def _problem(text: str) -> JsonResponse:
    return JsonResponse({"problem": text}, status=400)
