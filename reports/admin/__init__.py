"""The editors' workplace: thin pages over `reports.workflow`."""

from reports.admin import collections, importing, queries, reports, trees, users

__all__ = ["collections", "importing", "queries", "reports", "trees", "users"]
