"""What to read next: related, recommended and popular reports, all worked out before a page is asked for."""

from reports.discovery.popular import count_view, flush_views, views_are_due
from reports.discovery.related import refresh_neighbours
from reports.discovery.shelves import refresh_popular, refresh_recommended, shelves_beside

__all__ = [
    "count_view",
    "flush_views",
    "refresh_neighbours",
    "refresh_popular",
    "refresh_recommended",
    "shelves_beside",
    "views_are_due",
]
