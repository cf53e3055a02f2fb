"""Imports in the admin: handing in, and the list of documents with its progress."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.admin.importing.forms import UploadForm
from reports.admin.importing.history import note_stored
from reports.admin.importing.reviewing import review_document
from reports.enums import ImportState
from reports.importer import StoredImport, clear_abandoned, open_batch, work_through
from reports.models import ImportBatch, ImportItem, User
from reports.workflow import check_imported

READING_TIME = 1.5
"""Seconds of a request in which documents are read; the page that shows the progress asks again."""

_OPEN = [ImportState.WAITING, ImportState.TO_REVIEW, ImportState.TO_STORE]
_OPEN_OR_ASIDE = {*_OPEN, ImportState.SET_ASIDE}


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin):
    """Imports; each editor sees their own. Who may add reports may import."""

    list_display = ["__str__", "created_at", "documents", "open_documents"]
    list_display_links = ["__str__"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["note", "items__name", "items__title"]

    # --- who may do what

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """Return the editor's own imports, all for superusers, with the numbers of their documents."""
        batches = super().get_queryset(request)
        if not request.user.is_superuser:
            batches = batches.filter(created_by=request.user.pk)
        return batches.annotate(
            document_count=Count("items"), open_count=Count("items", filter=Q(items__state__in=_OPEN))
        )

    def _may_import(self, request: HttpRequest) -> bool:
        return request.user.has_perm("reports.add_report")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show imports to those who may import."""
        return self._may_import(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Importing is adding reports."""
        return self._may_import(request)

    def has_view_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        """Show an import to its owner."""
        return self._may_import(request)

    def has_change_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        """Let its owner review an import."""
        return self._may_import(request)

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        """Let its owner clear an import away; what was stored of it stays."""
        return self._may_import(request)

    def find_batch(self, request: HttpRequest, key: str) -> ImportBatch:
        """Return an import that the user may see; 404 for others, 403 for who may not import at all."""
        if not self._may_import(request):
            raise PermissionDenied
        batch = self.get_object(request, key)
        if batch is None:
            raise Http404
        return batch

    # --- the list

    @admin.display(description=gettext_lazy("documents"), ordering="document_count")
    def documents(self, batch: Any) -> int:  # noqa: ANN401
        """Show how many documents were handed in."""
        return batch.document_count

    @admin.display(description=gettext_lazy("still to do"), ordering="open_count")
    def open_documents(self, batch: Any) -> int:  # noqa: ANN401
        """Show how many of them are neither stored nor given up."""
        return batch.open_count

    # --- pages

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the wizard."""
        wrap = self.admin_site.admin_view
        own = [
            path("<int:key>/store/", wrap(self.store_view), name="reports_importbatch_store"),
            path("<int:key>/take-up/", wrap(self.take_up_view), name="reports_importbatch_take_up"),
            path("<int:key>/documents/<int:position>/", wrap(self.review_view), name="reports_importbatch_review"),
        ]
        return own + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        """Take files or pasted text; a single document is read at once and opened for review."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            clear_abandoned()
            batch = open_batch(_editor(request), form.handed_in(), values["category"], values["note"])
            work_through(batch, READING_TIME)
            return redirect(self._first_page(batch))
        context = self._context(request, _("Import reports"), form=form)
        return TemplateResponse(request, "admin/reports/import_upload.html", context)

    def _first_page(self, batch: ImportBatch) -> str:
        """The review of the only document, or the list of all."""
        items = list(batch.items.in_short()[:2])
        if len(items) == 1 and items[0].state == ImportState.TO_REVIEW:
            return items[0].get_absolute_url()
        return reverse("admin:reports_importbatch_change", args=[batch.pk])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,  # noqa: ANN401
    ) -> HttpResponse:
        """Show the documents of an import; while some wait, read a few, and ask again."""
        batch = self.find_batch(request, object_id)
        waiting = work_through(batch, READING_TIME, partial(_finish_stored, batch.created_by_id))
        items = list(batch.items.in_short().select_related("source"))
        sure = [item for item in items if _is_sure(item)]
        context = self._context(
            request,
            str(batch),
            batch=batch,
            items=items,
            waiting=waiting,
            done=len(items) - waiting,
            sure=sure,
            next_item=next((item for item in items if item.state == ImportState.TO_REVIEW), None),
            states=count_states(items),
            kept_days=settings.IMPORT_DAYS if any(item.state in _OPEN_OR_ASIDE for item in items) else None,
        )
        return TemplateResponse(request, "admin/reports/import_batch.html", context)

    def store_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Store the documents that hold no doubt, without a review of each: they are queued, the list stores them."""
        batch = self.find_batch(request, str(key))
        if request.method == "POST":
            sure = batch.items.filter(state=ImportState.TO_REVIEW, report_count__gt=0, doubt_count=0)
            if not sure.update(state=ImportState.TO_STORE, claimed_at=None):
                self.message_user(request, _("Every document left holds a doubt."), messages.WARNING)
        return redirect("admin:reports_importbatch_change", batch.pk)

    def take_up_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Open for review again what was set aside."""
        batch = self.find_batch(request, str(key))
        if request.method == "POST":
            aside = batch.items.filter(state=ImportState.SET_ASIDE, position=request.POST.get("position") or 0)
            aside.update(state=ImportState.TO_REVIEW, used_at=timezone.now())
        return redirect("admin:reports_importbatch_change", batch.pk)

    def review_view(self, request: HttpRequest, key: int, position: int) -> HttpResponse:
        """Show one document for review, and take the editor's answers."""
        batch = self.find_batch(request, str(key))
        items = batch.items.defer("content", "review").select_related("batch__category")
        item = get_object_or_404(items, position=position)
        return review_document(request, item, self._context(request, item.name, batch=batch))

    def _context(self, request: HttpRequest, title: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **values}


def _editor(request: HttpRequest) -> User:
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied


def _finish_stored(user_id: int, item: ImportItem, stored: StoredImport) -> None:
    note_stored(user_id, item, stored)
    check_imported(stored.written)


def _is_sure(item: ImportItem) -> bool:
    return item.state == ImportState.TO_REVIEW and item.report_count > 0 and not item.doubt_count


def count_states(items: list[ImportItem]) -> list[tuple[ImportState, int]]:
    """Return how many documents stand where, without the states that none is in."""
    counts = [(state, sum(item.state == state for item in items)) for state in ImportState]
    return [(state, count) for state, count in counts if count]
