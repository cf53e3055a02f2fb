"""Small helpers of the import wizard's templates."""

from django import template

from reports.enums import ImportOutcome
from reports.models import Category, ImportItem

register = template.Library()


@register.filter
def outcome_texts(item: ImportItem) -> list[str]:
    """Return what storing did with the reports of a document, in words."""
    return [f"{ImportOutcome(name).label}: {count}" for name, count in item.outcomes.items()]


@register.filter
def indented(category: Category) -> str:
    """Return a category's name, indented by its depth in the tree."""
    return "\u2003" * (category.depth - 1) + category.name
