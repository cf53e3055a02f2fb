"""What around the article belongs to the page: menus, adverts, breadcrumbs and lists of other pages, by their names."""

import re

from reports.documents.readers.html.tree import Element

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[\u3400-\u9fff]+")
_PARTS_NAMES = (
    "nav navbar navigation menu menubar submenu topnav subnav mainnav topbar footer foot footerinner copyright "
    "share sharing bdsharebuttonbox social comment comments pinglun advert advertisement ads ad adv adsense gg "
    "guanggao banner sponsor sponsored promo pager pagination prevnext toolbar cookie cookies consent gdpr "
    "login search searchbar skip qrcode erweima weixin popup modal toast totop gotop backtop sitemap "
    "contentinfo feedback subscribe newsletter daohang caidan dibu toubu"
)
_PARTS = frozenset(_PARTS_NAMES.split())
"""Words in class, id or role by which the parts of a page are called that are no article."""

_CRUMBS_NAMES = "breadcrumb breadcrumbs crumb crumbs bread bc mbx weizhi dqwz position location path curpos place"
_CRUMBS = frozenset(_CRUMBS_NAMES.split())
_LAID_OUT = frozenset(["relative", "absolute", "fixed", "sticky", "static", "top", "bottom", "left", "right"])
_LISTS_NAMES = (
    "related relation relate relative recommend recommended recommendation recommendations suggested "
    "suggestions popular hot rank ranking ranklist xiangguan tuijian remen paihang xgwz xgyd trending further "
    "mostread toplist guess"
)
_LISTS = frozenset(_LISTS_NAMES.split())
_CRUMB_LABEL = re.compile(
    r"\s*(?:(?:您|你)?(?:现在|当前|當前|現在|现时|現時|目前)?(?:所在)?(?:的)?(?:位置|栏目|欄目)"
    r"|(?:current )?(?:location|position)|you are here|breadcrumb|path)\s*(?:是|为)?\s*[:：]\s*",
    re.I,
)
_COOKIES = re.compile(r"cookies?\b", re.I)
_AGREE = re.compile(r"accept|agree|consent|policy|同意|接受|知道了", re.I)
_ADVERT = re.compile(r"\s*(?:广告|廣告|advertisement|sponsored|赞助商链接|推广)\s*", re.I)

_LONGEST_LIST = 2000
"""Characters of the longest list of other pages."""

_SENTENCE = re.compile(r"[a-z]{2}\. ")

LIST_LABEL = re.compile(
    r"相关|相關|推荐|推薦|猜你|热门|熱門|热点|排行|延伸阅读|延伸閱讀|大家都在看|最新|更多|related|recommended|"
    r"you m(?:ay|ight)|popular|most[ -]read|trending|see also|further reading|more from|top \d+",
    re.I,
)
"""Labels of lists of other pages."""


_LEAST_LINKS = 2


def words(names: str) -> frozenset[str]:
    """Return the words in names of an element: "prevNext art-foot" gives prev, next, art, foot; and whole names."""
    lower = names.lower()
    return frozenset(word.lower() for word in _WORDS.findall(names)) | frozenset(re.split(r"[\s_-]+", lower))


def is_breadcrumb(element: Element) -> bool:
    """Whether an element shows where the page is in its site: by name, or by the label it begins with."""
    if element.text > 200 or element.tag in ("body", "main", "article", "p", "h1"):
        return False
    named = words(element.names)
    if (named & _CRUMBS and not named & _LAID_OUT) or any("bread" in word or "crumb" in word for word in named):
        return True
    return element.tag in ("nav", "div", "span", "td", "ul", "ol", "section") and has_crumb_label(text_of(element))


def has_crumb_label(text: str) -> bool:
    """Whether a text begins with a label such as "您的位置：" or "You are here:"."""
    return _CRUMB_LABEL.match(text) is not None


def without_crumb_label(text: str) -> str:
    """Return a text without such a label."""
    return _CRUMB_LABEL.sub("", text, count=1)


def is_link_list(element: Element) -> bool:
    """Whether an element lists other pages: by name, mostly made of links, or of titles under a label that says so."""
    if _is_labelled_list(element):
        return True
    named = words(element.names)
    if element.tag != "aside" and (not named & _LISTS or named & _LAID_OUT - {"top"}):
        return False
    if element.tag in ("p", "h1", "body", "main") or element.text > _LONGEST_LIST:
        return False
    if element.linked * 2 >= element.text > 0 and (element.tag == "aside" or element.links > 1):
        return True
    text = text_of(element, _LONGEST_LIST)
    return LIST_LABEL.match(text) is not None and "。" not in text and not _SENTENCE.search(text)


def _is_labelled_list(element: Element) -> bool:
    """Whether an element, whatever its name, begins with the label of a list and goes on with links."""
    if element.tag in ("p", "h1", "body", "main", "article") or element.links < _LEAST_LINKS:
        return False
    if element.text > _LONGEST_LIST or element.linked * 3 < element.text:
        return False
    text = text_of(element, _LONGEST_LIST).strip()
    label = LIST_LABEL.match(text)
    return label is not None and label[0] not in ("最新", "更多") and "。" not in text and not _SENTENCE.search(text)


def is_page_part(element: Element, prose: int) -> str:
    """Return why an element is left out ("navigation", "advert" ...), "" for what may be the article.

    `prose` is how much running text the page has: what holds a good part of it is no furniture, whatever its name.
    """
    if element.tag in ("body", "main", "article", "p", "h1", "h2") or element.prose * 4 > max(prose, 100):
        return ""
    if element.tag in ("nav", "footer"):
        return element.tag
    if element.tag == "aside":
        return "aside" if element.linked * 2 >= element.text else ""
    if element.text < 400 and _ADVERT.match(text_of(element, 12)) and element.links:
        return "advert"
    if element.text < 600 and element.tag in ("div", "section") and _is_cookie_banner(element):
        return "cookies"
    found = words(element.names) & _PARTS
    return (
        min(found)
        if found and element.tag in ("div", "section", "ul", "ol", "header", "td", "form", "table", "dl")
        else ""
    )


def _is_cookie_banner(element: Element) -> bool:
    text = text_of(element, 400)
    return bool(_COOKIES.search(text) and _AGREE.search(text))


def text_of(element: Element, limit: int = 300) -> str:
    """Return the beginning of an element's text."""
    parts: list[str] = []
    waiting: list[Element | str] = [element]
    size = 0
    while waiting and size < limit:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            size += len(node.strip())
        elif node.text:
            waiting.extend(reversed(node.children))
    return " ".join("".join(parts).split())
