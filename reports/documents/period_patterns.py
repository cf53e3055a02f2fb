"""The wordings of periods, as patterns by kind: data for `period_statements`."""
# ruff: noqa: E501, RUF001 - patterns read worse when wrapped, and name the ideographic zero

import re

MASKED = r"(?:20[xX×*_○]{2}|20\s{1,4}(?=年)|(?:19|20)\d[xX×*_]|[xX×*_]{2,4})"
_ROC = r"(?:(?:中华)?民国\s?)?(?:(?<!\d)1[01]\d(?=\s?年(?!来|前|间|代))|一[〇○零一][〇○零一二三四五六七八九](?=年)|一百(?:一?十|零)?[一二三四五六七八九]?(?=年度|年[第上下]))"
"""A year of the Republic's calendar, used in Taiwan: 113 is 2024."""
_DIGITS_ZH = r"[二一][〇○零一二三四五六七八九]{3}"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|{_DIGITS_ZH}|{_ROC}|{MASKED})\s?"
_YEAR2 = rf"(?:(?P<year2>(?:19|20)\d{{2}}|{_DIGITS_ZH})年\s?)?"
_CN_N = r"[一二三四1-4xX×*]"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|元)"
_TO = r"\s?(?:至|到|-+|~|—)\s?"
MONTHS_EN = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "range_zh",
            rf"(?:{_YEAR}年\s?)?(?P<m1>{MONTH})\s?月?\s?(?:(?P<d1>\d{{1,2}})日)?(?:起|[\u4e00-\u9fff]{{2,4}}?[,，]?)?{_TO}{_YEAR2}(?P<m2>{MONTH})\s?月(?:份|底|末)?(?:(?P<d2>\d{{1,2}})日)?",
        ),
        (
            "days_zh",
            rf"(?:{_YEAR}年\s?)?(?P<m2>{MONTH})\s?月\s?(?P<d1>\d{{1,2}})[日号]?{_TO}(?P<d2>\d{{1,2}})[日号]",
        ),
        (
            "range_dotted",
            r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?P<sep>[./])(?P<m1>\d{1,2})(?:(?P=sep)(?P<d1>\d{1,2}))?\s?(?:至|到|~|—|-+)\s?(?:(?P<year2>(?:19|20)\d{2})(?P=sep))?(?P<m2>\d{1,2})(?:(?P=sep)(?P<d2>\d{1,2}))?(?![\d./-])",
        ),
        (
            "range_dashed",
            r"(?<![\d-])(?P<year>(?:19|20)\d{2})-(?P<m1>\d{1,2})(?:-(?P<d1>\d{1,2}))?(?:\s?(?:至|到|~|-{2,})\s?|\s(?:-|to)\s)(?P<year2>(?:19|20)\d{2})-(?P<m2>\d{1,2})(?:-(?P<d2>\d{1,2}))?(?![\d./-])",
        ),
        (
            "range_compact",
            r"(?<!\d)(?P<year>20\d{2})(?P<m1>[01]\d)(?P<d1>[0-3]\d)\s?(?:至|到|~|—|-+)\s?(?P<year2>20\d{2})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)",
        ),
        ("first_months_zh", rf"(?:{_YEAR}年?)?(?:前|头)(?P<n>[2-9]|1[01]|[两二三四五六七八九]|十一?)个月"),
        (
            "school_zh",
            r"(?P<year>(?:19|20)\d{2})年?\s?[-—~至到]+\s?(?P<year2>(?:19|20)\d{2})\s?(?:学年度?|年度?)(?:[第上下]?(?P<n>[一二])?学期)?",
        ),
        (
            "term_zh",
            rf"{_YEAR}年?(?:度|学年度?)?的?(?:春季?|秋季?|[上下]|第?[一二])学期|(?P<year2>(?<!\d)1[01]\d|(?:19|20)\d{{2}}|{MASKED})学年度?",
        ),
        ("since_zh", rf"(?:自|从){_YEAR}年(?:{MONTH}月份?)?(?:\d{{1,2}}日)?(?:以来|起?至今|到现在|迄今)"),
        ("first_quarters_zh", rf"(?:{_YEAR}年?)?(?:前|1-|一至|一到)(?P<n>[二三四234])个?季度"),
        (
            "quarter_zh",
            rf"(?:{_YEAR}年?(?:度)?的?\s?)?(?<![一二三四、\d])(?:第\s?)?(?P<n>{_CN_N})\s?季度?(?=度|[^节风])",
        ),
        ("quarter_named_zh", rf"(?:{_YEAR}年?(?:度)?的?\s?)?(?P<n>[首末])季度?(?=[工业生经运总小情])"),
        ("quarter_q_zh", rf"{_YEAR}年?第?[Qq](?P<n>[1-4])(?!\d)"),
        ("half_zh", rf"(?:{_YEAR}年?(?:度)?的?\s?)?(?P<n>上|下)半年"),
        ("half_any_zh", rf"(?:{_YEAR}年?)?(?<![上下一二两三四五六七八九])半年(?:度|来|的)?"),
        ("week_zh", rf"(?:{_YEAR}年)?(?:\d{{1,2}}月)?第(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}}|[xX×*]{{1,2}})周"),
        ("month_zh", rf"{_YEAR}年\s?(?P<n>{MONTH}|[xX×*_]{{1,2}})\s?月份?(?!\s?[\dxX×*]{{1,2}}\s?[日号])"),
        ("month_dotted", r"(?<![\d.])(?P<year>20\d{2})[.](?P<n>0?[1-9]|1[0-2])(?=\s?(?:月报|月度|工作|总结|小结))"),
        ("month_slashed", r"(?<![\d/])(?P<n>0?[1-9]|1[0-2])/(?P<year>20\d{2})\b"),
        ("bare_month_zh", rf"(?<![\d年至到-])(?P<n>{MONTH})月份?(?=(?:份)?[^\d]{{0,12}}(?:总结|小结|汇报|月报|情况))"),
        (
            "span_zh",
            rf"(?P<year>(?:19|20)\d{{2}}|{_DIGITS_ZH})\s?[-/—至]\s?(?:\d{{2}}|[一二三四][〇○零一二三四五六七八九])\s?年度",
        ),
        ("year_zh", rf"{_YEAR}年度?"),
        (
            "year_short_zh",
            r"(?:^|[^\d教龄党军近来满])(?P<year>[12]\d)年(?=度|[上下]半|第?[一二三四]季|\d{1,2}月|年?终|工作|总结|全年)",
        ),
        ("year_x_zh", r"(?<![a-zA-Z\d×*])[xX×*]年(?=度|[上下]半|第|工作|总结|终)"),
        (
            "range_en",
            rf"(?:[Ff]rom\s)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<m1>{MONTHS_EN})\.?(?:\s(?P<d1b>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s(?P<year>\d{{4}}))?\s?(?:to|until|through|till|and|-+)\s?(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<m2>{MONTHS_EN})\.?(?:\s(?P<d2b>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s(?P<year2>\d{{4}}))?",
        ),
        (
            "days_en",
            (
                rf"(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:to|until|through|-+)\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{MONTHS_EN})\b\.?(?:,?\s(?P<year>20\d{{2}}))?"
                rf"|\b(?P<m2b>{MONTHS_EN})\.?\s(?P<d1b>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:to|until|through|-+)\s?(?P<d2b>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year2>20\d{{2}}))?"
            ),
        ),
        (
            "quarters_en",
            r"(?:\b(?P<year2>20\d{2})[ ,]{0,2})?\b[Qq](?P<n>[1-4])\s?(?:to|-+)\s?[Qq](?P<n2>[1-4])\b(?:,?\s(?:of\s)?(?P<year>20\d{2})\b)?",
        ),
        (
            "months_to_en",
            rf"(?i:(?P<n>three|six|nine|twelve|3|6|9|12) months (?:to|ended|ending)|(?P<quarter>quarter) (?:ended|ending)|(?:financial |fiscal |school |academic )?year (?:to|ended|ending))(?: (?:on|in))?(?i: the end of)?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<m2>{MONTHS_EN})(?:\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?,?\s(?P<year>\d{{4}})",
        ),
        (
            "since_en",
            rf"\b[Ss]ince\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<m1>{MONTHS_EN})\s(?:\d{{1,2}},\s)?(?P<year>20\d{{2}})",
        ),
        (
            "week_of_en",
            rf"(?i:\bweek (?:commencing|beginning|starting|ending|ended|of|to))\s(?:\w{{6,9}},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTHS_EN})|(?:{MONTHS_EN})\s\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s(?P<year>20\d{{2}}))?",
        ),
        (
            "term_en",
            r"\b(?i:(?:spring|summer|autumn|fall|winter|michaelmas|hilary|trinity|lent) (?:term|semester)),?\s(?:of\s)?(?P<year>20\d{2})\b|(?i:\b(?:academic|school) (?:year|session))\s(?P<year2>20\d{2})(?:\s?[/-]\s?(?:20)?\d{2})?|\b(?P<year3>20\d{2})(?:\s?[/-]\s?(?:20)?\d{2})?\s(?i:(?:academic|school) (?:year|session))",
        ),
        (
            "first_n_en",
            r"(?i:first (?P<n>two|three|nine|six|four|five|seven|eight|ten|eleven) (?P<u>months|quarters)(?: of(?: the year)?,? (?P<year>\d{4}))?)",
        ),
        (
            "quarter_en",
            rf"(?:\b(?:FY\s?)?(?P<year2>(?:19|20)\d{{2}}|(?<=FY)\d{{2}}|(?<=FY )\d{{2}}|{MASKED})[ ,/-]{{0,2}})?(?<![A-Za-z])(?:[Qq](?P<q>[1-4])\b|(?i:(?P<n>first|second|third|fourth|final|closing|1st|2nd|3rd|4th|last(?=[ -]quarter of (?:the year|(?:19|20)\d\d)))[ -]quarter)\b|(?i:quarter\s(?P<w>one|two|three|four|[1-4]))\b)(?:\s?(?:of|,|-|/|of the year)?\s?(?:FY\s?)?(?P<year>(?:19|20)\d{{2}}|(?:'|(?<=FY)|(?<=FY ))\d\d|{MASKED})(?!\d))?",
        ),
        ("quarter_short_en", r"\b(?P<n>[1-4])Q[ ']?(?P<year>(?:20)?\d{2})\b"),
        (
            "half_en",
            rf"(?:\b(?P<year2>(?:19|20)\d{{2}}|{MASKED})[ ,-]{{0,2}})?(?:\b[Hh](?P<h>[12])\b|(?i:\b(?P<n>first|second|1st|2nd)[ -]half(?:[ -]year)?\b))(?:\s?(?i:of (?:the )?(?:year )?|,)?\s?(?P<year>(?:19|20)\d{{2}}|{MASKED})\b)?",
        ),
        (
            "week_en",
            r"(?i:\b(?:(?P<year2>20\d{2})[ ,-]{0,2})?(?:week|wk)\.?\s(?:no\.?\s?)?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?:,?\s?(?:of\s)?(?P<year>20\d{2})\b)?)",
        ),
        (
            "bare_month_en",
            rf"\b(?:in|for|of|during)\s(?P<n>{MONTHS_EN})\b(?!\s?(?:\d|to\b|-|and\b))|\b(?P<n2>{MONTHS_EN})\s(?:[Mm]onthly\s)?(?:[Ww]ork\s)?(?:[Rr]eport|[Ss]ummary|[Rr]eview|[Uu]pdate|[Nn]ewsletter|[Rr]ound-?up)\b",
        ),
        ("month_en", rf"(?<!\d )\b(?P<n>{MONTHS_EN})\.?,?\s(?P<year>(?:19|20)\d{{2}}|{MASKED})\b"),
        ("span_en", r"\b(?:FY\s?)?(?P<year>(?:19|20)\d{2})\s?[/-]\s?(?:(?:19|20))?\d{2}\b(?![/-]|\s?年)"),
        (
            "year_en",
            r"\b(?:(?i:FY|fiscal year|year|in|during|of|for|the|throughout|looking back (?:on|at|over)|since the (?:beginning|start) of)\s?)?(?P<year>(?:19|20)\d{2}|(?<=FY)\d{2}|(?<=FY )\d{2})\b(?!\s?(?:-|/)\s?\d)",
        ),
        (
            "masked_en",
            r"\b(?i:in|year|during|for|of|on)\s(?P<year>\*{3,4}|20[xX*_]{2}|[xX]{2,4}(?=[,.\s]))(?=[\s,.]|$)",
        ),
    )
)
