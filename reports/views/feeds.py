"""Atom feeds (RFC 4287) of every list and of everything that narrows one, searches too."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.encoding import escape_uri_path
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from reports.documents.writers.content import writable
from reports.models import Report
from reports.periods import CalendarPeriod
from reports.templatetags.summaries import language_tag
from reports.views.selections import Selection, select_reports

MAX_ENTRIES = 30
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated: always the same, so that it stays the same."""


@require_safe
def follow(request: HttpRequest, sort: str, **place: str | CalendarPeriod) -> HttpResponse:
    """The newest reports of a list as an Atom feed, or 304 where the reader has them; 2 queries beside the list's."""
    response = _LIST_FEED(request, sort=sort, key=next(iter(place.values()), None))
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:40]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["Last-Modified"] = response["Last-Modified"]
        response = unchanged
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response


class _ReportsAtom(Atom1Feed):
    """Atom as Django writes it, with the language of each entry."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


@dataclass(frozen=True, slots=True)
class _Entry:
    """A report in a feed; its identity is the same in every feed and language, whatever its title becomes."""

    report: Report
    identity: str


@dataclass(frozen=True, slots=True)
class _Followed:
    """A list that is followed, the address of its feed, and its newest reports."""

    selection: Selection
    address: str
    entries: Sequence[_Entry]


class _ListFeed(Feed):
    """The feed of a list; the methods are those that Django asks for."""

    feed_type = _ReportsAtom

    def get_object(self, request: HttpRequest, *_arguments: object, **values: Any) -> _Followed:  # noqa: ANN401
        selection = select_reports(request, values["sort"], values["key"], MAX_ENTRIES, newest=True)
        reports = Report.objects.published().filter(pk__in=selection.keys).with_cards().with_tags().newest_first()
        _page, mark, query = selection.page.partition("?")
        with override("en"):
            identities = (reverse("reports:report-redirect", args=[report.pk]) for report in reports)
            entries = [
                _Entry(report, request.build_absolute_uri(identity))
                for report, identity in zip(reports, identities, strict=True)
            ]
        return _Followed(selection, f"{escape_uri_path(request.path)}{mark}{query}", entries)

    def title(self, followed: _Followed) -> str:
        site = _("Summaries")
        return writable(f"{followed.selection.title} · {site}")

    def subtitle(self, followed: _Followed) -> str | None:
        return writable(followed.selection.description) or None

    def link(self, followed: _Followed) -> str:
        return followed.selection.page

    def feed_url(self, followed: _Followed) -> str:
        return followed.address

    def author_name(self, _followed: _Followed) -> str:
        return _("Summaries")

    def items(self, followed: _Followed) -> Sequence[_Entry]:
        return followed.entries

    def item_title(self, entry: _Entry) -> str:
        return writable(entry.report.title)

    def item_description(self, entry: _Entry) -> str | None:  # type: ignore[override]
        text = writable(entry.report.summary or entry.report.excerpt)
        return f"<p>{escape(text)}</p>" if text else None

    def item_link(self, entry: _Entry) -> str:
        return entry.report.get_absolute_url()

    def item_guid(self, entry: _Entry) -> str:
        return entry.identity

    def item_author_name(self, entry: _Entry) -> str:
        return entry.report.unit.name if entry.report.unit else entry.report.byline or _("Summaries")

    def item_pubdate(self, entry: _Entry) -> datetime | None:
        return entry.report.published_at

    def item_updateddate(self, entry: _Entry) -> datetime:
        return entry.report.changed_at or entry.report.updated_at

    def item_categories(self, entry: _Entry) -> list[str]:
        period = [entry.report.period.label] if entry.report.period else []
        return [*period, *sorted(tag.name for tag in entry.report.tags.all())]

    def item_extra_kwargs(self, entry: _Entry) -> dict[str, str]:
        return {"language": language_tag(entry.report.language)}


_LIST_FEED = _ListFeed()
