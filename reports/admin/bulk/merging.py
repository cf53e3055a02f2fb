"""Merging of tags, units and categories: one is chosen that takes the others over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reports import workflow
from reports.models import Membership, Report, ReportTag, Unit

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin
else:
    _Admin = object

MOST_AT_ONCE = 20


class MergeForm(forms.Form):
    """The row that stays."""

    def __init__(self, *args: Any, model: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        name = model._meta.model_name
        field = ReportTag._meta.get_field("tag") if name == "tag" else Report._meta.get_field(name)
        self.fields["target"] = forms.ModelChoiceField(
            model._default_manager.all(), label=_("Merge into"), widget=AutocompleteSelect(field, admin.site)
        )


class Merges(_Admin):
    """An admin whose rows can be merged by whoever may change and delete all of them."""

    actions = ["merge"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Merging changes one row and deletes others."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=_("Merge"), permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Show what would happen; once the row that stays is chosen, do it."""
        rows = list(queryset[: MOST_AT_ONCE + 1])
        if len(rows) > MOST_AT_ONCE:
            text = _("At most %(number)d can be merged at once.")
            self.message_user(request, text % {"number": MOST_AT_ONCE}, messages.WARNING)
            return None
        form = MergeForm(request.POST if "confirmed" in request.POST else None, model=self.model)
        if form.is_valid():
            target = form.cleaned_data["target"]
            sources = [row for row in rows if row.pk != target.pk]
            try:
                number = workflow.merge_rows(sources, target, by=request.user)  # type: ignore[arg-type]
            except workflow.CannotMerge as refusal:
                form.add_error("target", str(refusal))
            else:
                self._tell(request, target, len(sources), number)
                return None
        return self._page(request, rows, form)

    def _tell(self, request: HttpRequest, target: Any, merged: int, reports: int) -> None:  # noqa: ANN401
        if not merged:
            self.message_user(request, _("Nothing to merge: choose others as well."), messages.WARNING)
            return
        text = ngettext(
            "Merged into “%(row)s”; %(number)d public report was brought up to date.",
            "Merged into “%(row)s”; %(number)d public reports were brought up to date.",
            reports,
        )
        self.message_user(request, text % {"row": target, "number": reports}, messages.SUCCESS)

    def _page(self, request: HttpRequest, rows: Sequence[Any], form: MergeForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge these into one?"),
            "opts": self.opts,
            "media": self.media + form.media,
            "rows": _with_numbers(rows, self.model),
            "form": form,
            "roles": Membership.objects.filter(unit__in=rows).select_related("user", "unit")
            if self.model is Unit
            else [],
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/reports/bulk/merge.html", context)


def _with_numbers(rows: Sequence[Any], model: Any) -> list[tuple[Any, int]]:  # noqa: ANN401
    """Return rows with the number of reports that name them, drafts among them. One query."""
    field = "tags" if model._meta.model_name == "tag" else str(model._meta.model_name)
    found = Report.objects.filter(**{f"{field}__in": rows}).values_list(field)
    numbers = dict(found.annotate(number=Count("pk")).order_by())
    return [(row, numbers.get(row.pk, 0)) for row in rows]
