"""Storing of one source: a plan is made and carried out, in one transaction."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction

from reports.enums import ImportOutcome, ReportStatus
from reports.importer.result import ImportResult
from reports.importer.storing.collecting import CollectionWriter
from reports.importer.storing.names import KnownNames
from reports.importer.storing.outcomes import ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.parts import Part
from reports.importer.storing.planning import Plan, make_plan
from reports.models import Category, Report, Source
from reports.workflow import refresh_published, write_sections

DEFAULT = StoringOptions()


def plan_import(
    result: ImportResult, data: bytes, options: StoringOptions = DEFAULT, *, names: KnownNames | None = None
) -> StoredImport:
    """Return what `store_import` would do with the same arguments. Nothing is written."""
    return make_plan(result, data, options, names or KnownNames()).in_short()


def store_import(
    result: ImportResult, data: bytes, options: StoringOptions = DEFAULT, *, names: KnownNames | None = None
) -> StoredImport:
    """Store the reports of one source as drafts, all or none, and return what became of each.

    A new version of a source changes the drafts that nobody edited; it never overwrites an edit, and never takes a
    report away. The same bytes are stored once. `names` saves loading units and categories for each source of a run.
    """
    names = names or KnownNames()
    try:
        return _store(result, data, options, names)
    except IntegrityError:
        # Somebody else stored the same bytes, or made a unit of the same address, at the same moment.
        names.clear()
        return _store(result, data, options, names)


def _store(result: ImportResult, data: bytes, options: StoringOptions, names: KnownNames) -> StoredImport:
    try:
        with transaction.atomic():
            return _Writer(make_plan(result, data, options, names), names).write()
    except Exception:
        # It may hold units and categories that were made and are gone again.
        names.clear()
        raise


class _Writer:
    """Carries out one plan."""

    def __init__(self, plan: Plan, names: KnownNames) -> None:
        self.plan, self.names, self.result, self.options = plan, names, plan.result, plan.options

    def write(self) -> StoredImport:
        """Write what is to be created or updated, and let what is unchanged follow the new version."""
        writes = {ImportOutcome.CREATED, ImportOutcome.UPDATED}
        if not self.plan.is_new and writes.isdisjoint(row.outcome for row in self.plan.outcomes):
            return self.plan.in_short()
        self.source = self.plan.stored or self._make_source()
        self.collection = CollectionWriter(self.plan, self.source, lambda: self._category)
        outcomes = tuple(self._write(row) for row in self.plan.outcomes)
        return replace(self.plan.in_short(), source=self.source, outcomes=outcomes)

    def _make_source(self) -> Source:
        result, earlier = self.result, self.plan.earlier
        return Source.objects.create(
            name=result.source[:255],
            url=self.plan.url,
            fingerprint=self.plan.mark,
            text=result.text,
            first_version=(earlier.source.first_version or earlier.source) if earlier else None,
            findings=_findings(result),
        )

    def _write(self, row: ReportOutcome) -> ReportOutcome:
        if row.outcome is ImportOutcome.CREATED and row.place is not None:
            return replace(row, report=self._create(row.place))
        if row.outcome is ImportOutcome.UPDATED and row.place is not None and row.report:
            self._update(row.place, row.report)
        elif row.outcome is ImportOutcome.UNCHANGED and row.place is not None and row.report:
            self._follow(row.place, row.report)
        return row

    def _create(self, place: int) -> Report:
        part, choice = self.plan.parts[place], self.options.choice(place)
        report = Report(
            title=part.title,
            language=self.result.language,
            category=choice.category or self._category,
            unit=choice.unit or self.names.unit_for(part.parsed.unit),
            period=self.names.period_for(part.parsed.period),
            byline=part.byline,
            attribution=part.attribution,
            source=self.source,
            collection=self.collection.row,
            position=self.collection.take_position(place),
        )
        report.imported = self._imported(place, report)
        report.save()
        if choice.tags:
            report.tags.set(choice.tags)
        write_sections(report, part.sections)
        return report

    def _update(self, place: int, report: Report) -> None:
        """Write a new version into a report: its text, and where it belongs unless an editor said so."""
        part, choice, before = self.plan.parts[place], self.options.choice(place), report.imported
        report.title, report.byline, report.attribution = part.title, part.byline, part.attribution
        report.language, report.source = self.result.language, self.source
        if choice.unit or report.unit_id == before.get("unit"):
            report.unit = choice.unit or self.names.unit_for(part.parsed.unit)
        if choice.category or report.category_id == before.get("category"):
            report.category = choice.category or self._category
        if (report.period.code if report.period else None) == before.get("period"):
            report.period = self.names.period_for(part.parsed.period)
        if self.collection.row and report.collection_id is None:
            report.collection, report.position = self.collection.row, self.collection.take_position(place)
        report.imported = self._imported(place, report)
        report.save()
        if choice.tags:
            report.tags.add(*choice.tags)
        write_sections(report, part.sections)
        refresh_published(report)

    def _follow(self, place: int, report: Report) -> None:
        """Let an unchanged report belong to the new version; what a page shows of its source stays true."""
        old = report.source
        is_shown = (
            report.status == ReportStatus.PUBLISHED
            and old
            and (old.name, old.url)
            != (
                self.source.name,
                self.source.url,
            )
        )
        if not is_shown:
            report.source = self.source
            report.imported = {**report.imported, "text": self._part_as_read(place).digest}
            report.save(update_fields=["source", "imported"])

    def _part_as_read(self, place: int) -> Part:
        return self.plan.read.get(place, self.plan.parts[place])

    def _imported(self, place: int, report: Report) -> dict[str, Any]:
        """Return what the source itself says of a report, as digest and keys; nothing for one that an editor made."""
        original = self.plan.read.get(place)
        if original is None:
            return {}
        unit = self.names.find_unit(original.parsed.unit)
        category = self.options.category or self.names.find_category(self.result)
        return {
            "text": original.digest,
            "unit": unit.pk if unit else None,
            "period": original.parsed.period.code if original.parsed.period else None,
            "category": category.pk if category else None,
        }

    @cached_property
    def _category(self) -> Category | None:
        """The category of the whole source: the one asked for, or the one that its breadcrumb leads to."""
        return self.options.category or self.names.category_for(self.result)


def _findings(result: ImportResult) -> Mapping[str, Any]:
    source = result.as_written or result
    return {
        "breadcrumb": list(source.breadcrumb),
        "links": asdict(source.links),
        "warnings": [asdict(warning) for warning in result.warnings],
    }
