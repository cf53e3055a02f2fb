"""Lines that tell where a text comes from: author, source, date, number, contact, and the bodies they name."""
# ruff: noqa: E501, RUF001 - dates are written with several look-alikes of zero

import re

from reports.documents.folding import HAN, fold
from reports.importer import vocabulary as words

_BYLINE = re.compile(rf"[\s(\[]*(?:(?:{words.BYLINE})|(?:{words.BYLINE_EN})|{words.WRITER_ZH})")
_UNIT_LABEL = re.compile(rf"[\s(\[]*{words.UNIT_LABELS}")
_DATE_LINE = re.compile(
    r"[\s(\[]*(?:(?:(?:中华)?民国|公元|西元|佛历|农历|夏历|阴历)\s?)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥](?=年)|(?:19|20)\d{2}|(?:19|20)\d[xX×*_]|1[01]\d(?=\s?[年.])|一百?[〇零○一]?十?[〇零○一二三四五六七八九](?=年)|[xX×*_]{2,4}|20[xX×*_]{2}|[一二三四五六七八九〇零○OＯ]{4})\s?(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\s?(?:[\dxX×*_一二三四五六七八九十]{1,3}|[正冬腊])月(?:\s?[\dxX×*_一二三四五六七八九十]{1,3}日|[初十廿三][一二三四五六七八九十])?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\s)\]]*"
    r"|\s*\(?\d{1,2}(?:st|nd|rd|th)?\s(?:" + words.MONTHS_EN + r"),?\s(?:\d{4}|20[xX_*]{2})\)?\.?\s*"
    r"|\s*\(?(?:" + words.MONTHS_EN + r")\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:\d{4}|20[xX_*]{2})\)?\.?\s*"
)
TITLE_WORD = re.compile(words.TITLE_WORDS)
ORGANISATION = re.compile(rf"(?:{'|'.join(words.ORG_ENDINGS_ZH)})$|\b(?:{words.ORG_WORDS_EN})\b")
_ENDS_AS_ORGANISATION = re.compile(rf"(?:{'|'.join(words.ORG_ENDINGS_ZH)})$")
_DOCUMENT_NUMBER = re.compile(
    r".{0,12}[(\[]\s?(?:19|20)\d{2}\s?[)\]]\s?第?\s?\d+\s?号|第?\s?\d+\s?[期号]|.{0,40}\b[A-Z]{2,}(?:[/-][A-Z]{1,8})*[/-]\d[\w/-]*|(?i:(?:our |your |file )?ref(?:erence)?(?: no)?[.:]+) ?(?=[^a-z]*\d)[^a-z]{1,40}|(?i:.{0,40}\bn(?:o|umber)\b\.?\s?\d+)"
)
CONTACT = re.compile(
    r"(?:[^,。;:!?]{0,8}(?:电话|手机|热线|电邮|邮箱|地址|网址|传真|方式)|联[系络]人|(?i:tel\b|telephone|phone|e-?mail|contact|enquir|address|web(?:site)?\b))[^。]{0,12}[::]"
)
"""What may stand in a letterhead or below a signature: where to ask."""
SEAL = re.compile(r"\s*[(（](?:[盖蓋公签簽印]?章|印|印章|签章|簽章|代章)[)）]$")
"""What stands behind the name of a body for its stamp."""
NUMBERED_PART = re.compile(
    r"\b(Ward|Shed|Post|Lodge|Troop|Station|Chapter|Company)(?: No\.?)? \d{1,4}[A-Z]?(?=, [A-Z])"
)
"""The number of a part of a body, with the body behind it: "Ward 3, Elm Hospital"."""
_NUMBERED_BODY = re.compile(r"\bNo\. ?\d{1,3} (?=[A-Z])")
"""The number in the name of a body: "Anfeng No. 1 Middle School"."""
_EVENT = re.compile(r"(?i:\b(?:notice|day|plan|guide|minutes|agenda|project|campaign|event|meeting)\b)")
_DAY_LINE = re.compile(
    r"[\s(]*\d{1,2}月\d{1,2}日[\s)]*|(?:"
    + words.MONTHS_EN
    + r")\s\d{1,2}(?:st|nd|rd|th)?\.?|\d{1,2}(?:st|nd|rd|th)?\s(?:"
    + words.MONTHS_EN
    + r")\.?"
)
_LONGEST_ORIGIN, _LONGEST_PRESENTED = 80, 120
_ORIGIN = re.compile(
    r"(?:执笔|撰稿|作者|编辑|时间|日期|来源|浏览|阅读|点击)(?:次数|数|量)?\s?:|\[\s?(?:19|20)\d{2}[-/.年]|(?:阅读|浏览|点击)(?:量|次数|数)?\s?\d|(?i:\b\d+ min(?:ute)?s? read\b|\bviews\b)"
)
_PRESENTED = re.compile(
    r"(?i:(?:report(?:ed)?|prepared|presented|submitted|issued|compiled|produced|written|drafted|circulated|delivered|tabled|approved|adopted|recorded|for (?:the )?(?:attention|meeting|information|(?:\w+ ){0,2}(?:director|manager|chair\w*|secretary|head|chief|clerk|president)))\s(?:\w+,?\s)?(?:\d{1,2}\s\w+\s\d{4}\s)?(?:by|for|to|at|on|of)\s)"
)
_FOR_WHOM = re.compile(
    r"(?:Prepared|Presented|Submitted|Compiled|Written|Drafted|Produced|Circulated) (?:by|for|to) (?![^.]*\b(?:it|we|was|were|has|have|is|are)\b)[^.]*\.(?: [^.]{1,30}\.)?"
)
"""Such a line that ends in a full stop, and is no sentence: "Prepared for the Board. Paper 5."."""
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Cllr|Rev|Prof)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,2}(?:, (?:the )?[A-Za-z][\w'’&/-]*(?: [\w'’&/-]+){0,6}){1,3}"
)
"""Who wrote: a name, then offices and bodies: "Ann Hill, ward sister, Elm Hospital"."""
_PAIRS = re.compile(
    r"(?:[^\s:,。;]{2,8}\s?:\s?[^\s:,。;][^:,。;]{0,24}?[\s|/;]+){1,6}[^\s:,。;]{2,8}\s?:\s?[^:,。;]{1,30}"
)
"""Nothing but labels with short values: who, when, where."""
LABELLED_EN = re.compile(r"[A-Z][a-z]+(?: [A-Za-z]{1,12}){0,2}: (?=[A-Z\d])[^.;!?]{1,40}")
"""A further fact in the block of labelled facts under a headline: "Grant reference: ..."."""
_APART = re.compile(r"\s{2,}|[|;；]|\s(?=\S{2,6}[:：])|\s(?=(?:(?:19|20)\d{2}|[二〇零○一三四五六七八九]{4})\s?年)")
"""What parts the facts on one line: gaps, bars, the next label, a date behind a name."""
SENTENCE_END = tuple("。;；!！,，、…")


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date."""
    return len(text) <= 40 and (_DATE_LINE.fullmatch(fold(text)) or _DAY_LINE.fullmatch(fold(text))) is not None


def is_document_number(text: str) -> bool:
    """Whether a line is nothing but the number or reference of an official document."""
    return len(text) <= 80 and _DOCUMENT_NUMBER.fullmatch(fold(text)) is not None


def is_byline(text: str) -> bool:
    """Whether a line states author, source, date or the like by a label."""
    return len(text) <= 160 and _BYLINE.match(fold(text)) is not None


def is_contact(text: str) -> bool:
    """Whether a line says where to ask."""
    folded = fold(text)
    return CONTACT.match(folded) is not None and TITLE_WORD.search(folded) is None


def is_organisation(text: str) -> bool:
    """Whether a line is the name of an organisation and nothing else."""
    folded = NUMBERED_PART.sub(r"\1", _NUMBERED_BODY.sub("", SEAL.sub("", fold(text).strip(" *_."))))
    if not 3 <= len(folded) <= 90 or re.search(r"\d|,$|[。;!?:]", folded) or TITLE_WORD.search(folded):
        return False
    if _EVENT.search(folded):
        return False
    if re.search(f"[{HAN}]", folded):
        return _ENDS_AS_ORGANISATION.search(folded) is not None
    return ORGANISATION.search(folded.title() if folded.isupper() else folded) is not None and all(
        word[:1].isupper() or word in ("of", "and", "for", "the", "in", "&", "xx") for word in folded.split()
    )


def states_origin(text: str) -> bool:
    """Whether a short line gives author, date or source somewhere in it."""
    folded = fold(text)
    if text.endswith((*SENTENCE_END, ".")):
        return len(text) <= _LONGEST_ORIGIN and _FOR_WHOM.match(folded) is not None
    if len(text) <= _LONGEST_ORIGIN and (_ORIGIN.search(folded) or _PAIRS.fullmatch(folded)):
        return True
    return len(text) <= _LONGEST_PRESENTED and bool(_PRESENTED.match(folded) or _PERSON.fullmatch(folded))


def stated_unit(*lines: str) -> str | None:
    """Return the unit that a labelled line ("单位：...", "Prepared by: ...") names."""
    for line in lines:
        for part in re.split(_APART, line):
            if match := _UNIT_LABEL.match(fold(part)):
                return part[match.end() :].strip(" \u3000)）]") or None
    return None
