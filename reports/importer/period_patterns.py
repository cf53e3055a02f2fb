"""The wordings of periods, as patterns by kind: data for `period_statements`."""
# ruff: noqa: E501, RUF001 - patterns read worse when wrapped, and name the ideographic zero

import re

MASKED = r"(?:20[xX×*_○]{2}|(?:19|20)\d[xX×*_]|[xX×*_]{2,4})"
_ROC = r"(?:(?:中华)?民国\s?)?(?:(?<!\d)1[01]\d(?=\s?年(?!来|前|间|代))|一[〇○零一][〇○零一二三四五六七八九](?=年))"
"""A year of the Republic's calendar, used in Taiwan: 113 is 2024."""
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|[二一][〇○零一二三四五六七八九九]{{3}}|{_ROC}|{MASKED})\s?"
_CN_N = r"[一二三四1-4]"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
MONTHS_EN = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "range_zh",
            rf"(?:{_YEAR}年\s?)?(?P<m1>{MONTH})\s?月?\s?(?:(?P<d1>\d{{1,2}})日)?(?:起|[\u4e00-\u9fff]{{2,4}}?[,，]?)?\s?(?:至|到|-+|~|—)\s?(?:(?P<year2>(?:19|20)\d{{2}})年\s?)?(?P<m2>{MONTH})\s?月(?:份|底|末)?(?:(?P<d2>\d{{1,2}})日)?",
        ),
        ("first_quarters_zh", rf"(?:{_YEAR}年?)?(?:前|1-|一至|一到)(?P<n>[二三四234])个?季度"),
        (
            "quarter_zh",
            rf"(?:{_YEAR}年?(?:度)?的?\s?)?(?<![一二三四、\d])(?:第\s?)?(?P<n>{_CN_N})\s?季度?(?=度|[^节风])",
        ),
        ("half_zh", rf"(?:{_YEAR}年?(?:度)?的?\s?)?(?P<n>上|下)半年"),
        ("half_any_zh", rf"(?:{_YEAR}年?)?(?<![上下一二两三四五六七八九])半年(?:度|来|的)?"),
        ("week_zh", rf"(?:{_YEAR}年)?(?:\d{{1,2}}月)?第(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})周"),
        ("month_zh", rf"{_YEAR}年\s?(?P<n>{MONTH})\s?月份?(?!\s?\d{{1,2}}\s?[日号])"),
        ("bare_month_zh", rf"(?<![\d年至到-])(?P<n>{MONTH})月份?(?=(?:份)?[^\d]{{0,12}}(?:总结|小结|汇报|月报|情况))"),
        (
            "school_zh",
            r"(?P<year>(?:19|20)\d{2})\s?[-—~至]+\s?(?P<year2>(?:19|20)\d{2})\s?(?:学年|年度?)(?:第?(?P<n>[一二])学期)?",
        ),
        ("year_zh", rf"{_YEAR}年度?"),
        (
            "range_en",
            rf"(?:[Ff]rom\s)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<m1>{MONTHS_EN})\.?(?:\s(?P<d1b>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s(?P<year>\d{{4}}))?\s?(?:to|until|through|till|and|-+)\s?(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<m2>{MONTHS_EN})\.?(?:\s(?P<d2b>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s(?P<year2>\d{{4}}))?",
        ),
        (
            "first_n_en",
            r"(?i:first (?P<n>two|three|nine|six|four|five|seven|eight|ten|eleven) (?P<u>months|quarters)(?: of(?: the year)?,? (?P<year>\d{4}))?)",
        ),
        (
            "quarter_en",
            rf"(?:\b(?P<year2>(?:19|20)\d{{2}}|{MASKED})[ ,-]{{0,2}})?\b(?:[Qq](?P<q>[1-4])\b|(?i:(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter)\b|(?i:quarter\s(?P<w>one|two|three|four|[1-4]))\b)(?:\s?(?:of|,|-|/|of the year)?\s?(?:FY\s?)?(?P<year>(?:19|20)\d{{2}}|{MASKED})\b)?",
        ),
        (
            "half_en",
            rf"(?:\b(?P<year2>(?:19|20)\d{{2}}|{MASKED})[ ,-]{{0,2}})?(?:\b[Hh](?P<h>[12])\b|(?i:\b(?P<n>first|second|1st|2nd)[ -]half(?:[ -]year)?\b))(?:\s?(?i:of (?:the )?(?:year )?|,)?\s?(?P<year>(?:19|20)\d{{2}}|{MASKED})\b)?",
        ),
        (
            "week_en",
            r"(?i:\b(?:(?P<year2>20\d{2})[ ,-]{0,2})?week\s(?:no\.?\s?)?(?P<n>\d{1,2})\b(?:,?\s?(?:of\s)?(?P<year>20\d{2})\b)?)",
        ),
        ("bare_month_en", rf"\b(?:in|for|of|during)\s(?P<n>{MONTHS_EN})\b(?!\s?(?:\d|to\b|-|and\b))"),
        ("month_en", rf"(?<!\d )\b(?P<n>{MONTHS_EN})\.?,?\s(?P<year>(?:19|20)\d{{2}}|{MASKED})\b"),
        ("span_en", r"\b(?P<year>(?:19|20)\d{2})\s?[/-]\s?(?:(?:19|20))?\d{2}\b(?![/-]|\s?年)"),
        (
            "year_en",
            r"\b(?:(?i:FY|fiscal year|year|in|during|of|for|the|throughout)\s?)?(?P<year>(?:19|20)\d{2})\b(?!\s?(?:-|/)\s?\d)",
        ),
        ("masked_en", r"\b(?i:in|year|during|for|of|on)\s(?P<year>\*{3,4}|20[xX*_]{2}|[xX]{2,4}(?=[,.\s]))(?=[\s,.])"),
    )
)
