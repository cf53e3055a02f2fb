"""Units and categories as trees, periods."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from reports import gate
from reports.admin.bulk import Merges
from reports.admin.moved import OldAddressInline, RemembersSlug
from reports.admin.rights import user_of
from reports.admin.rows import NamedRows
from reports.admin.writing.form import are_keys
from reports.enums import Action, EventKind, PeriodKind
from reports.models import Category, CategoryAlias, Period, Report, Unit, UnitAlias
from reports.periods import CalendarPeriod
from reports.querysets import reach_of
from reports.workflow import record_event, refresh_many


@admin.display(description=_("short name"))
def short_name_of(unit: Unit) -> str:
    """Return the short name in the editor's language."""
    return unit.short_name


_PLACE_FIELDS = {"treebeard_position", "treebeard_ref_node"}


class ListedTreeAdmin(Merges, RemembersSlug, TreeAdmin):
    """A tree whose nodes gather reports: when a node changes or moves, the lists of its reports follow."""

    prepopulated_fields = {"slug": ["name_en"]}
    search_fields = ["name_en", "name_zh", "slug"]
    node_field: str
    shapes_sidebars = False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Bring the lists up to date once node and inlines are stored."""
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            self._refresh(form.instance.pk, is_moved=not _PLACE_FIELDS.isdisjoint(form.changed_data))

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        """List the tree; a form that asks for nothing is answered with the list, where the library fails."""
        request._treebeard_parent = None
        response: HttpResponse = super().changelist_view(request, extra_context)
        return response

    def children_view(self, request: HttpRequest, parent_id: str) -> HttpResponse:
        """Return what is below a node; 404 for a filter that there is not."""
        try:
            response: HttpResponse = super().children_view(request, parent_id)
        except IncorrectLookupParameters as error:
            raise Http404 from error
        return response

    @transaction.atomic
    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:  # noqa: ANN401
        """Store a node, which may move it."""
        before = self._place_of(form.instance.pk) if change else None
        node = super().save_form(request, form, change)
        if before is not None:
            self._note_move(request, node.pk, before)
        return node

    @transaction.atomic
    def move_node(self, request: HttpRequest) -> HttpResponse:
        """Move a node by dragging, and bring the lists up to date."""
        key = request.POST.get("node", "")
        before = self._place_of(int(key)) if are_keys([key]) else ""
        response = super().move_node(request)
        if response.status_code == 200:
            self._note_move(request, int(key), before)
            self._refresh(key, is_moved=True)
        return response

    def delete_model(self, request: HttpRequest, obj: Any) -> None:  # noqa: ANN401
        """Delete a node, and put it down."""
        record_event(EventKind.DELETED, user_of(request), detail={self.node_field: str(obj)})
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete nodes, and put it down of each."""
        for node in queryset:
            record_event(EventKind.DELETED, user_of(request), detail={self.node_field: str(node)})
        super().delete_queryset(request, queryset)

    def _place_of(self, key: int) -> str:
        """Return what a node stands below, by names from the top."""
        node = self.model.objects.filter(pk=key).first()
        return " / ".join(map(str, self.model.objects.get_ancestors(node))) if node else ""

    def _note_move(self, request: HttpRequest, key: int, before: str) -> None:
        after = self._place_of(key)
        if after != before:
            node = self.model.objects.get(pk=key)
            detail = {self.node_field: str(node), "place": f"{before or '–'} → {after or '–'}"}
            record_event(EventKind.MOVED, user_of(request), detail=detail)

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Name everything that goes with a node, or that keeps it: what is below it as well."""
        inside = reduce(or_, (Q(path__startswith=node.path) for node in objs), Q(pk__in=[]))
        return super().get_deleted_objects(self.model.objects.filter(inside), request)

    def _refresh(self, pk: int | str, *, is_moved: bool) -> None:
        path = self.model.objects.values_list("path", flat=True).get(pk=pk)
        inside = {f"{self.node_field}__path__startswith": path}
        reports = Report.objects.published().filter(**inside).select_related("unit", "category", "period")
        refresh_many(reports.with_text(), with_sidebars=is_moved and self.shapes_sidebars)


class CategoryAliasInline(NamedRows):
    """Breadcrumbs that lead to a category."""

    model = CategoryAlias
    extra = 1


@admin.register(Category)
class CategoryAdmin(ListedTreeAdmin):
    """The tree that visitors browse."""

    node_field = "category"
    form = movenodeform_factory(Category)
    list_display = ["__str__", "name_en", "name_zh", "slug"]
    inlines = [CategoryAliasInline, OldAddressInline]


class UnitAliasInline(NamedRows):
    """Other names of a unit."""

    model = UnitAlias
    extra = 1


@admin.register(Unit)
class UnitAdmin(ListedTreeAdmin):
    """The tree of the bodies that report."""

    node_field = "unit"
    shapes_sidebars = True
    form = movenodeform_factory(Unit)
    list_display = ["__str__", short_name_of, "kind", "active_from", "active_to"]
    list_filter = ["kind"]
    search_fields = [*ListedTreeAdmin.search_fields, "short_name_en", "short_name_zh", "aliases__name"]
    inlines = [UnitAliasInline, OldAddressInline]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Unit], search_term: str
    ) -> tuple[QuerySet[Unit], bool]:
        """Offer for a report the units for which the user may write."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        asked = request.GET
        if (asked.get("model_name"), asked.get("field_name")) == ("report", "unit"):
            found = found.filter(reach_of(user_of(request), Action.CREATE))
        return found, may_repeat


class PeriodForm(forms.ModelForm):
    """Kind, year and number, or two dates; start, end and code follow from them."""

    class Meta:
        model = Period
        fields = ["kind", "year", "ordinal", "start", "end"]
        help_texts = {
            "year": _("Leave empty if the source does not say it; a year is never invented."),
            "ordinal": _("Half 1–2, quarter 1–4, month 1–12, week 1–53; empty for years and ranges."),
            "start": _("For a range of dates only; the others follow from year and number."),
        }

    def clean(self) -> dict[str, Any] | None:
        """Reckon the period; say why where a calendar has none such."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        is_range = data["kind"] == PeriodKind.RANGE
        try:
            value = CalendarPeriod(
                PeriodKind(data["kind"]),
                data.get("year"),
                data.get("ordinal"),
                data.get("start") if is_range else None,
                data.get("end") if is_range else None,
            )
        except ValueError as error:
            raise ValidationError(
                _("No calendar has such a period. Check kind, year, number and dates."), code="period"
            ) from error
        if Period.objects.filter(code=value.code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This period is there already."), code="period")
        data.update(year=value.year, start=value.start, end=value.end)
        self.instance.code = value.code
        return data

    def _post_clean(self) -> None:
        """Leave the period as it is where no calendar has the one that was typed: the page names it."""
        if not self.errors:
            super()._post_clean()  # type: ignore[misc]


@admin.register(Period)
class PeriodAdmin(admin.ModelAdmin):
    """Periods that reports cover."""

    form = PeriodForm
    list_display = ["label", "kind", "year", "ordinal", "start", "end", "code"]
    list_filter = ["kind", "year"]
    search_fields = ["code"]
    search_help_text = _("By code: 2024, 2024-h1, 2024-q3, 2024-m09, 2024-w36, xxxx-q3")
    ordering = ["-start", "code"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Bring the lists of the period's reports up to date."""
        super().save_related(request, form, formsets, change)
        if change and form.has_changed():
            gate.forget_results(Report.objects.filter(period=form.instance))
            reports = (
                Report.objects.published().filter(period=form.instance).select_related("unit", "category", "period")
            )
            refresh_many(reports.with_text(), with_sidebars=True)

    @admin.display(description=_("period"), ordering="start")
    def label(self, period: Period) -> str:
        """Show the period in words."""
        return period.label
