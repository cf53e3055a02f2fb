"""The editors' workplace: thin pages over `reports.workflow`."""

from reports.admin import collections, reports, trees, users

__all__ = ["collections", "reports", "trees", "users"]
