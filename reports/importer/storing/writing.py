"""Storing of sources: plans are made and carried out, a source or a batch of them in one transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from reports.enums import Action, EventKind, ImportOutcome, ReportStatus, RevisionKind
from reports.importer.result import ImportResult
from reports.importer.storing.collecting import CollectionWriter
from reports.importer.storing.names import KnownNames
from reports.importer.storing.outcomes import ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.parts import Part, ReadyImport, ready_import
from reports.importer.storing.planning import Plan, fresh_plan, make_plan
from reports.importer.storing.versions import EarlierVersion
from reports.models import Category, Report, Source, Unit, User
from reports.workflow import (
    NotPermitted,
    check_permitted,
    may,
    prepare_text,
    record_event,
    refresh_published,
    write_new_reports,
    write_sections,
)

DEFAULT = StoringOptions()
MOST_NAMED = 20
"""Sources of an import that the audit log names."""

AT_ONCE = 50
"""New reports that are written in one go."""


def plan_import(
    result: ImportResult, data: bytes, options: StoringOptions = DEFAULT, *, names: KnownNames | None = None
) -> StoredImport:
    """Return what `store_import` would do with the same arguments. Nothing is written."""
    return plan_ready(ready_import(result, data, options.as_read), options, names or KnownNames())


def plan_ready(ready: ReadyImport, options: StoringOptions, names: KnownNames) -> StoredImport:
    """Return what storing a source would do. Nothing is written."""
    return make_plan(ready, options, names).in_short()


def plan_new(ready: ReadyImport, options: StoringOptions) -> StoredImport:
    """Return what storing a source would do on a site that has nothing yet. No query."""
    return fresh_plan(ready, options).in_short()


def store_import(
    result: ImportResult, data: bytes, options: StoringOptions = DEFAULT, *, names: KnownNames | None = None
) -> StoredImport:
    """Store the reports of one source as drafts, all or none, and return what became of each.

    A new version of a source changes the drafts that nobody edited; it never overwrites an edit, and never takes a
    report away. The same bytes are stored once. `names` saves loading units and categories for each source of a run.
    """
    return store_ready([ready_import(result, data, options.as_read)], options, names or KnownNames())[0]


def store_ready(batch: Sequence[ReadyImport], options: StoringOptions, names: KnownNames) -> list[StoredImport]:
    """Store several sources in one transaction, all or none, in order; sources that are new cost few queries each."""
    try:
        return _store(batch, options, names)
    except IntegrityError:
        # Somebody else stored the same bytes, or made a unit of the same address, at the same moment.
        return _store(batch, options, names)


def _store(batch: Sequence[ReadyImport], options: StoringOptions, names: KnownNames) -> list[StoredImport]:
    try:
        with transaction.atomic():
            return _BatchWriter(batch, options, names).write()
    except Exception:
        # It may hold units and categories that were made and are gone again.
        names.clear()
        raise


class _NewReports:
    """New reports on their way into the database: gathered from several sources, stored together."""

    def __init__(self, by: User | None) -> None:
        self._by = by
        self._rows: list[tuple[Report, Part, Sequence[str]]] = []

    def add(self, report: Report, part: Part, tags: Sequence[str]) -> None:
        self._rows.append((report, part, tags))

    def store(self) -> None:
        """Write what was gathered, some at a time: the rows of a long document need a lot of room."""
        for start in range(0, len(self._rows), AT_ONCE):
            self._write(self._rows[start : start + AT_ONCE])
        self._rows = []

    def _write(self, rows: "Sequence[tuple[Report, Part, Sequence[str]]]") -> None:
        write_new_reports(
            [report for report, _part, _tags in rows],
            [part.sections for _report, part, _tags in rows],
            [part.prepared or prepare_text(part.sections) for _report, part, _tags in rows],
            [tags for _report, _part, tags in rows],
            by=self._by,
        )


class _BatchWriter:
    """Stores sources in order: runs of new ones together, the others one by one."""

    def __init__(self, batch: Sequence[ReadyImport], options: StoringOptions, names: KnownNames) -> None:
        self.batch, self.options, self.names, self.new = batch, options, names, _NewReports(options.by)

    def write(self) -> list[StoredImport]:
        stored: list[StoredImport] = []
        fresh = _fresh_fingerprints(self.batch)
        for is_fresh, group in groupby(self.batch, key=lambda ready: ready.fingerprint in fresh):
            write = self._write_fresh if is_fresh else self._write_one_by_one
            stored += write(list(group))
        self._note(stored)
        return stored

    def _note(self, stored: Sequence[StoredImport]) -> None:
        """Put down what was imported, unless there was nothing new."""
        outcomes = (ImportOutcome.CREATED, ImportOutcome.UPDATED)
        counts = {outcome.value: sum(one.count(outcome) for one in stored) for outcome in outcomes}
        if any(counts.values()):
            names = [ready.name for ready in self.batch]
            detail = {"sources": names[:MOST_NAMED], "number": len(names), **counts}
            record_event(EventKind.IMPORTED, self.options.by, detail=detail)

    def _write_fresh(self, group: Sequence[ReadyImport]) -> list[StoredImport]:
        sources = Source.objects.bulk_create([_source_row(ready, None) for ready in group])
        stored = []
        for ready, source in zip(group, sources, strict=True):
            plan = fresh_plan(ready, self.options)
            stored.append(_SourceWriter(plan, source, self.names, self.new).write())
        self.new.store()
        return stored

    def _write_one_by_one(self, group: Sequence[ReadyImport]) -> list[StoredImport]:
        return [self._write_one(ready) for ready in group]

    def _write_one(self, ready: ReadyImport) -> StoredImport:
        plan = make_plan(ready, self.options, self.names)
        writes = {ImportOutcome.CREATED, ImportOutcome.UPDATED}
        if not plan.is_new and writes.isdisjoint(row.outcome for row in plan.outcomes):
            return plan.in_short()
        source = plan.stored
        if source is None:
            source = _source_row(ready, plan.earlier)
            source.save()
        stored = _SourceWriter(plan, source, self.names, self.new).write()
        self.new.store()
        return stored


def _fresh_fingerprints(batch: Sequence[ReadyImport]) -> set[str]:
    """Return the sources that can be no version of any other one, stored or in the batch. One query."""
    marks, names = {ready.fingerprint for ready in batch}, {ready.name for ready in batch}
    urls = {ready.url for ready in batch if ready.url}
    known = Q(fingerprint__in=marks) | Q(name__in=names) | Q(url__in=urls)
    taken = {value for row in Source.objects.filter(known).values_list("fingerprint", "name", "url") for value in row}
    counts = Counter(value for ready in batch for value in {ready.fingerprint, ready.name, ready.url})
    return {
        ready.fingerprint
        for ready in batch
        if not any(value in taken or counts[value] > 1 for value in (ready.fingerprint, ready.name, ready.url) if value)
    }


def _source_row(ready: ReadyImport, earlier: EarlierVersion | None) -> Source:
    return Source(
        name=ready.name,
        url=ready.url,
        fingerprint=ready.fingerprint,
        text=ready.text,
        first_version=(earlier.source.first_version or earlier.source) if earlier else None,
        findings=ready.findings,
    )


class _SourceWriter:
    """Carries out the plan of one source; new reports are handed on to be stored together."""

    def __init__(self, plan: Plan, source: Source, names: KnownNames, new: _NewReports) -> None:
        self.plan, self.source, self.names, self.new = plan, source, names, new
        self.ready, self.options = plan.ready, plan.options
        self.collection = CollectionWriter(plan, source, lambda: self._category)

    def write(self) -> StoredImport:
        """Write what is to be created or updated, and let what is unchanged follow the new version."""
        outcomes = tuple(self._write(row) for row in self.plan.outcomes)
        return replace(self.plan.in_short(), source=self.source, outcomes=outcomes)

    def _write(self, row: ReportOutcome) -> ReportOutcome:
        if row.place is None:
            return row
        if row.outcome is ImportOutcome.CREATED:
            return replace(row, report=self._create(row.place))
        if row.outcome is ImportOutcome.UPDATED and row.report:
            self._update(row.place, row.report)
        elif row.outcome is ImportOutcome.UNCHANGED and row.report and self._may_follow(row.report):
            self._follow(row.place, row.report)
        return row

    def _may_follow(self, report: Report) -> bool:
        allowed = any(may(self.options.by, action, report) for action in (Action.EDIT, Action.REVISE))
        return report.source_id != self.source.pk and allowed

    def _unit_for(self, name: str | None) -> Unit | None:
        """Return the unit that a document names; only who writes for all units makes one that the site lacks."""
        return self.names.unit_for(name) if self._writes_for_all else self.names.find_unit(name)

    def _check_unit(self, report: Report) -> None:
        """Raise NotPermitted for a report of a unit for which whoever imports may not write."""
        if not may(self.options.by, Action.CREATE, report):
            text = _("“%(report)s” is of “%(unit)s”, for which you may not write. Choose one of your units.")
            raise NotPermitted(text % {"report": report, "unit": report.unit})

    @cached_property
    def _writes_for_all(self) -> bool:
        return may(self.options.by, Action.CREATE, Report())

    def _create(self, place: int) -> Report:
        part, choice = self.ready.parts[place], self.options.choice(place)
        report = Report(
            title=part.title,
            language=self.ready.language,
            category=choice.category or self._category,
            unit=choice.unit or self._unit_for(part.unit),
            created_by=self.options.by,
            period=self.names.period_for(part.period),
            byline=part.byline,
            attribution=part.attribution,
            source=self.source,
            collection=self.collection.row,
            position=self.collection.take_position(place),
            imported=self._imported(place),
        )
        self._check_unit(report)
        self.new.add(report, part, choice.tags)
        return report

    def _update(self, place: int, report: Report) -> None:
        """Write a new version into a report: its text, and where it belongs unless an editor said so."""
        part, choice, before = self.ready.parts[place], self.options.choice(place), report.imported
        check_permitted(self.options.by, Action.EDIT, report)
        report.title, report.byline, report.attribution = part.title, part.byline, part.attribution
        report.language, report.source = self.ready.language, self.source
        if choice.unit or report.unit_id == before.get("unit"):
            report.unit = choice.unit or self._unit_for(part.unit)
            self._check_unit(report)
        if choice.category or report.category_id == before.get("category"):
            report.category = choice.category or self._category
        if (report.period.code if report.period else None) == before.get("period"):
            report.period = self.names.period_for(part.period)
        if self.collection.row and report.collection_id is None:
            report.collection, report.position = self.collection.row, self.collection.take_position(place)
        report.imported = self._imported(place)
        report.save()
        if choice.tags:
            report.tags.add(*choice.tags)
        write_sections(report, part.sections, by=self.options.by, note=self.source.name, kind=RevisionKind.IMPORTED)
        refresh_published(report)

    def _follow(self, place: int, report: Report) -> None:
        """Let an unchanged report belong to the new version, unless its public page would name another source."""
        old, new = report.source, self.source
        is_named = report.status == ReportStatus.PUBLISHED and old and (old.name, old.url) != (new.name, new.url)
        if not is_named:
            report.source = new
            report.imported = {**report.imported, "text": self.ready.parts_as_read()[place].digest}
            report.save(update_fields=["source", "imported"])

    def _imported(self, place: int) -> dict[str, Any]:
        """Return what the source itself says of a report, as digest and keys; nothing for one that an editor made."""
        original = self.ready.read.get(place)
        if original is None:
            return {}
        unit = self.names.find_unit(original.unit)
        category = self.options.category or self.names.find_category(self.ready)
        return {
            "text": original.digest,
            "unit": unit.pk if unit else None,
            "period": original.period.code if original.period else None,
            "category": category.pk if category else None,
        }

    @cached_property
    def _category(self) -> Category | None:
        """The category of the whole source: the one asked for, or the one that its breadcrumb leads to."""
        return self.options.category or (self.names.category_for if self._writes_for_all else self.names.find_category)(
            self.ready
        )
