"""Which unit a report is of: a known unit, or the organisation that title, letterhead, byline or signature name."""
# ruff: noqa: E501, RUF001 - patterns read worse when they are wrapped

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reports.documents.folding import HAN, fold
from reports.importer import vocabulary as words
from reports.importer.headlines import is_headline
from reports.importer.origins import SEAL, is_organisation, stated_unit
from reports.importer.titled_units import ENDS_AS_ROLE, ORG_EN, is_name, unit_in_title

_SELF = re.compile(r"我(局|县|镇|乡|村|区|市|街道|社区|办|中心|院|校|所|公司|站|队)")
_TRANSLATION = re.compile(rf"(?<=[{HAN}])\s+[A-Za-z .&'-]+$")
"""The translation behind a Chinese name."""
_AFTER_NAME = re.compile(
    r"\s*(?:$|['’]|[\d(〇二一xX×*_:,-]|第|[上下]半|半年|季|月|周|年|关于|的|工作|总结|述职|汇报|报告|(?i:annual|quarter|month|week|half|work|summar|report|review|first|second|third|fourth|q[1-4]|h[12]|for|in|from|performance|activity|progress))"
)
"""What follows a unit's name in a headline; anything else makes it part of a theme (智慧园区平台)."""
_ADDRESSED = re.compile(
    r"(?:图片?|配图|摄影?|供图)\s?[:/|]|(?:受文(?:者|单位|机关)|抄送|主送(?:机关|单位)?|报送|呈报|呈送|送)\s?:|(?i:(?:prepared|written|produced) for\b|(?:submitted )?to\s?:|for (?:the )?attention\b|for the (?:\w+ ){0,2}(?:director|manager|chair\w*|secretary|head|chief|clerk|president)\b)"
)
"""A line that names who gets the report, or who took its pictures."""
_INTERNAL_EN = re.compile(
    r"(?:[A-Z][\w'’&-]* ){1,2}(?:Desk|Team|Office|Department|Dept|Section|Unit|Division|Crew|Workshop|Group|Counter|Room|Committee|Board|Council)"
)
"""A part of a body, named by what it does: it says little without the body."""
_INTERNAL_ZH = re.compile(
    r"(?:党政|综合|行政|院|校|局|总务|教务|教导|政教|秘书|宣传|组织|人事|信息|团委|党委|党群|党建|公司|集团|医务|护理|财务|督查)?(?:办公室|办|处|科|部|室|股)"
)
"""A part of a body that mostly posts what the body reports: it says little without the body."""
_GENERIC_EN = re.compile(
    r"(?:(?:the|a|our|school|college|university|hospital|company|community|public|village|town|city|county|learning|resources?|information|student|primary|secondary|high|lower|upper|junior|senior|middle|sixth|form|nursery|infant|main|central|local|children|young|people|reading|customer|service|services|support|logistics|property|management|medical|health|care|day|night|food|garden|sales|finance|office|library|centre|center|department|bureau|section|unit|division|desk|team|group|station|shop|store|club|kitchen|canteen|ward|clinic|laboratory|lab|workshop|s|of|and|for)['’\s]*)+",
    re.IGNORECASE,
)
"""A name of nothing but what such bodies are called: it says little without the body above it."""
_ROLE = re.compile(
    r"\b(?:Director|Manager|Chair\w*|Secretary|Officer|Captain|Head of|Clerk|Treasurer|Co-?ordinator|President|Editor|Chief)\b"
)
_PIECES = re.compile(
    r"[|｜;；]|(?=(?:来源|來源|作者|编辑|編輯|浏览|瀏覽|阅读|閱讀|点击|點擊|字体|字號|字号|发布|發佈|时间|時間|日期|审核|访问)\S{0,4}[:：])|[\s\u3000]{2,}|[\s\u3000](?=\S{2,8}[:：])"
)
_BY_EN = re.compile(
    r"^(?:(?:Prepared|Submitted|Compiled|Posted|Published|Written|Issued|Produced|Presented) )?(?:By|by|From)(?: the)?\s(?=[A-Z])"
)
_SIGNED_FOR = re.compile(
    r"^(?:(?i:signed|submitted|compiled|prepared|presented|issued|written)\s)?(?i:(?:for and )?on behalf of|(?<=signed )for)(?: the)?\s(?=[A-Z])"
)
_LABEL = re.compile(r"^[^:：]{2,12}[:：]\s?")
_WRITER = re.compile(rf"(?!图(?!文)|摄影|供图)(?:{words.WRITER_ZH}|文\s?:\s?)")
_DATED_EN = re.compile(r",?\s(?:(?i:week|q[1-4]|h[12])\b.*|(?:" + words.MONTHS_EN + r")?\s?(?:of\s)?\d{4})$")
_OFFICE_OF = re.compile(rf"(?:\w+ )?{_ROLE.pattern}(?: to| of| at| for|, on behalf of)?(?: the)? (?=[A-Z])")
_PERSON = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Cllr|Rev|Prof)\.? )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,2}")
_COMPANY = re.compile(r"(?i:Inc|Ltd|Co|LLC|LLP|PLC|plc|Limited)\.?")
_OWN_FIELD = re.compile(r"(?:Director|Head|Manager|Chief|Officer|Captain)\w* of ")
"""Whom a person heads: often a field of work, no body."""
_PROPER = re.compile(r"[A-Z][\w'’&-]+(?: (?:of|and|the|for|&|in|[A-Z][\w'’&-]+)){1,6}")
_SIGNER = re.compile(f"[{HAN}]{{5,24}}")
_NO_SIGNER = re.compile(
    r"(?:书记|主任|经理|校长|园长|院长|局长|主席|秘书|干事|老师|教师|同志|先生|女士|[谨敬]上|[谨敬]启|此致|敬礼|报告人|总结人|某)|(?:长|员|人|师|日|月|年)$|谢谢|感谢|批评|指正|如下|以上"
)
_PERSONAL = re.compile(r"个人|述职|实习|实践|自我|我的|第一书记|村官|(?i:\bmy\b|\bpersonal\b|\binternship\b)")

_LED = re.compile(
    r"在[^。；;]{2,60}?(?:[领領][导導]|指[导導]|[关關]心|[关關][怀懷]|支持|[帮幫]助|部署)下|\bunder the (?:lead(?:ership)?|guidance|direction) of [^.,;]{2,80}",
    re.IGNORECASE,
)
"""Who led or helped those who write."""


def detect_unit(
    title: str | None,
    named: Sequence[str],
    body: Sequence[str],
    known_units: Sequence[str] = (),
    letterhead: Sequence[str] = (),
    signature: str = "",
) -> tuple[str, str] | None:
    """Return the unit's name as written and where it stands, or None.

    `letterhead` are the lines above the title, `named` byline, letterhead and signature; `body` the report's paragraphs. Known units are matched first; "our bureau"
    names nobody, and a personal summary has no unit.
    """
    named = list(map(_without_label_of_writer, named))
    if found := _known(title or "", known_units, unit_in_title(title or "")):
        return found, "title (known unit)"
    if title and is_personal(title):
        return None
    if title and (found := unit_in_title(title)):
        is_whole = _AFTER_NAME.match(fold(title), title.find(found) + len(found))
        return (not is_whole and _labelled(found, named)) or (_in_full(found, named), "title")
    written = list(_written_in(named, known_units))
    if written:
        return next(
            (name for name in written if not _INTERNAL_ZH.fullmatch(fold(name))), written[0]
        ), "letterhead, byline or signature"
    if found := _repeated(title or "", named) or _letterhead(letterhead):
        return found, "letterhead"
    openings = (_LED.sub("", text[:200]) for text in body[:2])
    if found := next(filter(None, (_known(text, known_units, *organisations([text])) for text in openings)), None):
        return found, "opening (known unit)"
    signer = next(filter(_may_sign, _PIECES.split(signature)), None) if signature else None
    return (signer, "signature") if signer else _in_body(body)


def _written_in(named: Sequence[str], known_units: Sequence[str]) -> Iterator[str]:
    """Yield the bodies that byline, letterhead and signature name."""
    for line in (line for line in named if not _ADDRESSED.match(fold(line))):
        written = next(organisations([line]), None) or unit_in_title(line)
        found = _stated_body(line) or _known(line, known_units, written) or written
        if found and is_name(found) and not _OWN_FIELD.match(found):
            yield found


def _without_label_of_writer(line: str) -> str:
    """A byline without 文/ or "Signed for the" before the name, or the seal behind it."""
    label = _WRITER.match(fold(line))
    return SEAL.sub("", _SIGNED_FOR.sub("", line[label.end() :] if label else line))


def is_personal(title: str) -> bool:
    """Whether a report is called a person's own: it has no unit."""
    return _PERSONAL.search(fold(title)) is not None


def _may_sign(piece: str) -> bool:
    """Whether words of a signature can only be a body's name: longer than a person's, no office, no greeting."""
    folded = fold(piece).strip()
    return _SIGNER.fullmatch(folded) is not None and is_name(folded) and _NO_SIGNER.search(folded) is None


def _stated_body(line: str) -> str | None:
    """The body that a labelled line names, without the person who wrote for it."""
    stated = stated_unit(line)
    return _without_person(stated)[0] or stated if stated else None


def _labelled(titled: str, named: Sequence[str]) -> tuple[str, str] | None:
    """The unit that a label names (编制单位：...), where it is another one than the title seems to name."""
    stated = stated_unit(*named)
    if stated is None or not is_name(stated) or titled in stated or stated in titled:
        return None
    return stated, "letterhead, byline or signature"


def _in_full(titled: str, named: Sequence[str]) -> str:
    """The full name of a unit that the title names in short (长者中心, Parish Council) or by its kind alone (Returns Desk)."""
    written = list(organisations(named))
    ending = titled.casefold()
    longer = next((name for name in written if len(name) > len(titled) and name.casefold().endswith(ending)), None)
    if longer or not (_INTERNAL_EN.fullmatch(titled) or _GENERIC_EN.fullmatch(titled)):
        return longer or titled
    return next((name for name in written if not (_INTERNAL_EN.fullmatch(name) or _GENERIC_EN.fullmatch(name))), titled)


def organisations(lines: Iterable[str]) -> Iterator[str]:
    """Yield the organisations that lines name by themselves or behind a label: "撰文：某某基金会 ｜ 上架：...", "X, March 2016"."""
    for line in lines:
        if _ADDRESSED.match(fold(line)):
            continue
        for piece in _PIECES.split(line):
            name = _BY_EN.sub("", _LABEL.sub("", piece).strip(" ()（）[]【】*_"))
            name, is_signed = _without_person(_DATED_EN.sub("", name))
            if name and (is_signed or is_organisation(name)) and is_name(name) and not _ROLE.search(name):
                yield name


def _without_person(name: str) -> tuple[str, bool]:
    """The body behind a person's name and office, and whether there was an office: "T. Hill, Chair, Eastside Bowls Club"."""
    pieces = name.split(", ")
    office = max((at for at, piece in enumerate(pieces) if _OFFICE_OF.match(piece) or _is_office(piece)), default=-1)
    if office < 0:
        is_person = len(pieces) > 1 and _PERSON.fullmatch(pieces[0]) and not ORG_EN.search(pieces[0])
        return (", ".join(pieces[1:]) if is_person and _COMPANY.fullmatch(pieces[1]) is None else name), False
    if office + 1 < len(pieces):
        found = ", ".join(pieces[office + 1 :])
    else:
        found = pieces[office] if _OWN_FIELD.search(pieces[office]) else _OFFICE_OF.sub("", pieces[office], count=1)
        found = found if found != pieces[office] else ", ".join(pieces[1:office])
    return found, bool(_PROPER.fullmatch(found))


def _is_office(piece: str) -> bool:
    return ENDS_AS_ROLE.search(piece) is not None or (_ROLE.search(piece) is not None and ORG_EN.search(piece) is None)


def _repeated(title: str, named: Sequence[str]) -> str | None:
    """The signature that stands in the title as well: a name, whatever it ends in."""
    signed = (piece for line in named for piece in line.split() if len(piece) >= 4 and not piece.isascii())
    return next((piece for piece in signed if piece in title), None)


def _letterhead(lines: Sequence[str]) -> str | None:
    """The line above the title that can only be the body that writes: a short name, no number, no sentence."""
    for line in lines:
        folded = fold(line)
        if is_headline(line) and len(folded) <= 60 and not re.search(r"\d|[:()]", folded) and is_name(line):
            return _TRANSLATION.sub("", line).strip()
    return None


def _known(text: str, known_units: Sequence[str], *written: str | None) -> str | None:
    """The longest known name in `text`, as written there; of equally long ones the first.

    One that only begins another of the names `written` there is what that body belongs to (临溪县 in 临溪县供水站).
    """
    folded = fold(text)
    longer = [fold(name) for name in written if name]
    matches = [
        (len(name), -at, at)
        for name in known_units
        if len(name) >= 2
        and (at := folded.find(fold(name))) >= 0
        and _stands_alone(folded, at, name)
        and not any(other.startswith(fold(name)) and len(other) > len(name) for other in longer)
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
            if is_name(name) and not re.match(r"[一二三四五六七八九十\d]|市|区|县|社区|全|各|下|上", name)
        )
        if names:
            name, count = names.most_common(1)[0]
            if count >= 2 or (own.get(ending, 0) >= 3 and count >= 1):
                return name, "named in the text"
    return None
