"""Reader of HTML pages: the article's blocks, the breadcrumb and the lists of links, without the rest of the page."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.documents.readers.lines import number_lines
from reports.documents.tree import Block, Document, Paragraph, Table

_DEEPEST = 150
_LONGEST_CELL = 300
_BREAKS_OF_TEXT = 3
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "head",
        "link",
        "meta",
        "canvas",
        "audio",
        "video",
        "map",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_BREADCRUMB = re.compile(
    r"bread|crumb|当前位置|position|location|(?:^|[\s_-])(?:path|mbx|weizhi|local)(?:$|[\s_-])", re.I
)
_LINK_LISTS = re.compile(
    r"relat|recommend|popular|hot|rank|xiangguan|tuijian|remen|paihang|相关|推荐|热门|排行|猜你喜欢|most[ -]read|top[ -]?\d*$",
    re.I,
)
_PAGE_PARTS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|foot|copyright|share|comment|comments|advert|ads?|banner|pager|prevnext|"
    r"pagination|toolbar|cookie|login|search|skip)(?:$|[\s_-])",
    re.I,
)
_SEPARATORS = re.compile(r"\s*(?:>>|»|\u203a|>|→|/|\||·)\s*")
_LABEL = re.compile(
    r"^\s*(?:(?:您|你)?(?:现在|当前)?(?:所在)?(?:的)?位置|当前位置|location|you are here|breadcrumb)\s*(?:是)?\s*[:：]\s*",
    re.I,
)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_HAN_GAP = re.compile(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")


def read_html(text: str) -> tuple[Document, str]:
    """Return the article of a page and its text, one line a block. Menus, footers, scripts, adverts and forms are dropped; the breadcrumb
    is one paragraph of role "breadcrumb", lists of related pages are paragraphs of roles "links" and "link"."""
    root = LexborHTMLParser(text).body
    walk = _Walk()
    if root is not None:
        walk.children(root)
        walk.flush()
    blocks, shown = number_lines(walk.blocks)
    crumbs: list[Block] = [block for block in blocks if isinstance(block, Paragraph) and block.role == "breadcrumb"]
    links = [block for block in blocks if isinstance(block, Paragraph) and block.role in ("links", "link")]
    body = [
        block
        for block in blocks
        if not (isinstance(block, Paragraph) and block.role in ("breadcrumb", "links", "link"))
    ]
    return Document(blocks=(*crumbs[:1], *body, *links)), shown


class _Walk:
    """One pass over the tree that gathers inline text and closes a paragraph at every block's edge."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.inline: list[str] = []
        self.strong = 0
        self.plain = 0
        self.level: int | None = None
        self.marker = ""
        self.depth = 0
        self.list_role = ""
        self.nesting = 0

    def flush(self) -> None:
        """Close the paragraph of inline text gathered so far."""
        text = _HAN_GAP.sub("", _SPACES.sub(" ", "".join(self.inline)).strip()) if self.inline else ""
        if text:
            role = self.list_role or ("strong" if self.strong and not self.plain and self.level is None else "")
            depth = self.depth if self.marker else 0
            self.blocks.append(Paragraph(text, None, self.level, self.marker, depth, role))
            self.marker = ""
        self.inline, self.strong, self.plain = [], 0, 0

    def children(self, node: LexborNode, in_strong: bool = False) -> None:
        """Take the children of an element, which is inside bold text or not."""
        self.nesting += 1
        child = node.child
        while child is not None:
            self.node(child, in_strong)
            child = child.next
        self.nesting -= 1

    def node(self, node: LexborNode, in_strong: bool) -> None:
        """Take one node: text, a line break, an inline element or a block."""
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            self.inline.append(text)
            if text.strip():
                if in_strong:
                    self.strong += 1
                else:
                    self.plain += 1
        elif tag == "br":
            self.line_break()
        elif tag in _DROPPED or tag is None or tag.startswith(("-", "_", "!")):
            return
        elif tag not in _BLOCKS:
            if self.nesting > _DEEPEST:
                self.inline.append(node.text(separator=" "))
            else:
                self.children(node, in_strong or tag in ("b", "strong"))
        else:
            self.block(node, tag, in_strong)

    def line_break(self) -> None:
        """A break ends a paragraph; a heading in two lines is one heading."""
        if self.level is None:
            self.flush()
        else:
            self.inline.append(" ")

    def block(self, node: LexborNode, tag: str, in_strong: bool) -> None:
        """Take a block element: furniture by its name, a list, a table, a heading, or a container of others."""
        self.flush()
        attributes = node.attributes
        names = " ".join(filter(None, (attributes.get("class"), attributes.get("id"), attributes.get("aria-label"))))
        if "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", ""):
            return
        if self.nesting > _DEEPEST:
            self.inline.append(node.text(separator=" "))
        elif take := self._furniture(node, tag, names):
            take(node)
        elif tag == "table" and _is_data_table(node):
            self._table(node)
        elif tag in ("ol", "ul"):
            self._list(node, tag)
        else:
            self.level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else self.level
            if _is_row_of_links(node):
                for link in node.iter():
                    self.children(link, in_strong)
                    self.flush()
            else:
                self.children(node, in_strong)
            self.flush()
            self.level = None

    def _furniture(self, node: LexborNode, tag: str, names: str) -> Callable[[LexborNode], None] | None:
        """What to do with an element that is no part of the article, or None."""
        if tag in ("body", "article", "main"):
            return None
        if names and _BREADCRUMB.search(names) and len(node.text()) < 300:
            return self._breadcrumb
        if tag == "aside" or (names and tag not in ("p", "h1") and _LINK_LISTS.search(names)):
            return self._link_list if tag == "aside" or _is_mostly_links(node) else None
        if tag in ("nav", "footer") or (names and self._is_page_part(node, tag, names)):
            return self._breadcrumb if tag == "nav" and _LABEL.match(node.text().strip()) else self._drop
        return None

    def _drop(self, node: LexborNode) -> None:
        """Leave an element of the page out."""

    @staticmethod
    def _is_page_part(node: LexborNode, tag: str, names: str) -> bool:
        return (
            tag in ("div", "section", "ul", "ol", "header", "p")
            and bool(_PAGE_PARTS.search(names))
            and node.css_first("article, h1") is None
        )

    def _list(self, node: LexborNode, tag: str) -> None:
        number = int(start) if (start := node.attributes.get("start") or "").isdigit() else 1
        self.depth += 1
        child = node.child
        while child is not None:
            if child.tag == "li":
                value = child.attributes.get("value") or ""
                number = int(value) if value.isdigit() else number
                self.marker = f"{number}." if tag == "ol" else "-"
                self.children(child)
                self.flush()
                self.marker = ""
                number += 1
            elif child.tag != "-text":
                self.node(child, False)
            child = child.next
        self.depth -= 1

    def _breadcrumb(self, node: LexborNode) -> None:
        pieces = []
        for piece in _SEPARATORS.split(_LABEL.sub("", node.text(separator="\n").strip())):
            pieces += [_SPACES.sub(" ", part).strip() for part in piece.split("\n")]
        crumbs = [piece for piece in pieces if piece and not _LABEL.fullmatch(piece + ":")]
        if crumbs:
            self.blocks.append(Paragraph(" > ".join(crumbs), role="breadcrumb"))

    def _link_list(self, node: LexborNode) -> None:
        heading = node.css_first("h1, h2, h3, h4, h5, h6, strong, dt, caption, .title, .hd")
        label = _label_of_links(node)
        if heading is not None or label:
            anchors = set()
            self.list_role = "links"
            for part in node.css("h1, h2, h3, h4, h5, h6, strong, dt, caption, .title, .hd, a"):
                text = _SPACES.sub(" ", part.text()).strip()
                if text and text not in anchors:
                    anchors.add(text)
                    self.blocks.append(Paragraph(text, role="link" if part.tag == "a" else "links"))
            if heading is None:
                first = next(
                    i
                    for i in range(len(self.blocks) - 1, -1, -1)
                    if i == 0 or getattr(self.blocks[i - 1], "role", "") != "link"
                )
                self.blocks.insert(first, Paragraph(label, role="links"))
        self.list_role = ""

    def _table(self, node: LexborNode) -> None:
        rows: list[tuple[str, ...]] = []
        has_header = False
        for row in node.css("tr"):
            cells = row.css("th, td")
            has_header = has_header or (not rows and any(cell.tag == "th" for cell in cells))
            rows.append(tuple(_SPACES.sub(" ", cell.text()).strip() for cell in cells))
        self.blocks.append(Table(tuple(rows), None, has_header))


def _label_of_links(node: LexborNode) -> str:
    """What a list of links without a heading is called: by its label, or by the words before its first link."""
    link = node.css_first("a")
    if link is None:
        return ""
    before = node.text().partition(link.text())[0]
    return node.attributes.get("aria-label") or _SPACES.sub(" ", before).strip(" :：")


def _is_mostly_links(node: LexborNode) -> bool:
    """Whether most of an element's text is the text of links: the names of classes alone say little (top, hot)."""
    linked = sum(len(link.text()) for link in node.css("a"))
    return linked * 2 >= len("".join(node.text().split()))


def _is_row_of_links(node: LexborNode) -> bool:
    """Whether an element holds nothing but links and headings, side by side."""
    children = list(node.iter(include_text=True))
    links = sum(child.tag == "a" for child in children)
    return links >= 2 and all(
        child.tag in ("a", "h2", "h3", "h4", "h5", "h6") or (child.tag == "-text" and not (child.text() or "").strip())
        for child in children
    )


def _is_data_table(node: LexborNode) -> bool:
    """A table of short cells; a table that lays out the page holds paragraphs, headings, long text or other tables."""
    cells = node.css("td")
    if any(len(cell.css("br")) >= _BREAKS_OF_TEXT or len(cell.text()) > _LONGEST_CELL for cell in cells):
        return False
    return (
        node.css_first("td p + p, td table, td h1, td h2, td ol, td ul, td div p") is None
        and node.css_first("td, th") is not None
    )
