"""What browsers and shared caches are told of every answer that says nothing of it itself.

Whatever is public may be kept by anybody, and has to be asked for again before it is shown: it is then sent again only
where it has changed, so that a change is visible on the next request.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, has_vary_header, patch_cache_control, set_response_etag

Answer = Callable[[HttpRequest], HttpResponse]


class CachingMiddleware:
    """Tells how long an answer holds, and answers 304 where the reader has it; stands outside of the session's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with `Cache-Control`, and `ETag` where it is a public page."""
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or response.has_header("Cache-Control"):
            return response
        if _is_personal(request, response):
            patch_cache_control(response, private=True, no_cache=True)
            return response
        # Redirects and errors too: browsers keep them by guess, and a slug may change back.
        patch_cache_control(response, public=True, no_cache=True)
        if response.status_code != 200 or response.streaming:
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer was made for one reader: it sets cookies, or looked at the session that there is."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return bool(response.cookies) or (has_session and has_vary_header(response, "Cookie"))
