"""Search in Chinese and English: its face. One tokeniser serves the index, the query and the highlighter."""

from reports.search.indexing import index_many, index_report, rebuild_index, unindex_report
from reports.search.results import Found, Hit, search_reports
from reports.search.tokens import fold, stemmed, tokenise

__all__ = [
    "Found",
    "Hit",
    "fold",
    "index_many",
    "index_report",
    "rebuild_index",
    "search_reports",
    "stemmed",
    "tokenise",
    "unindex_report",
]
