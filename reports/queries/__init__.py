"""What visitors ask, while they type it and after: its face.

Suggestions complete a query, corrections mend it, promoted results are the editors' answer to it, and a log without
personal data says which queries find nothing.
"""

from reports.queries.correcting import Correction, better_query
from reports.queries.entering import enter_suggestions, rebuild_suggestions, remove_suggestions
from reports.queries.log import forget_queries, normal_query, note_query
from reports.queries.lookup import Suggested, suggestions_for
from reports.queries.promoted import promoted_for
from reports.queries.vocabulary import learn_words, rebuild_vocabulary


def rebuild_queries() -> None:
    """Make suggestions and vocabulary anew from the published reports, their lists and their index rows."""
    rebuild_suggestions()
    rebuild_vocabulary()


__all__ = [
    "Correction",
    "Suggested",
    "better_query",
    "enter_suggestions",
    "forget_queries",
    "learn_words",
    "normal_query",
    "note_query",
    "promoted_for",
    "rebuild_queries",
    "remove_suggestions",
    "suggestions_for",
]
