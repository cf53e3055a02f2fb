"""Published reports in bulk, and a look at every text, which is the truth that the search is held to."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from reports import listings, search
from reports.enums import Language, ReportStatus, SectionKind
from reports.models import Point, Report, Section
from reports.search import fold
from tests.factories import FIRST_DAY

_WORDS = (
    "工作 总结 街道 社区 环境 卫生 垃圾 清运 排水 沟渠 整治 巡查 志愿 安全 培训 消防 供水 管网 检修 阀门 污水 处理 "
    "绿化 養護 環境 衛生 總結 溝渠 處理 問題 不足 下一步 计划 完成 全年 季度 百分之 三十二 公里 居民 反映 及时"
)
WORDS = _WORDS.split()
LATIN = ("drains", "training", "HSE", "2025", "pump", "valves", "86", "ISO9001", "Café")
SIGNS = ("，", "。", "、", "；", "（一）", " ", "“", "”", "：", "·")


def write_line(chance: Random, length: int) -> str:
    """A line of words without meaning, mostly Chinese, in both scripts."""
    kinds = chance.choices((WORDS, LATIN, SIGNS), (80, 5, 15), k=length)
    parts: list[str] = []
    for words in kinds:
        word = chance.choice(words)
        # Two Latin words need something between them.
        parts.append(f" {word}" if parts and (parts[-1] + word).isascii() else word)
    return "".join(parts).strip() or "空"


def publish_texts(texts: Iterable[tuple[str, Sequence[str]]], dates: Sequence[datetime] = ()) -> list[Report]:
    """Publish reports of a title and lines each, the lines as points of sections by turns of two kinds."""
    rows = list(texts)
    dates = dates or [FIRST_DAY + timedelta(hours=number) for number in range(len(rows))]
    reports = Report.objects.bulk_create(
        Report(
            title=title,
            slug="-",
            language=Language.CHINESE,
            status=ReportStatus.PUBLISHED,
            published_at=date,
            section_kinds=[SectionKind.WORK_DONE, SectionKind.PROBLEMS],
            popularity=number % 5,
        )
        for number, ((title, _lines), date) in enumerate(zip(rows, dates, strict=True))
    )
    for report, (_title, lines) in zip(reports, rows, strict=True):
        kinds = (SectionKind.WORK_DONE, SectionKind.PROBLEMS)
        sections = Section.objects.bulk_create(
            Section(report=report, kind=kind, position=position, heading="") for position, kind in enumerate(kinds)
        )
        Point.objects.bulk_create(
            Point(section=sections[position % 2], text=line, position=position) for position, line in enumerate(lines)
        )
    found = list(Report.objects.filter(pk__in=[report.pk for report in reports]).with_text().with_tags().order_by("pk"))
    listings.enter_many(found)
    search.index_many(found)
    return found


def random_texts(number: int, seed: int = 1) -> list[tuple[str, list[str]]]:
    """Titles and lines without meaning, the same for the same seed."""
    chance = Random(seed)
    return [(write_line(chance, 5), [write_line(chance, 20) for _line in range(6)]) for _number in range(number)]


def holding(texts: Sequence[tuple[str, Sequence[str]]], needle: str) -> set[int]:
    """Places of the texts that hold a Chinese needle somewhere in a line, by a look at every text."""
    folded = fold(needle)
    return {
        place
        for place, (title, lines) in enumerate(texts)
        if any(folded in " ".join(fold(line).split()) for line in (title, *lines))
    }
