"""Which entries of a page are its article: decided by how much of each is links, where names say nothing."""

import re
from dataclasses import replace
from itertools import groupby

from reports.documents.readers.html.furniture import LIST_LABEL, has_crumb_label
from reports.documents.readers.html.walk import Entry
from reports.documents.tree import Paragraph

_MOSTLY_LINKS = 0.75
_FEW_LINKS = 0.3
_PROSE = 20
"""Characters from which a line with few links is running text of the article."""

_MENU_LINKS = 0.6
_SHORT_LINK = 9
"""Characters of the mean menu item; titles of pages are longer."""

_MENU = 3
"""Links in one line from which it is a menu."""

_CRUMBS = re.compile(r"\S\s*(?:>|»|\u203a|/)\s*\S")
_BARS = re.compile(r"\s*[|｜]\s*")
_STATED = re.compile(r"[:：\d]|.{25}")
"""What an item of a menu does not have, but a date, an author or a sentence has."""

_LONGEST_LABEL = 24


def choose_article(entries: list[Entry]) -> list[Entry]:
    """Return the entries, those dropped that are menus; lists of other pages under a label get their roles."""
    chosen: list[Entry] = []
    first, last = _article_bounds(entries)
    entries = [replace(e, dropped="menu") if at < first and _is_menu_line(e) else e for at, e in enumerate(entries)]
    entries = _without_site_name(entries, first)
    position = 0
    for is_linked, run in groupby(entries, key=_is_links):
        group = list(run)
        length = len(group)
        inside = first < position < last
        label = chosen[-1] if chosen else None
        if is_linked and label is not None and _is_label(label):
            chosen[-1] = replace(label, block=Paragraph(_text(label), role="links"))
            group = [link for entry in group for link in (_as_menu(entry) if _is_menu([entry]) else entry.as_links())]
        elif is_linked and not inside and _is_menu(group):
            group = [menu for entry in group for menu in _as_menu(entry)]
        chosen += group
        position += length
    return chosen


def _article_bounds(entries: list[Entry]) -> tuple[int, int]:
    """The positions of the first and the last entry of running text."""
    prose = [at for at, entry in enumerate(entries) if not entry.dropped and _is_prose(entry)]
    return (prose[0], prose[-1]) if prose else (len(entries), len(entries))


def _without_site_name(entries: list[Entry], first: int) -> list[Entry]:
    """Drop a heading that is a link, the site's name, where another heading stands above the text."""
    names = [at for at, entry in enumerate(entries[:first]) if entry.is_heading and entry.linked > _MOSTLY_LINKS]
    has_title = any(entry.is_heading and not entry.titles and not entry.dropped for entry in entries[:first])
    return [
        replace(entry, dropped="site name") if has_title and at in names and not entry.dropped else entry
        for at, entry in enumerate(entries)
    ]


def _is_menu_line(entry: Entry) -> bool:
    """Whether a line is items between bars, linked or not, as pages have above their article."""
    items = _BARS.split(_text(entry)) if not entry.dropped and not entry.is_heading else []
    return len(items) >= _MENU and all(item.strip() and not _STATED.search(item) for item in items)


def _is_prose(entry: Entry) -> bool:
    block = entry.block
    if not isinstance(block, Paragraph) or block.role or block.level or entry.linked >= _FEW_LINKS:
        return False
    return len(block.text) >= (2 * _PROSE if block.text.isascii() else _PROSE)


def _is_links(entry: Entry) -> bool:
    """Whether an entry is a link, or a line of several."""
    block = entry.block
    if entry.dropped or not isinstance(block, Paragraph) or block.role in ("breadcrumb", "links", "link"):
        return False
    if entry.titles and not entry.besides:
        return True
    return bool(entry.titles) and entry.linked >= (_MOSTLY_LINKS if len(entry.titles) < _MENU else _MENU_LINKS)


def _is_label(entry: Entry) -> bool:
    block = entry.block
    return (
        isinstance(block, Paragraph)
        and not entry.dropped
        and block.role in ("", "strong")
        and len(block.text) <= _LONGEST_LABEL
        and LIST_LABEL.search(block.text) is not None
    )


def _as_menu(entry: Entry) -> list[Entry]:
    return [replace(entry, dropped=entry.dropped or "menu")]


def _text(entry: Entry) -> str:
    return entry.block.text if isinstance(entry.block, Paragraph) else ""


def _is_menu(group: list[Entry]) -> bool:
    """Whether neighbouring entries of links are items of menus rather than titles."""
    texts = [_text(entry) for entry in group]
    links = sum(len(entry.titles) for entry in group)
    if any(entry.is_heading for entry in group) or any(has_crumb_label(text) or _CRUMBS.search(text) for text in texts):
        return False
    letters = sum(len(text) if not text.isascii() else len(text) // 2 for text in texts)
    return links >= _MENU and letters / links < _SHORT_LINK
