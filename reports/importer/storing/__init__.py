"""Storing of an import: the only part of the importer that touches the database.

A source is known by the fingerprint of its bytes: storing it again changes nothing. A changed source is a new version
of the one before: drafts that nobody edited follow it, edits of an editor are never overwritten. Everything of one
source is stored in one transaction, as drafts.
"""

from reports.importer.storing.batches import (
    ChangedElsewhere,
    correct_item,
    plan_item,
    review_of,
    store_item,
    undo_correction,
    work_through,
)
from reports.importer.storing.digests import fingerprint
from reports.importer.storing.known import settled_fingerprints, stored_before
from reports.importer.storing.names import (
    KnownNames,
    category_crumbs,
    is_masked,
    known_unit_names,
    remember_category,
    remember_unit,
)
from reports.importer.storing.opening import open_batch
from reports.importer.storing.outcomes import Choice, ReportOutcome, StoredImport, StoringOptions
from reports.importer.storing.parts import ReadyImport, ready_import
from reports.importer.storing.retention import clear_abandoned
from reports.importer.storing.writing import plan_import, plan_new, plan_ready, store_import, store_ready

__all__ = [
    "ChangedElsewhere",
    "Choice",
    "KnownNames",
    "ReadyImport",
    "ReportOutcome",
    "StoredImport",
    "StoringOptions",
    "category_crumbs",
    "clear_abandoned",
    "correct_item",
    "fingerprint",
    "is_masked",
    "known_unit_names",
    "open_batch",
    "plan_import",
    "plan_item",
    "plan_new",
    "plan_ready",
    "ready_import",
    "remember_category",
    "remember_unit",
    "review_of",
    "settled_fingerprints",
    "store_import",
    "store_item",
    "store_ready",
    "stored_before",
    "undo_correction",
    "work_through",
]
