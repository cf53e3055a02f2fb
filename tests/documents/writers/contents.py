"""Reports to be written in tests."""

from datetime import UTC, date, datetime

from reports.documents.writers.content import FigureContent, PointContent, ReportContent, SectionContent, Volume
from reports.enums import SectionKind
from reports.periods import CalendarPeriod

ADDRESS = "https://reports.example/zh-hans/reports/7/"


def make_section(heading="主要工作", *points, kind=SectionKind.WORK_DONE, marker="", body="", closing=""):
    """A section; each point is (marker, heading, text)."""
    return SectionContent(kind, "s1", marker, heading, body, [PointContent(*point) for point in points], closing)


def make_content(*sections, **values):
    values = {
        "key": 7,
        "title": "柳桥镇2025年第三季度工作总结",
        "language": "zh",
        "address": ADDRESS,
        "published_on": date(2025, 10, 9),
        "updated_at": datetime(2025, 10, 10, 8, tzinfo=UTC),
        "unit": "柳桥镇",
        "period": CalendarPeriod.parse("2025-q3"),
        **values,
    }
    return ReportContent(sections=sections, **values)


def full_content():
    """A report of which everything is known."""
    return make_content(
        make_section("", kind=SectionKind.INTRODUCTION, body="入汛以来降雨偏多。"),
        make_section("主要工作", ("（一）", "河道治理", "清淤*三*公里。"), marker="一、", closing="以上完成。"),
        make_section("存在问题", ("1.", "", "人手不足。"), kind=SectionKind.PROBLEMS, marker="二、"),
        summary="清淤三公里。",
        category=["城市管理", "水务"],
        tags=["河道", "防汛"],
        byline="镇办公室",
        attribution="转自县府网站",
        source="page.html",
        source_url="https://source.example/page",
        collection="河道工作总结2篇",
        position=2,
        figures=[FigureContent(3.0, "公里", 3.0, "km", "exact", "", "三公里", "清淤三公里。", "s2")],
    )


def volume_of(*reports, **values):
    values = {"title": "河道", "language": "zh", "address": "https://reports.example/zh-hans/tags/河道/", **values}
    return Volume(reports, **values)
