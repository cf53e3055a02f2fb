"""The admin site: signing in takes a second step where one is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

from reports.models import Report, User
from reports.signing_in import pages
from reports.signing_in.second_step import needs_second_step, remember_sign_in
from reports.workflow import waiting_for

SHELVES: Sequence[tuple[Any, str]] = (
    (gettext_lazy("Reports"), "Report ImportBatch Source GoneReport"),
    (gettext_lazy("Filing"), "Unit Category Period Collection Topic Tag"),
    (gettext_lazy("Search"), "PromotedResult AskedQuery"),
    (gettext_lazy("People and rules"), "User Membership Group ReportType Event"),
)
"""What the admin holds, in the order in which editors need it; what is not named stands on the last shelf."""


class SignInView(LoginView):
    """Name and password; whoever is asked for more is not signed in yet."""

    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or go on to the second step."""
        user: Any = form.get_user()
        if not needs_second_step(user):
            return super().form_valid(form)
        self.request.session.cycle_key()
        remember_sign_in(self.request.session, user, user.backend, self.get_success_url())
        return redirect("admin:second-step")


def _lead_to_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Lead to the public page of a row, as Django does; the address of a report tells its title, not to everybody."""
    if content_type_id == str(ContentType.objects.get_for_model(Report).pk):
        seen = Report.objects.visible_to(request.user)
        if not object_id.isascii() or not object_id.isdecimal() or not seen.filter(pk=object_id[:18]).exists():
            raise Http404
    return cast(HttpResponse, shortcut(request, content_type_id, object_id))


def _choose_language(request: HttpRequest) -> HttpResponse:
    """Show the admin in another language, and write mails to whoever asks for it in that language from now on."""
    response = set_language(request)
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES) and request.user.language != language:
        User.objects.filter(pk=request.user.pk).update(language=language)
    return response


class EditorsSite(admin.AdminSite):
    """Django's admin with the pages of the second step, and what it holds on shelves."""

    index_title = gettext_lazy("Workplace")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the admin's addresses and those of the second step."""
        own: list[URLPattern | URLResolver] = [
            path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(_lead_to_site)),
            path("login/code/", pages.take, name="second-step"),
            path("second-step/", self.admin_view(pages.manage), name="second-step-manage"),
            path("language/", _choose_language, name="language"),
        ]
        return own + super().get_urls()

    def index(self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None) -> TemplateResponse:
        """Show what waits for whoever looks above what the admin holds."""
        waiting = waiting_for(request.user) if isinstance(request.user, User) else {}
        return super().index(request, {"waiting": waiting, "today": localdate(), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what the user may see by shelves instead of by apps; of one app that is asked for, as Django does."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        shelves = [(name, [models.pop(key) for key in keys.split() if key in models]) for name, keys in SHELVES]
        shelves[-1][1].extend(models.values())
        return [
            {"name": name, "app_label": f"shelf-{number}", "models": rows}
            for number, (name, rows) in enumerate(shelves)
            if rows
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password."""
        index = reverse("admin:index", current_app=self.name)
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(index)
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        if "next" not in request.GET and "next" not in request.POST:
            context["next"] = index
        return cast(HttpResponse, SignInView.as_view(extra_context={**context, **(extra_context or {})})(request))
