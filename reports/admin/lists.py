"""Lists of many rows: pages, years and statuses that are found along an index."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from reports.enums import ReportStatus
from reports.models import Event, Report
from reports.querysets import is_published


class PagesByKey(Paginator):
    """Looks for the keys of a page first, from the nearer end of the list, and loads these rows alone."""

    def page(self, number: int | str) -> Page:
        """Return a page in two queries, besides that which counts."""
        number = self.validate_number(number)
        rows: Any = self.object_list
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        keys = rows.values_list("pk", flat=True)
        is_far = first > self.count // 2
        near = keys.reverse()[self.count - last : self.count - first] if is_far else keys[first:last]
        return Page(rows.filter(pk__in=list(near)), number, self)


class YearFilter(admin.SimpleListFilter):
    """Rows of a year, of those from the first to the last one there is; Django's own way by date reads every row."""

    parameter_name = "year"
    model: type[Model]
    field: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Offer the years, the latest first. Two queries."""
        moments = self.rows().values_list(self.field, flat=True)
        ends = [moments.order_by(order).first() for order in (self.field, f"-{self.field}")]
        if None in ends:
            return []
        first, last = (localtime(end).year for end in ends)
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def rows(self) -> Any:  # noqa: ANN401
        """Return the rows whose years are offered."""
        return self.model._default_manager.all()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the year."""
        offered = {value for value, _label in self.lookup_choices}
        return queryset.filter(**{f"{self.field}__year": self.value()}) if self.value() in offered else queryset


class PublicationFilter(YearFilter):
    """Reports published in a year."""

    title = _("published")
    parameter_name = "published"
    model, field = Report, "published_at"

    def rows(self) -> Any:  # noqa: ANN401
        """Return what is public: its dates have an index."""
        return Report.objects.published()


class EventYearFilter(YearFilter):
    """Events of a year."""

    title = _("when")
    model, field = Event, "happened_at"


class StatusFilter(admin.ChoicesFieldListFilter):
    """Reports of a status; that it is not the one of nearly all of them is said in the words of an index."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the reports of the status."""
        rows: Any = super().queryset(request, queryset)
        chosen = self.lookup_val or [ReportStatus.PUBLISHED]
        return rows if ReportStatus.PUBLISHED in chosen else rows.exclude(is_published())
