"""What visitors ask, before and after they have asked it: its face."""

from reports.queries.entering import enter_suggestions, rebuild_suggestions, remove_suggestions
from reports.queries.lookup import Suggested, suggestions_for

__all__ = [
    "Suggested",
    "enter_suggestions",
    "rebuild_suggestions",
    "remove_suggestions",
    "suggestions_for",
]
