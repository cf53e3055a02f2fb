"""Reports that editors put first for a query."""

from reports.models import PromotedResult
from reports.queries.log import normal_query
from reports.querysets import is_published


def promoted_for(query: str) -> list[int]:
    """Return the published reports that editors promote for a query, the first one first. One query."""
    asked = normal_query(query)
    if not asked:
        return []
    rows = PromotedResult.objects.filter(is_published("report__"), query=asked).order_by("position", "pk")
    return list(rows.values_list("report_id", flat=True))
