"""What visitors search for and do not find, and results that editors promote."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.models import AskedQuery, PromotedResult
from reports.queries import normal_query


class FoundFilter(admin.SimpleListFilter):
    """Queries that found something the last time, or nothing."""

    title = _("found")
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer both."""
        return [("none", _("Nothing found")), ("some", _("Something found"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AskedQuery]) -> QuerySet[AskedQuery]:
        """Keep the queries of that kind."""
        kept = {"none": queryset.filter(found=0), "some": queryset.filter(found__gt=0)}
        return kept.get(self.value() or "", queryset)


@admin.register(AskedQuery)
class AskedQueryAdmin(admin.ModelAdmin):
    """Queries of the last 90 days, each once, to be read only."""

    list_display = ["query", "total", "found", "last_seen", "promotion"]
    list_display_links = None
    list_filter = [FoundFilter]
    search_fields = ["query"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AskedQuery]:
        """Return the latest row of each query, with how often it was asked on all days."""
        same = AskedQuery.objects.filter(query=OuterRef("query"))
        total = same.order_by().values("query").annotate(sum=Sum("times")).values("sum")
        latest = same.order_by("-day").values("pk")[:1]
        return AskedQuery.objects.annotate(total=Subquery(total)).filter(pk=Subquery(latest))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Show what is asked most first."""
        return ("-total", "query")

    @admin.display(description=_("times"), ordering="total")
    def total(self, row: AskedQuery) -> int:
        """Show how often it was asked on all days."""
        return int(getattr(row, "total", 0))

    @admin.display(description=_("last seen"), ordering="day")
    def last_seen(self, row: AskedQuery) -> Any:  # noqa: ANN401
        """Show the last day on which it was asked."""
        return row.day

    @admin.display(description=_("promoted result"))
    def promotion(self, row: AskedQuery) -> SafeString:
        """Lead to the form that promotes a report for the query."""
        address = reverse("admin:reports_promotedresult_add")
        return format_html('<a href="{}?{}">{}</a>', address, urlencode({"query": row.query}), _("Promote a report"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Queries come from visitors."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """They are what they are."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """They go by themselves after 90 days."""
        return False


class PromotedResultForm(forms.ModelForm):
    """A query, in the form in which it is compared, and a report."""

    class Meta:
        model = PromotedResult
        fields = ["query", "report", "position"]

    def clean_query(self) -> str:
        """Fold the query."""
        query = normal_query(self.cleaned_data["query"])
        if not query:
            raise forms.ValidationError(_("Write the words that visitors search for."), code="empty")
        return query


@admin.register(PromotedResult)
class PromotedResultAdmin(admin.ModelAdmin):
    """Reports that come first for a query, in the editor's order."""

    form = PromotedResultForm
    list_display = ["query", "report", "position"]
    list_editable = ["position"]
    list_select_related = ["report"]
    ordering = ["query", "position", "pk"]
    search_fields = ["query", "report__title"]
    autocomplete_fields = ["report"]
