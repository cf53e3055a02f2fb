"""Word's styles: what a paragraph or a run of text looks like and is, by its own properties or those of its styles."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from reports.documents.readers.word.xml import child, is_on, number, value, w

_TITLE_STYLES = frozenset(["title", "标题", "標題", "文档标题", "大标题"])
_HEADING_STYLE = re.compile(r"(?:heading|标题|標題)\s*([1-9])(?!\d)", re.I)
NOTE_STYLE = "Summaries note"
"""The style of what our own Word documents say about a report: its summary, its tags, where it stands on the site."""

_LEFT_OUT_STYLE = re.compile(rf"toc\b|toc \d|目录|目錄|table of (?:figures|authorities)|{NOTE_STYLE}$", re.I)
_HEADING_FONTS = re.compile(
    r"黑体|黑體|小标宋|SimHei|STHeiti|Heiti|Microsoft YaHei|微软雅黑|STZhongsong|华文中宋", re.I
)
MAX_CHAIN = 20
"""Styles based on one another; Word itself stops at eleven, and a circle of them must end."""

_BODY_LEVEL = 9
"""The outline level of text."""

_DEFAULT_HALF_POINTS = 20
"""The size of text where nothing states one: 10 points."""


_Result = TypeVar("_Result")


def _by_style(method: Callable[[Any, str], _Result]) -> Callable[[Any, str], _Result]:
    """Remember what a method says of a style: documents have some dozen styles and some thousand paragraphs."""

    @wraps(method)
    def remembered(self: Any, name: str) -> _Result:  # noqa: ANN401
        key = method.__name__, name
        if key not in self.remembered:
            self.remembered[key] = method(self, name)
        found: _Result = self.remembered[key]
        return found

    return remembered


class Styles:
    """The styles of a document, and the defaults beneath them."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
        """Read the styles from the root element of styles.xml, None for a document without styles."""
        found = [] if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self.remembered: dict[tuple[str, str], Any] = {}
        self._chains: dict[str, list[Any]] = {}
        self._looks: dict[tuple[str, str, str], Any] = {}
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._normal = next(
            (
                style.get(w("styleId"), "")
                for style in found
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
            ),
            "",
        )

    def chain(self, style: str) -> list[Any]:
        """Return a style and the styles that it is based on; "" is the default of paragraphs."""
        if style not in self._chains:
            found, name = list[Any](), style or self._normal
            while name in self._styles and len(found) < MAX_CHAIN:
                found.append(self._styles[name])
                name = value(found[-1], "basedOn")
            self._chains[style] = found
        return self._chains[style]

    def list_of(self, style: str) -> str:
        """Return the list that a style puts its paragraphs in, "" for none."""
        return next((found for each in self.chain(style) if (found := value(each, "pPr", "numPr", "numId"))), "")

    def numbering(self, properties: Any) -> tuple[str, int | None, str]:  # noqa: ANN401
        """Return a paragraph's list ("" for none), its level where stated, and the style that put it there."""
        depth = number(value(properties, "numPr", "ilvl"))
        if list_id := value(properties, "numPr", "numId"):
            return ("" if list_id == "0" else list_id), depth, ""
        list_id, styled_depth, style = self._numbering_of(value(properties, "pStyle"))
        return list_id, styled_depth if depth is None else depth, style

    def heading_level(self, properties: Any) -> int | None:  # noqa: ANN401
        """Return 1 for a title, 2 to 6 for headings, by outline level or style; None for text."""
        own = number(value(properties, "outlineLvl"))
        if own is not None and own < _BODY_LEVEL:
            return min(own + 2, 6)
        return self._level_of(value(properties, "pStyle"))

    def is_contents(self, properties: Any) -> bool:  # noqa: ANN401
        """Whether a paragraph is a line of a table of contents, or a note about the report by our own writer."""
        own = value(properties, "pStyle")
        return bool(own) and self._is_contents(own)

    @_by_style
    def _numbering_of(self, name: str) -> tuple[str, int | None, str]:
        depth = None
        for style in self.chain(name):
            depth = depth if depth is not None else number(value(style, "pPr", "numPr", "ilvl"))
            if list_id := value(style, "pPr", "numPr", "numId"):
                return ("" if list_id == "0" else list_id), depth, style.get(w("styleId"), "")
        return "", None, ""

    @_by_style
    def _level_of(self, name: str) -> int | None:
        for style in self.chain(name):
            shown = value(style, "name").strip() or style.get(w("styleId"), "")
            if shown.lower() in _TITLE_STYLES:
                return 1
            if heading := _HEADING_STYLE.match(shown):
                return min(int(heading[1]) + 1, 6)
            level = number(value(style, "pPr", "outlineLvl"))
            if level is not None and level < _BODY_LEVEL:
                return min(level + 2, 6)
        return None

    @_by_style
    def _is_contents(self, name: str) -> bool:
        return any(_LEFT_OUT_STYLE.match(value(style, "name") or name) for style in self.chain(name))

    def is_bold(self, run: Any, paragraph_style: str) -> bool:  # noqa: ANN401
        """Whether a run of text is bold."""
        return is_on(self._property(run, paragraph_style, "b"))

    def is_hidden(self, run: Any, paragraph_style: str) -> bool:  # noqa: ANN401
        """Whether a run of text is hidden."""
        return is_on(self._property(run, paragraph_style, "vanish"))

    def size(self, run: Any, paragraph_style: str) -> int:  # noqa: ANN401
        """Return the size of a run of text in half points."""
        found = self._property(run, paragraph_style, "sz")
        return (number(found.get(w("val"))) if found is not None else None) or _DEFAULT_HALF_POINTS

    def has_heading_font(self, run: Any, paragraph_style: str) -> bool:  # noqa: ANN401
        """Whether a run of text is in a font that Chinese documents set headings in."""
        fonts = self._property(run, paragraph_style, "rFonts")
        return fonts is not None and bool(_HEADING_FONTS.search(fonts.get(w("eastAsia"), "")))

    def _property(self, run: Any, paragraph_style: str, name: str) -> Any:  # noqa: ANN401
        """A property of a run: its own, else that of its style, its paragraph's style, or the default."""
        if (own := child(run, "rPr", name)) is not None:
            return own
        key = value(run, "rPr", "rStyle"), paragraph_style, name
        if key not in self._looks:
            self._looks[key] = self._styled(*key)
        return self._looks[key]

    def _styled(self, run_style: str, paragraph_style: str, name: str) -> Any:  # noqa: ANN401
        for style in (run_style, paragraph_style) if run_style else (paragraph_style,):
            for each in self.chain(style):
                if (found := child(each, "rPr", name)) is not None:
                    return found
        return child(self._defaults, name)
