"""Reports to take away: one, those of a collection, those of a list, as Word, Markdown, JSON or PDF."""

import hashlib
import re
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports import workflow
from reports.documents import writers
from reports.documents.writers import FORMATS, Format
from reports.documents.writers.content import INTERFACES, Volume
from reports.enums import SectionKind
from reports.models import Collection, Report
from reports.periods import CalendarPeriod
from reports.templatetags.taking import extent_of
from reports.views.made_files import SECONDS_TO_WAIT, MakingAnother, kept_or_made
from reports.views.selections import select_reports
from reports.volumes import contents_of

MAX_NAME = 80
MAX_KEY = 2**63
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
"""Characters that file systems refuse, or that turn the end of a name around."""


@require_safe
def download_report(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """A published report as a file; 6 queries. Drafts are for nobody."""
    chosen = _format_of(ending)
    contents = contents_of([pk], _root_of(request)) if pk < MAX_KEY else []
    if not contents:
        raise Http404
    return _file(request, Volume.of(contents[0]), chosen, f"report-{pk}")


@require_safe
def download_collection(request: HttpRequest, pk: int, slug: str, ending: str) -> HttpResponse:
    """The published reports of a collection in one file, as many as its format takes; 9 queries."""
    chosen = _format_of(ending)
    collection = get_object_or_404(Collection, pk=pk)
    parts = Report.objects.published().filter(collection=collection)
    keys = list(parts.order_by("position", "pk").values_list("pk", flat=True))
    reports = contents_of(keys[: chosen.most], _root_of(request))
    if not reports:
        raise Http404
    with override(INTERFACES[collection.language]):
        volume = Volume(
            reports,
            collection.title,
            collection.language,
            _root_of(request) + collection.get_absolute_url(),
            introduction=collection.introduction,
            notes=[extent_of(len(reports), len(keys), chosen.most)],
            total=len(keys),
        )
    return _file(request, volume, chosen, f"collection-{pk}")


@require_safe
def download_list(request: HttpRequest, sort: str, ending: str, **place: str | CalendarPeriod) -> HttpResponse:
    """The first reports of a list, as many as the format takes; at most 20 queries, 37 for a search.

    Of the reports in a list of sections of a kind, these sections alone.
    """
    chosen = _format_of(ending)
    selection = select_reports(request, sort, next(iter(place.values()), None), chosen.most)
    reports = contents_of(selection.keys, _root_of(request))
    if not reports:
        raise Http404
    if sort == "section":
        reports = [report.with_sections_of(SectionKind(str(place["kind"]))) for report in reports]
    volume = Volume(
        reports,
        selection.title,
        "zh" if (get_language() or "").startswith("zh") else "en",
        _root_of(request) + selection.page,
        notes=[extent_of(len(reports), selection.total, chosen.most, is_exact=selection.is_exact)],
        total=selection.total,
    )
    return _file(request, volume, chosen, "reports")


def _format_of(ending: str) -> Format:
    if ending not in FORMATS or not FORMATS[ending].is_there():
        raise Http404
    return FORMATS[ending]


def _root_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _file(request: HttpRequest, volume: Volume, chosen: Format, plain_name: str) -> HttpResponse:
    """Return the file, or 304 where the reader has it.

    The tag is made of all that is in the file, so that also a renamed unit changes it; the date is for information.
    """
    content = f"{_edition()} {chosen.ending} {volume!r}"
    etag = f'W/"{hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()[:40]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            made = _make(volume, chosen, etag)
        except MakingAnother:
            return _come_again(request)
        response = HttpResponse(made, content_type=chosen.media_type)
    response["ETag"] = etag
    if volume.reports:
        response["Last-Modified"] = http_date(max(report.updated_at for report in volume.reports).timestamp())
    response["Cache-Control"] = "public, no-cache"
    if response.status_code == 200:
        response["Content-Disposition"] = attachment(volume.title, plain_name, chosen.ending)
        response["X-Robots-Tag"] = "noindex"
        response["Link"] = f'<{quote(volume.address, safe=":/?&=%")}>; rel="canonical"'
    return response


def _make(volume: Volume, chosen: Format, etag: str) -> bytes:
    if len(volume.reports) <= chosen.quick:
        return chosen.write(volume)
    return kept_or_made(etag, lambda: chosen.write(volume))


def _come_again(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Another file is being made"),
        "advice": _("Files like this one are made one after another. Try again in a few seconds."),
    }
    response = render(request, "503.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    add_never_cache_headers(response)
    return response


def attachment(title: str, plain_name: str, ending: str) -> str:
    """Return what names a file after a title in any script, and plainly for programs that know ASCII only."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:MAX_NAME].strip(" .") or plain_name
    return f"attachment; filename=\"{plain_name}.{ending}\"; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"


@lru_cache(maxsize=1)
def _edition() -> str:
    """Return a fingerprint of all that files are made with: the writers and the message catalogues."""
    digest = hashlib.sha256(workflow.edition().encode())
    for file in sorted(Path(writers.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:40]
