"""Words of time against the period that a report covers."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Iterator

from reports.documents.left_overs import suspicious
from reports.documents.period_statements import Statement, statements
from reports.enums import FindingKind, PeriodKind
from reports.gate.findings import Finding, found_at
from reports.gate.text import ReportText
from reports.periods import CalendarPeriod

_QUARTERS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
_NAMED_ZH = r"(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)"
_NAMED_EN = r"(?P<quarter>first|second|third|fourth) (?P<what>quarter|half)"
_PASSING = (
    re.compile(rf"{_NAMED_ZH}(?:的?(?:工作|时光|时间|日子))?(?:就)?(?:即将|将要|快要|就要|马上|已经?|转眼|匆匆|悄然|转瞬|也?已)?(?:就?要)?(?:过去|结束|过完|走到(?:了)?尾声|接近尾声|告一段落)"),
    re.compile(rf"(?:回顾|回首|盘点|总结)(?:过去的?|刚刚过去的?|这个?|我们的?)?{_NAMED_ZH}"),
    re.compile(rf"现(?:就|将)(?:我[\u4e00-\u9fff]{{1,8}})?{_NAMED_ZH}(?:的?[\u4e00-\u9fff]{{0,12}})(?:总结|汇报|报告)如下"),
    re.compile(rf"(?i:\b{_NAMED_EN}) (?:of the year )?(?:is|was|has|have)? ?(?:now |already |almost |nearly |soon |about to |drawing to |coming to |come to |reached )?(?:over|passed|pass|gone|finished|ended|end|behind us|a close|an end|its end)\b"),
    re.compile(rf"(?i:\b(?:looking back (?:on|at|over)|in review:?|summary of|report on) the (?:past |last )?{_NAMED_EN})"),
)  # fmt: skip
_PART_OF_A_YEAR = re.compile(r"季度|半年|(?i:quarter|half)")
_MASKED_YEAR = re.compile(
    r"20[xX×＊*_○]{2}(?=\s?年|\b|[^\dA-Za-z])|(?<![\dA-Za-z*_])(?:[xX×]{2,4}|[*_]{2,4})\s?年(?!级)|(?:^|[.,;]\s)(?:[Ii]n|[Dd]uring|[Tt]hroughout)\s(?P<mask>[xX×*]{2,4})(?=[\s,])"
)


def period_words(text: ReportText) -> Iterator[Finding]:
    """Find words that name another period than the report's, and years masked though the year is known."""
    titled = statements(text.title, in_title=True)
    period = text.period or _only(titled)
    if period is None:
        return
    if text.period and titled and not any(_agree(statement.period, period) for statement in titled):
        yield _of_title(text, titled[0], period)
    yield from _passing(text, period)
    if period.year is not None:
        yield from _masked_years(text, period)


def _only(titled: list[Statement]) -> CalendarPeriod | None:
    return titled[0].period if len(titled) == 1 else None


def _agree(one: CalendarPeriod, other: CalendarPeriod) -> bool:
    """Whether two periods can be the same, or the one part of the other, as far as either is known."""
    years = _years(one), _years(other)
    if all(years) and not set(years[0]) & set(years[1]):
        return False
    return one.kind != other.kind or one.ordinal is None or other.ordinal is None or one.ordinal == other.ordinal


def _years(period: CalendarPeriod) -> tuple[int, ...]:
    if period.start and period.end:
        return tuple(range(period.start.year, period.end.year + 1))
    return (period.year,) if period.year else ()


def _of_title(text: ReportText, statement: Statement, period: CalendarPeriod) -> Finding:
    passage = text.passages[0]
    end = statement.start + len(statement.text)
    return found_at(FindingKind.WRONG_PERIOD, passage, statement.start, end, period=period.code)


def _passing(text: ReportText, period: CalendarPeriod) -> Iterator[Finding]:
    """Words that look back on a part of the year; each pattern once in a paragraph."""
    for passage in text.passages:
        if _PART_OF_A_YEAR.search(passage.folded) is None:
            continue
        for pattern in _PASSING:
            match = pattern.search(passage.folded)
            named = _named(match) if match else None
            if match and named and not _agree(named, period):
                yield found_at(FindingKind.WRONG_PERIOD, passage, *match.span(), period=period.code)


def _named(match: re.Match[str]) -> CalendarPeriod:
    groups = match.groupdict()
    word = (groups.get("quarter") or "").lower()
    if groups.get("half"):
        return CalendarPeriod(PeriodKind.HALF, None, 1 if groups["half"] == "上" else 2)
    if (groups.get("what") or "").lower() == "half":
        return CalendarPeriod(PeriodKind.HALF, None, min(2, _QUARTERS[word]))
    return CalendarPeriod(PeriodKind.QUARTER, None, _QUARTERS[word])


def _masked_years(text: ReportText, period: CalendarPeriod) -> Iterator[Finding]:
    """The first year that is masked though the report's year is known."""
    for at in suspicious([passage.text for passage in text.passages]):
        passage = text.passages[at]
        if match := _MASKED_YEAR.search(passage.folded):
            start, end = match.span("mask") if match["mask"] else match.span()
            is_year = re.fullmatch(r"20\S\S", match[0]) is not None
            proposal = str(period.year) if is_year or match["mask"] else None
            yield found_at(FindingKind.MASKED_YEAR, passage, start, end, proposal=proposal, year=str(period.year))
            return
