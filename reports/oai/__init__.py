"""Harvesting by OAI-PMH 2.0: what is asked, which records there are, how they are written; its face."""

from reports.oai.asking import DATESTAMP, PREFIX, Asking, Errors, Place, read_asking
from reports.oai.records import AT_ONCE, Item, earliest_change, item_of, items_from, sets_after
from reports.oai.writing import Answer, number_of

__all__ = [
    "AT_ONCE",
    "DATESTAMP",
    "PREFIX",
    "Answer",
    "Asking",
    "Errors",
    "Item",
    "Place",
    "earliest_change",
    "item_of",
    "items_from",
    "number_of",
    "read_asking",
    "sets_after",
]
