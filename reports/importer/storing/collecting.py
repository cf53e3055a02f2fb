"""The collection that the reports of one source make up."""

from collections.abc import Callable

from django.utils.text import slugify

from reports.documents.writers.html import render_markup
from reports.enums import ReportStatus
from reports.importer.storing.digests import text_digest
from reports.importer.storing.planning import Plan
from reports.models import Category, Collection, Report, Source


class CollectionWriter:
    """Finds, makes or renews the collection of a source, and gives its reports their positions.

    `row` is None for a source of one report. Reports keep the positions that they have: new ones take the place they
    have in the source if it is free, else one at the end.
    """

    def __init__(self, plan: Plan, source: Source, category: Callable[[], Category | None]) -> None:
        self._plan, self._source, self._category = plan, source, category
        self.row = self._find()
        self._taken: set[int] = set()
        if self.row:
            positions = Report.objects.filter(collection=self.row).values_list("position", flat=True)
            self._taken = {position for position in positions if position}
            self._renew(self.row)
        elif plan.ready.is_collection:
            self.row = self._make()

    def take_position(self, place: int) -> int | None:
        """Return the position of the report at a place of the source; None outside of a collection."""
        if self.row is None:
            return None
        position = place + 1
        if position in self._taken:
            position = max(self._taken) + 1
        self._taken.add(position)
        return position

    def _find(self) -> Collection | None:
        """Return the collection that an earlier version made."""
        earlier = self._plan.earlier
        if not earlier and not self._plan.stored:
            return None
        versions = [self._source, *([earlier.source, earlier.source.first_version] if earlier else [])]
        own = Collection.objects.filter(source__in=[row for row in versions if row]).first()
        keys = [row.collection_id for row in earlier.reports if row.collection_id] if earlier else []
        return own or Collection.objects.filter(pk__in=keys).order_by("pk").first()

    def _make(self) -> Collection:
        ready = self._plan.ready
        return Collection.objects.create(
            title=ready.collection_title,
            slug=slugify(ready.collection_title, allow_unicode=True)[:80] or "-",
            language=ready.language,
            introduction=ready.introduction,
            introduction_html=render_markup(ready.introduction),
            category=self._category(),
            source=self._source,
        )

    def _renew(self, row: Collection) -> None:
        """Write title and introduction of a new version, unless an editor changed them or the page is public."""
        ready, earlier = self._plan.ready, self._plan.earlier
        before = earlier.source.findings.get("collection") if earlier else None
        is_public = any(report.status == ReportStatus.PUBLISHED for report in (earlier.reports if earlier else ()))
        if is_public and not self._plan.options.updates_published:
            return
        if before == text_digest([row.title, row.introduction], ()) and ready.is_collection:
            row.title, row.introduction = ready.collection_title, ready.introduction
            row.introduction_html = render_markup(ready.introduction)
            row.save(update_fields=["title", "introduction", "introduction_html"])
