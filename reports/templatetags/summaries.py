"""Small helpers that templates need: sizes of lists, addresses of neighbouring pages, labels, trees."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import RequestContext
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.enums import Relation, SectionKind

register = template.Library()

_POINT_ANCHOR = re.compile(r'(<div class="point" id="|<a class="point__marker(?: point__marker--none)?" href="#)')
_CHINESE = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2}")
LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}
LONG_HTML = {"zh": 1500, "en": 3000}
"""Characters of a section's HTML from which on it can be folded: some two screens of a telephone in each script."""


@register.simple_tag
def size(sizes: dict[str, int], sort: str, row: object) -> int:
    """Return how many reports a category, unit, period or tag has: `{% size sizes "unit" unit %}`."""
    return sizes.get(f"{sort}:{row.pk}", 0)  # type: ignore[attr-defined]


@register.simple_tag
def kind_sizes(counts: dict[str, int]) -> list[tuple[SectionKind, int]]:
    """Return the kinds of sections that have a page of their own, with the number of a list's reports that have one."""
    return [(kind, counts[f"kind:{kind}"]) for kind in SectionKind if counts.get(f"kind:{kind}")]


@register.simple_tag
def counted(number: int, is_exact: bool = True) -> str:
    """Return a number of reports: as it is, or rounded to two digits with "about" where it is estimated."""
    if is_exact:
        return grouped(number)
    step = 10 ** max(0, len(str(number)) - 2)
    return _("about %(number)s") % {"number": f"{round(number / step) * step:,}"}


@register.filter
def grouped(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}"


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


@register.filter
def is_long(html: str, language: str) -> bool:
    """Tell whether a section is so long in its language that a reader may want to fold it."""
    return len(html) > LONG_HTML.get(language, LONG_HTML["en"])


@register.filter
def script_language(text: str) -> str:
    """Return the HTML `lang` of a name that is stored without one, by its script."""
    return "zh-Hans" if _CHINESE.search(text) else "en"


@register.filter
def own_language(name: str) -> SafeString | str:
    """Return a name marked with the language that its script tells, where the page is in another one.

    For names that are stored without a language, and stand among the words of the interface.
    """
    text = str(name)
    is_chinese = bool(_CHINESE.search(text))
    if is_chinese == (get_language() or "").startswith("zh") or not (is_chinese or _LATIN_WORD.search(text)):
        return text
    return format_html('<span lang="{}">{}</span>', script_language(text), text)


@register.filter
def unbroken(label: object) -> str:
    """Return a short label, such as the name of a quarter, so that no line breaks within it."""
    return str(label).replace(" ", "\N{NO-BREAK SPACE}") if label and "–" not in str(label) else str(label or "")


@register.filter
def prepared_html(html: str, report_id: int | None = None) -> SafeString:
    """Return HTML that was made and sanitised when a report was saved as what it is: safe.

    Only for `Report.prepared` and `Collection.introduction_html`, which `documents.writers.html` alone writes. This
    is the one place where templates trust stored HTML, so that a search for it finds every use. With `report_id` the
    points' anchors bear it, for a page that shows several reports.
    """
    if report_id is not None:
        html = _POINT_ANCHOR.sub(rf"\1part-{report_id}-", html)
    return mark_safe(html)  # noqa: S308


@register.simple_tag
def constant(name: str) -> SafeString:
    """Return the part of the page in template `name`, which depends on nothing but the interface's language.

    It is rendered once for each language and process: the frame of the site would else cost more than a report.
    """
    part = _render_constant.__wrapped__ if settings.DEBUG else _render_constant
    return part(name, get_language(), get_script_prefix())


@lru_cache(maxsize=64)
def _render_constant(name: str, _language: str | None, _prefix: str) -> SafeString:
    return render_to_string(name)


@register.simple_tag(takes_context=True)
def in_language(context: RequestContext, code: str) -> str:
    """Return the address of this page in another interface language, with its query.

    Addresses differ in their language prefix only. A page outside the prefixes, or one that does not exist in any
    language, leads to the first page in that language.
    """
    root = get_script_prefix()
    request = getattr(context, "request", None)
    prefix = f"{root}{get_language()}/"
    path = request.get_full_path() if request else ""
    return f"{root}{code}/{path.removeprefix(prefix)}" if path.startswith(prefix) else f"{root}{code}/"


@register.simple_tag(takes_context=True)
def narrowed(context: RequestContext, name: str, value: str = "") -> str:
    """Return the query of this list narrowed to `name=value`, on its first page; without a value, no longer narrowed.

    What `{% querystring %}` does, for a name that is known at run time only.
    """
    query = context.request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


@dataclass(frozen=True, slots=True)
class TreeStep:
    """A node of a tree in the order of reading, with the lists that a template opens before and closes after it."""

    node: Any
    opens: bool
    closes: range


@register.filter
def tree_steps(nodes: Iterable[Any]) -> Iterator[TreeStep]:
    """Yield nodes, given in the order of their paths, with the `<ul>`s to open and close around them.

    The first node opens the outermost list, which is closed after the last: `closes` has an item for each list.
    """
    level, outermost, current, opens = 0, 0, None, False
    for node in nodes:
        if current is None:
            outermost = node.depth - 1
        depth = max(1, min(node.depth - outermost, level + 1))
        if current is not None:
            yield TreeStep(current, opens, range(level - depth))
        current, opens, level = node, depth > level, depth
    if current is not None:
        yield TreeStep(current, opens, range(level))
