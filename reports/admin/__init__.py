"""The editors' workplace: thin pages over `reports.workflow`."""

from reports.admin import (
    choosing,
    collections,
    events,
    importing,
    memberships,
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
    "memberships",
    "moved",
    "queries",
    "report_types",
    "reports",
    "tags",
    "trees",
    "users",
]
