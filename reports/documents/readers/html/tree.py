"""The page as a light tree of what it shows: without scripts, controls and hidden elements, and of bounded depth."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.documents.readers.characters import clean_lines
from reports.documents.readers.refusals import UnreadableSource

_BLOCKS_NAMES = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre listing xmp plaintext section summary "
    "legend caption table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS_NAMES.split())

MAX_DEPTH = 100
"""Elements inside one another. What is deeper is taken as if it stood at this depth, so that no text is lost."""

MAX_NODES = 400_000
"""Elements and pieces of text in a page; pages of long collections have some ten thousand."""

MAX_NESTING = 10_000
"""Open elements that are parsed: half a second. Pages have some dozen, bad ones some hundred."""

MAX_RESTARTED = 3_000_000
"""How often formatting that is not closed may be begun anew in a page."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_FORMATTING_NAMES = "a b big code em font i nobr s small strike strong tt u"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
_NESTING_NAMES = (
    "address article aside blockquote center details dialog dir div dl fieldset figure footer form header "
    "hgroup main menu nav ol pre section span summary table ul label ins del sup sub abbr cite q svg math g "
    "object applet marquee"
)
_NESTING = frozenset(_NESTING_NAMES.split())

_UNSHOWN_NAMES = (
    "script style noscript template iframe object embed svg button select input textarea option datalist head "
    "link meta title canvas audio video map dialog rt rp param source track frameset frame noembed noframes"
)
_UNSHOWN = frozenset(_UNSHOWN_NAMES.split())
"""Elements that show no text of a document. A form is none of them: whole pages stand in one."""

_HIDDEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem)?\s*(?:;|!|$))", re.I
)
_HIDDEN_CLASSES = frozenset(["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link"])
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_KEPT_SPACES = re.compile(r"white-space\s*:\s*(?:pre|break)", re.I)


@dataclass(slots=True)
class Element:
    """An element that is shown. `names` are its class, id and label; `text` counts the characters in it that are no
    spaces, `linked` those in links, `prose` those of long runs of text outside links."""

    tag: str
    names: str = ""
    style: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0

    @property
    def is_bold(self) -> bool:
        """Whether the element sets its text in bold."""
        return self.tag in ("b", "strong") or bool(_BOLD_STYLE.search(self.style))

    @property
    def keeps_lines(self) -> bool:
        """Whether line ends in the element's text are shown."""
        return self.tag in ("pre", "listing", "plaintext", "xmp") or bool(_KEPT_SPACES.search(self.style))

    def elements(self) -> list["Element"]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]


Node: TypeAlias = Element | str
_LONG_RUN = 25
"""Characters from which a piece of text is prose and no label or menu item."""


def parse_page(text: str) -> Element:
    """Return the body of a page; an empty element where it shows nothing. Raises UnreadableSource for a page whose
    elements are so tangled that a browser would not show it either."""
    if _is_tangled(text):
        raise UnreadableSource(
            _("The page's elements are nested too deep. Copy its text into a document and import that.")
        )
    body = LexborHTMLParser(text).body
    root = Element("body")
    if body is not None:
        _Builder(root).build(body)
    return root


def _is_tangled(text: str) -> bool:
    """Whether parsing would take time or memory out of all proportion, which grow with the square of the depth.

    Bold and the like that nobody closes is begun anew in every paragraph, so these count times the paragraphs.
    """
    depth = open_formatting = restarted = 0
    for slash, tag in _TAG.findall(text):
        name = tag.lower()
        step = -1 if slash else 1
        if name in _FORMATTING:
            open_formatting = max(0, open_formatting + step)
        elif name in _NESTING:
            depth = max(0, depth + step)
        if not slash and name not in _FORMATTING:
            restarted += open_formatting
        if depth > MAX_NESTING or open_formatting > MAX_NESTING or restarted > MAX_RESTARTED:
            return True
    return False


class _Builder:
    """Copies what is shown, without recursion, because pages may nest without end."""

    def __init__(self, root: Element) -> None:
        self.open = [root]
        self.kept = [True]
        self.linked = 0
        self.count = 0

    def build(self, body: LexborNode) -> None:
        """Walk the children of `body` in the order of the page."""
        node, parents = body.child, list[LexborNode]()
        while node is not None:
            entered = self._enter(node)
            if entered and (inner := node.child) is not None:
                parents.append(node)
                node = inner
                continue
            if entered:
                self._leave()
            following = node.next
            while following is None and parents:
                self._leave()
                following = parents.pop().next
            node = following

    def _enter(self, node: LexborNode) -> bool:
        """Take a node; whether its children are to be taken."""
        self.count += 1
        if self.count > MAX_NODES:
            raise UnreadableSource(
                _("The page has more than %(limit)d elements. Copy its text into a document and import that.")
                % {"limit": MAX_NODES}
            )
        tag = node.tag or ""
        if tag == "-text":
            self._text(clean_lines(node.text_content or ""))
            return False
        if tag in _UNSHOWN or not tag or tag[0] in "-_!":
            return False
        attributes = node.attributes
        if _is_hidden(attributes):
            return False
        is_deep = len(self.open) > MAX_DEPTH
        if tag == "a" and not is_deep:
            self.linked += 1
        element = self.open[-1] if is_deep else _element(tag, attributes)
        if not is_deep:
            self.open[-1].children.append(element)
        elif tag not in ("br", "a", "b", "i", "span", "font"):
            element.children.append(Element("br"))
        self.open.append(element)
        return True

    def _leave(self) -> None:
        element = self.open.pop()
        parent = self.open[-1]
        if element is parent:
            return
        if element.tag == "a":
            self.linked -= 1
            parent.links += 1
        parent.text += element.text
        parent.linked += element.linked
        parent.prose += element.prose
        parent.links += element.links

    def _text(self, text: str) -> None:
        element = self.open[-1]
        element.children.append(text)
        length = len("".join(text.split()))
        element.text += length
        if self.linked:
            element.linked += length
        elif length >= _LONG_RUN:
            element.prose += length


def _element(tag: str, attributes: dict[str, str | None]) -> Element:
    names = " ".join(filter(None, (attributes.get(name) for name in ("class", "id", "aria-label", "role"))))
    kept = {
        name: value or ""
        for name in ("start", "value", "type", "colspan", "aria-label", "href")
        if (value := attributes.get(name))
    }
    return Element(tag, names, attributes.get("style") or "", kept)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
        or not _HIDDEN_CLASSES.isdisjoint((attributes.get("class") or "").lower().split())
    )
