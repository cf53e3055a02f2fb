"""Every reusable filter and prefetch of the project; the visibility rule stands here and nowhere else."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.utils import timezone

from reports.enums import Action, AlertFrequency, ImportState, PeriodKind, ReportStatus, Shelf
from reports.periods import CalendarPeriod
from reports.roles import Grant

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from reports.models import Period, User

PERIOD_FIELDS = ("kind", "year", "ordinal", "start", "end")
LINK_FIELDS = ("title", "slug", "language", *(f"period__{name}" for name in PERIOD_FIELDS))
"""What a link to a report shows."""


def is_published(path: str = "") -> Q:
    """Return the rule of visibility, for reports or for rows that lead to them by `path`, such as "reports__"."""
    return Q(**{f"{path}status": ReportStatus.PUBLISHED})


def is_allowed(user: "User | AnonymousUser", action: Action) -> Q:
    """Return the reports to which somebody may do something, by the paths of their units.

    The same as `Grant.allows`, said to the database. A report without a unit belongs to whoever made it.
    """
    rule = Q(pk__in=[])
    for grant in user.grants() if user.is_authenticated else ():
        statuses = grant.rights.get(action, frozenset())
        if not statuses:
            continue
        place = _units_of(grant, "unit__") | Q(unit=None, created_by=user) if grant.path else Q()
        state = Q() if statuses == frozenset(ReportStatus) else Q(status__in=sorted(statuses))
        if not place and not state:
            # The whole table: a rule that is always true would be left out of an "or".
            return ~Q(pk__in=[])
        rule |= place & state
    return rule


def reach_of(user: "User | AnonymousUser", action: Action, path: str = "") -> Q:
    """Return the units in which somebody may do something, for units or for rows that lead to them by `path`.

    Rows without a unit are among them only for those who may do it on the whole site.
    """
    grants = [grant for grant in (user.grants() if user.is_authenticated else ()) if grant.rights.get(action)]
    if any(not grant.path for grant in grants):
        return ~Q(pk__in=[])
    return reduce(or_, (_units_of(grant, path) for grant in grants), Q(pk__in=[]))


def _units_of(grant: Grant, path: str) -> Q:
    """Return the units in which a grant holds, for rows that lead to them by `path`."""
    return Q(**{f"{path}path__startswith" if grant.is_inherited else f"{path}path": grant.path})


class ReportQuerySet(models.QuerySet):
    """Reports, filtered and loaded in the ways that pages need."""

    def published(self) -> Self:
        """Return the reports that anybody may read."""
        return self.filter(is_published())

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the reports that `user` may read: the published ones, and those of their units."""
        return self.filter(is_published() | is_allowed(user, Action.VIEW))

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """Return the reports whose text `user` may change as they stand."""
        return self.allowing(user, Action.EDIT)

    def allowing(self, user: "User | AnonymousUser", action: Action) -> Self:
        """Return the reports to which `user` may do something by their rights; what anybody may read is not added."""
        return self.filter(is_allowed(user, action))

    def with_cards(self) -> Self:
        """Load what a list shows of a report (unit, period) and leave its text behind; no further query."""
        return self.select_related("unit", "period").defer("prepared", "attribution", "imported")

    def with_api_row(self) -> Self:
        """Load what programs get of a report in a list, tags included; one more query for these."""
        return self.with_cards().select_related("unit", "period", "category").prefetch_related("tags")

    def with_prepared_text(self) -> Self:
        """Load what a list shows and the prepared text as well."""
        return self.defer(None).defer("attribution", "imported")

    def with_links(self) -> Self:
        """Load what a link to a report shows: title, address, language, period; no further query for these."""
        return self.select_related("period").only(*LINK_FIELDS)

    def with_results(self) -> Self:
        """Load what a result of the search shows: a link to it, its unit, date and summary; no further query."""
        names = [f"unit__{name}_{language}" for name in ("name", "short_name") for language in ("en", "zh")]
        shown = self.select_related("unit").with_links()
        return shown.only(*LINK_FIELDS, "summary", "excerpt", "published_at", *names)

    def with_page(self) -> Self:
        """Load what a report's own page shows in one query, but for tags, ancestors and sidebars."""
        return (
            self.select_related("unit", "period", "category", "collection", "source")
            .defer("source__text")
            .annotate(has_original_text=self._has_original_text())
        )

    def with_prepared_page(self, language: str, edition: str) -> Self:
        """Return the reports whose page is prepared in a language, as `parts`, with little else loaded."""
        return (
            self.filter(pages__language=language, pages__edition=edition)
            .annotate(parts=F("pages__parts"), has_original_text=self._has_original_text())
            .only("title", "slug", "language", "summary", "excerpt", "status")
        )

    def with_original_text(self) -> Self:
        """Return the reports whose original text is public: none made from it is hidden, which it would tell of."""
        return self.filter(self._has_original_text())

    def _has_original_text(self) -> ExpressionWrapper:
        hidden = self.model._default_manager.filter(source=OuterRef("source")).exclude(is_published())
        return ExpressionWrapper(Q(source__is_text_public=True) & ~Exists(hidden), models.BooleanField())

    def with_text(self) -> Self:
        """Load sections and points as well (two more queries)."""
        return self.prefetch_related("sections__points")

    def with_tags(self) -> Self:
        """Load the tags as well (one more query)."""
        return self.prefetch_related("tags")

    def newest_first(self) -> Self:
        """Order by date of publication, the newest first; the order is stable."""
        return self.order_by("-published_at", "-pk")

    def popular_first(self) -> Self:
        """Order by decayed views, the most read first; the order is stable."""
        return self.order_by("-popularity", "-pk")

    def recommended(self) -> Self:
        """Return the editors' picks."""
        return self.filter(is_recommended=True)

    def in_sidebar_of(self, report_id: int | None) -> Self:
        """Return what stands beside one report (or, for None, beside all of them), with `shelf`, `reason`, `terms`.

        One query; the order is that of the shelves' positions.
        """
        return self._shown(
            Q(shown_beside__report__isnull=True) if report_id is None else Q(shown_beside__report=report_id)
        )

    def in_sidebars_of(self, report_ids: Iterable[int]) -> Self:
        """Return what stands beside some reports, as `in_sidebar_of` with `beside`, the key of the one it is beside."""
        return self._shown(Q(shown_beside__report__in=list(report_ids))).annotate(beside=F("shown_beside__report"))

    def _shown(self, beside: Q) -> Self:
        return (
            self.published()
            # The shelf is asked for to have an inner join: without it the database goes through all reports.
            .filter(beside, shown_beside__shelf__in=list(Shelf))
            .with_links()
            .annotate(shelf=F("shown_beside__shelf"), reason=F("shown_beside__reason"), terms=F("shown_beside__terms"))
            .order_by("shown_beside__position", "shown_beside__pk")
        )


class PeriodQuerySet(models.QuerySet):
    """Periods in order of time."""

    def latest_first(self) -> Self:
        """Order by time, the latest first; periods without a known date come last."""
        return self.order_by(F("start").desc(nulls_last=True), F("end").desc(nulls_last=True), "code")

    def within(self, start: date, end: date) -> Self:
        """Return the periods that lie within these days, but for those that lie in a year that does so too."""
        first = start.year if (start.month, start.day) == (1, 1) else start.year + 1
        last = end.year if (end.month, end.day) == (12, 31) else end.year - 1
        in_whole_year = Q(year__gte=first, year__lte=last, end__year=F("start__year")) & ~Q(kind=PeriodKind.YEAR)
        as_long = Q(start__month=1, start__day=1, end__month=12, end__day=31)
        return self.filter(start__gte=start, end__lte=end).exclude(in_whole_year & ~as_long)

    def for_value(self, value: CalendarPeriod) -> "Period":
        """Return the row of a period, made if it is new (one or two queries)."""
        found = self.get_or_create(
            code=value.code,
            defaults={
                "kind": value.kind,
                "year": value.year,
                "ordinal": value.ordinal,
                "start": value.start,
                "end": value.end,
            },
        )
        period: Any = found[0]
        return period


class CollectionQuerySet(models.QuerySet):
    """Collections with the number of their parts."""

    def public(self) -> Self:
        """Return the collections that have a published report."""
        reports: Any = self.model._meta.get_field("reports").related_model
        return self.filter(Exists(reports.objects.published().filter(collection=OuterRef("pk"))))

    def with_published_parts(self) -> Self:
        """Return the collections that have a published report, with `parts`, the number of those."""
        return self.annotate(parts=Count("reports", filter=is_published("reports__"))).filter(parts__gt=0)


class TopicQuerySet(models.QuerySet):
    """Topics with their reports."""

    def with_counts(self) -> Self:
        """Return the topics with a published report, their number as `published`."""
        published = models.Count("entries", filter=is_published("entries__report__"))
        return self.annotate(published=published).filter(published__gt=0)

    def with_reports(self) -> Self:
        """Load each topic's published reports in the editor's order (one more query)."""
        from_topic: Any = self.model._meta.get_field("entries").related_model
        entries = from_topic.objects.filter(is_published("report__"))
        return self.prefetch_related(
            Prefetch("entries", entries.select_related("report__unit", "report__period").order_by("position"))
        )


class ImportItemQuerySet(models.QuerySet):
    """Documents of an editor's import."""

    def in_short(self) -> Self:
        """Leave the bytes and the text of the documents behind: lists show neither."""
        return self.defer("content", "review", "corrections")

    def unfinished(self) -> Self:
        """Return what still has to be read, or stored as the editor asked."""
        return self.filter(state__in=[ImportState.WAITING, ImportState.TO_STORE])

    def kept_since(self, moment: datetime) -> Self:
        """Return the documents whose bytes are still there and that nobody has worked on since a moment."""
        return self.filter(content__isnull=False, used_at__lt=moment)

    def unclaimed(self, since: datetime) -> Self:
        """Return what nobody works on: not claimed, or claimed before `since` by somebody who was cut off."""
        return self.filter(Q(claimed_at__isnull=True) | Q(claimed_at__lt=since))


class SubscriptionQuerySet(models.QuerySet):
    """Who follows what by e-mail."""

    def confirmed(self) -> Self:
        """Return those whose address was confirmed to be the one of who asked."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed_since(self, moment: datetime) -> Self:
        """Return those that nobody confirmed and that were asked for before a moment."""
        return self.filter(confirmed_at=None, asked_at__lt=moment)

    def due(self, today: date) -> Self:
        """Return those whose last digest is of an earlier day, or of an earlier week."""
        monday = today - timedelta(days=today.weekday())
        return self.confirmed().filter(
            Q(frequency=AlertFrequency.DAILY, digest_on__lt=today)
            | Q(frequency=AlertFrequency.WEEKLY, digest_on__lt=monday)
        )


class PreviewLinkQuerySet(models.QuerySet):
    """Links to read a report before it is public."""

    def valid(self) -> Self:
        """Return those that have not ended."""
        return self.filter(expires_at__gt=timezone.now())


class OldAddressQuerySet(models.QuerySet):
    """Slugs that lead on."""

    def remember(self, sort: str, row: models.Model, old: str, new: str) -> None:
        """Let the old slug of a row lead to it; its new one is an old address no more. Three queries."""
        own: Any = {f"{sort}__isnull": False}
        self.filter(slug=new, **own).delete()
        if not self.filter(slug=old, **own).update(**{sort: row}):
            self.create(**{"slug": old, sort: row})

    def slug_now(self, sort: str, old: str) -> str:
        """Return the slug of the row that an old one of a sort leads to, "" for none. One query."""
        found = self.filter(slug=old, **{f"{sort}__isnull": False}).values_list(f"{sort}__slug", flat=True).first()
        return str(found or "")
