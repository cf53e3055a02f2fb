"""The comparison of cases must fail where something differs."""

import copy

import pytest

from tests.importer.comparing import differences

RIGHT = {
    "title": "街道总结",
    "reports": [
        {
            "unit": "北街",
            "period": None,
            "sections": [{"kind": "problems", "heading": "不足", "items": 2}],
            "figures": [{"value": 3, "unit": "万元", "text": "3万元"}, {"value": 5, "unit": "%", "text": "5%"}],
        }
    ],
    "warnings": [{"code": "personal_data", "text": "13800000000"}],
}


def changed(path, value):
    copied = copy.deepcopy(RIGHT)
    *way, last = path
    place = copied
    for key in way:
        place = place[key]
    place[last] = value
    return copied


def test_same_answer_has_no_difference():
    assert differences(RIGHT, RIGHT) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "街道小结"),
        (("title",), None),
        (("reports",), []),
        (("reports", 0, "unit"), None),
        (("reports", 0, "period"), {"kind": "year", "year": 2020, "ordinal": None}),
        (("reports", 0, "sections", 0, "items"), 3),
        (("reports", 0, "sections", 0, "kind"), "other"),
        (("reports", 0, "figures"), [{"value": 3, "unit": "万元", "text": "3万元"}]),
        (("reports", 0, "figures", 1, "value"), 6),
        (("warnings",), []),
        (("warnings", 0, "code"), "masked_value"),
    ],
)
def test_each_difference_is_told(path, value):
    assert differences(RIGHT, changed(path, value)) != []


def test_an_alternative_counts():
    assert differences({"title": "a", "title_alt": ["b"]}, {"title": "b"}) == []


def test_multipliers_may_be_expanded():
    assert (
        differences(RIGHT, changed(("reports", 0, "figures", 0), {"value": 30000, "unit": "元", "text": "3万元"})) == []
    )
