"""The breadcrumb of a page: from its mark-up, or from the first lines of a text."""

import re

from reports.documents.enumerators import read_enumerator
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph, Table
from reports.documents.values import replace
from reports.importer import vocabulary as words
from reports.importer.draft import Draft
from reports.importer.headlines import is_headline
from reports.importer.origins import SENTENCE_END, is_document_number

_CRUMB_LABEL = re.compile(rf"\s*(?:{words.CRUMB_LABELS})\s*[::]\s*")
_ARROW_SIGNS = (">", "»", "\u203a", "→", "▸", "▶", "\u276f", "〉", "⟩")
_ARROWS = re.compile(r"\s*(?:>{1,2}|[»\u203a→▸▶\u276f〉⟩])\s*")
_AFTER_HOME = re.compile(r"\s+[\\·•~]\s+|\s*:{2}\s*|\s+:\s+")
_HOME = re.compile(r"(?:网站)?(?:首页|主页)\b|(?i:home)\b")
"""Signs that separate crumbs only behind the first of all: the home page."""
_ANY_LABEL = re.compile(r"\s*[^:>\s][^:>]{1,14}:\s*(?=[^\s:])")
"""What stands before the crumbs of a line that has arrows."""
_SLASHES = re.compile(r"\s*/\s*|\s+\|\s+")
_STEPS = re.compile(r"\s*/\s*")
_DASHES = re.compile(r"\s+[-–—]\s+")
_FRACTION = re.compile(r"\d\s*/\s*\d")
_MAX_CRUMB = 60


def take_breadcrumb(draft: Draft) -> Draft:
    """Set the breadcrumb from the page's own mark-up or from the first lines, and drop those lines."""
    blocks = draft.blocks
    marked = next((b for b in blocks[:12] if isinstance(b, Paragraph) and b.role == "breadcrumb"), None)
    if marked is not None:
        rest = tuple(b for b in blocks if not (isinstance(b, Paragraph) and b.role == "breadcrumb"))
        return replace(draft, blocks=rest, breadcrumb=_crumbs(marked.text))
    for position, block in enumerate(blocks[:12]):
        if isinstance(block, Paragraph) and not block.role and _CRUMB_LABEL.match(fold(block.text)):
            used, crumbs = _read_breadcrumb(blocks, position, block)
            above, below = blocks[:position], blocks[position + used :]
            if _is_page_head(above):
                return replace(draft, blocks=below, breadcrumb=crumbs, page_head=above)
            return replace(draft, blocks=above + below, breadcrumb=crumbs)
    for position, block in enumerate(blocks[:5]):
        if not isinstance(block, Paragraph) or block.role or len(block.text) > 300:
            continue
        used, crumbs = _read_breadcrumb(blocks, position, block)
        if crumbs:
            return replace(draft, blocks=blocks[:position] + blocks[position + used :], breadcrumb=crumbs)
    return draft


def _is_page_head(blocks: tuple[Block, ...]) -> bool:
    """Whether what stands above a labelled breadcrumb is the site's: names, menus, lists; no headline, no text."""
    return all(
        isinstance(block, Table) or (block.level is None and len(block.text) <= 60 and not block.text.endswith("。"))
        for block in blocks
    )


def _read_breadcrumb(blocks: tuple[Block, ...], position: int, first: Paragraph) -> tuple[int, tuple[str, ...]]:
    """Return how many blocks the breadcrumb at `position` takes, and its crumbs."""
    pieces = [first.text]
    while following := _next_line(blocks, position + len(pieces), pieces[-1]):
        pieces.append(following)
    text, used = "".join(pieces), len(pieces)
    if label := _CRUMB_LABEL.match(fold(text)):
        below = blocks[position + used] if position + used < len(blocks) else None
        if not text[label.end() :].strip() and isinstance(below, Paragraph) and len(below.text) < 160:
            return used + 1, _crumbs(below.text)
        return used, _crumbs(text)
    below = blocks[position + used] if position + used < len(blocks) else None
    above_headline = isinstance(below, Paragraph) and below.level == 1
    if (position > 2 and not above_headline) or first.level or read_enumerator(first.text):
        return 0, ()
    if any(map(fold(text).__contains__, _ARROW_SIGNS)):
        crumbs = _crumbs(text)
        return (used, crumbs) if len(crumbs) >= 2 and _look_like_crumbs(crumbs) else (0, ())
    return 1, _weakly_separated(text, below.text if isinstance(below, Paragraph) else "")


def _next_line(blocks: tuple[Block, ...], at: int, before: str) -> str:
    """The line that goes on with a breadcrumb: behind an open end one with an arrow, else one that is an arrow.

    Where every crumb has a line of its own, one behind a lone arrow goes on as well.
    """
    if _ends_open(before):
        block = blocks[at] if at < len(blocks) else None
        lone = before.strip() in _ARROW_SIGNS and isinstance(block, Paragraph) and block.level is None
        return (
            block.text if lone and isinstance(block, Paragraph) and len(block.text) <= 30 else _arrow_line(blocks, at)
        )
    block = blocks[at] if at < len(blocks) else None
    return block.text if isinstance(block, Paragraph) and fold(block.text).strip() in _ARROW_SIGNS else ""


def _arrow_line(blocks: tuple[Block, ...], at: int) -> str:
    """The short line at `at` if it goes on with a breadcrumb, else ""."""
    block = blocks[at] if at < len(blocks) else None
    if (
        isinstance(block, Paragraph)
        and len(block.text) <= 120
        and any(map(fold(block.text).__contains__, _ARROW_SIGNS))
    ):
        return block.text
    return ""


def _weakly_separated(text: str, headline: str) -> tuple[str, ...]:
    """Crumbs between dashes or slashes, which mean other things too: they need three levels or the headline below."""
    if is_document_number(text):
        return ()
    folded, headline = fold(text), fold(headline).casefold()
    if _HOME.match(folded) and _AFTER_HOME.search(folded):
        crumbs = tuple(part.strip() for part in _AFTER_HOME.split(text) if part.strip())
        return crumbs if len(crumbs) > 1 and _look_like_crumbs(crumbs) else ()
    for separator, signs in ((_DASHES, "-–—"), (_STEPS, "/")):
        if not any(map(text.__contains__, signs)):
            continue
        crumbs = tuple(part.strip() for part in separator.split(text) if part.strip())
        if len(crumbs) < 2 or not _look_like_crumbs(crumbs):
            continue
        if separator is _STEPS and (_FRACTION.search(folded) or not is_headline(headline)):
            continue
        if separator is _STEPS or fold(crumbs[-1]).casefold() == headline or (len(crumbs) >= 3 and headline):
            return crumbs
    return ()


def _ends_open(text: str) -> bool:
    return fold(text).rstrip().endswith(_ARROW_SIGNS)


def _look_like_crumbs(crumbs: tuple[str, ...]) -> bool:
    return all(len(crumb) <= _MAX_CRUMB and not crumb.endswith(SENTENCE_END) and crumb[-1:] != "." for crumb in crumbs)


def _crumbs(text: str) -> tuple[str, ...]:
    label = _CRUMB_LABEL.match(fold(text))
    label = label or (_ANY_LABEL.match(fold(text)) if _ARROWS.search(fold(text)) else None)
    text = text[label.end() :] if label else text
    folded = fold(text)
    for separator in (_ARROWS, _DASHES, _SLASHES):
        if separator.search(folded):
            pieces, start = [], 0
            for match in separator.finditer(folded):
                pieces.append(text[start : match.start()])
                start = match.end()
            return tuple(crumb for piece in [*pieces, text[start:]] if (crumb := piece.strip(" \t\u3000-–—/／|｜·＞>")))
    return (text.strip(),) if text.strip() else ()
