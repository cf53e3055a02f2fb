"""The pages of the second step: taking it, setting it up, recovery codes, ending it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import login as sign_in
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django_otp import login as mark_verified
from django_otp.models import Device

from reports.models import User
from reports.signing_in import second_step

KEY, IS_REPLACING = "second_step_key", "second_step_replacing"
"""The keys of the session that hold the secret that is being shared with an app, and whether another one goes."""


class CodeForm(forms.Form):
    """A code, however it is spaced."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, user: User, key: str = "", **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.user, self.key = user, key
        self.device: Device | None = None

    def clean_code(self) -> str:
        """Have the code checked: by the app that is being set up, or by what was set up before."""
        code = "".join(self.cleaned_data["code"].replace("-", "").split()).lower()
        if not self.key and (seconds := second_step.seconds_to_wait(self.user)):
            raise forms.ValidationError(
                ngettext(
                    "Too many wrong codes. Wait %(number)d second and try again.",
                    "Too many wrong codes. Wait %(number)d seconds and try again.",
                    seconds,
                )
                % {"number": seconds},
                code="wait",
            )
        accept = second_step.enrol(self.user, self.key, code) if self.key else second_step.accept_code(self.user, code)
        if accept is None:
            raise forms.ValidationError(
                _("This code is not right. Codes of the app change every 30 seconds, and each works once."),
                code="wrong",
            )
        self.device = accept
        return code


@never_cache
@csrf_protect
def take(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for a code, or let them set up their app."""
    pending = second_step.pending_sign_in(request.session)
    if pending is None:
        messages.warning(request, gettext("Please give your name and password first."))
        return redirect("admin:login")
    is_new = not second_step.has_second_step(pending.user)
    form = _code_form(request, pending.user, is_new=is_new)
    if not form.is_valid() or form.device is None:
        return _render_form(request, form, is_new=is_new, is_signing_in=True)
    sign_in(request, pending.user, backend=pending.backend)
    mark_verified(request, form.device)
    _forget(request, second_step.PENDING)
    if not is_new:
        return HttpResponseRedirect(pending.next_address)
    return _show_codes(request, pending.user, pending.next_address)


def manage(request: HttpRequest) -> HttpResponse:
    """Let somebody who is signed in set up their second step, have new recovery codes, change apps or end it."""
    user: Any = request.user
    is_new = bool(request.session.get(IS_REPLACING)) or not second_step.has_second_step(user)
    form = _code_form(request, user, is_new=is_new)
    if not form.is_valid() or form.device is None:
        return _render_form(request, form, is_new=is_new, is_signing_in=False)
    mark_verified(request, form.device)
    if not is_new and "replace" in request.POST:
        request.session[IS_REPLACING] = True
        return redirect("admin:second-step-manage")
    if not is_new and "end" in request.POST and not second_step.is_asked_of(user):
        second_step.remove_second_step(user)
        messages.success(request, gettext("The second step is no longer asked of you."))
        return redirect("admin:index")
    return _show_codes(request, user, reverse("admin:index"))


def _code_form(request: HttpRequest, user: User, *, is_new: bool) -> CodeForm:
    key = ""
    if is_new:
        key = request.session.get(KEY) or second_step.new_key()
        if request.session.get(KEY) != key:
            request.session[KEY] = key
    return CodeForm(request.POST if request.method == "POST" else None, user=user, key=key)


def _forget(request: HttpRequest, *keys: str) -> None:
    for key in keys:
        request.session.pop(key, None)


def _show_codes(request: HttpRequest, user: User, next_address: str) -> HttpResponse:
    """Show recovery codes, once."""
    _forget(request, KEY, IS_REPLACING)
    context = {"title": gettext("Recovery codes"), "codes": second_step.new_recovery_codes(user), "next": next_address}
    return render(request, "admin/second_step/codes.html", {**admin.site.each_context(request), **context})


def _render_form(request: HttpRequest, form: CodeForm, *, is_new: bool, is_signing_in: bool) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "is_signing_in": is_signing_in}
    if is_new:
        context["picture"], context["secret"] = second_step.picture_of(form.user, form.key)
        context["title"] = gettext("Set up the second step")
    else:
        context["title"] = gettext("The second step")
        context["left"] = second_step.recovery_codes_left(form.user)
        context["may_end"] = not is_signing_in and not second_step.is_asked_of(form.user)
    template = "set_up" if is_new else "ask"
    return render(request, f"admin/second_step/{template}.html", {**admin.site.each_context(request), **context})
