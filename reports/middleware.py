"""What is done before a request is answered: reports whose time has come are published or withdrawn."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reports import workflow


def publish_due_reports(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the first request after a date see what was scheduled for it; no worker has to run."""

    def middleware(request: HttpRequest) -> HttpResponse:
        workflow.publish_when_due()
        return get_response(request)

    return middleware
