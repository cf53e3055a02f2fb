"""What to read next, worked out before a page is asked for: related, recommended, popular reports; tags to propose."""

from reports.discovery.popular import count_view, flush_views, views_are_due
from reports.discovery.profiles import describe, describe_anew, undescribed
from reports.discovery.related import refresh_neighbours, restock
from reports.discovery.shelves import refresh_popular, refresh_recommended, shelves_beside, shelves_beside_many
from reports.discovery.tags import TagProposal, propose_tags
from reports.discovery.trends import Reading, Trend, reports_after, trends_of, trends_of_unit

__all__ = [
    "Reading",
    "TagProposal",
    "Trend",
    "count_view",
    "describe",
    "describe_anew",
    "flush_views",
    "propose_tags",
    "refresh_neighbours",
    "refresh_popular",
    "refresh_recommended",
    "reports_after",
    "restock",
    "shelves_beside",
    "shelves_beside_many",
    "trends_of",
    "trends_of_unit",
    "undescribed",
    "views_are_due",
]
