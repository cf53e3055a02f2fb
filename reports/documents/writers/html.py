"""Safe HTML of reports: the only place that makes it. Everything is escaped or sanitised here."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import nh3

from reports.documents.markup import PARSER, plain_paragraphs

_TAGS = {
    "p", "br", "hr", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="nofollow noopener"
)


@dataclass(frozen=True, slots=True)
class PointText:
    """A numbered item as stored: marker and heading are plain text, `text` is small Markdown."""

    marker: str
    heading: str
    text: str


def render_markup(markup: str) -> str:
    """Return stored text as sanitised HTML; headings in it rank below a section's own."""
    if not markup.strip():
        return ""
    if (plain := plain_paragraphs(markup)) is not None:
        return "".join(f"<p>{text}</p>\n" for text in plain)
    tokens = PARSER.parse(markup)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"
    html = _CLEANER.clean(PARSER.renderer.render(tokens, PARSER.options, {}))
    # A wide table scrolls in its own box, reachable by keyboard.
    html = html.replace("<table>", '<div class="table-scroll" tabindex="0"><table>')
    return html.replace("</table>", "</table></div>")


def render_section(anchor: str, body: str, points: Iterable[PointText], closing: str) -> str:
    """Return a section's text, points (each with an anchor of its own) and closing text as safe HTML."""
    parts = [render_markup(body)]
    parts += [_render_point(f"{anchor}-p{number}", point) for number, point in enumerate(points, start=1)]
    parts.append(render_markup(closing))
    return "".join(parts)


def _render_point(anchor: str, point: PointText) -> str:
    # The number is the link to the point; one without a number has a sign that is seen when it is wanted.
    mark, more = (escape(point.marker), "") if point.marker else ("¶", " point__marker--none")
    # Chinese numbers end in a sign that has its own room.
    gap = "" if mark[-1] >= "\u3000" else " "
    marker = f'<a class="point__marker{more}" href="#{anchor}">{mark}</a>{gap}'
    text = render_markup(point.text)
    if point.heading:
        heading = f'<p class="point__title">{marker}<strong class="point__heading">{escape(point.heading)}</strong></p>'
        return f'<div class="point" id="{anchor}">{heading}{text}</div>'
    text = f"<p>{marker}{text[3:]}" if text.startswith("<p>") else f"<p>{marker}</p>{text}"
    return f'<div class="point" id="{anchor}">{text}</div>'
