"""Key figures: Arabic numbers with a measure word, a counted noun, % or ‰."""
# ruff: noqa: E501, SIM905 - patterns and lists of words read worse when they are wrapped

import re

from reports.documents.folding import HAN, fold
from reports.documents.personal_data import personal_spans
from reports.figures import vocabulary as words
from reports.figures.figure import Figure

_DIGIT = re.compile(r"\d")
_HAN = re.compile(f"[{HAN}]")
_MEASURES = "|".join(sorted(set(words.MEASURES_ZH), key=len, reverse=True))
_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?)"
_CHINESE = re.compile(
    rf"(?<![\d.A-Za-z/第])(?<!第\s){_NUMBER}\s?(?P<a>余|多|来|几)?(?P<m>百万|千万|万亿|万|亿|千|百)?(?P<b>余|多|来|几)?"
    rf"(?:(?P<p>[%‰])|(?P<u>{_MEASURES}|(?i:km²|m²|m³|m3|m2|kwh|kw|km|kg|mg/l|mg|cm|mm|mw|ml|t\b))(?P<per>/(?:{_MEASURES}|[a-zA-Z]{{1,4}}))?)"
)
_CHINESE_MONEY = re.compile(rf"(?:¥|￥){_NUMBER}(?P<m>万|亿)?")
_APPROXIMATE_ZH = re.compile(r"(?:约|近|超过|超|逾|达到?近|大约|将近|接近|不足|至少|以上|左右)\s?$")
_NOT_A_MEASURE = re.compile(r"(?:号|楼|栋|室|座)|月|年|日|点\d|时\d")
_AFTER_ZH = re.compile(r"(?:[年月日号]|级|周年|楼|期工程)")
_ENGLISH = re.compile(
    rf"(?<![\w.,/$£€:#-])(?P<cur>US\$|\$|£|€|¥|RMB\s|USD\s|EUR\s|GBP\s)?{_NUMBER}(?![\d:]|st\b|nd\b|rd\b|th\b)(?P<plus>\+)?"
    r"(?:\s?(?P<p>%|‰|percent\b|per\scent\b|percentage\spoints?\b)|(?:\s|-)?(?P<m>million|billion|thousand|hundred)\b)?"
    r"(?P<rest>(?:[ -](?!and\b|or\b|but\b|to\b|in\b|on\b|at\b|by\b|from\b|for\b|with\b|than\b|as\b|when\b|while\b|who\b|which\b|that\b|because\b|so\b)[A-Za-z][\w²³/'’-]*){0,4})"
)
_APPROXIMATE_EN = re.compile(
    r"(?i:more than|over|about|nearly|almost|around|some|approximately|roughly|at least|up to|under|less than|close to|just over|just under)\s(?:US\$|\$|£|€)?$"
)
_NO_NUMBER = re.compile(
    r"(?i:(?:\bno\.?|\bnumber|\bpart|\bchapter|\bsection|\bphase|\bstage|\bline|\broute|\bweek|\bquarter|\bversion|\bpage|\bclass|\broom|\bzone|\bgrade|\btype|\bstep|\bitem|\btable|\bfigure|\bunit|\barticle|\biso|\bwell|\btank|\bpump|\bvalve|\bfilter|\bblock|\bbuilding|\blot|\bkm|\bpm|\bcovid|\bh|\bq|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s)$"
)
_MONTH = re.compile(
    r"\s?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|\s?(?:a\.?m\.?|p\.?m\.?|o'clock)(?!\w)"
)
_STOP = frozenset(
    """
    worth
    " "including "per a about across after again against all along already also an answered any are around attend
    attended attends be because been before behind being beside between beyond both built came can carried carries
    carry checked cleaned closed compared completed could delivered despite did do does down during each every
    fell fixed found further gave had handled has have he held her his hold holds i if included inspected
    installed into is issued it its kept last left less logged lost made may met might more most must near need
    needs next no not now of off once only our out over paid passed per-cent planned previous received recorded
    remain remained remains removed repaired repeated replaced reported resolved reviewed rose sent served she
    should show shows since spent still surveyed taken takes tested that the their then there these they this
    those through took toward towards trained treated under until up upon used using via visited was we went were
    where will within without won would you
    """.split()
)
_SYMBOL = re.compile(
    r"[ -]?(?:[kMGT]?Wh?|[kmc]?m[23²³]?|[kMm]?g(?:/L)?|[mMk]?[lL](?:/[sh])?|NTU|ppm|dB|bar|kPa|tonnes?|tons?|litres?|liters?|hours?|minutes?|seconds?|days?|weeks?|months?|metres?|meters?|kilometres?|"
    r"kilometers?|miles?|hectares?|degrees?|euros?|dollars?|pounds?|yuan|points?)(?![\w²³/])(?:(?: per |/)(?:[a-z]+\b|m[23³²]|[a-z]+))?"
)
_DAY_RANGE = re.compile(
    r"\s(?:to|-|and|or)\s\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_BEFORE_YEAR = re.compile(r"(?i:\b(?:in|of|for|since|by|until|from|the|to|year|during|and|end|end-)\s)$")
_AFTER_LIST_NUMBER = re.compile(r"[.)\]]\s|\)|\s?[)\]]")
_GOES_ON = re.compile(r"\s(?:have|has|were|are|was|of (?:them|these|those|which|whom))\b")
_PARTICIPLES = re.compile(r"[a-z]{3,}ed$")


def find_figures(text: str, line: int | None = None) -> list[Figure]:
    """Return the figures of one paragraph in order. Dates, times, years, ordinals, document and telephone numbers,
    masks and list numbers are none."""
    folded = fold(text)
    if not _DIGIT.search(folded):
        return []
    folded = _without_personal_data(folded)
    if _HAN.search(folded) is None:
        matches = _ENGLISH.finditer(folded)
        return [figure for match in matches if (figure := _english_figure(text, folded, match, line))]
    found = [
        (match.start(), _chinese_figure(text, folded, match, line))
        for match in _CHINESE.finditer(folded)
        if _is_figure_zh(folded, match)
    ]
    if "¥" in folded or "￥" in folded:
        found += [(match.start(), _money_figure(text, match, line)) for match in _CHINESE_MONEY.finditer(folded)]
        found.sort(key=lambda pair: pair[0])
    return [figure for _, figure in found]


def _money_figure(text: str, match: re.Match[str], line: int | None) -> Figure:
    return Figure(_value(match["n"]), (match["m"] or "") + "元", text[match.start() : match.end()], False, line)


def _without_personal_data(folded: str) -> str:
    """`folded` with telephone and identity numbers blanked out, of the same length."""
    spans = sorted(personal_spans(folded))
    if not spans:
        return folded
    pieces, start = [], 0
    for a, b in spans:
        if a >= start:
            pieces += [folded[start:a], "_" * (b - a)]
            start = b
    return "".join([*pieces, folded[start:]])


def _value(number: str) -> float:
    value = float(number.replace(",", ""))
    return int(value) if value.is_integer() else value


def _is_figure_zh(folded: str, match: re.Match[str]) -> bool:
    unit, after, before = (
        match["u"] or "",
        folded[match.end() : match.end() + 2],
        folded[max(0, match.start() - 3) : match.start()],
    )
    if before.endswith(("第", "№")) or re.search(r"[xX×*_]$", before):
        return False
    if unit in ("分",) and re.search(r"\d时$|\d点$|:$", before):
        return False
    if (
        unit in ("站", "路", "线", "层", "级", "道", "门", "口", "支", "期", "号", "届", "村", "点", "街道")
        and not match["a"]
        and not match["b"]
        and re.match(r"[号]|楼|公交|汽车|线|路口", after)
    ):
        return False
    if unit in ("路", "线", "届", "号", "级", "点", "层"):
        return bool(match["a"] or match["b"]) or (unit in ("层", "级") and not re.match("楼|以", after))
    if unit in ("两", "成", "方", "度", "口", "面", "步", "回", "页", "线") and not re.match(
        r"[,。;、:) ]|$|[以左余]", after
    ):
        return unit in ("度", "面", "口", "方", "页") and _value(match["n"]) < 1e9
    return not (unit in ("部", "本", "组", "队", "级", "部门") and after.startswith("门")) and not (
        unit == "天" and after.startswith("然")
    )


def _chinese_figure(text: str, folded: str, match: re.Match[str], line: int | None) -> Figure:
    approximate = bool(
        match["a"]
        or match["b"]
        or _APPROXIMATE_ZH.search(folded[max(0, match.start() - 4) : match.start()])
        or re.match(r"以上|左右|上下", folded[match.end() : match.end() + 2])
    )
    unit_start = match.start("p") if match["p"] else match.start("u")
    unit = text[unit_start : match.end()] if not match["p"] else match["p"]
    multiplier = text[match.start("m") : match.end("m")] if match["m"] else ""
    return Figure(_value(match["n"]), multiplier + unit, text[match.start() : match.end()], approximate, line)


def _english_figure(text: str, folded: str, match: re.Match[str], line: int | None) -> Figure | None:
    before, after = folded[: match.start()][-20:], folded[match.end("n") :][:40]
    is_measured = bool(match["p"] or match["cur"])
    if _NO_NUMBER.search(before[-14:]) and not is_measured:
        return None
    if _is_list_number(before, after) or _MONTH.match(after) or _DAY_RANGE.match(after):
        return None
    unit_words = _counted(match["rest"])
    if _YEAR.fullmatch(match["n"]) and not is_measured and not match["m"]:
        counted = bool(unit_words) and unit_words[-1].endswith("s") and _BEFORE_YEAR.search(before[-8:]) is None
        return _make(text, match, unit_words, line, before) if counted else None
    if not (is_measured or match["m"] or unit_words):
        return _bare(text, after, match, line, before)
    return _make(text, match, unit_words, line, before)


def _is_list_number(before: str, after: str) -> bool:
    """Whether a number only numbers an item: "3. text", "(3) text"."""
    return (not before or before.endswith(("(", "["))) and _AFTER_LIST_NUMBER.match(after) is not None


def _counted(rest: str) -> list[str]:
    """The counted noun after a number: words up to the first verb, preposition or other function word."""
    if symbol := _SYMBOL.match(rest):
        return symbol[0].split()
    found: list[str] = []
    for word in filter(None, re.split(r"(?<=\w) |^[ -]", rest)):
        if (word.lower() in _STOP and not (word.lower() == "per" and found)) or (found and _PARTICIPLES.match(word)):
            break
        found.append(word)
        if len(found) >= 2 and _is_plural(word) and "per" not in found:
            break
    if len(found) == 1 and _PARTICIPLES.match(found[0]):
        return []
    return found[:-1] if found and found[-1] == "per" else found


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _bare(text: str, after: str, match: re.Match[str], line: int | None, before: str) -> Figure | None:
    """A number that stands for things named before it: "so far, 628 have been ..."."""
    value = _value(match["n"])
    if value < 10 or _GOES_ON.match(after) is None:
        return None
    return Figure(value, "", text[match.start("n") : match.end("n")], bool(_APPROXIMATE_EN.search(before)), line)


def _make(text: str, match: re.Match[str], unit_words: list[str], line: int | None, before: str) -> Figure:
    approximate = bool(match["plus"] or _APPROXIMATE_EN.search(before))
    value = _value(match["n"])
    noun = " ".join(unit_words)
    if match["cur"]:
        currency = {"US$": "$", "USD": "$", "EUR": "€", "GBP": "£", "RMB": "yuan"}.get(
            match["cur"].strip(), match["cur"].strip()
        )
        unit = f"{match['m']} {currency}" if match["m"] else currency
    elif match["p"]:
        unit = "%" if match["p"] != "‰" else "‰"
        unit = "percentage points" if match["p"].startswith("percentage") else unit
    else:
        unit = f"{match['m']} {noun}".strip() if match["m"] else noun
    last = "m" if match["m"] else "p" if match["p"] else "n"
    shown = text[match.start() : match.end(last)] + (f" {noun}" if noun and not match["p"] else "")
    return Figure(value, unit, shown.strip(), approximate, line)
