"""What editors do with many rows at once: a page says first what will happen, and what may not."""

from reports.admin.bulk.merging import Merges
from reports.admin.bulk.reports import ReportActions

__all__ = ["Merges", "ReportActions"]
