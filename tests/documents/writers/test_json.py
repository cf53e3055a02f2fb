"""Reports as JSON: the shape that is promised, whole."""

import json

from reports.documents.writers.content import Volume
from reports.documents.writers.json import write_json
from tests.documents.writers.contents import ADDRESS, full_content, make_content, volume_of


def test_report_is_an_object_with_everything_that_is_known():
    assert json.loads(write_json(Volume.of(full_content()))) == {
        "schema": "summaries-report/1",
        "title": "柳桥镇2025年第三季度工作总结",
        "language": "zh",
        "address": ADDRESS,
        "published": "2025-10-09",
        "updated": "2025-10-10T08:00:00+00:00",
        "summary": "清淤三公里。",
        "unit": "柳桥镇",
        "period": {
            "code": "2025-q3",
            "kind": "quarter",
            "label": "2025年第三季度",
            "start": "2025-07-01",
            "end": "2025-09-30",
        },
        "category": ["城市管理", "水务"],
        "tags": ["河道", "防汛"],
        "byline": "镇办公室",
        "attribution": "转自县府网站",
        "source": {"name": "page.html", "url": "https://source.example/page"},
        "collection": {"title": "河道工作总结2篇", "position": 2},
        "sections": [
            {
                "kind": "introduction",
                "anchor": "s1",
                "marker": "",
                "heading": "",
                "text": "入汛以来降雨偏多。",
                "points": [],
                "closing": "",
            },
            {
                "kind": "work_done",
                "anchor": "s1",
                "marker": "一、",
                "heading": "主要工作",
                "text": "",
                "points": [{"marker": "（一）", "heading": "河道治理", "text": "清淤*三*公里。"}],
                "closing": "以上完成。",
            },
            {
                "kind": "problems",
                "anchor": "s1",
                "marker": "二、",
                "heading": "存在问题",
                "text": "",
                "points": [{"marker": "1.", "heading": "", "text": "人手不足。"}],
                "closing": "",
            },
        ],
        "figures": [
            {
                "text": "三公里",
                "value": 3.0,
                "unit": "公里",
                "amount": 3.0,
                "measure": "km",
                "bound": "exact",
                "counted": "",
                "sentence": "清淤三公里。",
                "section": "s2",
            }
        ],
    }


def test_what_is_not_known_is_null_or_empty():
    found = json.loads(write_json(Volume.of(make_content(unit="", period=None))))
    unknown = ("summary", "unit", "period", "category", "tags", "byline", "source", "collection", "sections", "figures")
    assert [found[name] for name in unknown] == ["", "", None, [], [], "", None, None, [], []]


def test_several_reports_are_an_object_that_holds_them():
    reports = [make_content(title="甲"), make_content(title="乙")]
    found = json.loads(write_json(volume_of(*reports, notes=["前2篇，共5篇"], introduction="引言", total=5)))
    assert [report["title"] for report in found.pop("reports")] == ["甲", "乙"]
    assert found == {
        "schema": "summaries-reports/1",
        "title": "河道",
        "language": "zh",
        "address": "https://reports.example/zh-hans/tags/河道/",
        "introduction": "引言",
        "notes": ["前2篇，共5篇"],
        "total": 5,
    }
