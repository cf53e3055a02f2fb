"""Imports of editors: documents read one by one, reviewed, stored as drafts."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.documents.readers import UnreadableSource, read_source
from reports.enums import Action, ImportOutcome, ImportState
from reports.importer.corrections import Correction, correct, replay
from reports.importer.pipeline import import_document
from reports.importer.questions import open_questions
from reports.importer.review import Facts, Review, open_review, result_of
from reports.importer.review_json import review_from_json, review_to_json
from reports.importer.storing.names import KnownNames, remember_category, remember_unit
from reports.importer.storing.outcomes import Choice, StoredImport, StoringOptions
from reports.importer.storing.writing import plan_import, store_import
from reports.models import Category, ImportBatch, ImportItem, Report, Unit
from reports.workflow import TransitionRefused, may

CLAIM = timedelta(minutes=2)
"""How long a document is left to whoever began to read it."""

Note = Callable[[ImportItem, StoredImport], object]
"""What somebody else writes about a document that was stored."""

_SETTLED = {ImportOutcome.UNCHANGED, ImportOutcome.KEPT}
_READ = ["title", "claimed_at", "used_at", "reason", "report_count", "doubt_count", "state", "review", "corrections"]
_OPENED = "opened"
_log = logging.getLogger(__name__)


class ChangedElsewhere(Exception):
    """A document was corrected or stored on another page meanwhile."""


# --- reading, and storing what was asked for


def work_through(batch: ImportBatch, seconds: float, note: Note | None = None) -> int:
    """Read waiting documents, and store those that are to be stored, for so many seconds; return how many are left.

    Each is worked on once, whoever else calls this at the same time; one whose worker was killed is taken up again.
    `note` is told of each that was stored, in the same transaction.
    """
    names, until = KnownNames(), time.monotonic() + seconds
    while time.monotonic() < until and (item := _claim(batch)):
        if item.state == ImportState.TO_STORE:
            _store_safely(item, names, note)
        else:
            _read_safely(item, names)
    return batch.items.unfinished().count()


def _claim(batch: ImportBatch) -> ImportItem | None:
    """Take the next document that nobody works on."""
    now = timezone.now()
    while True:
        unclaimed = batch.items.unfinished().unclaimed(now - CLAIM)
        key = unclaimed.order_by("position").values_list("pk", flat=True).first()
        if key is None:
            return None
        # Of two that ask at the same time, one finds the row changed.
        if unclaimed.filter(pk=key).update(claimed_at=now):
            return batch.items.defer("review").get(pk=key)


def _read_safely(item: ImportItem, names: KnownNames) -> None:
    try:
        read_item(item, names)
    except UnreadableSource as error:
        item.content = None
        _refuse(item, error.reason)
    except Exception:
        # One document must not hold up the others; the log has the reason, the file is kept.
        _log.exception("import item %s cannot be read", item.pk)
        _refuse(item, _("The importer failed on this document. It is kept; tell whoever looks after the site."))


def _refuse(item: ImportItem, reason: str) -> None:
    item.state, item.reason, item.claimed_at = ImportState.REFUSED, reason, None
    item.save(update_fields=["state", "reason", "claimed_at", "content"])


def read_item(item: ImportItem, names: KnownNames) -> None:
    """Read a document and keep what was found for review; bytes that were stored before are done with at once."""
    data = bytes(item.content or b"")
    result = import_document(data, item.name, names.unit_names)
    plan = plan_import(result, data, StoringOptions(category=item.batch.category), names=names)
    item.title = (result.title or next((report.title for report in result.reports if report.title), "") or "")[:300]
    item.claimed_at, item.reason, item.used_at = None, "", timezone.now()
    if not plan.is_new and all(row.outcome in _SETTLED for row in plan.outcomes):
        item.state, item.content, item.source = ImportState.UNCHANGED, None, plan.source
        item.report_count = len(plan.reports)
        item.save()
        return
    review = open_review(result)
    # Of a long document each of these takes as much room as the next.
    del result, plan
    _count(item, review)
    item.state, item.review, item.corrections = ImportState.TO_REVIEW, _kept(review), []
    del review
    item.save(update_fields=_READ)
    item.review = None


def _kept(review: Review) -> dict[str, Any]:
    """Return a review as it is kept: the text of the source can be read again from its bytes, which are kept too."""
    return review_to_json(replace(review, page=replace(review.page, text="")))


def _count(item: ImportItem, review: Review) -> None:
    item.report_count = sum(line.starts for line in review.lines)
    item.doubt_count = len(open_questions(review))


# --- reviewing


def review_of(item: ImportItem, names: KnownNames) -> Review:
    """Return a document's review as corrected so far."""
    return replay(_as_read(item), item.corrections, names.unit_names)


def _as_read(item: ImportItem) -> Review:
    """Return a document's review as the importer left it.

    It never changes as long as there is one, and is made once for each row that is loaded; what the database gives
    takes five times the room, and is not kept.
    """
    opened: Review | None = item.__dict__.get(_OPENED)
    if opened is None:
        data = ImportItem.objects.values_list("review", flat=True).get(pk=item.pk)
        if data is None:
            raise ChangedElsewhere
        opened = item.__dict__[_OPENED] = review_from_json(data)
    return opened


@transaction.atomic
def correct_item(
    item: ImportItem, corrections: Sequence[Correction], version: int, names: KnownNames
) -> tuple[ImportItem, Review]:
    """Apply corrections to a document that stands at `version`, all or none, and return both as they are now.

    Raises ChangedElsewhere where it is at another version, ImpossibleCorrection for one that does not suit.
    """
    _lock(item, version)
    review = review_of(item, names)
    for correction in corrections:
        review = correct(review, correction, names.unit_names)
    if corrections:
        item.corrections = [*item.corrections, *map(dict, corrections)]
        _save_review(item, review)
    return item, review


@transaction.atomic
def undo_correction(item: ImportItem, version: int, names: KnownNames) -> ImportItem:
    """Take back the last correction; ChangedElsewhere where the document is at another version."""
    _lock(item, version)
    if item.corrections:
        item.corrections = item.corrections[:-1]
        _save_review(item, review_of(item, names))
    return item


def _lock(item: ImportItem, version: int) -> None:
    """Keep others from a document until the end of the transaction; ChangedElsewhere if one of them was quicker."""
    rows = ImportItem.objects.select_for_update()
    item.refresh_from_db(fields=["state", "version", "corrections"], from_queryset=rows)
    if item.state != ImportState.TO_REVIEW or item.version != version:
        raise ChangedElsewhere


def _save_review(item: ImportItem, review: Review) -> None:
    item.version += 1
    item.used_at = timezone.now()
    _count(item, review)
    item.save(update_fields=["corrections", "version", "report_count", "doubt_count", "used_at"])


# --- storing


def plan_item(item: ImportItem, review: Review, names: KnownNames) -> StoredImport:
    """Return what storing would do with each report of a document as it is reviewed. Nothing is written."""
    options = _options_of(item, review, names)
    return plan_import(result_of(review), bytes(item.content or b""), options, names=names)


def store_item(item: ImportItem, version: int, names: KnownNames) -> StoredImport:
    """Store a reviewed document's reports as drafts, and remember the mappings that the editor asked to remember.

    Its bytes and its review go; the source keeps its text. All or nothing: ChangedElsewhere where it is at another
    version.
    """
    with transaction.atomic():
        _lock(item, version)
        return _store(item, names)


def _store(item: ImportItem, names: KnownNames) -> StoredImport:
    data, review = bytes(item.content or b""), review_of(item, names)
    if may(item.batch.created_by, Action.CREATE, Report()):
        # Names and breadcrumbs are shared by all units.
        remember_mappings(_as_read(item), review, names)
    options = _options_of(item, review, names)
    result = result_of(review)
    result = replace(result, text=result.text or read_source(data, item.name).text)
    stored = store_import(result, data, options, names=names)
    counts = {outcome.value: stored.count(outcome) for outcome in ImportOutcome}
    item.outcomes = {outcome: count for outcome, count in counts.items() if count}
    item.state, item.source, item.report_count = ImportState.STORED, stored.source, len(stored.reports)
    item.content, item.review, item.corrections, item.claimed_at = None, None, [], None
    item.__dict__.pop(_OPENED)
    item.version += 1
    item.save()
    return stored


def _store_safely(item: ImportItem, names: KnownNames, note: Note | None) -> None:
    """Store a document that the editor has asked to store with others; one that fails goes back to review."""
    try:
        with transaction.atomic():
            stored = _store(item, names)
            if note:
                note(item, stored)
    except TransitionRefused as refusal:
        names.clear()
        _back_to_review(item, str(refusal))
    except Exception:
        # As in reading: the others go on, the log has the reason.
        _log.exception("import item %s cannot be stored", item.pk)
        names.clear()
        reason = _("It could not be stored. Look at it again; tell whoever looks after the site if that is of no use.")
        _back_to_review(item, reason)


def _back_to_review(item: ImportItem, reason: str) -> None:
    ImportItem.objects.filter(pk=item.pk).update(state=ImportState.TO_REVIEW, reason=reason, claimed_at=None)


def _options_of(item: ImportItem, review: Review, names: KnownNames) -> StoringOptions:
    starts = [line.id for line in review.lines if line.starts]
    facts = [review.facts.get(start, Facts()) for start in starts]
    units = Unit.objects.in_bulk([row.chosen_unit for row in facts if row.chosen_unit])
    wanted = [review.chosen_category, *(row.chosen_category for row in facts)]
    categories = Category.objects.in_bulk([key for key in wanted if key])
    choices = {
        place: Choice(
            unit=units.get(row.chosen_unit or 0),
            category=categories.get(row.chosen_category or 0),
            tags=row.tags,
            replaces_edits=row.replaces_edits,
        )
        for place, row in enumerate(facts)
    }
    return StoringOptions(
        category=categories.get(review.chosen_category or 0) or item.batch.category,
        choices=choices,
        as_read=result_of(_as_read(item)) if item.corrections else None,
        by=item.batch.created_by,
    )


def remember_mappings(before: Review, after: Review, names: KnownNames) -> None:
    """Remember the units and the category that an editor gave to names and breadcrumb, where the editor said so."""
    for line in after.lines:
        facts = after.facts.get(line.id) if line.starts else None
        found = before.facts[line.id].unit if line.id in before.facts else None
        if facts is None or not facts.remembers_unit or not found:
            continue
        unit = Unit.objects.filter(pk=facts.chosen_unit).first() if facts.chosen_unit else names.unit_for(facts.unit)
        if unit:
            remember_unit(found, unit)
    category = Category.objects.filter(pk=after.chosen_category).first() if after.chosen_category else None
    if after.remembers_category and category:
        remember_category(result_of(after), category)
    names.clear()
