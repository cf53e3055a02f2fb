"""Which unit a report is of: a known unit, or the organisation that title, letterhead, byline or signature name."""
# ruff: noqa: E501, RUF001 - patterns read worse when they are wrapped

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reports.documents.folding import HAN, cached_when_short, fold
from reports.enums import Language
from reports.importer import vocabulary as words
from reports.importer.headlines import is_headline, is_organisation, stated_unit
from reports.importer.languages import language_of

_ENDINGS_ZH = "|".join(sorted(words.ORG_ENDINGS_ZH, key=len, reverse=True))
_ENDS_ORG_ZH = re.compile(rf"(?:{_ENDINGS_ZH})$")
_PERIOD_ZH = re.compile(
    r"第?[一二]学期|[上下春秋]季?学期|[本每]?[周月季](?=工作|小?总?结|报|$)|(?:(?:19|20)\d{2}|20[xX×*_]{2}|[xX×*_]{2,4}|[二〇○零一三四五六七八九]{4})\s?[年度]?(?:\s?[-—~至]\s?(?:19|20)?\d{2,4}\s?(?:年|学年|年度))?(?:度)?|(?:第?[一二三四1-4]季度)|[上下]半年|半年度?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:\s?\d{1,2}[日号])?|第(?:\d{1,2}|[一二三四五六七八九十]{1,3})周|年度|年终|全年|季度|月度|(?:前|1-)[二三四]季度|[至到~—-]"
)
_SUMMARY_ZH = re.compile(
    r"(?:关于)?(?:的)?(?:个人)?(?:全面|重点|主要|业务|专项|阶段性?)?(?:工作)?(?:及|和|与|暨)?(?:述职|总结|小结|汇报|报告|回顾|情况|要点|简报|计划|打算|思路|述廉|周报|月报|季报|年报).*$"
)
_BAD_LEAD_ZH = re.compile(
    r"^(?:从|关于|对|在|我们?|本|全|各|某|该|个人|最新|优秀|精选|加强|推进|开展|做好|深化|创建|争创|学习|贯彻|落实|坚持|由|为|让|向|以|与|和|及|经|将|把|被|给|使|是|有|到)"
)
_MASK = r"(?:[xX×*_]{1,8}|某{1,2}|○{2,}|\.{2,})"
_ONLY_MASK = re.compile(rf"{_MASK}\s?(?:{_ENDINGS_ZH})?")
"""A name of which nothing but the mask and the kind of body is left: XX局."""
_MASK_BEFORE_ZH = re.compile(rf"(?<![\dxX×*_]){_MASK}$")
_MASK_BEFORE_EN = re.compile(rf"{_MASK}\s$")
_SELF = re.compile(r"我(局|县|镇|乡|村|区|市|街道|社区|办|中心|院|校|所|公司|站|队)")
_PHRASE_EN = re.compile(
    r"(?:[A-Z][\w&'’.-]*|[A-Z]{2,})(?:(?:,\s|\s(?:and|of|for|&|of\sthe)\s|\s|,\sand\s)(?:Co\.|Ltd\.|Inc\.|[A-Z][\w&'’-]*))*"
)
_ORG_EN = re.compile(rf"\b(?:{words.ORG_WORDS_EN})\b")
_LEADING_EN = re.compile(
    r"^(?:(?:Work|Summary|Summaries|Report|Reports|Review|Annual|Quarterly|Monthly|Weekly|Half-Year(?:ly)?|Half|Year|Year-End|Mid-Year|Final|Interim|Project|Progress|Performance|Quarter|First|Second|Third|Fourth|Q[1-4]|H[12]|Week|of|for|from|by|on|and|in|the|The|at|to|&|,|A|An|Activity|Status|Closing|Brief)\b[\s,]*)+"
)
_TRAILING_EN = re.compile(
    r"[\s,]+(?:(?:Annual|Quarterly|Monthly|Weekly|Half-Year(?:ly)?|Year-End|Mid-Year|Work|Activity|Progress|Status|Performance|Final|Interim|Closing|Operations?|Summary|Report|Review|Recap|Update|Newsletter|Highlights?|Plan|Project|Month of|First|Second|Third|Fourth|Quarter|Half|Year|Week|Q[1-4]|H[12]|FY|"
    + words.MONTHS_EN
    + r")\b.*|and|of|for|the|in|at)$"
)
_TRANSLATION = re.compile(rf"(?<=[{HAN}])\s+[A-Za-z .&'-]+$")
"""The translation behind a Chinese name."""
_AFTER_NAME = re.compile(
    r"\s*(?:$|['’]|[\d(〇二一xX×*_:,-]|第|[上下]半|半年|季|月|周|年|关于|的|工作|总结|述职|汇报|报告|(?i:annual|quarter|month|week|half|work|summar|report|review|first|second|third|fourth|q[1-4]|h[12]|for|in|from|performance|activity|progress))"
)
"""What follows a unit's name in a headline; anything else makes it part of a theme (智慧园区平台)."""
_ADDRESSED = re.compile(
    r"(?:抄送|主送|报送|呈报|呈送|送)\s?:|(?i:(?:prepared|written|produced) for\b|(?:submitted )?to\s?:)"
)
"""A line that names who gets the report."""
_INTERNAL_EN = re.compile(
    r"(?:[A-Z][\w'’&-]* ){1,2}(?:Desk|Team|Office|Department|Dept|Section|Unit|Division|Crew|Workshop|Group|Counter|Room|Committee|Board|Council)"
)
"""A part of a body, named by what it does: it says little without the body."""
_GENRE = re.compile(r"(?:总结|小结|汇报|报告|计划|体会|演讲稿|范文|模板)$")
_SUMMARY_OF = re.compile(
    r"(?i:summary|report|review)\s(?:of|by|from)\s(?:the\s)?((?:[A-Z][\w'’&-]+\s){1,3}[A-Z][\w'’&-]+)$"
)
_NO_BODY = re.compile(
    r"(?i:\b(?:work|year|quarter|month|week|half|project|campaign|activit\w+|safety|training|development|management|construction|education|programme|program|plan|term|period|"
    + words.MONTHS_EN
    + r")\b)"
)
_ROLE = re.compile(
    r"\b(?:Director|Manager|Chair\w*|Secretary|Officer|Captain|Head of|Clerk|Treasurer|Co-?ordinator|President|Editor|Chief)\b"
)
_PIECES = re.compile(
    r"[|｜;；]|(?=(?:来源|來源|作者|编辑|編輯|浏览|瀏覽|阅读|閱讀|点击|點擊|字体|字號|字号|发布|發佈|时间|時間|日期|审核|访问)\S{0,4}[:：])|[\s\u3000]{2,}|[\s\u3000](?=\S{2,8}[:：])"
)
_LABEL = re.compile(r"^[^:：]{2,12}[:：]\s?")
_DATED_EN = re.compile(r",?\s(?:(?i:week|q[1-4]|h[12])\b.*|(?:" + words.MONTHS_EN + r")?\s?(?:of\s)?\d{4})$")
_PERSONAL = re.compile(r"个人|述职|实习|实践|自我|我的|(?i:\bmy\b|\bpersonal\b|\binternship\b)")


def detect_unit(
    title: str | None,
    named: Sequence[str],
    body: Sequence[str],
    known_units: Sequence[str] = (),
    letterhead: Sequence[str] = (),
) -> tuple[str, str] | None:
    """Return the unit's name as written and where it stands, or None.

    `letterhead` are the lines above the title, `named` byline, letterhead and signature; `body` the report's paragraphs. Known units are matched first; "our bureau"
    names nobody, and a personal summary has no unit.
    """
    if found := _known(title or "", known_units):
        return found, "title (known unit)"
    if title and _PERSONAL.search(fold(title)):
        return None
    if title and (found := unit_in_title(title)):
        is_whole = _AFTER_NAME.match(fold(title), title.find(found) + len(found))
        return (not is_whole and _labelled(found, named)) or (_in_full(found, named), "title")
    for line in (line for line in named if not _ADDRESSED.match(fold(line))):
        found = (
            stated_unit(line) or _known(line, known_units) or next(organisations([line]), None) or unit_in_title(line)
        )
        if found and _is_name(found):
            return found, "letterhead, byline or signature"
    if found := _repeated(title or "", named) or _letterhead(letterhead):
        return found, "letterhead"
    if found := next(filter(None, (_known(text[:200], known_units) for text in body[:2])), None):
        return found, "opening (known unit)"
    return _in_body(body)


def _labelled(titled: str, named: Sequence[str]) -> tuple[str, str] | None:
    """The unit that a label names (编制单位：...), where it is another one than the title seems to name."""
    stated = stated_unit(*named)
    if stated is None or not _is_name(stated) or titled in stated or stated in titled:
        return None
    return stated, "letterhead, byline or signature"


def _in_full(titled: str, named: Sequence[str]) -> str:
    """The full name of a unit that the title names in short (长者中心, Parish Council) or by its kind alone (Returns Desk)."""
    written = list(organisations(named))
    ending = titled.casefold()
    longer = next((name for name in written if len(name) > len(titled) and name.casefold().endswith(ending)), None)
    if longer or not _INTERNAL_EN.fullmatch(titled):
        return longer or titled
    return next((name for name in written if not _INTERNAL_EN.fullmatch(name)), titled)


def organisations(lines: Iterable[str]) -> Iterator[str]:
    """Yield the organisations that lines name by themselves or behind a label: "撰文：某某基金会 ｜ 上架：...", "X, March 2016"."""
    for line in lines:
        if _ADDRESSED.match(fold(line)):
            continue
        for piece in _PIECES.split(line):
            name = _LABEL.sub("", piece).strip(" ()（）[]【】*_")
            name = _DATED_EN.sub("", name)
            if is_organisation(name) and _is_name(name) and not _ROLE.search(name):
                yield name


def _repeated(title: str, named: Sequence[str]) -> str | None:
    """The signature that stands in the title as well: a name, whatever it ends in."""
    signed = (piece for line in named for piece in line.split() if len(piece) >= 4 and not piece.isascii())
    return next((piece for piece in signed if piece in title), None)


def _letterhead(lines: Sequence[str]) -> str | None:
    """The line above the title that can only be the body that writes: a short name, no number, no sentence."""
    for line in lines:
        folded = fold(line)
        if is_headline(line) and len(folded) <= 60 and not re.search(r"\d|[:()]", folded) and _is_name(line):
            return _TRANSLATION.sub("", line).strip()
    return None


def _known(text: str, known_units: Sequence[str]) -> str | None:
    """The longest known name in `text`, as written there; of equally long ones the first."""
    folded = fold(text)
    matches = [
        (len(name), -at, at)
        for name in known_units
        if len(name) >= 2 and (at := folded.find(fold(name))) >= 0 and _stands_alone(folded, at, name)
    ]
    if not matches:
        return None
    length, _, at = max(matches)
    return text[at : at + length]


def _stands_alone(text: str, at: int, name: str) -> bool:
    if not name.isascii():
        return True
    before, after = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
    return not (before.isalnum() or after.isalnum())


def _is_name(name: str) -> bool:
    folded = fold(name)
    return (
        folded not in words.GENERIC_UNITS_ZH
        and ":" not in folded
        and not _GENRE.search(folded)
        and not folded.endswith(("部门", "单位"))
        and not _BAD_LEAD_ZH.match(folded)
        and not _ONLY_MASK.fullmatch(folded)
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
        piece = stripped[begin:end].strip(" :、-—\"'《》()的").removeprefix("关于")
        if not piece or piece not in folded:
            continue
        name = _longest_org(piece)
        if name and _is_name(name):
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
            return best
    named = _SUMMARY_OF.search(title)
    return named[1] if named and not _NO_BODY.search(named[1]) else None


def _trim_english(phrase: str) -> str | None:
    phrase = _LEADING_EN.sub("", phrase)
    phrase = _TRAILING_EN.sub("", phrase)
    if _ORG_EN.search(phrase.title() if phrase.isupper() else phrase) is None:
        return None
    name = re.sub(r"['’]s?$", "", phrase.strip(" ,"))
    name = re.sub(r"^(?:Q[1-4]|H[12]|\d{4})\s", "", name)
    pieces = name.split(", ")  # "Parent Company, Own Department": the last is the one that reports
    if len(pieces) > 1 and all(_ORG_EN.search(piece) for piece in pieces):
        name = pieces[-1]
    generic = len(name.split()) < 2 or re.fullmatch(rf"{_MASK}\s\w+", name)
    return None if generic else name


def _in_body(body: Sequence[str]) -> tuple[str, str] | None:
    """The body that a report's text names when it speaks of itself ("我镇 ... 春华镇"): by the ending it uses for itself."""
    text = "\n".join(map(fold, body))
    own = Counter(_SELF.findall(text))
    endings = [ending for ending, count in own.most_common(2) if ending in "镇乡村局县区街道" and count >= 2]
    if "街道" in text and "街道" not in endings:
        endings.append("街道")
    for ending in endings:
        pattern = rf"(?:^|[,。;:、\"'()《》!? \n年月日]|来|在|由|经|对|为)([{HAN}]{{2,4}}?{'镇' if ending == '街道' else ''}{ending})(?!{'级|长|域|民|容' if ending != '街道' else '级|各'})"
        names = Counter(
            name
            for name in re.findall(pattern, text)
            if _is_name(name) and not re.match(r"[一二三四五六七八九十\d]|市|区|县|社区|全|各|下|上", name)
        )
        if names:
            name, count = names.most_common(1)[0]
            if count >= 2 or (own.get(ending, 0) >= 3 and count >= 1):
                return name, "named in the text"
    return None
