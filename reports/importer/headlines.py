"""Headlines: which line is the title, and what stands above and below it."""

import re
from functools import lru_cache

from reports.documents.enumerators import read_enumerator
from reports.documents.folding import HAN, fold
from reports.documents.tree import Block, Paragraph, Table
from reports.documents.values import replace
from reports.importer import vocabulary as words
from reports.importer.blocks import as_paragraph, text_of
from reports.importer.draft import Draft
from reports.importer.origins import (
    LABELLED_EN,
    ORGANISATION,
    SENTENCE_END,
    TITLE_WORD,
    is_byline,
    is_contact,
    is_date_line,
    is_document_number,
    is_organisation,
    states_origin,
)

_SPACED_MENU = re.compile(
    r"(?:[\u3400-\u9fff]{2,6}[\s\u3000|｜]+){3,}[\u3400-\u9fff]{2,6}(?:[|｜][\u3400-\u9fff]{2,6})?$"
    r"|(?:Home|HOME)(?:\s+[A-Z][\w'’]+(?: [a-z]+)*){2,9}$"
)
_BARRED_MENU, _SLASHED_MENU = re.compile(r"[|｜][^|｜]+[|｜][^|｜]"), re.compile(r"(?:\s/\s[^/]+){3}")
_FIRST_WORDS = 12  # characters that tell most paragraphs from a title
_MENU_MARK = re.compile("[|｜/]")
_RECORD = re.compile(
    r"索引号|主题分类|信息分类|发布机构|发文机关|成文日期|公开日期|生成日期|文号|有效性|公开方式|公开形式|主题词"
)
"""Labels of the record that offices put above a document."""
_RED_HEAD = re.compile(r".{2,40}(?:文件|专报|呈报|公文)")
"""The letterhead of an office's document: its name, 文件."""
_CONTINUED = re.compile(rf"(?:及|暨|和|与|以及)[^。;:!?]{{2,30}}(?:{words.TITLE_WORDS}|打算|计划|安排|思路|要点)")
"""The second line of a headline: 及下半年工作安排."""
_SITE_SUFFIX = re.compile(r"(?:\s*[-_|–—]\s*[^-_|–—]{2,14}(?:网|网站|文库|大全|之家|资料库|频道|门户)|\s*_[^_]{2,20})$")
_NO_HEADLINE_END = (*SENTENCE_END, ":", "：")
_INNER_END = re.compile("[。;!]")
_HAN = re.compile(f"[{HAN}]")


def _is_menu(text: str) -> bool:
    return bool(_SPACED_MENU.match(text) or _BARRED_MENU.search(text) or ("/" in text and _SLASHED_MENU.search(text)))


def is_headline(text: str) -> bool:
    """Whether a line could be a headline: short, no sentence, no enumerator."""
    folded = fold(text)
    if (
        text.endswith(_NO_HEADLINE_END)
        or len(text) > (60 if _HAN.search(folded) else 160)
        or (_MENU_MARK.search(text) and _is_menu(text))
        or is_date_line(text)
        or is_byline(text)
    ):
        return False
    if text.endswith(".") and not text.endswith(("Ltd.", "Inc.", "Co.")):
        return False
    return not _INNER_END.search(folded) and read_enumerator(text) is None


def take_title(draft: Draft) -> Draft:
    """Set title, byline and letterhead from the top of the page; repeated headlines are dropped with it."""
    blocks = list(draft.blocks)
    at, evidence = _styled_headline_at(blocks), "styled headline"
    if at is None or at > 8:
        at, evidence = _headline_at(blocks)
    if at is None:
        return draft
    headline = as_paragraph(blocks[at])
    title, at = _title_from(blocks, at)
    letterhead = tuple(b.text for b in blocks[:at] if isinstance(b, Paragraph) and not _is_menu(b.text))
    rest, byline = _take_bylines(blocks[at + 1 :], title)
    if headline.level is None and any(len(text) > 60 for text in letterhead):
        return draft
    rest = [b for i, b in enumerate(rest) if not (i < 8 and isinstance(b, Paragraph) and _same(b.text, title))]
    is_page = draft.format in ("html", "md")
    if is_page and headline.level == 1 and len(letterhead) == 1 and not draft.breadcrumb and _is_crumb(letterhead[0]):
        draft, letterhead = replace(draft, breadcrumb=letterhead), ()
    return replace(
        draft,
        title=title,
        title_evidence=evidence,
        blocks=tuple(rest),
        byline="  ".join(byline),
        letterhead=_letterhead(letterhead, draft),
    )


def open_layout(draft: Draft) -> Draft:
    """Open small tables above the text, which only place a letterhead or a menu, into their cells."""
    blocks = draft.blocks
    if not any(isinstance(block, Table) for block in blocks[:3]):
        return draft
    opened: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and at < 3 and len(_RECORD.findall(fold(text_of(block)))) >= 2:
            continue
        if isinstance(block, Table) and at < 3 and len(block.rows) <= 3:
            opened += [Paragraph(cell.strip(), block.line) for row in block.rows for cell in row if cell.strip()]
        else:
            opened.append(block)
    return replace(draft, blocks=tuple(opened))


def _letterhead(lines: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """The lines above a headline that may name the unit: on a web page they name the site."""
    if draft.format == "html":
        return ()
    return tuple(filter(is_organisation, lines)) if draft.breadcrumb else lines


def _styled_headline_at(blocks: list[Block]) -> int | None:
    """The first block styled as a headline that is no letterhead of an office (XX县水务局文件)."""
    styled = (i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.level == 1)
    at = next((i for i in styled if not _RED_HEAD.fullmatch(fold(getattr(blocks[i], "text", "")))), None)
    if at is None or not is_organisation(getattr(blocks[at], "text", "")):
        return at
    below = ((i, b.text) for i, b in enumerate(blocks[at + 1 : at + 4], at + 1) if isinstance(b, Paragraph))
    return next((i for i, text in below if is_headline(text) and TITLE_WORD.search(fold(text))), at)


def _title_from(blocks: list[Block], at: int) -> tuple[str, int]:
    """The headline at `at`, with the line below that goes on with it; and where it ends."""
    title = _without_suffix(as_paragraph(blocks[at]).text)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(following, Paragraph) and following.level is None and _CONTINUED.fullmatch(fold(following.text)):
        return title + following.text.strip(), at + 1
    above = blocks[at - 1] if at else None
    level = as_paragraph(blocks[at]).level
    if isinstance(above, Paragraph) and above.level == level and is_organisation(above.text):
        if not title.startswith(("关于", "關於")):
            return title, at
        title = above.text.strip() + title  # the headline of an official document, on two lines
    return title, at


def _is_crumb(line: str) -> bool:
    """Whether the one line above a page's headline is a category: short, and no organisation, date or author."""
    folded = fold(line)
    if re.match(r"(?:网站)?首页.|(?i:home\s.)", folded):
        return False  # a menu
    return len(line) <= 40 and is_headline(line) and not ORGANISATION.search(folded) and not re.search(r"\d", folded)


def _headline_at(blocks: list[Block]) -> tuple[int | None, str]:
    """The first short line of the page; of several in a row the first that calls itself a report; and why."""
    candidates: list[int] = []
    numbered = -1  # where the number of an official document stands: its title follows
    for at, block in enumerate(blocks[:6]):
        if not isinstance(block, Paragraph):
            break
        if is_document_number(block.text) or _RED_HEAD.fullmatch(fold(block.text)):
            numbered = at
            continue
        if is_date_line(block.text) or is_byline(block.text) or _is_menu(block.text) or is_contact(block.text):
            continue
        if not is_headline(block.text):
            break
        candidates.append(at)
    if not candidates or (len(candidates) == len(blocks) and len(blocks) > 1 and len(candidates) > 3):
        return (candidates[0], "first line") if candidates else (None, "")
    named = [at for at in candidates[:3] if TITLE_WORD.search(fold(getattr(blocks[at], "text", "")))]
    if named:
        return named[0], "line that names a report"
    others = [at for at in candidates if at > numbered and not is_organisation(getattr(blocks[at], "text", ""))]
    return (others or candidates)[0], "first line"


def _without_suffix(text: str) -> str:
    text = re.sub(
        r"^(?:#{1,6}\s+|(?:Subject|SUBJECT|Re|RE|Title|TITLE|主题|主題|标题|標題|题目|題目)[:：]\s*)", "", text.strip()
    )
    if text.startswith(("《", "【")) and text.endswith(("》", "】")) and text.count(text[0]) == 1:
        text = text[1:-1]
    return _SITE_SUFFIX.sub("", text)


def _same(text: str, title: str) -> bool:
    wanted = _letters(title)
    return wanted.startswith(_letters(text[:_FIRST_WORDS])) and wanted == _letters(text)


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _take_bylines(blocks: list[Block], title: str) -> tuple[list[Block], list[str]]:
    """Drop the lines directly under a headline that give author, source, date or the headline again."""
    byline: list[str] = []
    taken = 0
    while taken < len(blocks) and isinstance(block := blocks[taken], Paragraph):
        text = block.text
        if block.level is not None and not is_organisation(text):
            break
        if (
            block.level is not None
            or states_origin(text)
            or is_byline(text)
            or is_date_line(text)
            or (byline and is_byline(byline[-1]) and LABELLED_EN.fullmatch(text))
            or re.fullmatch(r"[(（][^()（）]{2,40}[)）]", text)
        ):
            byline.append(text)
        elif not _same(text, title):
            break
        taken += 1
    return blocks[taken:], byline
