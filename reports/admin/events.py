"""The audit log: to be read, searched and taken away, and changed by nobody."""

import csv
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.admin.lists import EventYearFilter, PagesByKey
from reports.admin.rights import user_of
from reports.enums import EventKind, ReportStatus
from reports.models import Event
from reports.workflow import record_event

DAYS_COUNTED = 30
"""Days over which exceptions are counted."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class KindFilter(admin.SimpleListFilter):
    """Events of a kind."""

    title = _("what")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Offer every kind."""
        return [(kind.value, str(kind.label)) for kind in EventKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """Keep the events of that kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


def label_of(kind: str) -> str:
    """Return what a kind of event is called; one that the project no longer has by its stored name."""
    return str(EventKind(kind).label) if kind in set(EventKind) else kind


def overrides_lately() -> list[tuple[str, int]]:
    """Return who overrode rules in the last 30 days, and how often, most often first. One query."""
    since = timezone.now() - timedelta(days=DAYS_COUNTED)
    rows = Event.objects.filter(kind=EventKind.OVERRIDE, happened_at__gte=since).order_by()
    counted = rows.values_list("actor_name").annotate(number=Count("pk")).order_by("-number", "actor_name")
    return [(name, number) for name, number in counted]


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """Everything that was put down, the latest first. There is nothing to add, change or delete, for anybody."""

    list_display = ["happened_at", "what", "who", "report", "reason", "details"]
    list_display_links = None
    fields = ["happened_at", "what", "who", "report", "reason", "details"]
    list_filter = [KindFilter, EventYearFilter]
    paginator = PagesByKey
    list_per_page = 100
    show_full_result_count = False
    ordering = ["-happened_at", "-pk"]
    search_fields = ["actor_name", "report_title", "reason", "=report_number"]
    search_help_text = _("By person, title or number of the report, or reason")
    actions = None
    change_list_template = "admin/reports/event_list.html"

    @admin.display(description=_("what"), ordering="kind")
    def what(self, event: Event) -> str:
        """Show the kind in words."""
        return label_of(event.kind)

    @admin.display(description=_("who"), ordering="actor_name")
    def who(self, event: Event) -> str:
        """Show who did it."""
        if event.actor_name:
            return event.actor_name
        return gettext("nobody known") if event.kind == EventKind.LOGIN_FAILED else gettext("the system")

    @admin.display(description=_("report"), ordering="report_number", empty_value="–")
    def report(self, event: Event) -> SafeString | None:
        """Lead to the report, which may be gone."""
        if event.report_number is None:
            return None
        address = reverse("admin:reports_report_change", args=[event.report_number])
        return format_html('<a href="{}">{}</a>', address, event.report_title)

    @admin.display(description=_("details"), empty_value="–")
    def details(self, event: Event) -> str | None:
        """Show the details as they were put down, statuses in words."""
        detail = dict(event.detail) if isinstance(event.detail, dict) else {}
        way = [detail.pop(name, "") for name in ("from", "to")]
        steps = [str(ReportStatus(status).label) for status in way if status in set(ReportStatus)]
        return "; ".join([*([" → ".join(steps)] if steps else []), *_told(detail)]) or None

    def get_urls(self) -> list[URLPattern]:
        """Add the file to take away."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export.csv", view, name="reports_event_export"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        """Show the list, with the exceptions of the last days counted."""
        counted = overrides_lately() if self.has_view_permission(request) else []
        context = {"overrides": counted, "overrides_number": sum(number for _name, number in counted)}
        return super().changelist_view(request, {**context, "days": DAYS_COUNTED, **(extra_context or {})})

    def export_view(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """Return the events that the list shows with the same filters, as a table; that this was done is put down."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request).order_by("-happened_at", "-pk")
        except IncorrectLookupParameters:
            return redirect("admin:reports_event_changelist")
        record_event(EventKind.EXPORTED, user_of(request), detail={"what": "audit log", **request.GET.dict()})
        response = StreamingHttpResponse(_lines(rows.iterator(chunk_size=500)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Events are put down by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """They are what they are."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """They stay."""
        return False


def _told(detail: Any) -> Iterator[str]:  # noqa: ANN401
    for key, value in sorted(detail.items()) if isinstance(detail, dict) else [("", detail)]:
        yield f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(events: Iterable[Event]) -> Iterator[str]:
    """The table, in UTF-8 as spreadsheets recognise it; no cell begins like a formula."""
    writer: Any = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(["when", "what", "who", "report number", "report", "reason", "details"])
    for event in events:
        cells = [
            localtime(event.happened_at).isoformat(timespec="seconds"),
            event.kind,
            event.actor_name,
            "" if event.report_number is None else str(event.report_number),
            event.report_title,
            event.reason,
            "; ".join(_told(event.detail)),
        ]
        yield writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
