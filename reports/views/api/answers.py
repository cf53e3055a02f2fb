"""Answers to programs: JSON for what is there, problem details (RFC 9457) for everything else, never a page."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from reports.forms import UnknownValue

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "OPTIONS")
Answer = Callable[..., HttpResponse]


@dataclass
class Refused(Exception):
    """A request that cannot be answered: the status, what is wrong, and the parameters that are to blame."""

    status: HTTPStatus
    detail: str
    parameters: Sequence[tuple[str, str]] = ()


def bad_parameter(name: str, detail: str) -> Refused:
    """Return the refusal of one parameter."""
    return Refused(HTTPStatus.BAD_REQUEST, _("A parameter makes no sense."), [(name, detail)])


def api_view(view: Answer) -> Answer:
    """Make a view one of the interface: to be read from any site, and only read; every failure is a problem told."""
    answer = conditional_page(view)

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=HTTPStatus.NO_CONTENT))
        if request.method not in METHODS:
            refusal = Refused(HTTPStatus.METHOD_NOT_ALLOWED, _("This interface is for reading: use GET."))
            return _open(_problem(request, refusal))
        return _open(_answer_or_problem(answer, request, *args, **kwargs))

    return answered


def _answer_or_problem(answer: Answer, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    try:
        return answer(request, *args, **kwargs)
    except Refused as refusal:
        return _problem(request, refusal)
    except UnknownValue as error:
        text = _("“%(value)s” means nothing here.") % {"value": error}
        return _problem(request, Refused(HTTPStatus.BAD_REQUEST, text))
    except Http404:
        return _problem(request, Refused(HTTPStatus.NOT_FOUND, _("There is nothing public at this address.")))
    except Exception:
        logger.exception("The interface for programs failed at %s", request.path)
        text = _("Something went wrong on our side. It was noted; try again later.")
        return _problem(request, Refused(HTTPStatus.INTERNAL_SERVER_ERROR, text))


def _problem(request: HttpRequest, refusal: Refused) -> HttpResponse:
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": refusal.status.phrase,
        "status": refusal.status.value,
        "detail": refusal.detail,
        "instance": request.path,
    }
    if refusal.parameters:
        told["errors"] = [{"parameter": name, "detail": detail} for name, detail in refusal.parameters]
    response = JsonResponse(told, status=refusal.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer, and keep caches asking whether it is still true."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    if response.status_code in {HTTPStatus.NO_CONTENT, HTTPStatus.METHOD_NOT_ALLOWED}:
        response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    response.headers.setdefault("Cache-Control", "public, no-cache")
    return response


def answer_json(data: dict[str, Any]) -> JsonResponse:
    """Return data as JSON, in which texts stand as they are written."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def answer_page(items: list[dict[str, Any]], following: str | None) -> JsonResponse:
    """Return a page of a list with the address of the one that follows, None at the end."""
    response = answer_json({"items": items, "next": following})
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response
