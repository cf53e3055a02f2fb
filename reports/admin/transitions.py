"""One page for all that becomes of reports: what will happen, what may not, and the words that it takes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reports import workflow
from reports.admin.rights import ReportPage, user_of
from reports.enums import Action, EventKind, ReportStatus
from reports.models import Event, Report, User
from reports.workflow import TRANSITIONS, OverrideNeeded, TransitionRefused, may, refusal_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Text

MOST_AT_ONCE = 200

TITLES: dict[Action, "Text"] = {
    Action.SUBMIT: _("Submit for review"),
    Action.TAKE_BACK: _("Take back"),
    Action.RETURN: _("Return to the author"),
    Action.PUBLISH: _("Publish"),
    Action.WITHDRAW: _("Withdraw"),
}
"""The transitions that people ask for, in the order of their buttons."""

EXPLANATIONS: dict[Action, "Text"] = {
    Action.SUBMIT: _("Somebody else reads and publishes it, or returns it. Until then you cannot change it."),
    Action.TAKE_BACK: _("It is your draft again. Nobody has decided on it yet."),
    Action.RETURN: _("It goes back to its author, with your remark."),
    Action.PUBLISH: _("Everybody can read it at once."),
    Action.WITHDRAW: _("Nobody can read it any more. Your notice stands in its place."),
}

_Move = Callable[[Report, User, dict[str, str]], None]
MOVES: dict[Action, _Move] = {
    Action.SUBMIT: lambda report, by, _words: workflow.submit_report(report, by=by),
    Action.TAKE_BACK: lambda report, by, _words: workflow.take_back_report(report, by=by),
    Action.RETURN: lambda report, by, words: workflow.return_report(report, words["remark"], by=by),
    Action.PUBLISH: lambda report, by, words: workflow.publish_report(report, by=by, override=words["override"]),
    Action.WITHDRAW: lambda report, by, words: workflow.withdraw_report(
        report, words["notice"], reason=words["reason"], by=by
    ),
}


def _words(label: "Text", help_text: "Text", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=widget)


class TransitionForm(forms.Form):
    """The words that a transition takes; those that it does not take are left out."""

    remark = _words(_("Remark"), _("What the author should change."))
    notice = _words(_("Public notice"), _("Visitors read it in place of the report."))
    reason = _words(_("Internal reason"), _("Only the audit log shows it."))
    override = _words(
        _("Reason for publishing nevertheless"),
        _("It stands in the audit log, and such exceptions are counted."),
    )

    def __init__(self, action: Action, *args: Any, asks_for_override: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        asked = {Action.RETURN: {"remark"}, Action.WITHDRAW: {"notice", "reason"}}.get(action, set())
        if asks_for_override:
            asked = asked | {"override"}
        for name in list(self.fields):
            if name not in asked:
                del self.fields[name]

    def words(self) -> dict[str, str]:
        """Return what was written, "" for what was not asked for."""
        return dict.fromkeys(self.base_fields, "") | self.cleaned_data


class Transitions(ReportPage):
    """The page of transitions, its buttons on a report's own page, and the actions of the list that lead to it."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of transitions."""
        view = self.admin_site.admin_view(self.transition_view)
        return [path("transition/<str:name>/", view, name="reports_report_transition"), *super().get_urls()]

    def transition_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Say what a transition would do to each report that is named, and do it when told so."""
        user, action = user_of(request), next((action for action in TITLES if action == name), None)
        if action is None:
            raise Http404
        if not may(user, action):
            raise PermissionDenied
        reports = self._chosen(request)
        refusals = {report.pk: refusal_of(report, action, user) for report in reports}
        asks = any(isinstance(refusal, OverrideNeeded) for refusal in refusals.values())
        data = request.POST if "confirmed" in request.POST else None
        form = TransitionForm(action, data, asks_for_override=asks)
        if request.method == "POST" and (form.is_valid() if form.fields else True):
            words = form.words() if form.fields else dict.fromkeys(form.base_fields, "")
            self._move_all(request, action, reports, words)
            # A working copy is gone once it is published.
            left = reports if len(reports) > 1 else [one.revises or one for one in reports]
            return HttpResponseRedirect(self._address_of(left if action is Action.PUBLISH else reports))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": TITLES[action],
            "action": action,
            "explanation": EXPLANATIONS[action],
            "form": form,
            "rows": [(report, refusals[report.pk]) for report in reports],
            "number": sum(_is_possible(refusal) for refusal in refusals.values()),
            "cancel": self._address_of(reports),
        }
        return TemplateResponse(request, "admin/reports/transition.html", context)

    def _chosen(self, request: HttpRequest) -> list[Report]:
        """Return the reports that are named, of those that the user sees; 404 for none."""
        named = request.POST.getlist("report") or request.GET.getlist("report")
        keys = [int(key) for key in named if key.isascii() and key.isdecimal() and len(key) < 18]
        rows = self.get_queryset(request).filter(pk__in=keys[:MOST_AT_ONCE])
        reports = list(rows.select_related("unit", "period", "category", "revises", "gate_result").order_by("pk"))
        if not reports:
            raise Http404
        return reports

    def _move_all(self, request: HttpRequest, action: Action, reports: Sequence[Report], words: dict[str, str]) -> None:
        done = 0
        for report in reports:
            try:
                MOVES[action](report, user_of(request), words)
                done += 1
            except TransitionRefused as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
        if done and len(reports) == 1:
            label = TRANSITIONS[action].target.label
            text = _("“%(report)s” is now: %(status)s.") % {"report": reports[0], "status": label}
            self.message_user(request, text, messages.SUCCESS)
        elif done:
            text = ngettext("%(number)d report changed.", "%(number)d reports changed.", done)
            self.message_user(request, text % {"number": done}, messages.SUCCESS)

    def _address_of(self, reports: Sequence[Report]) -> str:
        if len(reports) == 1:
            report = reports[0]
            # A working copy that was published is gone.
            is_there = not report.revises_id or Report.objects.filter(pk=report.pk).exists()
            return reverse("admin:reports_report_change", args=[report.pk if is_there else report.revises_id])
        return reverse("admin:reports_report_changelist")

    # --- the ways there

    def page_context(self, request: HttpRequest, report: Report | None, context: dict[str, Any]) -> dict[str, Any]:
        """Offer the transitions that the user may ask for, and tell why the report was returned."""
        told = super().page_context(request, report, context)
        if report is not None:
            possible = [action for action in TITLES if _is_possible(refusal_of(report, action, user_of(request)))]
            told["transitions"] = [(action, TITLES[action]) for action in possible]
            if report.status == ReportStatus.RETURNED:
                events = Event.objects.filter(kind=EventKind.RETURNED, report_number=report.pk)
                told["returned"] = events.order_by("-pk").first()
        return told

    def _lead_to(self, request: HttpRequest, action: Action, queryset: QuerySet[Report]) -> HttpResponse | None:
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            text = ngettext("Choose %(number)d report at most.", "Choose %(number)d reports at most.", MOST_AT_ONCE)
            self.message_user(request, text % {"number": MOST_AT_ONCE}, messages.WARNING)
            return None
        address = reverse("admin:reports_report_transition", args=[action.value])
        return redirect(f"{address}?{urlencode({'report': keys}, doseq=True)}")

    @admin.action(description=_("Submit for review"), permissions=["submit"])
    def submit(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponse | None:
        """Hand drafts in for review."""
        return self._lead_to(request, Action.SUBMIT, queryset)

    @admin.action(description=_("Return to the author"), permissions=["return"])
    def give_back(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponse | None:
        """Give reports back to their authors."""
        return self._lead_to(request, Action.RETURN, queryset)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponse | None:
        """Make reports public."""
        return self._lead_to(request, Action.PUBLISH, queryset)

    @admin.action(description=_("Withdraw"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Report]) -> HttpResponse | None:
        """Take reports off the site."""
        return self._lead_to(request, Action.WITHDRAW, queryset)

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the user may hand in anything."""
        return self._may(request, Action.SUBMIT)

    def has_return_permission(self, request: HttpRequest) -> bool:
        """Whether the user may return anything."""
        return self._may(request, Action.RETURN)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish anything."""
        return self._may(request, Action.PUBLISH)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Whether the user may withdraw anything."""
        return self._may(request, Action.WITHDRAW)

    def _may(self, request: HttpRequest, action: Action) -> bool:
        return may(user_of(request), action)


def _is_possible(refusal: TransitionRefused | None) -> bool:
    return refusal is None or isinstance(refusal, OverrideNeeded)
