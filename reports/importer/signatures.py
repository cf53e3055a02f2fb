"""Signature and date at a part's end, byline and date at its head: taken off, they belong to no section."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from datetime import date

from reports.documents.enumerators import chinese_number, read_enumerator
from reports.documents.folding import HAN, fold
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.importer.blocks import text_of
from reports.importer.draft import Draft, Part
from reports.importer.origins import CONTACT, NUMBERED_PART, is_byline, is_date_line, is_organisation
from reports.importer.result import Dropped

_CHINESE_DATE = re.compile(
    r"(\d{4}|(?<!\d)1[01]\d(?=\s?[年.])|[〇零○一二三四五六七八九]{4})\s?[年/.-]\s?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月/.-](?:\s?(\d{1,2}|[一二三四五六七八九十]{1,3})日?)?"
)
_ROC_EPOCH = 1911
_MONTHS = {
    name: at
    for at, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_ENGLISH_DATE = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s)?([A-Z][a-z]{2})[a-z]{0,6}\.?\s(?:(\d{1,2})(?:st|nd|rd|th)?,?\s)?(\d{4})"
)
_SIGNATURE = re.compile(
    r"[^,。;:!?.]{2,40}|[A-Z](?:[A-Za-z'’&, -]|(?<=\b(?:Co|St|No))\.|(?<=\b(?:Ltd|Inc))\.|(?<=\b(?:Corp|Dept))\.){2,90}|(?:(?:述职|汇报|报告|总结|填报)人|部门|单位|署名|签名|(?i:signed|signature|name|prepared by))\s?:\s?.{1,40}"
)
_BODY_AND_SIGNER = re.compile(
    rf"[{HAN}]{{3,20}}(?:会|局|所|社|处|校|院|公司)\s+(?:会长|理事长|主席|主任|校长|所长|局长|院长|社长|干事|总干事|秘书长|经理)\s+[{HAN}]{{2,4}}(?:\s+[谨敬]?[启上识])?"
)
"""Body, office and name on one line."""
_SIGNED_OFF = re.compile(r"(?:谨启|谨上|谨报|敬上|敬启|谨识|呈报|\s启)$")
_TRAILING_DATE = re.compile(r"^(.{2,40}?)\s*((?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?)$")


def read_date(text: str) -> date | None:
    """Return the first full date in `text`, or None."""
    folded = fold(text)
    if match := _CHINESE_DATE.search(folded):
        year = (
            int(match[1])
            if match[1].isdigit()
            else int(
                "".join(str("零一二三四五六七八九".find(c) if c in "零一二三四五六七八九" else 0) for c in match[1])
            )
        )
        year += _ROC_EPOCH if year < 1000 else 0
        return _date(year, _number(match[2]), _number(match[3]))
    if match := _ENGLISH_DATE.search(folded):
        return _date(int(match[4]), _MONTHS.get(match[2].lower(), 0), int(match[1] or match[3] or 0))
    return None


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else chinese_number(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def take_signatures(draft: Draft) -> Draft:
    """Take signature, byline and date lines off every part; what is taken is listed as written."""
    parts = tuple(_sign(part) for part in draft.parts)
    kept = {id(block) for part in parts for block in part.blocks}
    taken = [
        Dropped(block.line, text_of(block), take_signatures.__name__)
        for part in draft.parts
        for block in part.blocks
        if id(block) not in kept
    ]
    return replace(draft, parts=parts, dropped=(*draft.dropped, *taken))


def _sign(part: Part) -> Part:
    byline: list[str] = []
    while (
        len(part.blocks) - len(byline) > 1
        and isinstance(b := part.blocks[len(byline)], Paragraph)
        and b.level is None
        and (is_byline(b.text) or is_date_line(b.text) or re.fullmatch(r"[(（][^()（）]{2,40}[)）]", b.text))
    ):
        byline.append(b.text)
    signature, signed_on, blocks = _take_tail(list(part.blocks[len(byline) :]))
    return replace(
        part,
        blocks=tuple(blocks),
        byline="  ".join([*filter(None, [part.byline]), *byline]),
        signature=signature,
        signed_on=signed_on or read_date(" ".join(byline)),
    )


def _take_tail(blocks: list[Block]) -> tuple[str, date | None, list[Block]]:
    """Return the signature, the date signed and the blocks before them."""
    names: list[str] = []
    end, signed_on, dated = len(blocks), None, False
    while end > 1 and len(blocks) - end < 2 and CONTACT.match(fold(text_of(blocks[end - 1]))):
        end -= 1
    contacts, blocks, below = [text_of(block) for block in blocks[end:]], blocks[:end], blocks
    while end > 1 and len(blocks) - end < 4 and isinstance(block := blocks[end - 1], Paragraph) and block.level is None:
        text = block.text.strip()
        combined = _TRAILING_DATE.match(fold(text))
        if is_date_line(text):
            dated, signed_on = True, read_date(text)
        elif len(text) <= 40 and is_byline(text):
            names.insert(0, text.strip("()（）"))
            signed_on = signed_on or read_date(text)
        elif combined and "," not in combined[1] and not read_enumerator(text):
            dated, signed_on = True, read_date(text)
            names.insert(0, text[: combined.end(1)])
        elif _is_name(block, dated):
            names.insert(0, text)
            dated = dated or _SIGNED_OFF.search(fold(text)) is not None
        else:
            break
        end -= 1
    if not dated and not names:
        return "", None, below
    return "  ".join([*names, *contacts]), signed_on, blocks[:end]


def _is_name(block: Paragraph, dated: bool) -> bool:
    """Whether a line is a name below the text; without a date under it, it must carry a label."""
    folded = fold(block.text)
    if block.marker or read_enumerator(block.text) or not _SIGNATURE.fullmatch(NUMBERED_PART.sub(r"\1", folded)):
        return False
    labelled = re.match(
        r"(?:(?:述职|汇报|报告|总结|填报)人|署名|签名|(?i:signed|signature|prepared by))\s?[::]", folded
    )
    if labelled or is_organisation(block.text) or _BODY_AND_SIGNER.fullmatch(folded) or _SIGNED_OFF.search(folded):
        return True
    return dated and len(folded) <= (30 if not folded.isascii() else 90)
