"""The organisation that a headline names; what a name must have, and what is none."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re

from reports.documents.folding import cached_when_short, fold
from reports.enums import Language
from reports.importer import vocabulary as words
from reports.importer.languages import language_of

_ENDINGS_ZH = "|".join(sorted(words.ORG_ENDINGS_ZH, key=len, reverse=True))
_ENDS_ORG_ZH = re.compile(rf"(?:{_ENDINGS_ZH})$")
_PERIOD_ZH = re.compile(
    r"第?[一二]学期|(?<!\d)(?:民国)?1[01]\d\s?年度?|[上下春秋]季?学期|[本每]?[周月季](?=工作|小?总?结|报|$)|第[一二三四1-4]季度?|(?:(?:19|20)\d{2}|20[xX×*_]{2}|[xX×*_]{2,4}|[二〇○零一三四五六七八九]{4})\s?[年度]?(?:\s?[-—~至]\s?(?:19|20)?\d{2,4}\s?(?:年|学年|年度))?(?:度)?|(?:第?[一二三四1-4]季度)|[上下]半年|半年度?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:\s?\d{1,2}[日号])?|第(?:\d{1,2}|[一二三四五六七八九十]{1,3})周|年度|年终|全年|季度|月度|(?:前|1-)[二三四]季度|[至到~—-]"
)
_SUMMARY_ZH = re.compile(
    r"(?:关于)?(?:的)?(?:个人)?(?:全面|重点|主要|业务|专项|阶段性?)?(?:工作)?(?:及|和|与|暨)?(?:述职|总结|小结|汇报|报告|回顾|情况|要点|简报|计划|打算|思路|述廉|周报|月报|季报|年报).*$"
)
_BAD_LEAD_ZH = re.compile(
    r"^(?:从|关于|对|在|我们?|本|全|各|某|该|个人|最新|优秀|精选|加强|推进|开展|做好|深化|创建|争创|学习|贯彻|落实|坚持|由|为|让|向|以|与|和|及|经|将|把|被|给|使|是|有|到)"
)
_ABOUT_ZH = re.compile(
    r"^(?:关于)?(?:(?:报送|上报|呈报|呈送|报请|提交|印发|转发|下发|做好)(?!.?(?:站|处|中心|部|科|室)))?"
)
_MASK = r"(?:[xX×*_]{1,8}|某{1,2}|○{2,}|\.{2,})"
_ONLY_MASK = re.compile(rf"{_MASK}\s?(?:{_ENDINGS_ZH})?")
"""A name of which nothing but the mask and the kind of body is left: XX局."""
_MASK_BEFORE_ZH = re.compile(rf"(?<![\dxX×*_]){_MASK}$")
_MASK_BEFORE_EN = re.compile(rf"{_MASK}\s$")
_PHRASE_EN = re.compile(
    r"(?:No\. ?\d{1,3}(?= [A-Z])|[A-Z][\w&'’.-]*|[A-Z]{2,})(?:(?:,\s|\s(?:and|of|for|&|of\sthe)\s|\s|,\sand\s)(?:Co\.|Ltd\.|Inc\.|plc\b|No\. ?\d{1,3}(?= [A-Z])|[A-Z][\w&'’-]*))*"
)
ORG_EN = re.compile(rf"\b(?:{words.ORG_WORDS_EN})\b")
_ENDS_ORG_EN = re.compile(rf"\b(?:{words.ORG_WORDS_EN})$")
_PROJECT_EN = re.compile(r"[\s,]+(?:Project|Plan)\b")
"""What makes the words before it, unless they end as a body does, the name of an undertaking: Harbour Wall Project."""
_LEADING_EN = re.compile(
    r"^(?:(?:Work|Summary|Summaries|Report|Reports|Review|Annual|Quarterly|Monthly|Weekly|Half-Year(?:ly)?|Half|Year|Year-End|End-of-Year|End|Season|Term|Mid-Year|Mid-Term|Termly|Biannual|Semi-Annual|Completion|Close-?out|Fiscal|Final|Interim|Project|Progress|Performance|Quarter|First|Second|Third|Fourth|Q[1-4]|H[12]|Week|of|for|from|by|on|and|in|the|The|at|to|&|,|A|An|Activity|Status|Closing|Brief)\b[\s,]*)+"
)
_TRAILING_EN = re.compile(
    r"[\s,]+(?:(?:Annual|Quarterly|Monthly|Weekly|Half-Year(?:ly)?|Year-End|End[ -]of|Mid-Year|Mid-Term|Termly|Biannual|Semi-Annual|Completion|Close-?out|Fiscal|Financial|Impact|Work|Activity|Progress|Status|Performance|Final|Interim|Closing|Operations?|Summary|Report|Review|Recap|Update|Newsletter|Highlights?|Plan|Project|Month of|First|Second|Third|Fourth|Quarter|Half|Year|Week|Q[1-4]|H[12]|FY|"
    + words.MONTHS_EN
    + r")\b.*|and|of|for|the|in|at)$"
)
_NO_UNIT_EN = re.compile(
    r"(?i:(?:the )?(?:lower|upper|primary|secondary|high|middle|junior|senior|our|whole|school)\s(?:school|library|college|department))"
)
_SMALL_EN = re.compile(
    r"\b(?:[A-Z][\w'’-]*\s){1,4}(?:(?!of\b|in\b|for\b|on\b|by\b|at\b|to\b|from\b|the\b|and\b|with\b|work\b|summar|report|review)[a-z'’-]+\s){0,4}"
    r"(?:town|township|village|county|district|bureau|station|office|department|school|hospital|cent(?:er|re)|committee|association|community|university|college|company|branch|institute|library|kindergarten|government|brigade|street|subdistrict|commission|federation|union|clinic|bank|co-?operative|court|museum)"
    r"(?=$|['’]s?\s|[,:]|\s(?:in|for|on|work|annual|report|summar|during|from|quarterly|monthly|half|first|second|third|fourth)\b|\s[\d(–-])"
)
_COMMON_EN = re.compile(
    r"(?:Primary|Secondary|Middle|High|Rural|Urban|Public|Local|Community|Village|School|County|Town|City|Our|My|Spring|Summer|Autumn|Winter|Personal|Individual|Safety|Health)\b"
)
ENDS_AS_ROLE = re.compile(
    r"\b(?:Directors?|Managers?|Chair\w*|Secretary|Officers?|Captain|Clerk|Treasurer|Co-?ordinators?|President|Editor|Trustees|Governors|Sisters?|Matron|Nurses?|Teachers?|Principal|Supervisors?|Engineers?|Superintendent)$"
)
_GENRE = re.compile(r"(?:总结|小结|汇报|报告|计划|体会|演讲稿|范文|模板)$")
_SUMMARY_OF = re.compile(
    r"(?i:summary|report|review)\s(?:of|by|from)\s(?:the\s)?((?:[A-Z][\w'’&-]+\s){1,3}[A-Z][\w'’&-]+)$"
)
_STREET = re.compile(r"\b(?:of|by|in) ((?:[A-Z]\w+ ){1,2}Street)(?=$| (?:in|for|during)\b)")
"""The subdistrict of a translation: "Work Report of Jinshan Street in 2021"."""
_NO_BODY = re.compile(
    r"(?i:\b(?:work|year|quarter|month|week|half|project|campaign|activit\w+|safety|training|development|management|construction|education|programme|program|plan|term|period|"
    + words.MONTHS_EN
    + r")\b)"
)


@cached_when_short(2048)
def unit_in_title(title: str) -> str | None:
    """Return the organisation that a headline names, or None."""
    title = title[:300]
    if language_of(title) is Language.CHINESE:
        return _in_chinese_title(title)
    return _in_english_title(title)


def _in_chinese_title(title: str) -> str | None:
    folded = fold(title)
    stripped = _SUMMARY_ZH.sub("", folded)
    pieces = []
    start = 0
    for match in _PERIOD_ZH.finditer(stripped):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(stripped)))
    for begin, end in pieces:
        piece = stripped[begin:end].strip(" :、,.。;!?-—\"'《》()的")
        piece = _ABOUT_ZH.sub("", piece)
        if not piece or piece not in folded:
            continue
        name = _longest_org(piece)
        if name and is_name(name):
            at = folded.find(name)
            mask = _MASK_BEFORE_ZH.search(folded[:at])
            return title[mask.start() if mask else at : at + len(name)]
    return None


def _longest_org(piece: str) -> str | None:
    """The longest start of `piece` that ends like an organisation and has a name before the ending."""
    for end in range(len(piece), 1, -1):
        match = _ENDS_ORG_ZH.search(piece[:end])
        if match is None:
            continue
        tail = piece[end : end + 1]
        weak = len(match[0]) == 1 and end < len(piece)
        if weak and match[0] not in "局镇乡村厅县市":
            continue
        if weak and (
            tail in "级域容貌场民务区委长"
            or (match[0] in "县市" and not piece.startswith(match.string[: match.start()]))
        ):
            continue
        if match[0].endswith("校") and tail in "庆园长友服训史刊际" and tail:
            continue
        if piece[:end].endswith("乡村") or (piece[end - 1] == "乡" and tail == "村"):
            continue
        name = piece[:end]
        if len(name) - len(match[0]) >= 1 and name not in words.GENERIC_UNITS_ZH and len(name) <= 40:
            return name
    return piece if len(piece) >= 3 and _ENDS_ORG_ZH.fullmatch(piece) and piece not in words.GENERIC_UNITS_ZH else None


def _in_english_title(title: str) -> str | None:
    best: str | None = None
    for segment in re.split(
        r"\s[–—-]\s|:\s|\s?\|\s?|\(|\)|(?i:\b(?:of|for|by|from|at)\sthe\s)|(?i:,\s(?=q[1-4]\b|\d{4}|first|second|third|fourth|week|"
        + words.MONTHS_EN
        + r"))",
        title,
    ):
        for match in _PHRASE_EN.finditer(segment):
            name = _trim_english(match[0])
            mask = _MASK_BEFORE_EN.search(segment[: match.start()])
            if mask and name and match[0].startswith(name):
                name = mask[0] + name
            if name and (best is None or len(name) > len(best)):
                best = name
        if best:
            break
    if (lower := _in_lower_case(title)) and (best is None or lower.startswith(best)):
        return lower
    if best:
        return best
    named = _SUMMARY_OF.search(title)
    return named[1] if named and not _NO_BODY.search(named[1]) else None


def _in_lower_case(title: str) -> str | None:
    """The body that only translations write so: "Heping Town agricultural station", "Jinshan Street"."""
    for match in _SMALL_EN.finditer(title):
        name = _LEADING_EN.sub("", match[0])
        if name[:1].isupper() and len(name.split()) > 2 and not _COMMON_EN.match(name):
            return name
    street = _STREET.search(title)
    return street[1] if street else None


def _trim_english(phrase: str) -> str | None:
    whole = _LEADING_EN.sub("", phrase)
    phrase = _TRAILING_EN.sub("", whole)
    if _PROJECT_EN.match(whole, len(phrase)) and _ENDS_ORG_EN.search(phrase) is None:
        return None
    if ORG_EN.search(phrase.title() if phrase.isupper() else phrase) is None:
        return None
    name = re.sub(r"['’]s?$", "", phrase.strip(" ,"))
    name = ENDS_AS_ROLE.sub("", name).rstrip()
    name = re.sub(r"^(?:Q[1-4]|H[12]|\d{4})\s", "", name)
    pieces = name.split(", ")  # "Parent Company, Own Department": the last is the one that reports
    if len(pieces) > 1 and all(ORG_EN.search(piece) for piece in pieces):
        name = pieces[-1]
    generic = len(name.split()) < 2 or re.fullmatch(rf"{_MASK}\s\w+", name)
    return None if generic or _NO_UNIT_EN.fullmatch(name) else name


def is_name(name: str) -> bool:
    """Whether words that end like an organisation name one: no genre, mask or "our bureau"."""
    folded = fold(name)
    return (
        folded not in words.GENERIC_UNITS_ZH
        and not any(map(folded.__contains__, ":【把"))
        and not _GENRE.search(folded)
        and not folded.endswith(("部门", "单位"))
        and not _BAD_LEAD_ZH.match(folded)
        and not _ONLY_MASK.fullmatch(folded)
        and not ENDS_AS_ROLE.search(name)
    )
