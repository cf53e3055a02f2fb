"""The page around the form of a report: what its scripts need to know, and the version that it was opened on."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from reports.admin.rights import ReportPage
from reports.admin.writing.form import RowChooser, RowField
from reports.admin.writing.preview import version_of
from reports.admin.writing.sections import OUTLINE, SectionInline
from reports.admin.writing.versions import to_json, tree_of
from reports.admin.writing.words import words_of_scripts
from reports.enums import SectionKind
from reports.models import Report, ReportTypePart, User

_DRAFT = re.compile("[0-9a-f]{8,64}")


class WritingPage(ReportPage):
    """Adds to the page of the form what makes it a place to write."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form, with the room that the list of models takes elsewhere."""
        context = {"is_nav_sidebar_enabled": False, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Let units, periods and the like be added beside the form; their own pages are for changing them."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.ModelChoiceField) and isinstance(field.widget, RelatedFieldWidgetWrapper):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401
        """Let rows be chosen by choosers that stand what no browser sends, and looked up once."""
        kwargs.setdefault("form_class", RowField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowChooser(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset_kwargs(self, request: HttpRequest, obj: Report, inline: Any, prefix: str) -> dict[str, Any]:  # noqa: ANN401
        """Give the empty sections of a new report the kinds of the customary outline."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, SectionInline) and obj.pk is None:
            kwargs["initial"] = [{"kind": kind.value} for kind in OUTLINE]
        return kwargs

    def response_add(self, request: HttpRequest, obj: Report, post_url_continue: str | None = None) -> HttpResponse:
        """Lead on, and tell the browser that its copy of the text is not needed any more."""
        return _saved(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Report) -> HttpResponse:
        """Lead on, and tell the browser that its copy of the text is not needed any more."""
        return _saved(request, super().response_change(request, obj))

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Tell the scripts what they need to know of the form. One query, for the parts of the types of reports."""
        form = context["adminform"].form
        inline = next((one for one in context["inline_admin_formsets"] if isinstance(one.opts, SectionInline)), None)
        writing: dict[str, Any] = {"kinds": SectionKind.choices()}
        if inline and (inline.has_change_permission or inline.has_add_permission):
            base = form.data.get("base", "") if form.is_bound else to_json(tree_of(form, inline.formset))
            writing |= {
                "base": base or "-",
                "version": version_of(base) if report else "new",
                "preview_url": preview_url(report),
                "draft": form.data.get("draft", ""),
                "paste_url": reverse("admin:reports_report_paste"),
                "is_unsaved": form.is_bound,
                "drafts_key": drafts_key(request.user),
                "words": words_of_scripts(),
                "outlines": outlines(),
                "restored": form.restored,
            }
        return super().page_context(request, report, context) | {"writing": writing}


def _saved(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    draft = request.POST.get("draft", "")
    if _DRAFT.fullmatch(draft):
        response.set_cookie(
            "summaries_saved_draft",
            draft,
            max_age=30 * 24 * 3600,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
    return response


def preview_url(report: Report | None) -> str:
    """Return the address that shows what the form of a report, or of a new one, holds."""
    new = "admin:reports_report_preview_new"
    return reverse("admin:reports_report_preview", args=[report.pk]) if report else reverse(new)


def drafts_key(user: Any) -> str:  # noqa: ANN401
    """Return the key under which a browser keeps the unsaved texts of a user: others who use it cannot read them."""
    return salted_hmac("reports.drafts", str(user.pk), algorithm="sha256").hexdigest() if isinstance(user, User) else ""


def outlines() -> dict[str, list[dict[str, object]]]:
    """Return the parts of each type of reports that has any, by its key. One query."""
    found: dict[str, list[dict[str, object]]] = {}
    for part in ReportTypePart.objects.order_by("report_type", "position"):
        found.setdefault(str(part.report_type_id), []).append(
            {
                "kind": part.kind,
                "label": str(part),
                "heading": part.heading,
                "isRequired": part.is_required,
                "length": part.least_length,
                "guidance": part.guidance,
            }
        )
    return found
