"""Search in Chinese and English: its face. One tokeniser serves the index, the query and the highlighter."""

from reports.search.answering import IndexedReport, KeptSearch, anchor_of, indexed_reports
from reports.search.indexing import index_many, index_report, unindex_report
from reports.search.rebuilding import Disagreement, check_index, rebuild_index
from reports.search.request import IN_TITLE_ONLY, MAX_PAGE, Found, Hit, Passage, SearchRequest
from reports.search.results import search_reports
from reports.search.tokens import fold, is_of_text, stemmed, tokenise

__all__ = [
    "IN_TITLE_ONLY",
    "MAX_PAGE",
    "Disagreement",
    "Found",
    "Hit",
    "IndexedReport",
    "KeptSearch",
    "Passage",
    "SearchRequest",
    "anchor_of",
    "check_index",
    "fold",
    "index_many",
    "index_report",
    "indexed_reports",
    "is_of_text",
    "rebuild_index",
    "search_reports",
    "stemmed",
    "tokenise",
    "unindex_report",
]
