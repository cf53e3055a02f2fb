"""Following by e-mail: asking, confirming, changing, ending. No page shows an address, none is cached."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reports import alerts
from reports.alerts import MailNotSent, TooMany, UnknownLink, Wish
from reports.enums import AlertFrequency
from reports.forms import (
    AddressForm,
    FrequencyForm,
    SignUpForm,
    UnknownValue,
    read_search_request,
    wish_of,
)
from reports.models import Subscription
from reports.visitors import visitor_of

_View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Problem:
    """What kept something from being done, and the status that says so."""

    text: str
    status: int


def _private(view: _View) -> _View:
    """Keep the pages of a view out of caches, and its addresses from other sites."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        try:
            response = view(request, *args, **kwargs)
        except UnknownLink:
            response = render(request, "reports/alerts/old_link.html", status=410)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def new_alert(request: HttpRequest) -> HttpResponse:
    """Ask for the address that news of a list or a search should go to."""
    wish = _wished(request)
    form = SignUpForm(request.POST or None)
    problem: Problem | None = None
    if request.method == "POST" and form.is_valid():
        frequency = AlertFrequency(form.cleaned_data["frequency"])
        language = get_language() or settings.LANGUAGE_CODE

        def ask(address: str, visitor: str) -> None:
            alerts.sign_up(address, wish, frequency, language, visitor)

        problem = _ask(request, form, ask)
        if not problem:
            return redirect("reports:alert-asked")
    context = {
        "form": form,
        "problem": problem,
        "description": alerts.describe([wish])[0],
        "frequencies": _choices(form["frequency"].value()),
    }
    return render(request, "reports/alerts/new.html", context, status=_status(request, form, problem))


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def own_alerts(request: HttpRequest) -> HttpResponse:
    """Ask for the address whose alerts are wanted, and write the link to them there."""
    form = AddressForm(request.POST or None)
    problem: Problem | None = None
    if request.method == "POST" and form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE

        def ask(address: str, visitor: str) -> None:
            alerts.ask_for_link(address, language, visitor)

        problem = _ask(request, form, ask)
        if not problem:
            return redirect("reports:alert-asked")
    context = {"form": form, "problem": problem}
    return render(request, "reports/alerts/own.html", context, status=_status(request, form, problem))


@require_safe
@_private
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is under way: the same words whatever was asked, for whichever address."""
    return render(request, "reports/alerts/asked.html", {"days": alerts.DAYS_UNCONFIRMED})


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm by a click on the page: programs that look into mails follow links, but press no buttons."""
    subscription = alerts.confirmed_by(token)
    if request.method == "POST":
        alerts.confirm(subscription)
        return _to_own(subscription.subscriber_id)
    context = {"description": _described([subscription])[0], "subscription": subscription}
    return render(request, "reports/alerts/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """All alerts of an address, to be changed and ended."""
    subscriber = alerts.managed_by(token)
    if request.method == "POST":
        if request.POST.get("all"):
            alerts.unsubscribe_all(subscriber)
            return render(request, "reports/alerts/ended.html", {"description": None})
        _change(request, subscriber.subscriptions.confirmed())
        if not type(subscriber).objects.filter(pk=subscriber.pk).exists():
            return render(request, "reports/alerts/ended.html", {"description": None})
        return redirect("reports:alert-manage", token=token)
    rows = list(subscriber.subscriptions.confirmed().select_related("filter").order_by("pk"))
    shown = [
        (row, description, _choices(row.frequency)) for row, description in zip(rows, _described(rows), strict=True)
    ]
    return render(request, "reports/alerts/manage.html", {"alerts": shown})


# A mail program sends this without having been to the site: the signature in the address stands for its owner.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End an alert (RFC 8058): a GET only asks."""
    subscription = alerts.unsubscribed_by(token)
    description = _described([subscription])[0] if subscription else None
    if request.method == "POST" or subscription is None:
        if subscription:
            alerts.unsubscribe(subscription)
        return render(request, "reports/alerts/ended.html", {"description": description})
    return render(request, "reports/alerts/unsubscribe.html", {"description": description})


def _wished(request: HttpRequest) -> Wish:
    """Return what the address asks to follow; Http404 where it means nothing."""
    try:
        wanted = read_search_request({name: request.GET.get(name, "") for name in alerts.FOLLOWED})
        wish = wish_of(wanted)
        if wanted.form.errors or not wish.can_be_answered:
            raise UnknownValue(wanted.form.query)
    except UnknownValue as error:
        raise Http404(str(error)) from error
    return wish


def _ask(request: HttpRequest, form: AddressForm, ask: Callable[[str, str], None]) -> Problem | None:
    """Do what was asked for unless a robot asked; return what kept it from being done."""
    if form.is_trapped:
        return None
    visitor = visitor_of(request.META, behind_proxy=bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None)))
    try:
        ask(form.cleaned_data["address"], visitor)
    except TooMany:
        return Problem(_("Many alerts were asked for from here today. Please go on tomorrow."), 429)
    except MailNotSent:
        return Problem(_("Our mail server takes nothing just now. Please try again in a few minutes."), 503)
    return None


def _status(request: HttpRequest, form: AddressForm, problem: Problem | None) -> int:
    if problem:
        return problem.status
    return 200 if request.method != "POST" or form.is_valid() else 422


def _change(request: HttpRequest, own: Any) -> None:  # noqa: ANN401
    """Change or end one of somebody's own alerts."""
    key = request.POST.get("alert", "")
    found = own.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if found is None:
        return
    form = FrequencyForm(request.POST)
    if request.POST.get("end"):
        alerts.unsubscribe(found)
    elif form.is_valid():
        alerts.change_frequency(found, AlertFrequency(form.cleaned_data["frequency"]))


def _to_own(subscriber: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("reports:alert-manage", args=[alerts.managing_token(subscriber)]))


def _described(rows: list[Subscription]) -> list[alerts.Description]:
    return alerts.describe(Wish.of(row.filter) for row in rows)


def _choices(present: object) -> list[tuple[str, str, bool]]:
    """Return how often can be chosen: value, name, whether it is the present choice."""
    return [(one.value, str(one.label), one == (present or AlertFrequency.DAILY)) for one in AlertFrequency]
