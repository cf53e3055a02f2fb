"""What stands below a report on its page: lists of links, attribution, navigation."""
# ruff: noqa: RUF001 - arrows of page navigation

import re

from reports.documents.enumerators import read_enumerator
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.importer import vocabulary as words
from reports.importer.blocks import as_paragraph, text_of
from reports.importer.draft import Draft
from reports.importer.origins import SENTENCE_END, TITLE_WORD
from reports.importer.result import Links

_GLYPHS = r"[-★☆•■◆●#*\[\]\s>»]*"
_LINK_HEADING = re.compile(
    rf"{_GLYPHS}(?:(?:{words.LINK_WORDS})+|(?i:(?:\b(?:{words.LINK_WORDS_EN})\b[\s:]*)+)){_GLYPHS}"
)
_LINK_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in words.LINK_KINDS)
_MORE = re.compile(r"更多|继续|(?i:more|other|same)")
_LATEST = re.compile(r"最新|最近|更新|发布|公告|(?i:latest|news)")
_NO_LINKS = re.compile(rf"{_GLYPHS}(?:{words.NO_LINKS}){_GLYPHS}:?\s*")
_ATTRIBUTION = re.compile(words.ATTRIBUTION)
_RIGHTS = re.compile(
    r"https?://|版权(?:所有|归|声明|保护|属|信息|说明|:|©)|转载|©|icp备|网安备|备案(?:编?号|信息|:)|免责"
    r"|copyright|rights reserved|permalink"
)
"""Compared with lower-case text: without flags the search skips what cannot begin one of the words."""
_RIGHTS_WORDS = (
    "://",
    "版权",
    "转载",
    "©",
    "icp备",
    "网安备",
    "备案",
    "免责",
    "copyright",
    "rights reserved",
    "permalink",
)
"""Of these every such line has one, which is asked first."""
_RIGHTS_LINE = re.compile(
    r"^[•·★\s]*(?:文章|本文|本站|本作品)?.{0,12}(?:版权|转载|免责|原文|来源|来自|链接|地址|ICP|网安备|备案)|"
    r"(?i:copyright|©|\(c\)|permalink|source|original|reprint|all rights)"
)
_NAVIGATION = re.compile(rf"[\s←→«»‹›<>|]*(?:{words.NAVIGATION})")
_ABOUT_PAGE = re.compile(r"^\s*\[[^\]]{2,60}\]\s*(?:的)?(?=\S)")
"""The page's own title before the heading of a list: 【...】相关文章."""
_LISTED_ON = re.compile(r"[\s(\[]*(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{2}:\d{2})?[\s)\]]*$")
"""The date beside a title in a list."""
_CONTENTS_LINE = re.compile(r"(?P<heading>\S.*?)[\s.…·]+\d{1,3}")
_LEAST_CONTENTS = 3
_LONGEST_LINK_HEADING = 40
_SENTENCE = re.compile(r"^[A-Z][^.]{20,}[a-z]\.$")
"""What stands below "Recommendations" in a report, and in no list of titles."""
_RANKED = re.compile(r"^(?i:no\.?|top)\s?\d{1,2}[.:、\s]*(?=\S)")
_COUNTED = re.compile(
    r"\s*[-–—·|(]\s*(?i:\d{1,3} ?min(?:ute)?s?(?: read)?|[\d.,]+ ?k? (?:views?|reads?|shares?|downloads?))\)?$"
    r"|\s*[(（]\s?[\d.,]+\s?[万萬k]?\s?(?:次|人|阅读|閱讀|浏览|瀏覽|觀看|观看)\w{0,3}\s?[)）]$"
)
"""The reading time or the number of readers beside a title in a list."""
_ONLY_COUNTS = re.compile(r"[\d\s/.,:·|年月日k万次观看阅读浏览点击-]+")
"""A date or a number of readers that stands where a title is expected."""
_URL = re.compile(r"https?://[^\s,。;)]{3,300}")
_BULLET = re.compile(r"^[-★☆•·*●◆■]\s*(?:\?\s+)?|^\d{1,2}(?:[.、]\s*(?=\S)|\s+(?=[\u3400-\u9fff《【]|\d{4}))|^\?\s+")


def link_heading(text: str) -> str | None:
    """Return "related", "recommended", "popular", "" (a block whose links are not kept), or None."""
    folded = _ABOUT_PAGE.sub("", fold(text)).strip()
    if not folded or len(folded) > _LONGEST_LINK_HEADING:
        return None
    if _NO_LINKS.fullmatch(folded):
        return ""
    if _LINK_HEADING.fullmatch(folded) is None:
        return None
    found = [(match.start(), kind) for kind, pattern in _LINK_KINDS if (match := pattern.search(folded))]
    if found:
        return min(found)[1]
    return "related" if _MORE.search(folded) else "" if _LATEST.search(folded) else None


def take_page_tail(draft: Draft) -> Draft:
    """Take lists of links, attribution and navigation off the page; what is a report's text stays."""
    groups: dict[str, list[str]] = {"related": [], "recommended": [], "popular": [], "": []}
    marked = [b for b in draft.blocks if isinstance(b, Paragraph) and b.role in ("links", "link")]
    kind = "related"
    for block in marked:
        if block.role == "links":
            kind = link_heading(block.text) or _loose_link_heading(block.text)
        elif not _is_no_link(block.text):
            groups[kind].append(_link_title(block.text))
    blocks = [b for b in draft.blocks if not (isinstance(b, Paragraph) and b.role in ("links", "link"))]
    attribution: list[str] = []
    _take_link_lists([b for b in draft.page_head if isinstance(b, Paragraph)], groups, attribution)
    blocks = _take_link_lists(blocks, groups, attribution)
    blocks = _without_contents(blocks)
    may_claim = _speaks_of_rights("\n".join(fold(b.text) for b in blocks if isinstance(b, Paragraph)).lower())
    blocks = [b for b in blocks if not _is_furniture(b, attribution if may_claim else None)]
    if attribution and not draft.attribution:
        text = " ".join(attribution)
        url = _URL.search(text)
        rights = next(
            (line for line in attribution if re.search(r"版权|©|(?i:copyright|rights reserved)", fold(line))), ""
        )
        draft = replace(draft, attribution=text, permalink=url[0] if url else "", copyright=rights)
    links = Links(*(tuple(groups[kind]) for kind in ("related", "recommended", "popular")))
    is_whole = len(blocks) == len(draft.blocks)  # blocks are only taken off, never changed
    return replace(draft, blocks=draft.blocks if is_whole else tuple(blocks), links=links)


def _without_contents(blocks: list[Block]) -> list[Block]:
    """Take off a table of contents: lines that end in page numbers and come again as headings below."""
    entries = [
        _CONTENTS_LINE.fullmatch(b.text)
        if isinstance(b, Paragraph) and len(b.text) <= 90 and b.text[-1:].isdecimal()
        else None
        for b in blocks[:60]
    ]
    listed = [at for at, entry in enumerate(entries) if entry]
    if len(listed) < _LEAST_CONTENTS:
        return blocks
    below = {block.text.strip() for block in blocks[listed[0] + 1 :] if isinstance(block, Paragraph)}
    taken = {at for at in listed if (entry := entries[at]) and entry["heading"].strip() in below}
    return blocks if len(taken) < _LEAST_CONTENTS else [b for at, b in enumerate(blocks) if at not in taken]


def _loose_link_heading(text: str) -> str:
    """The kind of a list that the page's mark-up calls a list of links, by any of the words."""
    folded = fold(text)
    found = [(match.start(), kind) for kind, pattern in _LINK_KINDS if (match := pattern.search(folded))]
    return min(found)[1] if found else "related" if _MORE.search(folded) else ""


def _link_title(text: str) -> str:
    title = _BULLET.sub("", _BULLET.sub("", text.strip())).strip()
    title = _COUNTED.sub("", _RANKED.sub("", title)).strip()
    dated = _LISTED_ON.search(fold(title))
    return title[: dated.start()].strip() if dated and dated.start() >= 6 else title


def _titles_in_line(text: str) -> tuple[str, list[str]] | None:
    """The kind and titles of a list in one line: 推荐阅读：A｜B｜C."""
    label, _colon, rest = text.partition("：" if "：" in text else ":")
    titles = [title for piece in re.split(r"[｜|]", rest) if (title := _link_title(piece))]
    kind = link_heading(label) if len(titles) > 1 else None
    return (kind, titles) if kind is not None else None


def _take_link_lists(blocks: list[Block], groups: dict[str, list[str]], attribution: list[str]) -> list[Block]:
    """Cut off link lists: from their heading on, if nothing that reads like a report follows it."""
    start = len(blocks)
    while start > 0 and _may_be_tail(blocks[start - 1]):
        start -= 1
    first = next(
        (
            at
            for at in range(start, len(blocks))
            if isinstance(b := blocks[at], Paragraph)
            and (link_heading(b.text) is not None or _titles_in_line(b.text) is not None)
            and not read_enumerator(b.text)
            and not (at + 1 < len(blocks) and _SENTENCE.search(text_of(blocks[at + 1])))
        ),
        None,
    )
    if first is None:
        return _take_bare_list(blocks, groups)
    kind, has_bullets = "related", False
    for at, block in enumerate(map(as_paragraph, blocks[first:]), first):
        heading = link_heading(block.text)
        if heading is not None:
            kind, has_bullets = heading, at + 1 < len(blocks) and _has_bullet(blocks[at + 1])
        elif (line := _titles_in_line(block.text)) is not None:
            groups[line[0]] += line[1]
        elif _ATTRIBUTION.search(fold(block.text)):
            attribution.append(block.text)
        elif not _is_no_link(block.text) and _has_bullet(block) >= has_bullets:
            groups[kind].append(_link_title(block.text))
    return _take_bare_list(blocks[:first], groups)


def _has_bullet(block: Block) -> bool:
    """Whether a line of a list is set off by a bullet or a number; what a lost one left behind ("?") is none."""
    text = as_paragraph(block).text.strip()
    return bool(as_paragraph(block).marker) or (_BULLET.match(text) is not None and not text.startswith("?"))


def _is_no_link(text: str) -> bool:
    """Whether a line in a list of links is navigation, a date or a number of readers."""
    folded = fold(text)
    return bool(_NAVIGATION.match(folded) or _ONLY_COUNTS.fullmatch(folded))


def _may_be_tail(block: Block) -> bool:
    if not isinstance(block, Paragraph) or len(block.text) > 160:
        return False
    return not block.text.endswith(("。", "；", ";")) or bool(_ATTRIBUTION.search(fold(block.text)))


def _take_bare_list(blocks: list[Block], groups: dict[str, list[str]]) -> list[Block]:
    """Cut off a list of titles without heading at the very end: starred lines, bullets that name reports or stand
    below the page's navigation."""
    end = len(blocks)
    while end > 0 and isinstance(b := blocks[end - 1], Paragraph) and _is_trailing_furniture(b):
        end -= 1
    start = end
    while start > 0 and isinstance(b := blocks[start - 1], Paragraph) and _is_bare_link(b):
        start -= 1
    if end - start < 2 or (start == 0):
        return blocks
    items = [block.text for block in blocks[start:end] if isinstance(block, Paragraph)]
    named = sum(bool(TITLE_WORD.search(fold(item))) for item in items)
    above = blocks[start - 1]
    is_off_page = isinstance(above, Paragraph) and _is_trailing_furniture(above)
    if not (items[0].startswith(("★", "☆", "※")) or named * 2 > len(items) or is_off_page):
        return blocks
    groups["related"] += [_link_title(item) for item in items]
    return blocks[:start] + blocks[end:]


def _is_trailing_furniture(block: Paragraph) -> bool:
    folded = fold(block.text)
    return bool(_NAVIGATION.match(folded) or (_ATTRIBUTION.search(folded) and len(folded) < 200))


def _is_bare_link(block: Paragraph) -> bool:
    bullet = block.text.startswith(("★", "☆", "※", "•", "- ", "· ", "● ", "◆")) or block.marker == "-"
    return bullet and len(block.text) <= 120 and not block.text.endswith(SENTENCE_END) and block.level is None


def _speaks_of_rights(lowered: str) -> bool:
    return any(map(lowered.__contains__, _RIGHTS_WORDS)) and _RIGHTS.search(lowered) is not None


def _is_furniture(block: Block, attribution: list[str] | None) -> bool:
    """Whether a line belongs to the page; one that claims rights is noted, where any line may."""
    if not isinstance(block, Paragraph) or len(block.text) > 240:
        return False
    folded = fold(block.text)
    if len(folded) < 120 and _NAVIGATION.match(folded):
        return True
    if (
        attribution is not None
        and len(folded) < 200
        and _speaks_of_rights(folded.lower())
        and _RIGHTS_LINE.search(folded)
    ):
        attribution.append(re.sub(r"^[•·★\s]+", "", block.text))
        return True
    return folded.strip(" :") in ("专题", "标签", "目录", "目 录", "目  录", "正文", "Contents", "Table of contents")
