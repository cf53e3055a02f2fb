"""The editors' workplace: thin pages over `reports.workflow`."""

from reports.admin import (
    choosing,
    collections,
    events,
    importing,
    moved,
    queries,
    report_types,
    reports,
    tags,
    trees,
    users,
)

__all__ = [
    "choosing",
    "collections",
    "events",
    "importing",
    "moved",
    "queries",
    "report_types",
    "reports",
    "tags",
    "trees",
    "users",
]
