"""Which period a report covers: as its title says, else its first statement; never the signature's date."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Sequence

from reports.documents.folding import fold
from reports.documents.period_patterns import MASKED, MONTH, MONTHS_EN
from reports.documents.period_statements import Statement, statements
from reports.documents.period_values import month_of, number_of
from reports.enums import PeriodKind
from reports.periods import CalendarPeriod

_HINTS = (
    (PeriodKind.QUARTER, re.compile(r"季度|季报|(?i:\bquarterly|\bquarter\b)")),
    (
        PeriodKind.HALF,
        re.compile(r"半年|年中(?=工作|总结|小结|汇报|述职|回顾|盘点)|(?i:half[- ]year|semi-?annual|mid-?year)"),
    ),
    (PeriodKind.MONTH, re.compile(r"月度|月份|月报|(?i:\bmonthly)")),
    (PeriodKind.WEEK, re.compile(r"周报|周工作|每周|一周|(?i:\bweekly)")),
    (PeriodKind.YEAR, re.compile(r"年度|年终|年报|全年|(?i:\bannual|\byearly|year[- ]end)")),
)
_MID_YEAR = re.compile(r"年中|(?i:mid-?year)")
_BARE_MONTH = re.compile(
    rf"(?:^|[,.。;] ?)(?:(?:In|During|Throughout|Over|For)\s(?:the month of\s)?(?P<en>{MONTHS_EN})\b|(?P<zh>{MONTH})月份?[,，])"
)
_OPENING_MONTH = re.compile(
    rf"(?:今年)?(?P<zh>{MONTH})月份?(?:里|,|以来)|(?:(?:In|During|Throughout)\s(?:the month of\s)?)?(?P<en>{MONTHS_EN})(?:\s(?:was|is|has|had|saw|brought|began|started|opened|proved|went|came|passed)\b|,\s|\s(?:the|we|our)\b)"
)
"""A month that the very first words of a report name."""
_MONTHS_OF = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}
_FINER = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTH, PeriodKind.WEEK)
_PLANNED = re.compile(r"[^,。;总及和与暨、]{0,8}(?:计划|打算|安排|思路|要点)|(?i:\s(?:work\s)?plans?\b)")
_SCHOOL_TERM = re.compile(r"学期|学年")
_THIS_MONTH = re.compile(r"本月|这个月|当月")
_ANY_MONTH = re.compile(r"(?<![\d年上下至到])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d|报|度)")
_PERIOD_LABEL = re.compile(
    r"(?:填报|报告|总结|统计|工作)?(?:期间|周期|时段|报告期|所属期)\s?:\s?|(?i:\b(?:reporting )?period(?: covered)?\s?:\s?)"
)
_BRACKETED = re.compile(r"(?:^|\s)[(（]([^()（）]{4,40})[)）]")
_VAGUE_MONTH = re.compile(
    r"(?:过去的?|这|刚刚过去的)(?:这)?一个月|一个月来|(?:^|[,。])(?:本月|这个月)(?:份|以来|,)|(?i:\b(?:over|in|during) the past month\b)"
)
_VAGUE_QUARTER = re.compile(r"本季度?|(?i:\b(?:this|another|the past) quarter\b)")
_VAGUE = re.compile(
    r"一年以?来|过去了?(?:的)?一年|[走度]过了?(?:[^,。]{0,6})一年|又是一年|这一年|一年(?:时间|时光)?(?:就|又|已|已经|即将)?(?:这样|这么|匆匆|悄然)?过去|本年度|年度工作|全年(?:工作|来)|(?i:\b(?:in|over|during) the past year\b|\bthe past year\b|\bthis year's\b|\bthis past year\b|\bthe year under review\b)"
)


Found = tuple[CalendarPeriod, str]


def detect_period(
    title: str | None, introduction: Sequence[str], body: Sequence[str]
) -> tuple[CalendarPeriod, str] | None:
    """Return the period reported and the words that say so, or None where nothing does.

    The title decides; a year that the title lacks is taken from the introduction. Without a title's statement the
    introduction's first one counts (a quarter or half-year before a year), then the body's.
    """
    opening = [statement for text in introduction for statement in statements(text)]
    hint = next((kind for kind, pattern in _HINTS if title and pattern.search(fold(title))), None)
    if titled := statements(title or "", in_title=True):
        stated = _precise(_with_year(_in_title(title or "", titled), opening), opening)
        term = next((s for s in opening if s.period.kind is PeriodKind.RANGE), None)
        if term is not None and _SCHOOL_TERM.search(fold(title or "")):
            stated = term  # a term is as long as the text says
        period = _of_kind(stated.period, hint, title or "", opening)
        if period.kind is PeriodKind.MONTH and period.ordinal is None:
            months = filter(None, map(_bare_month, introduction))
            period = _safe(period.kind, period.year, next((number for number, _words in months), None))
        return _as_called(period, hint, opening), stated.text
    said = opening
    if hint is not None and len({(s.period.year, s.period.ordinal) for s in opening if s.period.kind is hint}) > 1:
        said = [s for text in body for s in statements(text)]  # the opening contradicts itself: what is said most often
    found = _choose(said, hint) or _choose_in_body([s for text in body for s in statements(text)], hint)
    if found is not None:
        found = _precise(found, said)
        return _as_called(found.period, hint, opening), found.text
    return _vaguely_stated(title, introduction, hint)


def _vaguely_stated(
    title: str | None, introduction: Sequence[str], hint: PeriodKind | None
) -> tuple[CalendarPeriod, str] | None:
    """ "In the past year", "In June," under a monthly title, or no more than the title's "quarterly"."""
    for text in introduction:
        if _THIS_MONTH.search(fold(text)) and (match := _ANY_MONTH.search(fold(text))):
            return CalendarPeriod(PeriodKind.MONTH, None, number_of(match[1])), match[0]
        if (match := _VAGUE_MONTH.search(fold(text))) and hint in (None, PeriodKind.MONTH):
            return CalendarPeriod(PeriodKind.MONTH), match[0]
        if (match := _VAGUE_QUARTER.search(fold(text))) and hint in (None, PeriodKind.QUARTER):
            return CalendarPeriod(PeriodKind.QUARTER), match[0]
        if match := _VAGUE.search(fold(text)):
            return CalendarPeriod(PeriodKind.YEAR), match[0]
        month = _bare_month(text) if hint is PeriodKind.MONTH else None
        if month or (
            hint in (None, PeriodKind.MONTH)
            and text is introduction[0]
            and (month := _bare_month(text, _OPENING_MONTH))
        ):
            return CalendarPeriod(PeriodKind.MONTH, None, month[0]), month[1]
    return (CalendarPeriod(hint), title) if hint is not None and title else None


def _bare_month(text: str, pattern: re.Pattern[str] = _BARE_MONTH) -> tuple[int, str] | None:
    """The month that a text names at the start of a clause, and the words: "In June", "11月，"."""
    match = pattern.search(fold(text)) if pattern is _BARE_MONTH else pattern.match(fold(text))
    if match is None:
        return None
    number = month_of(match["en"]) if match["en"] else number_of(match["zh"])
    return (number, match[0]) if 1 <= number <= 12 else None


def _precise(found: Statement, said: list[Statement]) -> Statement:
    """ "半年来" is the half that the text names elsewhere: 上半年."""
    kind = found.period.kind
    if kind is not PeriodKind.HALF or found.period.ordinal is not None:
        return found
    named = next((s for s in said if s.period.kind is kind and s.period.ordinal), None)
    return named or found


def labelled_period(line: str) -> Found | None:
    """The period that a labelled line gives: 填报期间：二月份, Reporting period: Q3 2022."""
    label = _PERIOD_LABEL.search(fold(line))
    if label is None:
        return None
    said = line[label.end() : label.end() + 40]
    found = next(iter(statements(said, in_title=True)), None)
    month = _ANY_MONTH.match(fold(said).strip()) if found is None else None
    if month is not None:
        return CalendarPeriod(PeriodKind.MONTH, None, number_of(month[1])), said.strip()
    return (found.period, found.text) if found else None


def with_subtitle(title: str | None, byline: str) -> str | None:
    """The headline with the period in brackets below it, where it states none itself: （2023年度）; a date is none."""
    bracketed = _BRACKETED.search(byline)
    if bracketed is None or (title and statements(title, in_title=True)):
        return title
    said = statements(bracketed[1], in_title=True)
    if not said or said[0].period.kind is PeriodKind.MONTH:
        return title
    return f"{title or ''}（{bracketed[1]}）"


def completed_below(found: Found | None, line: str) -> Found | None:
    """A period with the year and number that the line below the headline gives: （2025年第14周：3月31日—4月6日）."""
    if found is None or (found[0].year is not None and found[0].ordinal is not None):
        return found
    period, said = found
    below = statements(line, in_title=True)
    alike = next((s.period for s in below if s.period.kind is period.kind), None)
    year = next((s.period.year for s in below if s.period.kind is not PeriodKind.YEAR and s.period.year), None)
    if alike is not None and period.ordinal in (None, alike.ordinal):
        return _safe(period.kind, period.year or alike.year, alike.ordinal), said
    return (_safe(period.kind, year, period.ordinal), said) if period.year is None and year else found


def _of_kind(period: CalendarPeriod, hint: PeriodKind | None, title: str, opening: list[Statement]) -> CalendarPeriod:
    """The half-year, quarter, month or week that the opening names, where the title says its kind and year apart."""
    if period.kind is not PeriodKind.YEAR or hint not in _FINER:
        return period
    alike = (s.period for s in opening if s.period.kind is hint and s.period.year in (None, period.year))
    ordinal = next((found.ordinal for found in alike if found.ordinal), None)
    if ordinal is None and hint is PeriodKind.HALF and _MID_YEAR.search(fold(title)):
        ordinal = 1
    return _safe(hint, period.year, ordinal)


def _as_called(period: CalendarPeriod, hint: PeriodKind | None, opening: list[Statement]) -> CalendarPeriod:
    """A quarterly report from January to March is one of the first quarter, a half-year's to June of the first half."""
    if hint not in _MONTHS_OF:
        return period
    ranges = [period, *(s.period for s in opening)] if period.ordinal is None else []
    for span in ranges:
        months = _MONTHS_OF[hint]
        if span.kind is PeriodKind.RANGE and span.start and span.end and span.start.year == span.end.year:
            first, last = span.start.month, span.end.month
            if last - first + 1 == months and last % months == 0 and span.start.day == 1:
                return CalendarPeriod(hint, span.start.year, last // months)
    return period


def _in_title(title: str, titled: list[Statement]) -> Statement:
    """The period of a headline: year and quarter (half, month, week) may stand apart: "2024 report: third quarter"."""
    folded = fold(title)
    said = [s for s in titled if not _PLANNED.match(folded, s.start + len(s.text))] or titled
    said.sort(key=lambda s: s.period.kind is not PeriodKind.WEEK)  # its days may stand before its number
    finer = next((s for s in said if s.period.kind in _FINER and s.period.year is None), None)
    year = next((s for s in said if s.period.year is not None), None)
    if finer is None or year is None:
        return said[0]
    return Statement(_safe(finer.period.kind, year.period.year, finer.period.ordinal), finer.text, finer.start)


def _with_year(stated: Statement, opening: list[Statement]) -> Statement:
    """Complete a period without a year by the first year the introduction states, if it is certain."""
    if stated.period.kind is PeriodKind.RANGE and stated.period.year is None:
        return next((s for s in opening if s.period.kind is PeriodKind.RANGE and s.period.year), stated)
    year = next((s.period.year for s in opening if s.period.year), None)
    certain = stated.period.year is not None or stated.period.kind is PeriodKind.YEAR or re.search(MASKED, stated.text)
    if year is None or certain:
        return stated
    period = stated.period
    try:
        completed = CalendarPeriod(period.kind, year, period.ordinal)
    except ValueError:
        return stated
    return Statement(completed, stated.text, stated.start) if period.kind is not PeriodKind.RANGE else stated


def _choose(found: list[Statement], hint: PeriodKind | None) -> Statement | None:
    if hint is not None:
        matching = [s for s in found if s.period.kind is hint]
        if matching:
            return _most_stated(matching)
        if hint is not PeriodKind.YEAR:
            year = next((s for s in found if s.period.year), None)
            return None if year is None else Statement(_safe(hint, year.period.year), year.text, year.start)
    first = next(iter(found), None)
    if first is None:
        return None
    if first.period.kind is PeriodKind.YEAR:
        better = next(
            (s for s in found if s.period.kind in (PeriodKind.QUARTER, PeriodKind.HALF) and s.start - first.start < 60),
            None,
        )
        if better is not None and better.period.year in (None, first.period.year):
            return Statement(
                _safe(better.period.kind, first.period.year, better.period.ordinal), better.text, better.start
            )
    return first


def _safe(kind: PeriodKind, year: int | None, ordinal: int | None = None) -> CalendarPeriod:
    try:
        return CalendarPeriod(kind, year, ordinal)
    except ValueError:
        return CalendarPeriod(kind)


def _most_stated(found: list[Statement]) -> Statement:
    """The period stated most often; of equals the first."""
    counts: dict[tuple[int | None, int | None], int] = {}
    for statement in found:
        key = (statement.period.year, statement.period.ordinal)
        counts[key] = counts.get(key, 0) + 1
    best = max(counts, key=lambda key: counts[key])
    return next(s for s in found if (s.period.year, s.period.ordinal) == best)


def _choose_in_body(found: list[Statement], hint: PeriodKind | None) -> Statement | None:
    if hint is not None:
        matching = [s for s in found if s.period.kind is hint and (s.period.ordinal or hint is PeriodKind.YEAR)]
        return _most_stated(matching) if matching else None
    half = next((s for s in found if s.period.kind is PeriodKind.HALF), None)
    if half is not None:
        return half
    years = {s.period.year for s in found if s.period.kind is PeriodKind.YEAR}
    if len(years) == 1 and None not in years:
        return next(s for s in found if s.period.kind is PeriodKind.YEAR)
    return None
