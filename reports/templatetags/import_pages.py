"""Small helpers of the import wizard's templates."""

from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


class Repaired(Protocol):
    """What is shown of a repair: what stood in the source and what stands there now; `state` says by whose wish."""

    state: str
    was: str | None
    now: str


@register.filter
def repair_marks(place: Repaired) -> SafeString:
    """Return a repair inside its line: what went and what came, or the place as it stands in the source."""
    if place.state == "lost":
        return format_html('<mark class="repair repair--lost">{}</mark>', place.now)
    if place.state == "written":
        return format_html(
            '<span class="repair repair--written" title="{}">{}</span>', _("As in the source"), place.now
        )
    gone = format_html("<del>{}</del>", place.was) if place.was else ""
    come = format_html("<ins>{}</ins>", place.now) if place.now else ""
    return format_html('<span class="repair">{}{}</span>', gone, come)
