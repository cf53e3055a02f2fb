"""The admin site: signing in takes a second step where one is asked for."""

from collections.abc import Mapping
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from reports.signing_in import pages
from reports.signing_in.second_step import needs_second_step, remember_sign_in


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


class EditorsSite(admin.AdminSite):
    """Django's admin with the pages of the second step."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the admin's addresses and those of the second step."""
        own: list[URLPattern | URLResolver] = [
            path("login/code/", pages.take, name="second-step"),
            path("second-step/", self.admin_view(pages.manage), name="second-step-manage"),
        ]
        return own + super().get_urls()

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
