"""The address of harvesters: one for all verbs of OAI-PMH 2.0."""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reports.oai import (
    Answer,
    Asking,
    Errors,
    Item,
    Place,
    earliest_change,
    item_of,
    items_from,
    number_of,
    read_asking,
    sets_after,
)
from reports.templatetags.addresses import site_address

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester; 5 queries at most. Errors are told as the protocol wants it, with status 200."""
    site = site_address(request)
    answer = Answer(f"{site}{reverse('machines:oai')}", site, timezone.now())
    asking = None
    try:
        asking = read_asking((request.POST if request.method == "POST" else request.GET).lists())
        _answer(answer, asking)
    except Errors as refusal:
        answer.refuse(refusal.error, asking)
    response = HttpResponse(answer.as_bytes(), content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _answer(answer: Answer, asking: Asking) -> None:
    if asking.verb == "Identify":
        mail = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        answer.identify(asking, _("Summaries"), mail, earliest_change() or BEGINNING)
    elif asking.verb == "ListMetadataFormats":
        if asking.identifier:
            _item(asking, answer)
        answer.formats(asking)
    elif asking.verb == "ListSets":
        _list_sets(answer, asking)
    elif asking.verb == "GetRecord":
        answer.records(asking, [_item(asking, answer)], None)
    else:
        _list_items(answer, asking)


def _item(asking: Asking, answer: Answer) -> Item:
    number = number_of(asking.identifier, answer.site)
    if number is None:
        raise Errors("idDoesNotExist", "No record of this site has such an identifier.")
    return item_of(number)


def _list_sets(answer: Answer, asking: Asking) -> None:
    units, has_more = sets_after(asking.place.path)
    if not units:
        raise Errors("noSetHierarchy", "There are no units yet.")
    count = asking.place.count + len(units)
    answer.sets(asking, units, Place(path=units[-1].path, count=count) if has_more else None)


def _list_items(answer: Answer, asking: Asking) -> None:
    is_whole = asking.verb == "ListRecords"
    items, has_more = items_from(asking, with_text=is_whole)
    if not items and not asking.place.count:
        raise Errors("noRecordsMatch", "Nothing was published, changed or withdrawn there and then.")
    following = None
    if has_more:
        following = Place(items[-1].changed_at, items[-1].number, count=asking.place.count + len(items))
    (answer.records if is_whole else answer.identifiers)(asking, items, following)
