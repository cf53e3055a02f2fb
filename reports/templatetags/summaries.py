"""Small helpers that templates need: sizes of lists, the same page in another language, labels of kinds."""

from django import template
from django.http import HttpRequest
from django.urls import translate_url

from reports.enums import Relation, SectionKind

register = template.Library()

LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}


@register.filter
def size_of(sizes: dict[str, int], scope: str) -> int:
    """Return how many reports are in a list: `sizes|size_of:"all"`."""
    return sizes.get(scope, 0)


@register.simple_tag
def size(sizes: dict[str, int], sort: str, row: object) -> int:
    """Return how many reports a category, unit, period or tag has: `{% size sizes "unit" unit %}`."""
    return sizes.get(f"{sort}:{row.pk}", 0)  # type: ignore[attr-defined]


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a section kind in the interface's language."""
    return str(SectionKind(kind).label)


@register.filter
def relation_label(reason: str) -> str:
    """Return why a report is offered, in the interface's language; "" for none."""
    return str(Relation(reason).label) if reason else ""


@register.filter
def language_tag(language: str) -> str:
    """Return the HTML `lang` of a report's language."""
    return LANGUAGE_TAGS.get(language, language)


@register.simple_tag(takes_context=True)
def in_language(context: dict[str, HttpRequest], code: str) -> str:
    """Return the address of this page in another interface language, with its query."""
    request = context.get("request")
    return translate_url(request.get_full_path(), code) if request else f"/{code}/"
