"""The editors' workplace: thin pages over `reports.workflow`."""

from reports.admin import collections, events, importing, moved, queries, report_types, reports, tags, trees, users

__all__ = [
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
